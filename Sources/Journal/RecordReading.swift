import JSONStream
import Model
import Text

/// A record while its line is read; fields come in any order, and unknown ones make it a newer record.
struct RecordReading {
  private enum Field: String, CaseIterable {
    static let all = JSONFields<Field>()

    case v, id, app, kind, note, from, to, portal, forced, seen, batch, by, uid, host, at, prev, crc
    case assignee, outcome, decision, corrects
  }

  private var version: Int64?
  /// So few that looking through them is faster than a table.
  private var texts: [(field: Field, text: SafeText)] = []
  private var seen: [SafeText] = []
  private var isForced = false
  private var uid: UInt32?
  private var hasUnknownFields = false
  private var fields: [Field] = []
  /// The first field that stands twice: readers of JSON differ on which of the two counts.
  private var repeated: Field?
  private(set) var previous: CRC32C?

  /// Why a line with a true checksum is no record, in one clause.
  struct Unusable: Error, Equatable {
    let reason: SafeText
  }

  init(of line: ArraySlice<UInt8>) throws(Unusable) {
    texts.reserveCapacity(Field.allCases.count)
    fields.reserveCapacity(Field.allCases.count)
    do throws(JSONError) {
      var json = JSONReader(
        bytes: Array(line), limits: JSONLimits(depth: 16, token: RecordLine.maximumBytes),
        windowBytes: RecordLine.maximumBytes)
      try json.enterObject()
      while let member = try json.nextMember(Field.all) {
        switch member {
        case .other: hasUnknownFields = true
        case .field(let field):
          if !fields.contains(field) {
            fields.append(field)
          } else if repeated == nil {
            repeated = field
          }
          try read(field, &json)
        }
      }
      try json.finish()
    } catch {
      throw Unusable(reason: "it is not the JSON of a record: \(SafeText(untrusted: "\(error.reason)"))")
    }
  }

  private mutating func read(_ field: Field, _ json: inout JSONReader) throws(JSONError) {
    switch field {
    case .v: if case .integer(let number) = try json.number() { version = number }
    case .uid: if case .integer(let number) = try json.number() { uid = UInt32(exactly: number) }
    case .forced: isForced = try json.bool()
    case .prev: previous = try json.withStringBytes { CRC32C(digits: $0) }
    case .crc: return
    case .seen:
      try json.enterArray()
      while try json.nextElement() { seen.append(try json.withStringBytes { SafeText(untrusted: $0) }) }
    case .id, .app, .kind, .note, .from, .to, .portal, .batch, .by, .host, .at, .assignee, .outcome,
      .decision,
      .corrects:
      if try json.kind() == .null {
        try json.null()
      } else {
        texts.append((field, try json.withStringBytes { SafeText(untrusted: $0) }))
      }
    }
  }

  /// The record, of a file that belongs to `fileOwner`.
  func record(fileOwner: UInt32) throws(Unusable) -> DecisionRecord {
    if let repeated { throw Unusable(reason: "it has “\(SafeText(untrusted: repeated.rawValue))” twice") }
    guard let version else { throw Unusable(reason: "it has no version “v”") }
    let isNewer = version != RecordLine.version || hasUnknownFields
    let kind = try kind(isNewer: isNewer)
    guard let uid else { throw Unusable(reason: "it has no “uid”") }
    guard let at = Timestamp(rfc3339: try text(.at).shown) else {
      throw Unusable(reason: "its “at” is no RFC 3339 time")
    }
    let record = DecisionRecord(
      id: try text(.id), application: try text(.app), kind: kind, note: told(.note), seen: seen,
      from: state(.from), to: state(.to), portal: state(.portal), isForced: isForced,
      batch: told(.batch),
      author: RecordAuthor(
        name: try text(.by), uid: uid, host: told(.host) ?? "", isVerified: uid == fileOwner),
      at: at, isNewer: isNewer || kind.isUnknown)
    guard kind.canLead(to: record.to) else {
      throw Unusable(
        reason: "“\(kind.name)” does not lead to the state “\(record.to?.word ?? "none")” that it names")
    }
    return record
  }

  private func kind(isNewer: Bool) throws(Unusable) -> DecisionKind {
    let word = try text(.kind)
    // What a later version means by a word that this one knows is for that version to say.
    if version != RecordLine.version { return .unknown(word) }
    switch word.shown {
    case "assign": return .assign(to: try text(.assignee))
    case "ask": return .ask
    case "answer": return .answer
    case "note": return .note
    case "correct": return .correction(of: try text(.corrects))
    case "outcome":
      if let outcome = StepOutcome(rawValue: try text(.outcome).shown) { return .outcome(outcome) }
    case "decision":
      if let verdict = Ruling(rawValue: try text(.decision).shown) { return .decision(verdict) }
    default: break
    }
    return .unknown(word)
  }

  private func state(_ field: Field) -> ApplicationState? { told(field).map(ApplicationState.init(word:)) }

  private func told(_ field: Field) -> SafeText? { texts.first { $0.field == field }?.text }

  private func text(_ field: Field) throws(Unusable) -> SafeText {
    guard let text = told(field), !text.isEmpty else {
      throw Unusable(reason: "it has no “\(SafeText(untrusted: field.rawValue))”")
    }
    return text
  }
}

extension DecisionKind {
  fileprivate var isUnknown: Bool {
    if case .unknown = self { return true }
    return false
  }
}
