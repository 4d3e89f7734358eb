import JSONStream
import Text

/// One record of a Slurm answer while it is being read; its keys come in any order.
protocol SlurmDraft {
  associatedtype Field: RawRepresentable<String>, CaseIterable, Sendable
  associatedtype Record: Sendable

  static var fields: JSONFields<Field> { get }
  /// The key of the list, as messages name it.
  static var listName: SafeText { get }
  init()
  mutating func read(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError)
  /// Whether the record has what only Slurm's have: the lists' keys are common words.
  var isRecognised: Bool { get }
  /// The cluster that the record names.
  var cluster: SafeText? { get }
  /// How messages name the record, such as `partition dev`.
  var name: SafeText { get }
  /// How many values the record makes, where a short one may make many.
  var weight: Int { get }
  /// How many values of one answer are kept.
  static var mostWeight: Int { get }
  /// Adds the finished record, if it is one of those that are kept; or says why it cannot be told from others, such as
  /// `it has no name`.
  func add(to records: inout [Record], _ problems: inout RecordProblems) -> SafeText?
}

extension SlurmDraft {
  var weight: Int { 1 }
  static var mostWeight: Int { .max }
}

/// The records of one list of a Slurm answer.
struct SlurmRecords<Draft: SlurmDraft> {
  private(set) var records: [Draft.Record] = []
  private(set) var problems = RecordProblems()
  /// The one cluster that all records name which name one.
  var clusterName: SafeText? { clusters.count == 1 ? clusters.first : nil }
  private var isRecognised = false
  private var hasObject = false
  private var clusters: Set<SafeText> = []
  private var position = 0
  private var weight = 0
  /// Whether a record has made more than there was room for: those behind it are not looked at, which would cost as much.
  private var isFull = false

  var evidence: SlurmEvidence { isRecognised ? .own : hasObject ? .foreign : .none }

  /// Reads the list's records, leniently record by record.
  mutating func read(_ json: inout JSONReader) throws(JSONError) {
    try json.enterArray()
    while try json.nextElement() {
      position += 1
      try readRecord(&json)
    }
  }

  private mutating func readRecord(_ json: inout JSONReader) throws(JSONError) {
    let place: SafeText = "record \(position) of “\(Draft.listName)”"
    guard try json.kind() == .object else {
      let found = try json.consumeUnusable()
      return problems.skipRecord(place, why: "it is \(found), not an object")
    }
    guard !isFull else {
      try json.skip()
      return problems.skipRecord(place, why: Self.full)
    }
    var draft = Draft()
    hasObject = true
    try json.enterObject()
    while let field = try json.nextField(Draft.fields) { try draft.read(field, &json, &problems) }
    isRecognised = isRecognised || draft.isRecognised
    if let cluster = draft.cluster { clusters.insert(cluster) }
    if weight + draft.weight > Draft.mostWeight {
      isFull = true
      problems.skipRecord(place, why: Self.full)
    } else if let why = draft.add(to: &records, &problems) {
      problems.skipRecord(place, why: why)
    } else {
      weight += draft.weight
      problems.endRecord(draft.name)
      try json.keep((1 + draft.weight) * Self.bytes)
    }
  }

  /// What a record, or each of the values that it makes, is thought to take beside its texts.
  private static var bytes: Int { 256 }
  private static var full: SafeText { "with those before it, it makes more than \(Draft.mostWeight)" }
}
