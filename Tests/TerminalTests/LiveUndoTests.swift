import Testing

@Suite("Taking back by a command on a terminal", .serialized)
struct LiveUndoTests {
  private static let ids = ["EHPC-AIF-2026PG01-9101", "EHPC-AIF-2026PG01-9102"]
  private let place: DecisionPlace

  init() throws {
    place = try DecisionPlace(Self.ids.map { ($0, "decision") })
    _ = try place.triage("decide", Self.ids[0], Self.ids[1], "accept", "--seen", "portal:decision")
  }

  private func undo() throws -> PseudoTerminal {
    try PseudoTerminal(
      [try builtProgram("factorytop"), "triage", "undo"] + place.options(), columns: 160, rows: 48)
  }

  @Test("What would be taken back is shown, and taken back when that is agreed to")
  func agreed() throws {
    let terminal = try undo()
    try terminal.read(until: "Take back 2?")
    #expect(String(decoding: terminal.output, as: UTF8.self).contains("9102  accept"))
    #expect(try place.written.count == 2)
    terminal.type("y\r")
    #expect(try terminal.readUntilEnd() == .status(0))
    #expect(try place.written.count { $0.contains("\"corrects\":\"") } == 2)
  }

  @Test(
    "Any other answer takes nothing back, and neither does the end of the input",
    arguments: ["n\r", "\r", "yy\r", "\u{4}"])
  func refused(answer: String) throws {
    let terminal = try undo()
    try terminal.read(until: "Take back 2?")
    terminal.type(answer)
    #expect(try terminal.readUntilEnd() == .status(1))
    #expect(try place.written.count == 2)
  }

  @Test("What was typed before it was asked is no answer")
  func typedAhead() throws {
    let terminal = try PseudoTerminal(
      ["/bin/sh", "-c", "read line; exec \"$0\" \"$@\"", try builtProgram("factorytop"), "triage", "undo"]
        + place.options(),
      columns: 160, rows: 48)
    terminal.type("go\ry\r")
    try terminal.read(until: "Take back 2?")
    try terminal.readUntilQuiet(for: .milliseconds(300))
    #expect(try place.written.count == 2)
    terminal.type("n\r")
    #expect(try terminal.readUntilEnd() == .status(1))
  }
}
