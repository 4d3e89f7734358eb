import JSONStream
import Testing

@Suite("Reading a record")
struct JSONReaderTests {
  enum Field: String, CaseIterable { case name, cores, tags, missing, ratio }

  @Test("Wanted members are read and the others are skipped")
  func wantedMembers() throws {
    let text = #"""
      {"skipped": [1, {"a": "\"]}"}, null], "name": "gr\u00f6\ud83d\ude00", "cores": -12,
       "tags": [true, false, "x"], "ratio": 2.50e1 , "end": {}}
      """#
    var reader = JSONReader(bytes: Array(text.utf8))
    let fields = JSONFields<Field>()
    var seen: [Field] = []
    try reader.enterObject()
    while let field = try reader.nextField(fields) {
      seen.append(field)
      switch field {
      case .name: #expect(try reader.string() == "grö😀")
      case .cores: #expect(try reader.number() == .integer(-12))
      case .tags: #expect(try JSONTree(&reader) == .array([.bool(true), .bool(false), .string([0x78])]))
      case .ratio: #expect(try reader.number() == .real(25))
      case .missing: Issue.record("there is no such member")
      }
    }
    try reader.finish()
    #expect(seen == [.name, .cores, .tags, .ratio])
  }

  @Test("A value that the caller leaves unread is skipped")
  func unread() throws {
    var reader = JSONReader(bytes: Array(#"[{"name": [{"cores": 1}], "cores": 2}, [3], 4]"#.utf8))
    let fields = JSONFields<Field>()
    try reader.enterArray()
    #expect(try reader.nextElement())
    try reader.enterObject()
    #expect(try reader.nextField(fields) == .name)
    #expect(try reader.nextField(fields) == .cores)
    #expect(try reader.nextField(fields) == nil)
    #expect(try reader.nextElement())
    #expect(try reader.nextElement())
    #expect(try reader.number() == .integer(4))
    #expect(try !reader.nextElement())
    try reader.finish()
  }

  @Test("A value of another kind says what it is, and stays unread")
  func mismatch() throws {
    var reader = JSONReader(bytes: Array("\n [\"7\"]".utf8))
    try reader.enterArray()
    _ = try reader.nextElement()
    let error = #expect(throws: JSONError.self) { try reader.number() }
    #expect(error?.description == "line 2, column 3 (byte 3): a number was expected, but this is a string")
    #expect(error?.isRecoverable == true)
    #expect(try reader.string() == "7")
  }

  @Test("An odd record is left from its middle, and the next one is read")
  func leaveOddRecord() throws {
    var reader = JSONReader(
      bytes: Array(#"[{"tags": [[{"name": 1}, 2], 3], "cores": 4}, {"cores": 5}]"#.utf8))
    let fields = JSONFields<Field>()
    try reader.enterArray()
    let depth = reader.depth
    #expect(try reader.nextElement())
    try reader.enterObject()
    #expect(try reader.nextField(fields) == .tags)
    try reader.enterArray()
    #expect(try reader.nextElement())
    try reader.enterArray()
    #expect(try reader.nextElement())
    try reader.enterObject()
    #expect(try reader.nextField(fields) == .name)
    #expect(throws: JSONError.self) { try reader.string() }
    try reader.leave(to: depth)
    #expect(reader.depth == depth)
    #expect(try reader.nextElement())
    try reader.enterObject()
    #expect(try reader.nextField(fields) == .cores)
    #expect(try reader.number() == .integer(5))
    try reader.leave(to: 0)
    try reader.finish()
  }

  @Test(
    "What is left of a document is checked when it is finished",
    arguments: ["[1, [2], 3]", "{\"a\": {}}", "7"])
  func finishEarly(document: String) throws {
    var unread = JSONReader(bytes: Array(document.utf8))
    try unread.finish()
    var opened = JSONReader(bytes: Array(document.utf8))
    switch try opened.kind() {
    case .array:
      try opened.enterArray()
      _ = try opened.nextElement()
    case .object:
      try opened.enterObject()
      _ = try opened.nextKey()
    case .string, .number, .bool, .null: break
    }
    try opened.finish()
    var torn = JSONReader(bytes: Array(document.utf8) + Array("]".utf8))
    #expect(throws: JSONError.self) { try torn.finish() }
  }

  @Test("A broken document is refused for good: asking on gives the same error and no trap")
  func finality() throws {
    var reader = JSONReader(bytes: Array(#"[{"name": tru, "cores": 1}, 2]"#.utf8))
    try reader.enterArray()
    _ = try reader.nextElement()
    try reader.enterObject()
    _ = try reader.nextKey()
    let error = try #require(throws: JSONError.self) { try reader.bool() }
    #expect(error.reason == .syntax("this is neither true, false nor null"))
    #expect(!error.isRecoverable)
    #expect(throws: error) { try reader.bool() }
    #expect(throws: error) { try reader.skip() }
    #expect(throws: error) { try reader.nextElement() }
    #expect(throws: error) { try reader.nextKey() }
    #expect(throws: error) { try reader.nextField(JSONFields<Field>()) }
    #expect(throws: error) { try reader.leave(to: 0) }
    #expect(throws: error) { try reader.finish() }
  }

  @Test("A byte order mark is passed over at the start, and only there")
  func byteOrderMark() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    for windowBytes in 1...5 {
      var reader = JSONReader(bytes: mark + Array(" 7".utf8), windowBytes: windowBytes)
      #expect(try reader.kind() == .number)
      #expect(reader.offset == 4)
      #expect(reader.column == 2)
      #expect(throws: JSONError.self) {
        try skipDocument(mark + mark + Array("7".utf8), windowBytes: windowBytes)
      }
      #expect(throws: JSONError.self) { try skipDocument(mark, windowBytes: windowBytes) }
      #expect(throws: JSONError.self) { try skipDocument([0xEF, 0xBB, 0x37], windowBytes: windowBytes) }
    }
  }
}
