import Testing
import Text

@testable import Terminal

@Suite("How long an Esc may begin a key")
struct EscapeDelayTests {
  @Test("What ESCDELAY says counts before what is configured, and that before 25 ms")
  func order() {
    for variable in ["0", "400", "10000"] {
      let delay = EscapeDelay(variable: variable, asked: .milliseconds(100))
      #expect(delay.span == .milliseconds(Int(variable) ?? -1) && delay.remark == nil)
    }
    for variable in [nil, ""] {
      #expect(EscapeDelay(variable: variable, asked: .milliseconds(100)).span == .milliseconds(100))
      let standard = EscapeDelay(variable: variable, asked: nil)
      #expect(standard.span == .milliseconds(25) && standard.remark == nil)
    }
  }

  @Test(
    "What it cannot mean is told, with what counts instead",
    arguments: ["soon", "-1", "10001", "99999999999999999999", "1e3", " 25", "2\u{1B}[31m"])
  func remark(variable: String) throws {
    let delay = EscapeDelay(variable: variable, asked: .milliseconds(100))
    #expect(delay.span == .milliseconds(100))
    let words = try #require(delay.remark).shown
    #expect(words.hasPrefix("ESCDELAY=") && words.hasSuffix("an Esc waits for 100 ms"))
    #expect(!words.contains("\u{1B}"))
  }
}
