import Testing

@testable import JSONStream

@Test("A record's wanted members are read and the others are skipped")
func wantedMembersOfARecord() throws {
  enum Field: String, CaseIterable { case name, cores, tags, missing, ratio }
  let text = """
    {"skipped": [1, {"a": "\\"]}"}, null], "name": "gr\\u00f6\\ud83d\\ude00\\ud800", "cores": -12,
     "tags": [true, false, "x"], "ratio": 2.50e1 , "end": {}}
    """
  var reader = JSONReader(bytes: Array(text.utf8))
  let fields = JSONFields<Field>()
  var seen: [Field] = []
  try reader.enterObject()
  while let field = try reader.nextField(fields) {
    seen.append(field)
    switch field {
    case .name: #expect(try reader.string() == "grö😀\u{FFFD}")
    case .cores: #expect(try reader.number() == .integer(-12))
    case .tags:
      try reader.enterArray()
      #expect(try reader.nextElement())
      #expect(try reader.bool())
      try reader.leave(to: 1)
    case .ratio: #expect(try reader.number() == .real(25))
    case .missing: Issue.record("there is no such member")
    }
  }
  try reader.finish()
  #expect(seen == [.name, .cores, .tags, .ratio])
  #expect(reader.repairs == 1)
}

@Test("A value of another kind stays unread")
func mismatch() throws {
  var reader = JSONReader(bytes: Array("\n [\"7\"]".utf8))
  try reader.enterArray()
  _ = try reader.nextElement()
  let error = #expect(throws: JSONError.self) { try reader.number() }
  #expect(error?.description == "line 2, column 3 (byte 3): a number was expected, but this is a string")
  #expect(try reader.string() == "7")
}
