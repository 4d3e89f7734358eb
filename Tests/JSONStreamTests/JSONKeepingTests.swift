import JSONStream
import Testing

@Suite("What is kept of a document")
struct JSONKeepingTests {
  /// Sets aside up to so many bytes.
  private final class Room {
    private(set) var left: Int
    init(_ bytes: Int) { left = bytes }
    func reserve(_ bytes: Int) -> Bool {
      guard bytes <= left else { return false }
      left -= bytes
      return true
    }
  }

  private func reader(_ text: String, _ room: Room) -> JSONReader {
    var rest = Array(text.utf8)[...]
    return JSONReader(reserve: room.reserve) { buffer in
      let chunk = rest.prefix(buffer.count)
      buffer.copyBytes(from: chunk)
      rest = rest.dropFirst(chunk.count)
      return chunk.count
    }
  }

  @Test("A text that is read counts, a long one with its length, and one that is skipped does not")
  func texts() throws {
    let long = String(repeating: "x", count: 1_000)
    var json = reader(#"["short", "\#(long)", "\#(long)"]"#, Room(.max))
    try json.enterArray()
    _ = try json.nextElement()
    let short = try json.string()
    #expect(short == "short")
    #expect(json.kept == 24)
    _ = try json.nextElement()
    _ = try json.string()
    #expect((1_000...1_100).contains(json.kept - 24))
    let kept = json.kept
    _ = try json.nextElement()
    try json.skip()
    let hasMore = try json.nextElement()
    #expect(!hasMore)
    #expect(json.kept == kept)
    #expect(json.reserved >= json.kept)
  }

  @Test("Where there is no room left, reading ends for good, and says why")
  func refusal() throws {
    let room = Room(2 << 20)
    var json = reader("[1, 2, 3]", room)
    try json.enterArray()
    _ = try json.nextElement()
    try json.keep(1)
    #expect(room.left == 1 << 20)
    try json.keep((2 << 20) - 1)
    #expect(room.left == 0)
    for _ in 0..<2 {
      do throws(JSONError) {
        try json.keep(1)
        Issue.record("there was no room")
      } catch {
        #expect(error.reason == .tooMuchToKeep)
      }
    }
    #expect(json.reserved == 2 << 20)
  }
}
