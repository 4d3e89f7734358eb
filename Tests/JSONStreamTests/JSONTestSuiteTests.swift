import Foundation
import JSONStream
import Testing

/// Nicolas Seriot's JSONTestSuite: `y_` files must be accepted, `n_` files refused, `i_` files are for the
/// implementation to decide. Each file is read and skipped, through windows of several sizes. Three `n_` files are read:
/// their words are no numbers, but json-c and Python write them.
@Suite("JSONTestSuite", .enabled(if: Corpora.isGiven))
struct JSONTestSuiteTests {
  /// The decisions of this implementation.
  enum Decision: Equatable {
    case accepted(repairs: Int)
    /// The number is valid, and no machine number holds it.
    case outOfRange
    case refused
  }

  static let decisions: [String: Decision] = [
    "i_number_double_huge_neg_exp.json": .outOfRange,
    "i_number_huge_exp.json": .outOfRange,
    "i_number_neg_int_huge_exp.json": .outOfRange,
    "i_number_pos_double_huge_exp.json": .outOfRange,
    "i_number_real_neg_overflow.json": .outOfRange,
    "i_number_real_pos_overflow.json": .outOfRange,
    "i_number_real_underflow.json": .outOfRange,
    "i_number_too_big_neg_int.json": .outOfRange,
    "i_number_too_big_pos_int.json": .outOfRange,
    "i_number_very_big_negative_int.json": .outOfRange,
    "i_object_key_lone_2nd_surrogate.json": .accepted(repairs: 1),
    "i_string_1st_surrogate_but_2nd_missing.json": .accepted(repairs: 1),
    "i_string_1st_valid_surrogate_2nd_invalid.json": .accepted(repairs: 1),
    "i_string_UTF-16LE_with_BOM.json": .refused,
    "i_string_UTF-8_invalid_sequence.json": .accepted(repairs: 1),
    "i_string_UTF8_surrogate_U+D800.json": .accepted(repairs: 3),
    "i_string_incomplete_surrogate_and_escape_valid.json": .accepted(repairs: 1),
    "i_string_incomplete_surrogate_pair.json": .accepted(repairs: 1),
    "i_string_incomplete_surrogates_escape_valid.json": .accepted(repairs: 2),
    "i_string_invalid_lonely_surrogate.json": .accepted(repairs: 1),
    "i_string_invalid_surrogate.json": .accepted(repairs: 1),
    "i_string_invalid_utf-8.json": .accepted(repairs: 1),
    "i_string_inverted_surrogates_U+1D11E.json": .accepted(repairs: 2),
    "i_string_iso_latin_1.json": .accepted(repairs: 1),
    "i_string_lone_second_surrogate.json": .accepted(repairs: 1),
    "i_string_lone_utf8_continuation_byte.json": .accepted(repairs: 1),
    "i_string_not_in_unicode_range.json": .accepted(repairs: 4),
    "i_string_overlong_sequence_2_bytes.json": .accepted(repairs: 2),
    "i_string_overlong_sequence_6_bytes.json": .accepted(repairs: 6),
    "i_string_overlong_sequence_6_bytes_null.json": .accepted(repairs: 6),
    "i_string_truncated-utf-8.json": .accepted(repairs: 2),
    "i_string_utf16BE_no_BOM.json": .refused,
    "i_string_utf16LE_no_BOM.json": .refused,
    "i_structure_500_nested_arrays.json": .refused,
    "i_structure_UTF-8_BOM_empty_object.json": .accepted(repairs: 0),
  ]

  @Test("Every file is there", arguments: [("y_", 95), ("n_", 188), ("i_", 35)])
  func count(prefix: String, expected: Int) throws {
    #expect(try files(prefix).count == expected)
  }

  @Test("Valid documents are accepted", arguments: [1, 5, 262_144])
  func valid(windowBytes: Int) throws {
    for file in try files("y_") {
      let bytes = Array(try Data(contentsOf: file))
      #expect(throws: Never.self, "\(file.lastPathComponent)") {
        _ = try JSONTree(document: bytes, windowBytes: windowBytes)
        try skipDocument(bytes, windowBytes: windowBytes)
      }
    }
  }

  static let words: Set = ["n_number_NaN.json", "n_number_infinity.json", "n_number_minus_infinity.json"]

  @Test("Words that are no numbers are read as such", arguments: [1, 5, 262_144])
  func words(windowBytes: Int) throws {
    let files = try files("n_").filter { Self.words.contains($0.lastPathComponent) }
    #expect(files.count == Self.words.count)
    for file in files {
      let bytes = Array(try Data(contentsOf: file))
      guard case .array(let elements) = try JSONTree(document: bytes, windowBytes: windowBytes),
        case .number(let number) = elements.first, elements.count == 1
      else {
        Issue.record("\(file.lastPathComponent) is no list of one number")
        continue
      }
      #expect(number.isWord)
      try skipDocument(bytes, windowBytes: windowBytes)
    }
  }

  @Test("Invalid documents are refused, with one and the same error", arguments: [1, 5, 262_144])
  func invalid(windowBytes: Int) throws {
    for file in try files("n_") where !Self.words.contains(file.lastPathComponent) {
      let bytes = Array(try Data(contentsOf: file))
      let reading = #expect(throws: JSONError.self, "\(file.lastPathComponent)") {
        try JSONTree(document: bytes, windowBytes: windowBytes)
      }
      let skipping = #expect(throws: JSONError.self, "\(file.lastPathComponent)") {
        try skipDocument(bytes, windowBytes: windowBytes)
      }
      // Reading ends where it goes too deep, and skipping at the end.
      if case .tooDeep? = reading?.reason {
        #expect(skipping?.reason == .unexpectedEnd, "\(file.lastPathComponent)")
      } else {
        #expect(reading == skipping, "\(file.lastPathComponent)")
      }
    }
  }

  @Test("What the standard leaves open is decided, file by file", arguments: [1, 5, 262_144])
  func open(windowBytes: Int) throws {
    for file in try files("i_") {
      let name = file.lastPathComponent
      let bytes = Array(try Data(contentsOf: file))
      let decision = decide(bytes, windowBytes: windowBytes)
      #expect(decision == Self.decisions[name], "\(name)")
      let isSkipped = (try? skipDocument(bytes, windowBytes: windowBytes)) != nil
      // The only one that is refused for its depth, which does not matter where it is skipped.
      let isDeep = name == "i_structure_500_nested_arrays.json"
      #expect(isSkipped == (isDeep || decision != .refused), "\(name)")
    }
  }

  private func decide(_ bytes: [UInt8], windowBytes: Int) -> Decision {
    do {
      var reader = JSONReader(bytes: bytes, windowBytes: windowBytes)
      let tree = try JSONTree(&reader)
      try reader.finish()
      return tree == .array([.number(.outOfRange)]) ? .outOfRange : .accepted(repairs: reader.repairs)
    } catch {
      return .refused
    }
  }

  private func files(_ prefix: String) throws -> [URL] {
    try Corpora.files(in: "corpora/JSONTestSuite/test_parsing", suffix: ".json")
      .filter { $0.lastPathComponent.hasPrefix(prefix) }
  }
}
