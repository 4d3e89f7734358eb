import JSONStream
import Text

/// What programs that answer in JSON call the sentence that says why they have no data, the fullest first: Django REST
/// framework, Spring, Go's and Python's frameworks, RFC 9457, JSON:API, GraphQL.
private enum MessageField: String, CaseIterable, Sendable {
  case detail, message, description, msg, error, title, reason
  static let all = JSONFields<MessageField>()

  var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension JSONReader {
  /// The sentence of an error: text, the first of a list, or what an object has under one of the names for it. `nil`,
  /// and left to be skipped, where there is none.
  mutating func producerMessage(depth: Int = 3) throws(JSONError) -> SafeText? {
    switch try kind() {
    case .string: return try withStringBytes { SafeText(untrusted: $0) }.nonEmpty
    case .array where depth > 0:
      var first: SafeText?
      try enterArray()
      while try nextElement() {
        if first == nil { first = try producerMessage(depth: depth - 1) }
      }
      return first
    case .object where depth > 0:
      var found: (rank: Int, text: SafeText)?
      try enterObject()
      while let field = try nextField(MessageField.all) {
        guard field.rank < found?.rank ?? .max, let text = try producerMessage(depth: depth - 1) else {
          continue
        }
        found = (field.rank, text)
      }
      return found?.text
    case .array, .object, .number, .bool, .null: return nil
    }
  }
}

extension SafeText {
  fileprivate var nonEmpty: SafeText? { isEmpty ? nil : self }
}
