import JSONStream
import Testing

@Suite("JSON that is written part by part")
struct JSONWritingTests {
  private let document: JSONValue = [
    "empty": .list(count: 0) { _ in .null },
    "items": .list(Array(0..<20_000)) { [["number": .integer(Int64($0))], .string("é")] },
    "last": true,
  ]

  @Test("A list that is made while it is written is written as one that is held", arguments: [true, false])
  func list(_ isPretty: Bool) {
    let held: JSONValue = [
      "empty": [],
      "items": .array((0..<20_000).map { [["number": .integer($0)], .string("é")] }),
      "last": true,
    ]
    #expect(document.encoded(pretty: isPretty) == held.encoded(pretty: isPretty))
  }

  @Test func `The parts are the document, and none is long`() {
    var parts: [[UInt8]] = []
    document.write(pretty: true) { parts.append($0) }
    #expect(parts.count > 10)
    #expect(parts.allSatisfy { $0.count < 1 << 17 })
    #expect(Array(parts.joined()) == document.encoded(pretty: true))
  }

  @Test func `Where nobody takes it any more, no more of it is made`() {
    struct Full: Error, Equatable {}
    var taken = 0
    #expect(throws: Full()) {
      try document.write { _ throws(Full) in
        taken += 1
        if taken == 2 { throw Full() }
      }
    }
    #expect(taken == 2)
  }
}
