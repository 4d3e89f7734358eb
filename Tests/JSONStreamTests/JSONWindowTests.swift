import JSONStream
import Testing

@Suite("The window")
struct JSONWindowTests {
  /// Small documents in which every kind of token can fall on a window's end; some of them are broken.
  static let documents: [String] = [
    "{\"job_id\" : 1234567890123 ,\r\n\t\"name\":\"a\\\"b\\\\c\\/\\u00e9\\ud83d\\ude00\\ud800x\",\"hold\":false}",
    "[[],{},[{}],{\"\":[]},\"\",0,-0,1e5,-12.5E-3,true,false,null , \"\u{e9}\u{20ac}\u{1F600}\"]",
    "\n\n   {\n        \"indented\": [\n                1,\n\n                2\n        ]\n}\n   ",
    "{\"a_key_that_is_longer_than_sixteen_bytes\":\"a value that is longer than two words of eight bytes\"}",
    "   12345678901234567890123   ",
    "[1,2,\n 3 4]", "{\"a\":tru}", "{\"a\":fals3}", "[\"\\u12", "[\"\\ud83d\\q\"]", "[-]", "[1.5e]",
    "{\"a\":1,\n}",
    "[Infinity,-Infinity , NaN,\n{\"a\":Infinity},[-Infinity]]", "{\"a\":Infinity\n}", "[Infinitx]",
    "[-Infinit", "[NaM]",
    "[-NaN]", "[\"abc\ndef\"]", "[[[[[[[[", "{\"a\":\"b\"} x", "\"unterminated",
  ]

  @Test("Every window size gives the same events and the same errors", arguments: documents)
  func everySize(document: String) {
    let bytes = Array(document.utf8)
    let expected = trace(bytes, windowBytes: 262_144)
    let fields = wanted(bytes, windowBytes: 262_144)
    for windowBytes in 1...(bytes.count + 1) {
      #expect(trace(bytes, windowBytes: windowBytes) == expected, "\(windowBytes)")
      #expect(wanted(bytes, windowBytes: windowBytes) == fields, "\(windowBytes)")
      #expect(
        skipError(bytes, windowBytes: windowBytes) == skipError(bytes, windowBytes: 262_144), "\(windowBytes)"
      )
    }
  }

  @Test("A source may give any number of bytes at a time")
  func shortReads() throws {
    let bytes = Array(Self.documents[0].utf8)
    var place = 0
    var count = 0
    var reader = JSONReader(windowBytes: 64) { buffer in
      count = count % 3 + 1
      let chunk = bytes[place..<min(place + count, bytes.count)]
      buffer.copyBytes(from: chunk)
      place += chunk.count
      return chunk.count
    }
    #expect(try JSONTree(&reader) == JSONTree(document: bytes))
    try reader.finish()
  }

  @Test("A failing source is reported with its errno, at the byte that could not be read")
  func failingSource() {
    var calls = 0
    var reader = JSONReader(windowBytes: 4) { buffer in
      calls += 1
      if calls > 1 { return -5 }
      buffer.copyBytes(from: "[1,\n".utf8)
      return 4
    }
    let error = JSONError(offset: 4, line: 2, column: 1, reason: .unreadable(errno: 5))
    #expect(throws: error) { try reader.skip() }
    #expect(throws: error) { try reader.finish() }
    #expect(calls == 2)
  }

  @Test("A skipped string of any length needs no more than the window")
  func longSkippedString() throws {
    var reads = 0
    var largestRoom = 0
    var reader = JSONReader(limits: JSONLimits(token: 100), windowBytes: 1024) { buffer in
      reads += 1
      largestRoom = max(largestRoom, buffer.count)
      buffer.initializeMemory(as: UInt8.self, repeating: UInt8(ascii: "x"))
      if reads == 1 || reads == 1000 { buffer[0] = UInt8(ascii: "\"") }
      return reads < 1000 ? buffer.count : reads == 1000 ? 1 : 0
    }
    try reader.skip()
    try reader.finish()
    #expect(reader.offset == 999 * 1024 + 1)
    #expect(largestRoom == 1024)
  }

  @Test("A token at the limit is read and one byte more is refused, whatever the window", arguments: 1...24)
  func tokenLimit(windowBytes: Int) throws {
    let limits = JSONLimits(token: 10)
    func read(_ text: String) throws(JSONError) -> JSONTree {
      try JSONTree(document: Array(text.utf8), limits: limits, windowBytes: windowBytes)
    }
    #expect(try read("[\"0123456789\"]") == .array([.string(Array("0123456789".utf8))]))
    #expect(try read("[1234567890]") == .array([.number(.integer(1_234_567_890))]))
    #expect(try read("[\"0123\\u0041\"]") == .array([.string(Array("0123A".utf8))]))
    let tooLarge = JSONError(offset: 2, line: 1, column: 3, reason: .tooLarge(limit: 10))
    #expect(throws: tooLarge) { try read("[\"0123456789a\"]") }
    #expect(throws: tooLarge) { try read("[\"01234\\u0041\"]") }
    #expect(throws: tooLarge) { try read("[\"0123456789a\\x") }
    #expect(throws: tooLarge) { try read("{\"0123456789a\": 1}") }
    let number = JSONError(offset: 1, line: 1, column: 2, reason: .tooLarge(limit: 10))
    #expect(throws: number) { try read("[12345678901]") }
    #expect(throws: number) { try read("[1234567890.]") }
    #expect(throws: number) { try read("[123456789012") }
    try skipDocument(
      Array("{\"0123456789a\": [\"0123456789a\", 12345678901]}".utf8), limits: limits,
      windowBytes: windowBytes)
  }

  /// What is read, token by token, and where the reader stands after it.
  private func trace(_ bytes: [UInt8], windowBytes: Int) -> [String] {
    var events: [String] = []
    var reader = JSONReader(bytes: bytes, windowBytes: windowBytes)
    func note(_ event: String) {
      events.append("\(event) \(reader.offset) \(reader.line):\(reader.column) \(reader.repairs)")
    }
    func value() throws(JSONError) {
      switch try reader.kind() {
      case .null:
        try reader.null()
        note("null")
      case .bool: note("\(try reader.bool())")
      case .number: note("\(try reader.number())")
      case .string: note(try reader.string())
      case .array:
        try reader.enterArray()
        note("[")
        while try reader.nextElement() { try value() }
        note("]")
      case .object:
        try reader.enterObject()
        note("{")
        while let key = try reader.nextKey() {
          note(key)
          try value()
        }
        note("}")
      }
    }
    do {
      try value()
      try reader.finish()
      note("end")
    } catch {
      note("\(error)")
    }
    return events
  }

  private enum Field: String, CaseIterable {
    case hold, indented
    case long = "a_key_that_is_longer_than_sixteen_bytes"
  }

  private func wanted(_ bytes: [UInt8], windowBytes: Int) -> [String] {
    var events: [String] = []
    var reader = JSONReader(bytes: bytes, windowBytes: windowBytes)
    do {
      try reader.enterObject()
      while let field = try reader.nextField(JSONFields<Field>()) {
        events.append("\(field) \(reader.offset) \(try JSONTree(&reader))")
      }
      try reader.finish()
    } catch {
      events.append("\(error)")
    }
    return events
  }

  private func skipError(_ bytes: [UInt8], windowBytes: Int) -> JSONError? {
    do {
      try skipDocument(bytes, windowBytes: windowBytes)
      return nil
    } catch {
      return error
    }
  }
}
