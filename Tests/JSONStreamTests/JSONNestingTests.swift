import JSONStream
import Testing

@Suite("Nesting")
struct JSONNestingTests {
  @Test(
    "A document at the limit is read and one level more is refused",
    arguments: [1, 2, 63, 64, 65, 128, 129, 1000])
  func limit(depth: Int) throws {
    let limits = JSONLimits(depth: depth)
    _ = try JSONTree(document: nested(depth), limits: limits)
    let error = #expect(throws: JSONError.self) { try JSONTree(document: nested(depth + 1), limits: limits) }
    #expect(error?.reason == .tooDeep(limit: depth))
    #expect(error?.offset == opening(depth).count)
  }

  @Test(
    "A member that nobody asks for may be deeper, and costs nothing of the rest",
    arguments: [65, 1000, 100_000])
  func skippedDepth(depth: Int) throws {
    let document = Array("[{\"extra\":".utf8) + nested(depth) + Array("},7]".utf8)
    var reader = JSONReader(bytes: document)
    try reader.enterArray()
    _ = try reader.nextElement()
    try reader.skip()
    #expect(try reader.nextElement())
    #expect(try JSONTree(&reader) == .number(.integer(7)))
    #expect(try !reader.nextElement())
    try reader.finish()
  }

  @Test("The limit is 64 unless one asks for another")
  func standardLimit() throws {
    _ = try JSONTree(document: nested(64))
    #expect(throws: JSONError.self) { try JSONTree(document: nested(65)) }
  }

  @Test("A million brackets that nobody closes are refused without a crash", arguments: ["[", "{\"a\":"])
  func bomb(opening: String) {
    let bytes = Array(String(repeating: opening, count: 1_000_000).utf8)
    #expect(throws: JSONError.self) { try skipDocument(bytes) }
    #expect(throws: JSONError.self) { try JSONTree(document: bytes) }
  }

  @Test("Every bracket is closed by its own kind, at every depth")
  func closers() {
    for depth in 1...130 {
      var bytes = nested(130)
      let place = bytes.count - depth
      bytes[place] = bytes[place] == UInt8(ascii: "]") ? UInt8(ascii: "}") : UInt8(ascii: "]")
      let error = #expect(throws: JSONError.self) { try skipDocument(bytes, limits: JSONLimits(depth: 130)) }
      #expect(error?.offset == place)
    }
  }

  /// Arrays and objects in an irregular order, one inside the other.
  private func nested(_ depth: Int) -> [UInt8] {
    let closing = (0..<depth).reversed().map { isArray($0) ? "]" : "}" }.joined()
    return opening(depth) + Array("0\(closing)".utf8)
  }

  private func opening(_ depth: Int) -> [UInt8] {
    Array((0..<depth).map { isArray($0) ? "[" : "{\"a\":" }.joined().utf8)
  }

  private func isArray(_ level: Int) -> Bool { level % 3 == 0 || level % 7 == 2 }
}
