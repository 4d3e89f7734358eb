import Foundation
import JSONStream
import Testing

@Suite("Strings")
struct JSONStringTests {
  static let strings: [(String, String, repairs: Int)] = [
    (#""""#, "", 0),
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t", 0),
    (#""a\u0000b""#, "a\u{0}b", 0),
    (#""\u00e9\u20AC""#, "é€", 0),
    (#""\ud83d\ude00""#, "😀", 0),
    (#""\uDBFF\uDFFF""#, "\u{10FFFF}", 0),
    (#""\ud800""#, "\u{FFFD}", 1),
    (#""\udcff""#, "\u{FFFD}", 1),
    (#""\ud800x""#, "\u{FFFD}x", 1),
    (#""\ud800\n""#, "\u{FFFD}\n", 1),
    (#""\ud800\u0041""#, "\u{FFFD}A", 1),
    (#""\ud800\ud83d\ude00""#, "\u{FFFD}😀", 1),
    (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}", 2),
    (#""\ufffd""#, "\u{FFFD}", 0),
    ("\"\u{7F}\u{80}\u{2028}\"", "\u{7F}\u{80}\u{2028}", 0),
  ]

  @Test(
    "Escapes are decoded, and surrogates without their other half repaired and counted", arguments: strings)
  func escapes(text: String, expected: String, repairs: Int) throws {
    for windowBytes in [1, 2, 3, 5, 262_144] {
      var reader = JSONReader(bytes: Array(text.utf8), windowBytes: windowBytes)
      #expect(Array(try reader.string().utf8) == Array(expected.utf8))
      #expect(reader.repairs == repairs)
    }
  }

  @Test("Two bytes of any value are repaired as the standard library does it")
  func everyPair() throws {
    for first in UInt8(0x80)...0xFF {
      for second in UInt8(0x20)...0xFF where second != UInt8(ascii: "\"") && second != UInt8(ascii: "\\") {
        try expectRepair([first, second])
      }
    }
  }

  @Test("Longer sequences, well and ill formed, are repaired as the standard library does it")
  func everyLead() throws {
    let edges: [UInt8] = [0x41, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0]
    for lead in UInt8(0xC0)...0xFF {
      for second in edges {
        for third in edges {
          for fourth in edges { try expectRepair([lead, second, third, fourth, 0x2E]) }
        }
      }
    }
  }

  @Test("Kuhn's UTF-8 stress test is repaired as the standard library does it", .enabled(if: Corpora.isGiven))
  func stress() throws {
    let text = try Corpora.bytes("corpora/kuhn-utf8/UTF-8-test.txt")
    for line in text.split(separator: UInt8(ascii: "\n")) {
      try expectRepair(line.filter { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") })
    }
  }

  @Test("Naughty strings come back as they went in", .enabled(if: Corpora.isGiven))
  func naughty() throws {
    let bytes = try Corpora.bytes("corpora/big-list-of-naughty-strings/blns.json")
    let expected = try JSONDecoder().decode([String].self, from: Data(bytes))
    var reader = JSONReader(bytes: bytes, windowBytes: 64)
    try reader.enterArray()
    for text in expected {
      #expect(try reader.nextElement())
      #expect(Array(try reader.string().utf8) == Array(text.utf8))
    }
    #expect(try !reader.nextElement())
    try reader.finish()
    #expect(reader.repairs == 0)
  }

  @Test("A lent string is the bytes as they stand in the document, or decoded")
  func lent() throws {
    var reader = JSONReader(bytes: Array(#"["plain", "caf\u00e9", "é"]"#.utf8))
    try reader.enterArray()
    for expected in ["plain", "café", "é"] {
      #expect(try reader.nextElement())
      #expect(try reader.withStringBytes { Array($0) } == Array(expected.utf8))
    }
  }

  /// That a string of these bytes reads as `String(decoding:as:)` has it, plain and beside an escape.
  private func expectRepair(_ bytes: [UInt8]) throws {
    let quote = UInt8(ascii: "\"")
    let expected = String(decoding: bytes, as: UTF8.self)
    let written = bytes.indices.count { bytes[$0...].starts(with: "\u{FFFD}".utf8) }
    let replaced = expected.unicodeScalars.count { $0 == "\u{FFFD}" } - written
    var plain = JSONReader(bytes: [quote] + bytes + [quote])
    let read = try plain.string()
    if Array(read.utf8) != Array(expected.utf8) || plain.repairs != replaced {
      Issue.record("\(bytes) reads as \(read) with \(plain.repairs) repairs")
    }
    var escaped = JSONReader(bytes: [quote] + bytes + Array("\\n".utf8) + bytes + [quote])
    let twice = try escaped.string()
    if Array(twice.utf8) != Array((expected + "\n" + expected).utf8) || escaped.repairs != 2 * replaced {
      Issue.record("\(bytes) beside an escape reads as \(twice) with \(escaped.repairs) repairs")
    }
  }
}
