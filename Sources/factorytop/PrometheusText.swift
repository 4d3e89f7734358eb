import Model
import Text

/// One metric in Prometheus's text exposition format 0.0.4: its help, its type and its samples.
///
/// A label set that has been there already is dropped: node_exporter refuses a whole file for one that stands twice.
struct PrometheusMetric {
  private let name: StaticString
  private let help: StaticString
  private var lines: [String] = []
  private var seen: Set<String> = []

  /// `name` in base units, as Prometheus's naming rules have it.
  init(_ name: StaticString, _ help: StaticString) {
    self.name = name
    self.help = help
  }

  /// Adds a sample; what is unknown, or no finite number, has none. Labels without a value are left out, which means
  /// the same to Prometheus as an empty one.
  mutating func add(_ value: Double?, _ labels: KeyValuePairs<StaticString, SafeText?> = [:]) {
    guard let value, value.isFinite else { return }
    let written = labels.compactMap { name, value in value.map { "\(name)=\"\(Self.escaped($0))\"" } }
    let series = written.isEmpty ? "\(name)" : "\(name){\(written.joined(separator: ","))}"
    if seen.insert(series).inserted { lines.append("\(series) \(Self.written(value))\n") }
  }

  mutating func add(_ value: Int?, _ labels: KeyValuePairs<StaticString, SafeText?> = [:]) {
    add(value.map(Double.init), labels)
  }

  mutating func add(_ value: Seconds?, _ labels: KeyValuePairs<StaticString, SafeText?> = [:]) {
    add(value.map { Double($0.count) }, labels)
  }

  mutating func add(_ value: Timestamp?, _ labels: KeyValuePairs<StaticString, SafeText?> = [:]) {
    add(value.map { Double($0.secondsSince1970) }, labels)
  }

  /// Empty without samples. Everything here is a gauge: a figure that is read anew every time.
  var text: String { lines.isEmpty ? "" : "# HELP \(name) \(help)\n# TYPE \(name) gauge\n" + lines.joined() }

  /// The three characters that a label's value may not have as they are.
  private static func escaped(_ value: SafeText) -> String {
    var text = ""
    for scalar in value.shown.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// Whole numbers without a fraction.
  private static func written(_ value: Double) -> String {
    Int64(exactly: value).map { String($0) } ?? value.description
  }
}
