import JSONStream
import Testing

@Suite("Skipping")
struct JSONSkipTests {
  /// A linear congruential generator (Knuth's MMIX), so that a failure can be repeated.
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 32)
    }
  }

  @Test("Whatever is skipped, the rest reads the same", arguments: 1...40 as ClosedRange<UInt64>)
  func anyChoice(seed: UInt64) throws {
    var generator = Generator(state: seed)
    let text = document(&generator, depth: 5)
    let bytes = Array(text.utf8)
    let whole = try JSONTree(document: bytes)
    for _ in 0..<20 {
      let windowBytes = Int.random(in: 1...40, using: &generator)
      var reader = JSONReader(bytes: bytes, windowBytes: windowBytes)
      try compare(&reader, with: whole, &generator)
      try reader.finish()
    }
  }

  /// Reads some values and leaves others unread, skipped, or left in the middle; what is read must be what is expected.
  private func compare(
    _ reader: inout JSONReader, with expected: JSONTree, _ generator: inout Generator
  ) throws {
    let depth = reader.depth
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: try reader.skip()
    case 1: #expect(try JSONTree(&reader) == expected)
    default:
      switch expected {
      case .array(let elements):
        try reader.enterArray()
        for element in elements {
          #expect(try reader.nextElement())
          if Int.random(in: 0..<6, using: &generator) == 0 { continue }
          try compare(&reader, with: element, &generator)
          if Int.random(in: 0..<9, using: &generator) == 0 { return try reader.leave(to: depth) }
        }
        #expect(try !reader.nextElement())
      case .object(let members):
        try reader.enterObject()
        for member in members {
          #expect(try reader.nextKey().map { Array($0.utf8) } == member.key)
          if Int.random(in: 0..<6, using: &generator) == 0 { continue }
          try compare(&reader, with: member.value, &generator)
          if Int.random(in: 0..<9, using: &generator) == 0 { return try reader.leave(to: depth) }
        }
        #expect(try reader.nextKey() == nil)
      case .null, .bool, .number, .string: #expect(try JSONTree(&reader) == expected)
      }
    }
  }

  private func document(_ generator: inout Generator, depth: Int) -> String {
    let scalars = [
      "null", "true", "false", "0", "-12", "3.5e2", "12345678901", "\"\"", "\"plain\"", "\"\\/a\\u00e9\"",
      "\"]}\\\"{[,:\"", "\"\u{e9}\u{1F600} longer than eight bytes\"",
    ]
    let spaces = ["", " ", "\n", "\n        ", "\r\n\t"]
    func space(_ generator: inout Generator) -> String { spaces.randomElement(using: &generator) ?? "" }
    let count = Int.random(in: 0...5, using: &generator)
    switch depth == 0 ? 0 : Int.random(in: 0..<4, using: &generator) {
    case 0: return scalars.randomElement(using: &generator) ?? "null"
    case 1, 2:
      let members = (0..<count).map { index in
        "\"key\(index)\"\(space(&generator)):\(space(&generator))\(document(&generator, depth: depth - 1))"
      }
      return "{" + space(&generator) + members.joined(separator: "," + space(&generator)) + "}"
    default:
      let elements = (0..<count).map { _ in document(&generator, depth: depth - 1) + space(&generator) }
      return "[" + space(&generator) + elements.joined(separator: "," + space(&generator)) + "]"
    }
  }
}
