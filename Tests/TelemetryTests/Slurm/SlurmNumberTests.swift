import JSONStream
import Testing
import Text

@testable import Telemetry

@Suite("Slurm's numbers")
struct SlurmNumberTests {
  private static func read(_ text: String) throws -> SlurmNumber {
    var json = JSONReader(bytes: Array(text.utf8))
    let number = try json.slurmNumber()
    try json.finish()
    return number
  }

  @Test(
    "A number is read in the encoding of every form",
    arguments: [
      "5", "5.0", "\"5\"", #"{"set": true, "infinite": false, "number": 5}"#,
      #"{"infinite":false,"number":5,"set":true}"#, #"{"number": 5}"#,
      #"{"number": 5, "more": [1, {"number": 6}]}"#,
    ])
  func values(_ text: String) throws {
    #expect(try Self.read(text) == .value(5))
  }

  @Test(
    "What is not set is unknown",
    arguments: [
      "null", #"{"set": false, "infinite": false, "number": 0}"#,
      #"{"number": 7, "set": false, "infinite": false}"#,
      #"{"set": true, "infinite": false, "number": null}"#, "{}", "\"\"",
    ])
  func unset(_ text: String) throws {
    #expect(try Self.read(text) == .unset)
  }

  @Test(
    "NaN and a bare infinity are no numbers, and one can be told from the other",
    arguments: [
      ("Infinity", .bareInfinity), ("-Infinity", .notANumber), ("NaN", .notANumber),
      (#"{"set": true, "infinite": false, "number": Infinity}"#, .bareInfinity),
      (#"{"set": true, "infinite": false, "number": NaN}"#, .notANumber),
    ] as [(String, SlurmNumber)])
  func notANumber(_ text: String, _ number: SlurmNumber) throws {
    #expect(try Self.read(text) == number)
  }

  @Test(
    "What has no limit is infinite",
    arguments: [
      "\"Infinity\"", "\"UNLIMITED\"", #"{"set": true, "infinite": true, "number": 0}"#,
      #"{"infinite": true, "set": false}"#, "4294967295", "18446744073709551615", "-1",
      #"{"set": true, "infinite": false, "number": 4294967295}"#,
    ])
  func infinite(_ text: String) throws {
    #expect(try Self.read(text) == .infinite)
  }

  @Test(
    "The values that stand for none in Slurm's C code are unknown",
    arguments: [
      "4294967294", "-2", "18446744073709551614", "-9223372036854775296", "-9223372036854771968",
      "9223372036854775806", "9223372036854775807", "4703267365561827328", "1.8446744073709552e+19",
      #"{"set": true, "infinite": false, "number": 4294967294}"#,
    ])
  func sentinels(_ text: String) throws {
    #expect(try Self.read(text) == .unset)
  }

  @Test(
    "What is no number says what it is, and is consumed",
    arguments: [
      ("\"soon\"", "the text “soon”"), ("[1]", "a list"), ("true", "true"),
      (#"{"set": true, "number": "five"}"#, "the text “five”"),
      (#"{"set": "yes", "number": 5}"#, "an object whose “set” is the text “yes”"),
      (#"{"set": true, "infinite": 0, "number": 5}"#, "an object whose “infinite” is a number"),
      ("1e400", "a number beyond 64 bits"), ("-1e400", "a number beyond 64 bits"),
      ("123456789012345678901234567890", "a number beyond 64 bits"),
      (#"{"set": true, "infinite": false, "number": 1e400}"#, "a number beyond 64 bits"),
    ])
  func odd(_ text: String, _ found: String) throws {
    guard case .odd(let evidence) = try Self.read(text) else {
      Issue.record("\(text) was taken for a number")
      return
    }
    #expect(evidence.shown == found)
  }
}
