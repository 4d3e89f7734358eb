import ArgumentParser
import Configuration
import Dashboard
import Entities
import Screen
import Text

/// What a screen is to show, and how it is to be written.
struct ScreenOrder {
  var size: Size
  var view: ViewChoice
  var keys: [Key]
  var filter: Query?
  /// A name, or the path of a file; `nil` for the standard theme.
  var theme: String?
  var color: ColorChoice
  var isASCII: Bool
  /// `nil` leaves it to the file that it is held against.
  var format: SnapshotFormat?
  /// The theme that is asked for and those that the theme key goes on to, once they have been looked up.
  fileprivate(set) var themes: [Theme] = []
  /// Its table in a file of screens; `nil` of the one that the command line asks for.
  private(set) var table: WantedScreen?
  /// Whether it is the first of a file.
  private(set) var isFirst = true

  init(
    size: Size, view: ViewChoice, keys: [Key], filter: Query?, theme: String?, color: ColorChoice,
    isASCII: Bool, format: SnapshotFormat?
  ) {
    self.size = size
    self.view = view
    self.keys = keys
    self.filter = filter
    self.theme = theme
    self.color = color
    self.isASCII = isASCII
    self.format = format
  }

  var name: String? { table?.name }

  /// Those of a file of screens; what a screen does not say is that of `own`.
  ///
  /// - Throws: filters that cannot be understood.
  static func orders(of file: ScreensFile, over own: ScreenOrder) throws(ConfigurationProblems)
    -> [ScreenOrder]
  {
    var problems: [ConfigurationProblem] = []
    let orders = file.screens.enumerated().map { index, screen in
      var order = own
      order.table = screen
      order.isFirst = index == 0
      order.size = screen.size ?? own.size
      order.view = screen.view ?? own.view
      order.keys = screen.keys?.keys ?? own.keys
      order.theme = screen.theme ?? own.theme
      order.color = screen.color ?? own.color
      order.isASCII = screen.isASCII ?? own.isASCII
      order.format = screen.format ?? own.format ?? .text
      if let words = screen.filter {
        let reading = QueryReading(SafeText(untrusted: words), order.view.filteredKind.schema)
        if let problem = reading.problem { problems.append(screen.problem(with: "filter", problem.sentence)) }
        order.filter = reading.query
      }
      return order
    }
    guard problems.isEmpty else { throw ConfigurationProblems(problems) }
    return orders
  }
}

extension [ScreenOrder] {
  /// Looks up their themes: the one that each asks for, and those that every machine has, so that the theme key shows the
  /// same everywhere. Returns whether every theme answered; what did not is the standard theme then, with a remark.
  ///
  /// - Throws: `ExitCode.usage` after having said which themes there are not.
  mutating func lookUpThemes(in library: ThemeLibrary, waiting wait: WaitOptions) throws -> Bool {
    let silent = ThemeLibrary.silentFiles(among: compactMap(\.theme), waiting: wait.wait)
    var known: [String?: [Theme]] = [:]
    var sentences: [SafeText] = []
    var isComplete = true
    for order in self where known[order.theme] == nil {
      let (wanted, remark) = library.answerable(order.theme, besides: silent)
      if let remark {
        complain(remark)
        isComplete = false
      }
      known[order.theme] = []
      do throws(ThemeFailure) {
        let asked: [Theme] = if let wanted { [try library.theme(named: wanted)] } else { [] }
        known[order.theme] = asked + ThemeLibrary.builtInThemes.filter { $0.name != asked.first?.name }
      } catch {
        let table = order.table.flatMap { $0.theme == nil ? nil : $0 }
        sentences += error.sentences.map { table?.problem(with: "theme", $0.withoutFullStop).sentence ?? $0 }
      }
    }
    guard sentences.isEmpty else { throw ThemeFailure(sentences).complaint }
    for index in indices { self[index].themes = known[self[index].theme] ?? [] }
    return isComplete
  }
}
