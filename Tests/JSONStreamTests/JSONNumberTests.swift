import JSONStream
import Testing

@Suite("Numbers")
struct JSONNumberTests {
  static let numbers: [(String, JSONNumber)] = [
    ("0", .integer(0)),
    ("-0", .integer(0)),
    ("7", .integer(7)),
    ("1234567", .integer(1_234_567)),
    ("12345678", .integer(12_345_678)),
    ("9223372036854775807", .integer(.max)),
    ("-9223372036854775808", .integer(.min)),
    ("9223372036854775808", .unsigned(1 << 63)),
    ("18446744073709551615", .unsigned(.max)),
    ("18446744073709551616", .outOfRange),
    ("99999999999999999999", .outOfRange),
    ("-9223372036854775809", .outOfRange),
    ("384.0", .real(384)),
    ("1e2", .real(100)),
    ("0e1", .real(0)),
    ("0.0e-400", .real(0)),
    ("0E+1", .real(0)),
    ("2.5E-1", .real(0.25)),
    ("0.1", .real(0.1)),
    ("1.7976931348623157e308", .real(.greatestFiniteMagnitude)),
    ("4.9e-324", .real(.leastNonzeroMagnitude)),
    ("2.2250738585072011e-308", .real(.leastNormalMagnitude.nextDown)),
    ("Infinity", .notANumber), ("-Infinity", .notANumber), ("NaN", .notANumber),
    ("1e400", .outOfRange),
    ("-1e400", .outOfRange),
    ("1e-400", .outOfRange),
    ("0.00001e-400", .outOfRange),
    ("1e99999999999999999999", .outOfRange),
  ]

  @Test("Each is what it is written as", arguments: numbers)
  func value(text: String, number: JSONNumber) throws {
    for windowBytes in [1, 3, 262_144] {
      #expect(try JSONTree(document: Array(text.utf8), windowBytes: windowBytes) == .number(number))
      for tail in [",0]", "\n,0]", " ,0]", "\r\n,0]"] {
        let tree = try JSONTree(document: Array("[\(text)\(tail)".utf8), windowBytes: windowBytes)
        #expect(tree == .array([.number(number), .number(.integer(0))]))
      }
      #expect(
        try JSONTree(document: Array("[\(text)]".utf8), windowBytes: windowBytes) == .array([.number(number)])
      )
    }
  }

  @Test("Negative zero keeps its sign as a real")
  func negativeZero() throws {
    #expect(try JSONTree(document: Array("-0.0".utf8)) == .number(.real(-0.0)))
    var reader = JSONReader(bytes: Array("-0.0".utf8))
    guard case .real(let value) = try reader.number() else {
      Issue.record("not a real")
      return
    }
    #expect(value.sign == .minus)
  }

  @Test("A number of a hundred thousand digits is read")
  func manyDigits() throws {
    let digits = String(repeating: "3", count: 100_000)
    #expect(try JSONTree(document: Array("0.\(digits)".utf8), windowBytes: 512) == .number(.real(1.0 / 3)))
    #expect(try JSONTree(document: Array(digits.utf8), windowBytes: 512) == .number(.outOfRange))
  }
}
