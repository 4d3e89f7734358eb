import JSONStream
import Testing

@Suite("What is refused says where and why")
struct JSONErrorTests {
  static let refusals: [(String, String)] = [
    ("", "line 1, column 1 (byte 0): the document ends too early"),
    (" \n", "line 2, column 1 (byte 2): the document ends too early"),
    ("{\"a\": 1\n \"b\": 2}", "line 2, column 2 (byte 9): a comma or a closing brace is missing"),
    ("[1 2]", "line 1, column 4 (byte 3): a comma or a closing bracket is missing"),
    ("[1,]", "line 1, column 4 (byte 3): a value is missing"),
    ("{\"a\":1,}", "line 1, column 8 (byte 7): a key is missing"),
    ("{a: 1}", "line 1, column 2 (byte 1): a key is missing"),
    ("{\"a\" 1}", "line 1, column 6 (byte 5): a colon is missing"),
    ("[1]\r\n]", "line 2, column 1 (byte 5): there is something after the end of the document"),
    ("[nul]", "line 1, column 5 (byte 4): this is neither true, false nor null"),
    ("[01]", "line 1, column 3 (byte 2): a number must not begin with 0"),
    ("[1.]", "line 1, column 4 (byte 3): a digit is missing"),
    ("[-]", "line 1, column 3 (byte 2): a digit is missing"),
    ("\"a\nb\"", "line 1, column 3 (byte 2): a control character in a string is not escaped"),
    ("\"a\u{0}b\"", "line 1, column 3 (byte 2): a control character in a string is not escaped"),
    ("\"\\x\"", "line 1, column 3 (byte 2): this escape is unknown"),
    ("\"\\u12g4\"", "line 1, column 6 (byte 5): \\u is not followed by four hexadecimal digits"),
    ("[\"abc", "line 1, column 6 (byte 5): the document ends too early"),
    ("nan", "line 1, column 2 (byte 1): this is neither true, false nor null"),
    ("[Nan]", "line 1, column 4 (byte 3): this is no number"),
    ("[NAN]", "line 1, column 3 (byte 2): this is no number"),
    ("[NaNs]", "line 1, column 5 (byte 4): a comma or a closing bracket is missing"),
    ("[-NaN]", "line 1, column 3 (byte 2): a digit is missing"),
    ("[+NaN]", "line 1, column 2 (byte 1): a value is missing"),
    ("[Inf]", "line 1, column 5 (byte 4): this is no number"),
    ("[-Inf]", "line 1, column 6 (byte 5): this is no number"),
    ("[+Inf]", "line 1, column 2 (byte 1): a value is missing"),
    ("[+Infinity]", "line 1, column 2 (byte 1): a value is missing"),
    ("[Infinit]", "line 1, column 9 (byte 8): this is no number"),
    ("[Infinityx]", "line 1, column 10 (byte 9): a comma or a closing bracket is missing"),
    ("[infinity]", "line 1, column 2 (byte 1): a value is missing"),
    ("[INFINITY]", "line 1, column 3 (byte 2): this is no number"),
    ("[--Infinity]", "line 1, column 3 (byte 2): a digit is missing"),
    ("[- Infinity]", "line 1, column 3 (byte 2): a digit is missing"),
    ("[Infinity1]", "line 1, column 10 (byte 9): a comma or a closing bracket is missing"),
    ("[1Infinity]", "line 1, column 3 (byte 2): a comma or a closing bracket is missing"),
    ("{NaN: 1}", "line 1, column 2 (byte 1): a key is missing"),
    ("[Infinity", "line 1, column 10 (byte 9): the document ends too early"),
    ("[-Infini", "line 1, column 9 (byte 8): the document ends too early"),
    ("[Na", "line 1, column 4 (byte 3): the document ends too early"),
    ("[1}", "line 1, column 3 (byte 2): a comma or a closing bracket is missing"),
    ("\u{0}", "line 1, column 1 (byte 0): a value is missing"),
    ("[1\u{0}]", "line 1, column 3 (byte 2): a comma or a closing bracket is missing"),
  ]

  @Test("In the same words whether the value is read or skipped", arguments: refusals)
  func refusal(text: String, message: String) {
    let reading = #expect(throws: JSONError.self) { try JSONTree(document: Array(text.utf8)) }
    #expect(reading?.description == message)
    let skipping = #expect(throws: JSONError.self) { try skipDocument(Array(text.utf8)) }
    #expect(skipping?.description == message)
  }

  @Test("A document cut off after any of its bytes is refused at the cut")
  func truncation() throws {
    let text =
      "{\"jobs\": [{\"job_id\": 12, \"name\": \"\\u00e9\\n\u{e9}\", \"hold\": false}, -1.5e+3, null, true, {}, []]\n}"
    let bytes = Array(text.utf8)
    try skipDocument(bytes)
    for length in 0..<bytes.count {
      let prefix = Array(bytes[..<length])
      let reading = #expect(throws: JSONError.self) { try JSONTree(document: prefix) }
      #expect(reading?.reason == .unexpectedEnd && reading?.offset == length, "\(length)")
      let skipping = #expect(throws: JSONError.self) { try skipDocument(prefix) }
      #expect(skipping == reading, "\(length)")
    }
  }

  @Test("Words for what is not about syntax")
  func words() {
    #expect("\(JSONError.Reason.tooDeep(limit: 64))" == "arrays and objects are nested deeper than 64 levels")
    #expect("\(JSONError.Reason.tooLarge(limit: 10))" == "a string or number is longer than 10 bytes")
    #expect("\(JSONError.Reason.unreadable(errno: 5))" == "reading failed (errno 5)")
  }
}
