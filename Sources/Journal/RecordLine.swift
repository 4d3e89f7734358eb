import JSONStream
import Model
import Text

/// The form of a record: one line of JSON, whose last field is the checksum of all bytes before it.
enum RecordLine {
  static let version: Int64 = 1
  /// The newline among them. A line that is longer is no record.
  static let maximumBytes = 16_384

  /// The line, the newline at its end, and the checksum that the next line names as `prev`.
  static func encoded(_ record: DecisionRecord, after previous: CRC32C) -> (line: [UInt8], checksum: CRC32C) {
    var line = JSONValue.object(members(of: record) + [("prev", .string(previous.digits))]).encoded()
    line.removeLast()
    let checksum = CRC32C(of: line[...])
    line += Array(#","crc":"\#(checksum.digits)"}"#.utf8) + [UInt8(ascii: "\n")]
    return (line, checksum)
  }

  private static func members(of record: DecisionRecord) -> [(key: String, value: JSONValue)] {
    [
      ("v", .integer(version)),
      ("id", text(record.id)),
      ("app", text(record.application)),
      ("kind", text(record.kind.word)),
    ] + value(of: record.kind) + [
      ("note", text(record.note)),
      ("from", text(record.from?.word)),
      ("to", text(record.to?.word)),
      ("portal", text(record.portal?.word)),
      ("forced", .bool(record.isForced)),
      ("seen", .array(record.seen.map(text))),
    ] + batch(of: record) + [
      ("by", text(record.author.name)),
      ("uid", .integer(Int64(record.author.uid))),
      ("host", text(record.author.host)),
      ("at", .string(record.at.rfc3339)),
    ]
  }

  /// Only where there is one: what is recorded by itself stays as every release reads it.
  private static func batch(of record: DecisionRecord) -> [(key: String, value: JSONValue)] {
    record.batch.map { [("batch", text($0))] } ?? []
  }

  private static func value(of kind: DecisionKind) -> [(key: String, value: JSONValue)] {
    switch kind {
    case .assign(let assignee): [("assignee", text(assignee))]
    case .outcome(let outcome): [("outcome", .string(outcome.rawValue))]
    case .decision(let verdict): [("decision", .string(verdict.rawValue))]
    case .correction(let record): [("corrects", text(record))]
    case .ask, .answer, .note, .unknown: []
    }
  }

  /// What the text was made from: what is kept is what was meant, and whoever shows it makes it safe again.
  private static func text(_ text: SafeText?) -> JSONValue {
    text.map { .string($0.original ?? $0.shown) } ?? .null
  }
}

/// What the bytes of a line say before anybody believes them: the checksum that they end in.
struct RecordChecksum {
  let checksum: CRC32C
  let isTrue: Bool

  /// `nil` when the line, which comes without its newline, has no checksum at its end.
  init?(of line: ArraySlice<UInt8>) {
    let sealBytes = Self.opening.count + 8 + Self.closing.count
    guard line.count > sealBytes, line.count < RecordLine.maximumBytes else { return nil }
    let seal = line.suffix(sealBytes)
    guard seal.prefix(Self.opening.count) == Self.opening, seal.suffix(Self.closing.count) == Self.closing,
      let checksum = CRC32C(digits: seal.dropFirst(Self.opening.count).prefix(8))
    else { return nil }
    self.checksum = checksum
    isTrue = CRC32C(of: line.dropLast(sealBytes)) == checksum
  }

  private static let opening = Array(#","crc":""#.utf8)[...]
  private static let closing = Array(#""}"#.utf8)[...]
}
