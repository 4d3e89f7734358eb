import JSONStream
import Text

/// One record of an own document while it is being read; its fields come in any order.
protocol NativeDraft {
  associatedtype Field: RawRepresentable<String>, CaseIterable, Sendable
  /// What the records are collected in.
  associatedtype List

  static var fields: JSONFields<Field> { get }
  mutating func read(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError)
  /// Names what its fields contradict each other in, once all have been read; what cannot be is taken out.
  mutating func settle(_ problems: inout RecordProblems)
  /// How messages name the record, such as `node gpu07`.
  var name: SafeText { get }
  /// Bytes that the list is thought to take, and the figures that are made of it, beside texts. Constant time.
  static func bytes(of list: List) -> Int
  /// Adds the finished record; or says why it cannot be told from others, such as `it has no name`.
  func add(to list: inout List) -> SafeText?
}

extension NativeDraft {
  mutating func settle(_ problems: inout RecordProblems) {}
}

extension JSONReader {
  /// Reads a list of records, each into a copy of `blank`, leniently record by record; gives the number of those that
  /// were kept.
  mutating func ownRecords<Draft: NativeDraft>(
    into blank: Draft, of listName: SafeText, addingTo list: inout Draft.List,
    _ problems: inout RecordProblems
  ) throws(JSONError) -> Int {
    var position = 0
    var kept = 0
    var bytes = Draft.bytes(of: list)
    try enterArray()
    while try nextElement() {
      position += 1
      guard try kind() == .object else {
        let found = try consumeUnusable()
        problems.skipRecord("record \(position) of “\(listName)”", why: "it is \(found), not an object")
        continue
      }
      var draft = blank
      try enterObject()
      while let field = try nextField(Draft.fields) { try draft.read(field, &self, &problems) }
      draft.settle(&problems)
      if let why = draft.add(to: &list) {
        problems.skipRecord("record \(position) of “\(listName)”", why: why)
      } else {
        kept += 1
        problems.endRecord(draft.name)
        let now = Draft.bytes(of: list)
        try keep(now - bytes)
        bytes = now
      }
    }
    return kept
  }
}
