import JSONStream
import Text

/// An object that Waldur's API, which is made with Django REST framework, answers in place of a bare list: a list with
/// its length around it, or why there is none.
struct WaldurPage: DocumentForm {
  enum TopField: String {
    case count, next, previous, results
    // Why there is none, and what stands beside it.
    case detail, message, code, messages, title, type, instance, path, reason
    case fieldless = "non_field_errors"
    case statusCode = "status_code"
  }

  private let names: ApplicantNames
  private var list: Document?
  private var detail: SafeText?
  private var message: SafeText?
  private var fieldless: SafeText?
  private var hasCount = false
  private var hasNullResults = false
  /// Whether it has a key that no form has.
  private(set) var hasOther = false

  init(_ names: ApplicantNames) { self.names = names }

  /// Notes a key that no form has.
  mutating func noteOther() { hasOther = true }

  mutating func read(_ field: TopField, _ json: inout JSONReader) throws(JSONError) {
    switch field {
    case .results:
      hasNullResults = try json.kind() == .null
      guard try json.kind() == .array else { return }
      list = try WaldurListReader.document(&json, names)
    case .detail: detail = try json.producerMessage()
    case .message: message = try json.producerMessage()
    case .fieldless: fieldless = try json.producerMessage()
    case .count: hasCount = true
    case .next, .previous, .code, .messages, .title, .type, .instance, .path, .reason, .statusCode: break
    }
  }

  func document() throws(TelemetryError) -> Document? {
    if let list { return list }
    if let error { throw .producerFailed(error) }
    return nil
  }

  /// Why there is no list. Others have a detail or a message beside what they tell; of an error it is all.
  private var error: SafeText? {
    if let fieldless { return fieldless }
    if hasOther { return nil }
    return detail ?? message ?? (hasCount && hasNullResults ? "“results” is null, not a list" : nil)
  }
}
