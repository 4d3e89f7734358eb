import ArgumentParser
import Configuration
import JSONStream
import Terminal
import Text

struct Info: ParsableCommand, GivesUpWaiting {
  static let configuration = CommandConfiguration(
    abstract: "Print every resolved path and setting, and where it came from.",
    discussion: "Takes the options of run that change a setting, to show what they change.")

  enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @OptionGroup var data: DataOptions
  @OptionGroup var journal: JournalOptions
  @OptionGroup var look: LookOptions
  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var dashboard: DashboardOptions
  @OptionGroup var wait: WaitOptions

  @Option(help: "text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let places = Surroundings(files: files.files, waiting: wait.wait)
    let terminal = TerminalDescription.current()
    var overrides = Overrides(data: data, journal: journal, look: look, dashboard: dashboard)
    overrides.refusesColor = terminal.refusesColor
    let report = InfoReport(
      read: try places.files.read(overrides, tellsRemarks: false), fixedClock: data.now,
      terminal: terminal, themes: places.themes, waiting: wait)
    switch format {
    case .text: try output(report.text.utf8)
    case .json: try output(report.json.encoded(pretty: true) + [UInt8(ascii: "\n")])
    }
  }
}
