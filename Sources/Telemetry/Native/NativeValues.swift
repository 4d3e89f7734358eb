import JSONStream
import Model
import Text

/// Values of factorytop's own documents. `null` is unknown; what is of no use is noted with its field, and unknown.
extension JSONReader {
  /// A text; an empty one says nothing. `limit` is how many scalars are kept of it.
  mutating func ownText<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems, keeping limit: Int = SafeText.maximumScalars
  ) throws(JSONError) -> SafeText? {
    guard try expects(.string, "text", field, &problems) else { return nil }
    let text = try withStringBytes { SafeText(untrusted: $0, keeping: limit) }
    return text.isEmpty ? nil : text
  }

  /// One text, or a list of them.
  mutating func ownTexts<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> [SafeText] {
    guard try kind() == .array else { return try ownText(field, &problems).map { [$0] } ?? [] }
    var texts: [SafeText] = []
    var isTooLong = false
    try enterArray()
    while try nextElement() {
      isTooLong = texts.count == longestListOfTexts
      if !isTooLong, let text = try ownText(field, &problems) { texts.append(text) }
    }
    guard !isTooLong else {
      problems.noteOdd(
        field, expected: "a list of names", found: "a list of more than \(longestListOfTexts)")
      return []
    }
    return texts
  }

  /// One text or a list of them; `nil` when it names nothing, or when one of them is of no use.
  mutating func ownNames<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> [SafeText]? {
    let before = problems.oddFields
    let names = try ownTexts(field, &problems)
    return names.isEmpty || problems.oddFields > before ? nil : names
  }

  /// A list of texts, or one text: empty when the list is, which says that there is none; `nil` when it is left out, or
  /// when nothing in it is of use.
  mutating func ownList<Field: RawRepresentable<String>>(
    of field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> [SafeText]? {
    let isList = try kind() == .array
    let before = problems.oddFields
    let texts = try ownTexts(field, &problems)
    return texts.isEmpty && (!isList || problems.oddFields > before) ? nil : texts
  }

  /// Yes or no.
  mutating func ownFlag<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> Bool? {
    guard try expects(.bool, "true or false", field, &problems) else { return nil }
    return try bool()
  }

  /// A number of things, or an ID.
  mutating func ownCount<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> Int64? {
    guard try expects(.number, "a count", field, &problems) else { return nil }
    let number = try number()
    if case .integer(let count) = number, count >= 0 { return count }
    let found: SafeText =
      number.isWord ? "Infinity or NaN" : "a negative, broken or too large number"
    problems.noteOdd(field, expected: "a count", found: found)
    return nil
  }

  /// A number of things that a job or a node can have.
  mutating func ownSmallCount<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> Int32? {
    guard let count = try ownCount(field, &problems) else { return nil }
    if let small = Int32(exactly: count) { return small }
    problems.noteOdd(field, expected: "a count", found: "\(count)")
    return nil
  }

  /// An amount, of which the field or a `unit` beside it says the unit.
  mutating func ownAmount<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> Double? {
    guard try expects(.number, "an amount", field, &problems) else { return nil }
    let number = try number()
    if let amount = number.amount, amount >= 0 { return amount }
    let found: SafeText = number.isWord ? "Infinity or NaN" : "a negative or too large number"
    problems.noteOdd(field, expected: "an amount", found: found)
    return nil
  }

  /// An RFC 3339 time with an offset.
  mutating func ownTime<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> Timestamp? {
    guard let text = try ownText(field, &problems) else { return nil }
    if let time = Timestamp(rfc3339: text.shown) { return time }
    problems.noteOdd(field, expected: "an RFC 3339 time with an offset", found: quoted(text))
    return nil
  }

  /// A day, such as `2026-11-23`.
  mutating func ownDay<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> CivilDate? {
    guard let text = try ownText(field, &problems) else { return nil }
    if let day = CivilDate(iso8601: text.shown) { return day }
    problems.noteOdd(field, expected: "a day such as 2026-11-23", found: quoted(text))
    return nil
  }

  /// The unit of the amounts beside it.
  mutating func ownUnit<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> AccountingUnit? {
    guard let text = try ownText(field, &problems) else { return nil }
    if let unit = AccountingUnit(rawValue: text.shown), unit != .other { return unit }
    problems.noteOdd(
      field, expected: "one of gpu_hours, node_hours, core_hours, kcore_hours", found: quoted(text))
    return nil
  }

  /// Whether an object comes; enters it.
  mutating func entersOwnObject<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> Bool {
    guard try expects(.object, "an object", field, &problems) else { return false }
    try enterObject()
    return true
  }

  /// Whether a list comes; enters it.
  mutating func entersOwnList<Field: RawRepresentable<String>>(
    _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> Bool {
    guard try expects(.array, "a list", field, &problems) else { return false }
    try enterArray()
    return true
  }

  /// Whether a value of `kind` comes. Anything else is skipped, and noted unless it is `null`.
  private mutating func expects<Field: RawRepresentable<String>>(
    _ kind: JSONKind, _ expected: SafeText, _ field: Field, _ problems: inout RecordProblems
  ) throws(JSONError) -> Bool {
    let found = try self.kind()
    if found == kind { return true }
    let description = try consumeUnusable()
    if found != .null { problems.noteOdd(field, expected: expected, found: description) }
    return false
  }
}

extension RecordProblems {
  /// Counts a time that cannot be, because another field of the record has a later one that comes first.
  mutating func noteContradiction<Field: RawRepresentable<String>>(
    _ field: Field, _ time: Timestamp, before other: Field, _ first: Timestamp
  ) {
    noteContradiction(
      field, SafeText(untrusted: time.rfc3339), before: other, SafeText(untrusted: first.rfc3339))
  }

  /// The same of times as they are written.
  mutating func noteContradiction<Field: RawRepresentable<String>>(
    _ field: Field, _ time: SafeText, before other: Field, _ first: SafeText
  ) {
    let name = SafeText(untrusted: other.rawValue)
    noteOdd(field, expected: "after “\(name)”, which is \(first)", found: time)
  }
}

private func quoted(_ text: SafeText) -> SafeText { "“\(text.truncated(toWidth: 40))”" }
