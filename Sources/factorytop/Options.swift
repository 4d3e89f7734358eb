import ArgumentParser
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
      discussion: "Ages then come from the documents' own timestamps, never from file times.", valueName: "RFC3339"))
  var now: FixedClock?
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
  @Option(help: ArgumentHelp("A theme's name, or a theme file.", valueName: "name|file"))
  var theme: String?

  @Option(help: ArgumentHelp("auto, truecolor, 256, 16 or never.", valueName: "depth"))
  var color: ColorChoice = .auto

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false
}

extension Duration: @retroactive ExpressibleByArgument {
  /// A number with a unit: `500ms`, `2s`, `5m`, `1h`; without a unit, seconds.
  public init?(argument: String) {
    let digits = argument.prefix { $0.isNumber || $0 == "." }
    guard let number = Double(digits), number.isFinite, number >= 0 else { return nil }
    let factor: Double
    switch argument.dropFirst(digits.count) {
    case "ms": factor = 0.001
    case "s", "": factor = 1
    case "m": factor = 60
    case "h": factor = 3600
    default: return nil
    }
    guard number * factor <= 86_400 * 366 else { return nil }
    self = .seconds(number * factor)
  }
}
