import ArgumentParser
import Configuration
import Dashboard
import Model
import Screen
import Text

struct Snapshot: ParsableCommand, GivesUpWaiting {
  static let configuration = CommandConfiguration(
    abstract: "Render screens without a terminal, or compare them with recorded ones.",
    discussion: """
      The same input gives the same bytes on every machine, in every locale and time zone; give --now for a clock that \
      does not run. With --expect nothing is printed but the rows that differ, and the exit code is 1 when there are any.
      """)

  @OptionGroup var data: DataOptions
  @OptionGroup var recording: RecordingOptions
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

  @Option(
    help:
      "text (glyphs), styled (glyphs and style runs), ansi, svg or linear (words, as --screen-reader says them); otherwise text, or what the file of --expect is."
  )
  var format: SnapshotFormat?

  @OptionGroup var recorded: RecordedOptions

  func run() throws {
    let typed = try typedKeys()
    let filter = try filter.read(for: view)
    let places = Surroundings(files: files.files, themes: .ofPictures, waiting: wait.wait)
    var configuration = try places.files.read(
      Overrides(data: data, journal: journal, look: look, view: view)
    ).configuration
    let own = ScreenOrder(
      size: size, view: configuration.view, keys: typed, filter: filter, theme: configuration.theme,
      color: configuration.color, isASCII: configuration.isASCII, format: format)
    var orders = try recorded.orders(over: own, waiting: wait)
    guard try orders.lookUpThemes(in: places.themes, waiting: wait) || !recorded.record else {
      complain("nothing is recorded, for it would have the colours of another theme.")
      throw ExitCode.undone
    }
    let records = try recorded.read(orders, waiting: wait)
    let shown = try ShownFactory(
      data, recording, journal: journal, by: configuration, isConfigurationNamed: files.config != nil,
      withPast: true, waiting: wait)
    configuration.policy = shown.policy
    let scene = Scene(factory: shown.factory, configuration: configuration, clock: shown.clock)
    // A picture of nothing is not to be recorded over a good one.
    if recorded.record { try shown.refuseUnreadableRoots(of: data, configuration) }
    let isSame = try deliver(orders, of: scene, to: records)
    if !recorded.record { try shown.refuseUnreadableRoots(of: data, configuration) }
    if !isSame { throw ExitCode.undone }
  }

  /// Prints the screens, records them, or compares them with what is recorded: whether they are the same then.
  private func deliver(_ orders: [ScreenOrder], of scene: Scene, to records: RecordedScreens?) throws -> Bool
  {
    guard let records else {
      for order in orders {
        if let name = order.name { try output("\(order.isFirst ? "" : "\n")==> \(name) <==\n".utf8) }
        try output(scene.snapshot(order, as: order.format ?? .text).utf8)
      }
      return true
    }
    let drawn = zip(orders, records.screens).map { scene.snapshot($0, as: $1.format) }
    let clockRuns = data.now == nil
    defer { records.tellOfOthers() }
    guard recorded.record else { return try records.compare(with: drawn, clockRuns: clockRuns) }
    try records.replace(with: drawn, clockRuns: clockRuns, waiting: wait)
    return true
  }

  /// - Throws: `ExitCode.usage` after having said which key there is not.
  private func typedKeys() throws -> [Key] {
    do { return try KeyNotation.keys(in: keys) } catch {
      complain("--keys: \(error.message)")
      throw ExitCode.usage
    }
  }
}

extension SnapshotFormat: ExpressibleByArgument {}

extension Size: ExpressibleByArgument {
  package var defaultValueDescription: String { "\(columns)x\(rows)" }

  init?(argument: String) { self.init(columnsByRows: argument) }
}
