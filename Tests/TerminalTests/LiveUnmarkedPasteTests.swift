import Glibc
import Testing

/// On a terminal that does not mark pastes, or behind a multiplexer that does not pass the marks on.
@Suite("A paste without marks into a form", .serialized)
struct LiveUnmarkedPasteTests {
  private let place: DecisionPlace

  init() throws { place = try DecisionPlace([("EHPC-AIF-2026PG01-9102", "decision")]) }

  private func form() throws -> PseudoTerminal {
    let terminal = try place.dashboard()
    terminal.type("d")
    try terminal.read(until: "access is awarded")
    terminal.type("n")
    try terminal.read(until: "[ done ]")
    try terminal.readUntilQuiet(for: .milliseconds(300))
    return terminal
  }

  private func end(_ terminal: PseudoTerminal) throws {
    terminal.send(SIGTERM)
    _ = try terminal.readUntilEnd()
    #expect(try place.written.isEmpty)
  }

  @Test("One that is too long is refused whole", arguments: [1500, 3000])
  func long(count: Int) throws {
    let terminal = try form()
    terminal.paste(Array(repeating: UInt8(ascii: "x"), count: count))
    try terminal.read(until: "it would have \(count) characters, and a record takes 1000: nothing was put in")
    try terminal.readUntilQuiet(for: .milliseconds(300))
    terminal.forgetOutput()
    terminal.type("\u{C}")
    try terminal.read(until: "0/1000")
    #expect(!terminal.shows("xxx"))
    try end(terminal)
  }

  @Test("A Tab in it is text, as the end of a line is")
  func tab() throws {
    let terminal = try form()
    terminal.paste(Array("line one\rq y d a\tline two\rq\r".utf8))
    try terminal.read(until: "line two")
    try terminal.readUntilQuiet(for: .milliseconds(300))
    #expect(terminal.shows("q y d a line two"))
    #expect(!terminal.shows("Record it?"))
    try end(terminal)
  }
}
