import Testing

@testable import JSONStream

@Suite("Eight bytes at a time")
struct EightBytesTests {
  /// Neighbours that a borrow or a carry could come from.
  static let surroundings: [UInt8] = [0x20, 0x21, 0x23, 0x2F, 0x30, 0x39, 0x41, 0x5B, 0x5D, 0x7F, 0x80, 0xFF]

  @Test(
    "The first byte that ends a run is found at every place, among any neighbours", arguments: surroundings)
  func firstStop(filler: UInt8) {
    for place in 0..<8 {
      for byte in UInt8.min...UInt8.max {
        var bytes = Array(repeating: filler, count: 8)
        bytes[place] = byte
        let word = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let stop = bytes.firstIndex { $0 == .quote || $0 == .backslash || $0 < 0x20 }
        #expect(first(EightBytes.stringStops(word)) == stop)
        #expect(first(EightBytes.nonDigits(word)) == bytes.firstIndex { !(0x30...0x39).contains($0) })
      }
    }
  }

  @Test(
    "Eight digits are the number that they are written as",
    arguments: ["00000000", "00000001", "12345678", "90000000", "99999999", "10203040"])
  func numbers(text: String) {
    let word = text.utf8.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    #expect(EightBytes.number(word) == UInt64(text))
  }

  private func first(_ mask: UInt64) -> Int? { mask == 0 ? nil : EightBytes.count(below: mask) }
}
