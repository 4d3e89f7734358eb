import Screen
import TerminalInput
import Testing

@Suite("Reports of the mouse")
struct MouseReportTests {
  private func read(_ text: String, readsMouse: Bool = true) -> [InputEvent] {
    var parser = InputParser(escapeDelay: .milliseconds(25))
    parser.readsMouse = readsMouse
    var events = parser.read(text.utf8, at: .zero)
    while let deadline = parser.deadline { events += parser.expire(at: deadline) }
    return events
  }

  @Test(
    "A press of the left button and the wheel are told with their cells, counted from 0",
    arguments: [
      ("<0;1;1M", MouseEvent(.press, column: 0, row: 0)),
      ("<0;12;7M", MouseEvent(.press, column: 11, row: 6)),
      ("<64;300;200M", MouseEvent(.wheelUp, column: 299, row: 199)),
      ("<65;1;2M", MouseEvent(.wheelDown, column: 0, row: 1)),
      // No number is larger than this.
      ("<0;99999999999999999999;1M", MouseEvent(.press, column: 0x10_FFFF, row: 0)),
    ])
  func told(report: String, event: MouseEvent) {
    #expect(read("\u{1B}[\(report)") == [.mouse(event)])
    #expect(read("\u{1B}[\(report)", readsMouse: false) == [])
    #expect(read("a\u{1B}[\(report)b") == [.key(.character("a")), .mouse(event), .key(.character("b"))])
    #expect(read("\u{1B}\u{1B}[\(report)") == [.key(.escape), .mouse(event)])
    for cut in 1..<report.utf8.count {
      var parser = InputParser(escapeDelay: .milliseconds(25))
      parser.readsMouse = true
      let bytes = Array("\u{1B}[\(report)".utf8)
      #expect(
        parser.read(bytes[..<cut], at: .zero) + parser.read(bytes[cut...], at: .zero) == [.mouse(event)])
    }
  }

  @Test(
    "Releases, moves, other buttons, held keys and what is no report are swallowed",
    arguments: [
      "<0;1;1m", "<1;1;1M", "<2;1;1M", "<32;1;1M", "<35;1;1M", "<4;1;1M", "<16;1;1M", "<66;1;1M", "<128;1;1M",
      "<0;0;1M", "<0;1;0M", "<0;1M", "<0;1;1;1M", "<;;M", "<M", "<0;1:2;1M", "0;1;1M", "<<0;1;1M", "<0;1;1 M",
      "<0;1;<1M", "?0;1;1M",
    ])
  func swallowed(report: String) { #expect(read("\u{1B}[\(report)") == []) }

  @Test("The three bytes of the older form are swallowed all the same")
  func old() { #expect(read("\u{1B}[M !!j") == [.key(.character("j"))]) }
}
