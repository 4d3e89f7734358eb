import Foundation
import JSONStream
import Testing

@Suite("Beside a plain reading")
struct PlainReadingTests {
  @Test(
    "Every value of every fixture is the value that a plain reading gives", .enabled(if: Corpora.isGiven))
  func fixtures() throws {
    let files = try Corpora.files(in: "fixtures", suffix: ".json")
    #expect(!files.isEmpty)
    for file in files {
      let bytes = Array(try Data(contentsOf: file))
      guard let plain = PlainJSON(document: bytes) else {
        #expect(throws: JSONError.self, "\(file.path)") { try skipDocument(bytes) }
        continue
      }
      let tree = try JSONTree(document: bytes, windowBytes: 4096)
      #expect(agrees(tree, with: plain), "\(file.path)")
    }
  }

  private func agrees(_ tree: JSONTree, with plain: PlainJSON) -> Bool {
    switch (tree, plain) {
    case (.null, .null): true
    case (.bool(let read), .bool(let expected)): read == expected
    case (.string(let read), .string(let expected)): read == expected
    case (.number(let read), .noNumber): read.isWord
    case (.number(let read), .number(let written)): agrees(read, with: written)
    case (.array(let read), .array(let expected)):
      read.count == expected.count && zip(read, expected).allSatisfy { agrees($0, with: $1) }
    case (.object(let read), .object(let expected)):
      read.count == expected.count
        && zip(read, expected).allSatisfy { $0.key == $1.key && agrees($0.value, with: $1.value) }
    case (.null, _), (.bool, _), (.string, _), (.number, _), (.array, _), (.object, _): false
    }
  }

  /// No fixture has a number that no machine number holds.
  private func agrees(_ read: JSONNumber, with written: [UInt8]) -> Bool {
    guard let exact = ExactDecimal(written) else { return false }
    return switch read {
    case .integer(let integer): exact.isInteger && exact.equals(integer)
    case .unsigned(let integer): exact.isInteger && integer > UInt64(Int64.max) && exact.equals(integer)
    case .real(let real): !exact.isInteger && exact.isNearest(real)
    case .outOfRange, .notANumber, .infinite: false
    }
  }

  @Test(
    "The plain reading accepts and refuses what JSONTestSuite asks for, but for the words that are no numbers",
    .enabled(if: Corpora.isGiven))
  func suite() throws {
    let words: Set = ["n_number_NaN.json", "n_number_infinity.json", "n_number_minus_infinity.json"]
    for file in try Corpora.files(in: "corpora/JSONTestSuite/test_parsing", suffix: ".json") {
      let name = file.lastPathComponent
      // It calls itself for every level, and has no bound on them.
      if name == "n_structure_100000_opening_arrays.json" || name == "n_structure_open_array_object.json" {
        continue
      }
      let isRead = PlainJSON(document: Array(try Data(contentsOf: file))) != nil
      if name.hasPrefix("y_") { #expect(isRead, "\(name)") }
      if name.hasPrefix("n_") { #expect(isRead == words.contains(name), "\(name)") }
    }
  }

  static let reals: [(String, Double)] = [
    ("1.8446744073709552e+19", 0x1p64), ("0.1", 0.1), ("-2.5", -2.5), ("0.0", 0), ("-0.0e9", 0),
    ("9007199254740993.0", 0x1p53), ("9007199254740995.0", 0x1p53 + 4), ("4.9e-324", 0x1p-1074),
    ("2.2250738585072014e-308", 0x1p-1022), ("1.7976931348623157e308", Double.greatestFiniteMagnitude),
    ("1.00", 1), ("718.666666666667", 718.666666666667), ("12e2", 1200),
  ]

  @Test(
    "The nearest Double is told from its neighbours, where they are near and where they are far",
    arguments: reals)
  func nearest(written: String, double: Double) throws {
    let exact = try #require(ExactDecimal(Array(written.utf8)))
    #expect(exact.isNearest(double))
    #expect(!exact.isNearest(double.nextUp))
    #expect(!exact.isNearest(double.nextDown))
    #expect(!exact.isInteger)
  }

  @Test("An integer is exactly itself")
  func integers() throws {
    let largest = try #require(ExactDecimal(Array("18446744073709551615".utf8)))
    #expect(largest.equals(UInt64.max))
    #expect(!largest.equals(UInt64.max - 1))
    let least = try #require(ExactDecimal(Array("-9223372036854775808".utf8)))
    #expect(least.equals(Int64.min))
    #expect(!least.equals(UInt64(1) << 63))
    #expect(try #require(ExactDecimal(Array("-0".utf8))).equals(0))
    #expect(try !#require(ExactDecimal(Array("10".utf8))).equals(1))
  }
}
