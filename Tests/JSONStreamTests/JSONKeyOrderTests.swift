import JSONStream
import Testing

/// The order in which keys come may make reading cheaper, and nothing else.
@Suite("Keys in an order that is expected")
struct JSONKeyOrderTests {
  enum Field: String, CaseIterable {
    case a, ab, abcdefg, abcdefgh, abcdefghi, gres
    case gresUsed = "gres_used"
    case middle16 = "abcdefgh12345678"
    case long = "a key of more bytes than are remembered, which are fifty-six of them"
    case quoted = "a\"b"
  }

  private struct Read: Equatable {
    var field: Field?
    var value: Int64
  }

  /// Each member that is wanted, of objects in a list, with and without an order.
  private static func read(_ text: String, windowBytes: Int, isOrdered: Bool) throws -> [Read] {
    var json = JSONReader(bytes: Array(text.utf8), windowBytes: windowBytes)
    var order = JSONKeyOrder()
    let fields = JSONFields<Field>()
    var found: [Read] = []
    try json.enterArray()
    while try json.nextElement() {
      try json.enterObject()
      while let field = isOrdered ? try json.nextField(fields, &order) : try json.nextField(fields) {
        guard case .integer(let value) = try json.number() else { continue }
        found.append(Read(field: field, value: value))
      }
      found.append(Read(field: nil, value: 0))
    }
    try json.finish()
    return found
  }

  private static func text(_ objects: [[String]]) -> String {
    var value = 0
    let written = objects.map { keys in
      let members = keys.map { key -> String in
        value += 1
        return "\"\(key)\" : \(value)"
      }
      return "{\(members.joined(separator: ",\n "))}"
    }
    return "[\(written.joined(separator: ", "))]"
  }

  @Test("Objects give the same members in whatever order they come", arguments: [1, 7, 9, 64, 262_144])
  func sameMembers(windowBytes: Int) throws {
    let keys =
      Field.allCases.map { $0.rawValue.replacing("\"", with: "\\\"") }
      + [
        "x", "abcdefgX", "abcdefgh12345679", "gre", "gres_use", "", "\\u0061", "ab\\u0000", "é", "gres_used2",
      ]
    var state: UInt64 = 7
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var objects = [keys, keys, [], Array(keys.dropFirst()), Array(keys.dropLast()), keys + keys, keys]
    for _ in 0..<60 {
      objects.append((0..<random(24)).map { _ in keys[random(keys.count)] })
      objects.append(keys)
    }
    let text = Self.text(objects)
    let plain = try Self.read(text, windowBytes: windowBytes, isOrdered: false)
    #expect(plain.count > 1000)
    #expect(try Self.read(text, windowBytes: windowBytes, isOrdered: true) == plain)
  }

  @Test(
    "A key that only begins like the expected one is another",
    arguments: ["a", "abcdefgh", "gres", "gres_used"])
  func prefixes(key: String) throws {
    for other in [key + "x", String(key.dropLast()), key + "\\u0078", key.uppercased()] {
      let text = Self.text([[key], [other], [key]])
      let found = try Self.read(text, windowBytes: 262_144, isOrdered: true)
      #expect(found == (try Self.read(text, windowBytes: 262_144, isOrdered: false)))
      #expect(found.contains(Read(field: Field(rawValue: key), value: 3)))
      #expect(!found.contains(Read(field: Field(rawValue: key), value: 2)))
    }
  }

  @Test("A list that is torn is refused at every byte")
  func torn() {
    let text = Self.text([["a", "gres", "gres_used"], ["a", "gres", "gres_used"]])
    for length in 0..<text.utf8.count {
      #expect(throws: JSONError.self) {
        _ = try Self.read(
          String(decoding: text.utf8.prefix(length), as: UTF8.self), windowBytes: 8, isOrdered: true)
      }
    }
  }

  @Test(
    "White space that differs from what is expected changes nothing, and lines are counted",
    arguments: [1, 5, 33, 262_144])
  func whiteSpace(windowBytes: Int) throws {
    let spaces = ["", " ", "\n", "\n  ", "\r\n", "\n\n    ", "\t", String(repeating: " ", count: 70)]
    var state: UInt64 = 3
    func space() -> String {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return spaces[Int(state >> 33) % spaces.count]
    }
    var objects: [String] = []
    for _ in 0..<40 {
      let members = ["a", "x", "gres"].map { "\"\($0)\"\(space()):\(space())7\(space())" }
      objects.append("{\(space())\(members.joined(separator: ",\(space())"))}")
      // A pair that is written alike.
      objects.append(objects[objects.count - 1])
    }
    let text = "[\(objects.joined(separator: ",")), false"
    var json = JSONReader(bytes: Array(text.utf8), windowBytes: windowBytes)
    var order = JSONKeyOrder()
    let fields = JSONFields<Field>()
    try json.enterArray()
    for _ in objects {
      _ = try json.nextElement()
      try json.enterObject()
      for field in [Field.a, .gres] {
        #expect(try json.nextField(fields, &order) == field)
        #expect(try json.number() == .integer(7))
      }
      #expect(try json.nextField(fields, &order) == nil)
    }
    _ = try json.nextElement()
    #expect(try json.bool() == false)
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    #expect(json.line == lines.count)
    #expect(json.column == (lines.last?.count ?? 0) + 1)
    #expect(json.offset == text.utf8.count)
  }

  @Test(
    "A comma that is missing or too many is refused, whatever was asked for without the order",
    arguments: [
      (#"{"x": 1, "a": 2}"#, true, #"{, "a": 2}"#), (#"{"a": {}, "a": 2}"#, false, #"{"a": {}"a": 2}"#),
      (#"{"a": 2}"#, false, #"{, "a": 2}"#), (#"{"a": 2, "ab": 3}"#, false, #"{"a": 2 "ab": 3}"#),
    ])
  func commas(sound: String, isFirstPlain: Bool, broken: String) throws {
    var order = JSONKeyOrder()
    let fields = JSONFields<Field>()
    func readObject(_ json: inout JSONReader, isFirstPlain: Bool) throws {
      try json.enterObject()
      if isFirstPlain { _ = try json.nextKey() }
      while try json.nextField(fields, &order) != nil {
        if try json.kind() == .object { try readObject(&json, isFirstPlain: false) }
      }
    }
    var json = JSONReader(bytes: Array("[\(sound), \(sound), \(broken)]".utf8))
    try json.enterArray()
    for _ in 0..<2 {
      #expect(try json.nextElement())
      try readObject(&json, isFirstPlain: isFirstPlain)
    }
    #expect(try json.nextElement())
    #expect(throws: JSONError.self) { try readObject(&json, isFirstPlain: false) }
  }

  @Test(
    "Objects that nobody asked for are checked as without an order, however alike they are",
    arguments: [1, 23, 262_144])
  func unwantedObjects(windowBytes: Int) {
    let alike = [
      #"{"set": true, "number": 5}"#, "{\n  \"set\": true,\n  \"number\": 5\n}", #"{"n":{"number":5}}"#,
      #"{"b": [], "number": 5 }"#, "{\"\(String(repeating: "b", count: 200))\":5}",
    ]
    let numbers = [
      "5", "0", "1795600800", "1234567890123456789", "-5", "5.25", "5e1", "-0.5E-5", "NaN", "null", "true",
      #""5""#, #""a: 5""#, "{}", "[5]", "05", "5.", "e5", "-", "+5", "5 5", "5,", "5:", "", #""5"#, "\t5\n",
      "5]",
      "5}", #"5, "x": 7"#,
    ]
    for object in alike {
      for number in numbers {
        let other = object.replacing("5", with: number)
        for objects in [
          [object, object, other, object], [other, object, other, other], [other, other, object],
        ] {
          let members = objects.map { "{\"x\": \($0),\n \"a\": 1}" }
          // With and without an error at the end, which names its line and column.
          for end in ["", ", 7"] {
            let text = "[\(members.joined(separator: ",\n"))\(end)]"
            let plain = Result { try Self.read(text, windowBytes: windowBytes, isOrdered: false) }
            let ordered = Result { try Self.read(text, windowBytes: windowBytes, isOrdered: true) }
            #expect("\(ordered)" == "\(plain)")
          }
        }
      }
    }
  }

  @Test("Lines are counted in objects that are passed over at once")
  func linesOfUnwantedObjects() throws {
    let object = "{\"x\": {\n\n \"n\": 5\n },\n \"y\": {\n\"n\": 65 }, \"a\": 1}"
    var json = JSONReader(bytes: Array("[\(object), \(object), \(object), !]".utf8))
    var order = JSONKeyOrder()
    let fields = JSONFields<Field>()
    try json.enterArray()
    for _ in 0..<3 {
      _ = try json.nextElement()
      try json.enterObject()
      while try json.nextField(fields, &order) != nil {}
    }
    #expect(json.line == 16)
    #expect(json.column == 19)
  }

  @Test("An order holds at another depth, too")
  func depths() throws {
    var json = JSONReader(
      bytes: Array(
        #"[{"x": {"n": {"n": 5}}}, {"x": {"n": {"n": 5}}}, [{"x": {"n": {"n": 5}}, "gres": 1}]]"#.utf8))
    var order = JSONKeyOrder()
    let fields = JSONFields<Field>()
    try json.enterArray()
    for _ in 0..<2 {
      _ = try json.nextElement()
      try json.enterObject()
      #expect(try json.nextField(fields, &order) == nil)
    }
    _ = try json.nextElement()
    try json.enterArray()
    _ = try json.nextElement()
    try json.enterObject()
    #expect(try json.nextField(fields, &order) == .gres)
    #expect(try JSONTree(&json) == .number(.integer(1)))
  }

  @Test("More members than are remembered are read as well")
  func many() throws {
    let keys = (0..<300).map { "k\($0)" } + ["gres"]
    let text = Self.text([keys, keys])
    let found = try Self.read(text, windowBytes: 262_144, isOrdered: true)
    #expect(found.filter { $0.field == .gres }.map(\.value) == [301, 602])
  }
}
