import JSONStream
import Text

/// An object that Waldur's API, which is made with Django REST framework, answers in place of a bare list: a list with
/// its length around it, or why there is none.
struct WaldurPage: DocumentForm {
  enum TopField: String {
    case count, next, previous, results
    // Why there is none, and what stands beside it.
    case detail, message, msg, code, messages, title, type, instance, path, reason
    case fieldless = "non_field_errors"
    case statusCode = "status_code"
    case availableIn = "available_in"
  }

  private let names: ApplicantNames
  /// Whether it is named as JSON: then what looks like an error's form, and like nothing else, is one.
  private let isNamedJSON: Bool
  private var list: Document?
  private var page = ListPage()
  private var detail: SafeText?
  private var message: SafeText?
  private var shortMessage: SafeText?
  private var fieldless: SafeText?
  /// Of a parameter that was not taken, the name and the first sentence.
  private var ofParameter: SafeText?
  /// The key of an error that holds nothing.
  private var emptyKey: SafeText?
  private var hasCount = false
  private var hasNullResults = false
  /// Whether a page comes before it.
  private var hasPrevious = false
  /// Whether it has a key that no form has.
  private(set) var hasOther = false

  init(_ names: ApplicantNames, isNamedJSON: Bool) {
    self.names = names
    self.isNamedJSON = isNamedJSON
  }

  /// Notes a key that no form has. Where it holds nothing but sentences, it may be a parameter of the request that was
  /// not taken, and they say why.
  mutating func readOther(_ key: String, _ json: inout JSONReader) throws(JSONError) {
    guard !hasOther else { return }
    if try !readSentences(key, &json) { hasOther = true }
  }

  mutating func read(_ field: TopField, _ json: inout JSONReader) throws(JSONError) {
    switch field {
    case .results:
      hasNullResults = try json.kind() == .null
      guard try json.kind() == .array else { return }
      list = try WaldurListReader.answer(&json, names).list
    case .detail:
      if try json.kind() == .null { emptyKey = emptyKey ?? "detail" }
      detail = try json.producerMessage()
    case .message: message = try json.producerMessage()
    case .msg: shortMessage = try json.producerMessage()
    case .fieldless:
      fieldless = try json.producerMessage()
      if fieldless == nil { emptyKey = emptyKey ?? "non_field_errors" }
    case .count:
      hasCount = true
      guard try json.kind() == .number, let count = try json.number().amount else { return }
      page.count = Int(exactly: count)
    case .next: page.hasNext = try json.kind() == .string
    case .code, .messages, .title, .type, .instance, .path, .reason, .statusCode, .availableIn:
      _ = try readSentences(field.rawValue, &json)
    case .previous: hasPrevious = try json.kind() == .string
    }
  }

  func document() throws(TelemetryError) -> Document? {
    if var list {
      if case .waldur(.empty) = list.content, page.saysMore, !hasPrevious {
        throw .producerFailed(
          page.count.map { "“results” is empty, where “count” is \($0)" }
            ?? "“results” is empty, where “next” names another page")
      }
      list.page = page
      return list
    }
    if let error { throw .producerFailed(error) }
    return nil
  }

  /// Whether a list of sentences stands there, one or more.
  private mutating func readSentences(_ key: String, _ json: inout JSONReader) throws(JSONError) -> Bool {
    guard isNamedJSON, try json.kind() == .array else { return false }
    var first: SafeText?
    var areSentences = true
    try json.enterArray()
    while try json.nextElement() {
      guard areSentences, try json.kind() == .string else {
        areSentences = false
        continue
      }
      let text = try json.withStringBytes { SafeText(untrusted: $0) }
      areSentences = text.isSentence
      first = first ?? text
    }
    guard areSentences, let first else { return false }
    ofParameter = ofParameter ?? "\(SafeText(untrusted: key)): \(first)"
    return true
  }

  /// Why there is no list. Others have a detail or a message beside what they tell; of an error it is all.
  private var error: SafeText? {
    if let fieldless { return fieldless }
    if hasOther { return nil }
    if let told = detail ?? message { return told }
    if hasCount, hasNullResults { return "“results” is null, not a list" }
    guard isNamedJSON else { return nil }
    return shortMessage ?? ofParameter ?? emptyKey.map { "“\($0)” holds no reason" }
  }
}

extension SafeText {
  /// Whether it is words that end in a full stop, as the sentences of Django's errors do.
  var isSentence: Bool { shown.hasSuffix(".") && shown.contains(" ") }
}
