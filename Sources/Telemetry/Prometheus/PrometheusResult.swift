import JSONStream
import Model
import Text

/// The `result` of an answer, told by its shape: a list of series, each with a `value` (a vector) or with `values` (a
/// matrix, of which the newest sample counts), or one sample alone (a scalar).
struct PrometheusResult {
  private enum Field: String, CaseIterable, Sendable {
    case metric, value, values
    static let all = JSONFields<Field>()
  }

  private struct Sample {
    var at: Timestamp
    /// `nil` for what is no value of Prometheus's.
    var value: Double?
  }

  private(set) var series: [PrometheusSeries] = []
  private(set) var problems = RecordProblems()

  mutating func read(_ json: inout JSONReader) throws(JSONError) {
    guard try json.kind() == .array else { return }
    var position = 0
    var time: Timestamp?
    try json.enterArray()
    while try json.nextElement() {
      position += 1
      switch try json.kind() {
      case .object: try readSeries(&json, place: "record \(position) of “result”")
      case .number where position == 1: time = try Self.time(&json)
      case .string where position == 2:
        // A scalar is one sample without labels; a query for a string gives text, which is no measurement.
        let value = try Self.number(&json)
        guard let time, let value else {
          problems.skipRecord("the scalar", why: "it is not a time and a number")
          continue
        }
        series.append(PrometheusSeries(labels: [], value: value.known, at: time))
      case .array, .string, .number, .bool, .null:
        let found = try json.consumeUnusable()
        problems.skipRecord("record \(position) of “result”", why: "it is \(found), not an object")
      }
    }
  }

  private mutating func readSeries(_ json: inout JSONReader, place: SafeText) throws(JSONError) {
    var record = PrometheusSeries(labels: [], at: Timestamp(secondsSince1970: 0))
    var newest: Sample?
    try json.enterObject()
    while let field = try json.nextField(Field.all) {
      switch field {
      case .metric: try Self.readLabels(&json, into: &record)
      case .value: newest = try Self.sample(&json)
      case .values:
        guard try json.kind() == .array else { continue }
        var times: [Timestamp] = []
        try json.enterArray()
        while try json.nextElement() {
          guard let sample = try Self.sample(&json) else {
            problems.noteOdd(
              Field.values, expected: "samples of a time and a number", found: "a list of others")
            continue
          }
          times.append(sample.at)
          if newest.map({ $0.at <= sample.at }) ?? true { newest = sample }
        }
        record.range = Self.range(of: times)
      }
    }
    // An older sample does not stand for one that cannot be read.
    guard let newest, let value = newest.value else {
      return problems.skipRecord(place, why: "it has no sample that is a time and a number")
    }
    record.at = newest.at
    record.value = value.known
    try json.keep(MemoryLayout<PrometheusSeries>.stride + record.labels.count * 48)
    series.append(record)
    problems.endRecord(place)
  }

  private static func range(of times: [Timestamp]) -> PrometheusSeries.Range? {
    let times = times.sorted()
    guard let first = times.first else { return nil }
    let steps = zip(times.dropFirst(), times).map { $0 - $1 }
    return PrometheusSeries.Range(begins: first, step: steps.filter { $0 > Seconds(0) }.min())
  }

  private static func readLabels(
    _ json: inout JSONReader, into record: inout PrometheusSeries
  ) throws(JSONError) {
    guard try json.kind() == .object else { return }
    try json.enterObject()
    while let name = try json.nextKey() {
      guard let value = try json.plainText() else { continue }
      if name == "__name__" {
        record.metric = value
      } else {
        record.labels.append(.init(name: SafeText(untrusted: name), value: value))
      }
    }
  }

  /// `[1795428000.123, "0.97"]`; `nil` for what is no pair with a time.
  private static func sample(_ json: inout JSONReader) throws(JSONError) -> Sample? {
    guard try json.kind() == .array else { return nil }
    var time: Timestamp?
    var value: Double?
    var position = 0
    try json.enterArray()
    while try json.nextElement() {
      position += 1
      if position == 1 { time = try Self.time(&json) }
      if position == 2 { value = try Self.number(&json) }
    }
    guard let time, position == 2 else { return nil }
    return Sample(at: time, value: value)
  }

  /// Seconds with a fraction, since 1970.
  private static func time(_ json: inout JSONReader) throws(JSONError) -> Timestamp? {
    guard let seconds = try number(&json), seconds > 0, seconds < 253_402_300_800 else { return nil }
    return Timestamp(secondsSince1970: Int64(seconds))
  }

  /// Prometheus writes values as text, because JSON has no NaN: decimal digits or one of three words. Some of its kin
  /// write numbers.
  private static func number(_ json: inout JSONReader) throws(JSONError) -> Double? {
    switch try json.kind() {
    case .string:
      let text = try json.withStringBytes { String(decoding: $0, as: UTF8.self) }
      switch text {
      case "NaN": return .nan
      case "+Inf": return .infinity
      case "-Inf": return -.infinity
      default: return Double(decimal: text)
      }
    case .number:
      let number = try json.number()
      return number.isWord ? .nan : number.amount
    case .object, .array, .bool, .null: return nil
    }
  }
}

extension JSONNumber {
  /// `nil` beyond what a `Double` holds, and for what is no number.
  var amount: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .unsigned(let value): Double(value)
    case .real(let value): value
    case .outOfRange, .notANumber, .infinite: nil
    }
  }
}

extension Double {
  fileprivate var known: Double? { isNaN ? nil : self }
}
