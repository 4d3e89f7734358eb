import Testing

@testable import Telemetry

@Suite("Values of repeated bytes")
struct RepeatedBytesTests {
  private static func value(
    of text: String, in kept: inout RepeatedBytes<String>, made: inout Int
  ) -> String {
    var count = made
    let value = Array(text.utf8).withUnsafeBytes { bytes in
      kept.value(of: bytes) {
        count += 1
        return String(decoding: $0, as: UTF8.self)
      }
    }
    made = count
    return value
  }

  @Test(
    "Equal bytes are made into a value once, and different ones each into their own, through many growths")
  func once() {
    var kept = RepeatedBytes<String>()
    var made = 0
    // Of all lengths, and alike but for one byte at either end or in the middle.
    let texts =
      (0..<200).map { String(repeating: "x", count: $0) }
      + (0..<60).flatMap { length in
        ["a", "b"].flatMap { byte -> [String] in
          let x = String(repeating: "x", count: length)
          return [byte + x, x + byte, x + byte + x]
        }
      }
    let distinct = Set(texts).count
    for _ in 0..<2 {
      for text in texts { #expect(Self.value(of: text, in: &kept, made: &made) == text) }
    }
    #expect(made == distinct)
    #expect(kept.values.count == distinct)
  }

  @Test("What is long, and what is one of very many, is made each time and not kept")
  func bounds() {
    var kept = RepeatedBytes<String>()
    var made = 0
    let long = String(repeating: "y", count: 257)
    for _ in 0..<2 { #expect(Self.value(of: long, in: &kept, made: &made) == long) }
    #expect(made == 2)
    #expect(kept.values.isEmpty)
    for _ in 0..<2 {
      for number in 0..<5000 { #expect(Self.value(of: "\(number)", in: &kept, made: &made) == "\(number)") }
    }
    #expect(kept.values.count == 4096)
    #expect(made == 2 + 5000 + (5000 - 4096))
  }
}
