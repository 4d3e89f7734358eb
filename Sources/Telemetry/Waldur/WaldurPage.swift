import JSONStream
import Text

/// An object that Waldur's API, which is made with Django REST framework, answers in place of a bare list: a list with
/// its length around it, or why there is none.
struct WaldurPage: DocumentForm {
  enum TopField: String {
    case count, next, previous, results
    // Of errors; the last two where a token is refused.
    case detail, code, messages
  }

  private let names: ApplicantNames
  private var list: Document?
  private var detail: SafeText?
  private var hasOther = false

  init(_ names: ApplicantNames) { self.names = names }

  /// Notes a key that no form has.
  mutating func noteOther() { hasOther = true }

  mutating func read(_ field: TopField, _ json: inout JSONReader) throws(JSONError) {
    switch field {
    case .results:
      guard try json.kind() == .array else { return }
      list = try WaldurListReader.document(&json, names)
    case .detail: detail = try json.plainText()
    case .count, .next, .previous, .code, .messages: break
    }
  }

  func document() throws(TelemetryError) -> Document? {
    if let list { return list }
    // Others have a detail beside what they tell; of an error it is all.
    if let detail, !hasOther { throw .producerFailed(detail) }
    return nil
  }
}
