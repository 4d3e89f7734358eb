import ArgumentParser
import Configuration
import Dashboard
import Model
import Screen
import Telemetry
import Text

struct Snapshot: ParsableCommand, GivesUpWaiting {
  static let configuration = CommandConfiguration(
    abstract: "Render one screen without a terminal.",
    discussion: """
      The same input gives the same bytes on every machine, in every locale and time zone; give --now for a clock that \
      does not run.
      """)

  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, styled, ansi, svg
  }

  @OptionGroup var data: DataOptions
  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var journal: JournalOptions
  @OptionGroup var wait: WaitOptions
  @OptionGroup var look: LookOptions
  @OptionGroup var filter: FilterOptions

  @Option(help: ArgumentHelp("The screen's size in character cells.", valueName: "columns x rows"))
  var size = Size(columns: 160, rows: 48)

  @Option(help: "overview, utilization, queue, applications or budget.")
  var view: ViewChoice?

  @Option(
    help: ArgumentHelp(
      "Keys typed before the picture is taken, such as '2jj<Enter>'.", valueName: "keys"))
  var keys = ""

  @Option(help: "text (glyphs), styled (glyphs and style runs), ansi or svg.")
  var format: Form = .text

  func run() throws {
    let typed: [Key]
    do { typed = try KeyNotation.keys(in: keys) } catch {
      complain("--keys: \(error.message)")
      throw ExitCode.usage
    }
    let filter = try filter.read()
    let places = Surroundings(files: files.files, waiting: wait.wait)
    let configuration = try places.files.read(
      Overrides(data: data, journal: journal, look: look, view: view)
    ).configuration
    let (wanted, remark) = places.themes.answerable(configuration.theme, waiting: wait.wait)
    if let remark { complain(remark) }
    let themes = try themes(beginningWith: wanted, of: places.themes)
    let journal = try configuration.journalAddition(waiting: wait)
    let reading = try data.readOnce(by: configuration, isWhole: true, waiting: wait)
    let factory = reading.factory(with: journal, by: configuration)
    let clock = Clock(
      now: data.moment, utcOffset: data.now?.utcOffset ?? Seconds(0), isFixed: data.now != nil)
    var state = DashboardState(view: View(configuration.view), filter: filter)
    state.adopt(configuration.keyBindings)
    state.receive(configuration.deskOfSnapshot)
    state.receive(Content(factory: factory, policy: configuration.policy, now: clock.now))
    for key in typed {
      for effect in state.take(.key(key, isAlone: true), size: size, now: clock.now) {
        guard case .record(let order) = effect else { continue }
        state.receive(RecordReport(ticket: order.ticket, .failed("NOT RECORDED: a snapshot records nothing")))
      }
    }
    let drawn = render(state, size: size, clock: clock)
    let canvas = configuration.isASCII ? drawn.foldedToASCII() : drawn
    let theme = themes[state.themeSteps % themes.count]
    let depth = configuration.color.depth ?? .truecolor
    switch format {
    case .text: try output(canvas.text.utf8)
    case .styled: try output(canvas.styled.utf8)
    case .ansi: try output(canvas.ansi(theme: theme, depth: depth).utf8)
    case .svg: try output(canvas.svg(theme: theme, depth: depth).utf8)
    }
    try data.refuseUnreadableRoots(in: reading, of: configuration)
  }

  /// The theme that was asked for, and those that every machine has, so that the theme key shows the same everywhere.
  private func themes(beginningWith wanted: String?, of library: ThemeLibrary) throws -> [Theme] {
    do throws(ThemeFailure) {
      let asked: [Theme] = if let wanted { [try library.theme(named: wanted)] } else { [] }
      return asked + ThemeLibrary.builtInThemes.filter { $0.name != asked.first?.name }
    } catch {
      throw error.complaint
    }
  }
}

extension Configuration {
  /// Forms can be looked at in a picture, which is the same for everybody.
  fileprivate var deskOfSnapshot: Desk {
    guard journal != nil else { return .none }
    return isReadOnly
      ? .readOnly(because: "read_only is set")
      : .open(RecordAuthor(name: "you", uid: .max, host: "your host"))
  }
}

extension Size: ExpressibleByArgument {
  package var defaultValueDescription: String { "\(columns)x\(rows)" }

  /// `160x48`; from 1x1 to 1000x1000.
  init?(argument: String) {
    let parts = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let columns = Int(parts[0]), let rows = Int(parts[1]),
      (1...1000).contains(columns),
      (1...1000).contains(rows)
    else { return nil }
    self.init(columns: columns, rows: rows)
  }
}
