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
    ("Infinity", .infinite(isNegative: false)), ("-Infinity", .infinite(isNegative: true)),
    ("NaN", .notANumber),
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

  @Test("Integers of every length, and what only begins like one", arguments: [1, 9, 17, 64])
  func lengths(windowBytes: Int) throws {
    let digits = "98765432109876543"
    for length in 1...digits.count {
      let text = String(digits.prefix(length))
      let number = JSONNumber.integer(try #require(Int64(text)))
      for tail in ["", " ", "\t"] {
        let tree = try JSONTree(document: Array("[\(text)\(tail),\(text)]".utf8), windowBytes: windowBytes)
        #expect(tree == .array([.number(number), .number(number)]))
        let object = try JSONTree(document: Array("{\"a\":\(text)\(tail)}".utf8), windowBytes: windowBytes)
        #expect(object == .object([.init(key: Array("a".utf8), value: .number(number))]))
      }
      for real in ["\(text).5", "\(text)e1", "\(text)E0"] {
        let tree = try JSONTree(document: Array("[\(real)]".utf8), windowBytes: windowBytes)
        #expect(tree == .array([.number(.real(try #require(Double(real))))]))
      }
      for wrong in ["0\(text)", "\(text)x", "\(text)+1", "\(text)\"", "\(text):", "\(text){}", "\(text)-1"] {
        for document in ["[\(wrong)]", "[\(wrong), 1]"] {
          #expect(throws: JSONError.self) {
            _ = try JSONTree(document: Array(document.utf8), windowBytes: windowBytes)
          }
          var skipping = JSONReader(bytes: Array(document.utf8), windowBytes: windowBytes)
          #expect(throws: JSONError.self) {
            try skipping.skip()
            try skipping.finish()
          }
        }
      }
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
