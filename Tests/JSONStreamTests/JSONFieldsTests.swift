import JSONStream
import Testing

@Suite("Looking up keys")
struct JSONFieldsTests {
  enum Field: String, CaseIterable {
    case empty = ""
    case a, b, ab, abc, abd, abcd, abce, abcdefg, abcdefgh, abcdefgi
    case middle16 = "abcdefgh12345678"
    case long1 = "abcdefgh-1-12345678"
    case long2 = "abcdefgh-2-12345678"
    case accented = "caf\u{e9}"
    case quoted = "a\"b"
  }

  @Test("Every wanted key is found, plain and escaped, and is taken for no other", arguments: Field.allCases)
  func found(field: Field) throws {
    let plain = field.rawValue.replacing("\"", with: "\\\"")
    let escaped = field.rawValue.utf16.map { unit in
      let hexadecimal = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
    }.joined()
    for key in [plain, escaped] {
      for windowBytes in [1, 9, 262_144] {
        var reader = JSONReader(bytes: Array("{\"\(key)\": 1, \"x\": 2}".utf8), windowBytes: windowBytes)
        try reader.enterObject()
        #expect(try reader.nextField(JSONFields<Field>()) == field)
        #expect(try reader.number() == .integer(1))
        #expect(try reader.nextField(JSONFields<Field>()) == nil)
      }
    }
  }

  @Test(
    "A key that is nearly a wanted one is skipped",
    arguments: [
      "aa", "A", "ba", "abd\\u0000", "abcdefgj", "abcdefghi", "abcdefgh-3-12345678", "abcdefgh-1-1234567",
      "abcdefgh12345679", "cafe\u{301}", "caf\\ud800", " ", "\\u0000",
    ])
  func nearMiss(key: String) throws {
    var reader = JSONReader(bytes: Array("{\"\(key)\": [1]}".utf8))
    try reader.enterObject()
    #expect(try reader.nextField(JSONFields<Field>()) == nil)
    try reader.finish()
  }

  @Test("Other members are told of too where they are asked for, and their values can be read or left")
  func otherMembers() throws {
    var reader = JSONReader(bytes: Array(#"{"x": [1, {}], "\u0061": 2, "caf": 3, "abd": 4}"#.utf8))
    let fields = JSONFields<Field>()
    try reader.enterObject()
    #expect(try reader.nextMember(fields) == .other)
    #expect(try reader.nextMember(fields) == .field(.a))
    #expect(try reader.number() == .integer(2))
    #expect(try reader.nextMember(fields) == .other)
    #expect(try reader.number() == .integer(3))
    #expect(try reader.nextMember(fields) == .field(.abd))
    #expect(try reader.nextMember(fields) == nil)
    try reader.finish()
  }

  @Test("A key that comes twice is handed out twice")
  func duplicates() throws {
    var reader = JSONReader(bytes: Array("{\"a\": 1, \"a\": 2}".utf8))
    try reader.enterObject()
    for expected in [Int64(1), 2] {
      #expect(try reader.nextField(JSONFields<Field>()) == .a)
      #expect(try reader.number() == .integer(expected))
    }
  }

  @Test("A key that is only looked up counts no repairs, whatever the window", arguments: [1, 3, 262_144])
  func keyRepairs(windowBytes: Int) throws {
    var reader = JSONReader(
      bytes: Array(#"{"\ud800": 1, "b"#.utf8) + [0xB4] + Array("\": 2}".utf8), windowBytes: windowBytes)
    try reader.enterObject()
    #expect(try reader.nextField(JSONFields<Field>()) == nil)
    #expect(reader.repairs == 0)
  }

  @Test("Members of members are not taken for wanted ones")
  func nested() throws {
    enum Inner: String, CaseIterable { case never }
    var reader = JSONReader(bytes: Array("{\"a\": {\"never\": 1}}".utf8))
    try reader.enterObject()
    #expect(try reader.nextField(JSONFields<Inner>()) == nil)
    try reader.finish()
  }
}
