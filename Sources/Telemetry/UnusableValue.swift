import JSONStream
import Text

extension JSONReader {
  /// Consumes a value that is of no use and says what it was: `a list`, `the text “soon”`.
  mutating func consumeUnusable() throws(JSONError) -> SafeText {
    switch try kind() {
    case .string:
      let text = try withStringBytes { SafeText(untrusted: $0) }
      return "the text “\(text.truncated(toWidth: 40))”"
    case .object:
      try skip()
      return "an object"
    case .array:
      try skip()
      return "a list"
    case .number:
      try skip()
      return "a number"
    case .bool:
      return try bool() ? "true" : "false"
    case .null:
      try null()
      return "null"
    }
  }
}
