import JSONStream
import Text

/// A text field as Slurm writes it: a string, or `null` where there is none.
enum SlurmText {
  /// Whether the text is one of the words by which Slurm's C code says that there is no value.
  static func isNoValue(_ text: SafeText) -> Bool {
    text == "(null)" || text == "N/A" || text == "None assigned"
  }

  /// Whether the bytes are one of the words by which Slurm's C code says that there is no value.
  static func isNoValue(_ bytes: UnsafeRawBufferPointer) -> Bool {
    switch bytes.count {
    case 6: bytes.elementsEqual("(null)".utf8)
    case 3: bytes.elementsEqual("N/A".utf8)
    case 13: bytes.elementsEqual("None assigned".utf8)
    default: false
    }
  }
}

/// A record that lists more, such as partitions of a node, does not come from a real cluster. Without a bound, one small
/// file could fill the memory: each text takes several times its bytes.
let longestListOfTexts = 1024

/// A value, or what stands in its place.
enum Lenient<Value> {
  case value(Value)
  case odd(found: SafeText)
}

extension JSONReader {
  /// Reads the next value as text; `nil` inside when it is `null`, empty or a word for no value. Whatever it is, it is
  /// consumed.
  mutating func slurmText() throws(JSONError) -> Lenient<SafeText?> {
    switch try kind() {
    case .string:
      return .value(
        try withStringBytes { $0.isEmpty || SlurmText.isNoValue($0) ? nil : SafeText(untrusted: $0) })
    case .null:
      try null()
      return .value(nil)
    case .object, .array, .number, .bool:
      return .odd(found: try consumeUnusable())
    }
  }

  /// Reads the next value as a list of texts, where Slurm's older forms have one text. A list with anything else in
  /// it is odd: what it does not say is as likely to matter as what it does.
  mutating func slurmTexts() throws(JSONError) -> Lenient<[SafeText]> {
    switch try kind() {
    case .string:
      return .value([try withStringBytes { SafeText(untrusted: $0) }])
    case .array:
      var texts: [SafeText] = []
      var isTooLong = false
      var odd: SafeText?
      try enterArray()
      while try nextElement() {
        guard try kind() == .string else {
          let found = try consumeUnusable()
          odd = odd ?? found
          continue
        }
        isTooLong = texts.count == longestListOfTexts
        if !isTooLong { texts.append(try withStringBytes { SafeText(untrusted: $0) }) }
      }
      if isTooLong { return .odd(found: "a list of more than \(longestListOfTexts) texts") }
      return odd.map { .odd(found: "a list with \($0) in it") } ?? .value(texts)
    case .null:
      try null()
      return .value([])
    case .object, .number, .bool:
      return .odd(found: try consumeUnusable())
    }
  }
}
