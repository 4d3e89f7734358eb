import ArgumentParser
import Configuration
import Dashboard
import Model
import Text

/// Where telemetry is, and what time it is.
struct DataOptions: ParsableArguments {
  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "A folder or a file of telemetry; may be given more than once.",
      discussion: "A subfolder is a cluster of that name, unless the file itself names its cluster.",
      valueName: "path"))
  var roots: [String] = []

  @Option(
    help: ArgumentHelp(
      "A fixed clock, such as 2026-11-23T10:00:00Z.",
      discussion: "Ages then come from the documents' own timestamps, never from file times.",
      valueName: "RFC3339"))
  var now: FixedClock?
}

/// How long files are waited for.
struct WaitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How long a file system that does not answer is waited for, otherwise 10s; what is on it is left out then.",
      valueName: "time"),
    transform: Duration.parse)
  var wait = standard

  static let standard = Duration.seconds(10)
}

/// A clock that stands still, with the offset that it was given in.
struct FixedClock: ExpressibleByArgument {
  let moment: Timestamp
  let utcOffset: Seconds

  init?(argument: String) {
    guard let moment = Timestamp(rfc3339: argument, assumedOffset: Seconds(0)) else { return nil }
    self.moment = moment
    // What the text's own clock shows, less the moment in UTC, is the offset.
    let withoutOffset = String(argument.prefix(19))
    utcOffset = (Timestamp(rfc3339: withoutOffset, assumedOffset: Seconds(0)) ?? moment) - moment
  }
}

/// How the screen looks.
struct LookOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A theme's name, or a theme file; auto is default-dark or default-light, as COLORFGBG tells.",
      valueName: "name|file"))
  var theme: String?

  @Option(help: ArgumentHelp("auto, truecolor, 256, 16, 8 or never.", valueName: "depth"))
  var color: ColorChoice?

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false
}

/// How the dashboard of live figures begins.
struct DashboardOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("How often the sources are looked at; otherwise 2s.", valueName: "time"),
    transform: Duration.parse)
  var interval: Duration?

  @Flag(help: "Refuse to record decisions.")
  var readOnly = false

  @OptionGroup var screen: ScreenOptions

  mutating func validate() throws {
    if let interval { try Duration.validate(interval: interval) }
  }
}

/// How a dashboard begins, whatever it shows.
struct ScreenOptions: ParsableArguments {
  @Option(help: "overview, utilization, queue, applications or budget.")
  var view: ViewChoice?

  @Flag(
    help:
      "Ask and answer in lines of words, for a screen reader or a terminal that can do nothing, instead of drawing."
  )
  var screenReader = false

  @Flag(help: "Heed clicks and the wheel; the terminal's own selecting wants Shift then.")
  var mouse = false
}

extension ColorChoice: ExpressibleByArgument {}
extension ViewChoice: ExpressibleByArgument {}

extension View {
  init(_ choice: ViewChoice) {
    self =
      switch choice {
      case .overview: .overview
      case .utilization: .utilization
      case .queue: .queue
      case .applications: .applications
      case .budget: .budget
      }
  }
}

extension Duration {
  /// Reads a time span of an option, as `Duration(span:)` does.
  static func parse(_ argument: String) throws -> Duration {
    guard let span = Duration(span: argument) else {
      throw ValidationError("'\(argument)' is no time span: write 500ms, 2s, 5m or 1h.")
    }
    return span
  }

  /// Refuses an `--interval` so short that files would be looked at or written all the time.
  static func validate(interval: Duration) throws {
    guard interval >= .milliseconds(100) else {
      throw ValidationError("--interval has to be at least 100ms.")
    }
  }
}
