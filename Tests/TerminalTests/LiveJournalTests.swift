import Glibc
import Testing

@Suite("The journal of decisions in a dashboard that runs", .serialized)
struct LiveJournalTests {
  private static let id = "EHPC-AIF-2026PG01-9102"
  private let place: DecisionPlace

  init() throws { place = try DecisionPlace([(Self.id, "decision")]) }

  private func accept() throws {
    let told = try place.triage(
      "decide", Self.id, "accept", "--seen", "portal:decision", "--note", "two months")
    #expect(told.hasSuffix(":1\n"))
  }

  private func quit(_ terminal: PseudoTerminal) throws {
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
    #expect(terminal.complaints.isEmpty)
  }

  @Test("What a colleague decides meanwhile appears without a key, and then the screen rests")
  func colleague() throws {
    let terminal = try place.dashboard(isRead: false)
    try terminal.read(until: "the journal has none")
    try terminal.readUntilQuiet(for: .milliseconds(500))
    #expect(!terminal.shows("two months"))
    try accept()
    try terminal.read(until: "accept → awarded: two months")
    try terminal.readUntilQuiet(for: .milliseconds(500))
    #expect(try terminal.readUntilQuiet(for: .seconds(1)) == 0)
    // The screen as a whole, not what was written over what.
    terminal.forgetOutput()
    terminal.type("\u{C}")
    try terminal.read(until: "state from the journal")
    try quit(terminal)
  }

  @Test("A journal that goes is said to be unreadable, what was decided stays, and the keys work")
  func gone() throws {
    try accept()
    let terminal = try place.dashboard(isRead: false)
    try terminal.read(until: "accept → awarded: two months")
    #expect(rename(place.journal, "\(place.path)/elsewhere") == 0)
    try terminal.read(until: "journal error")
    terminal.forgetOutput()
    terminal.type("a")
    try terminal.read(
      until: "the journal cannot be read: No such file or directory; what was read before counts")
    terminal.type("\u{1B}")
    // With what follows at once it would be another key.
    try terminal.readUntilQuiet()
    terminal.forgetOutput()
    terminal.type("\u{C}")
    try terminal.read(until: "accept → awarded: two months")
    #expect(rename("\(place.path)/elsewhere", place.journal) == 0)
    terminal.forgetOutput()
    try terminal.read(until: "ok")
    try quit(terminal)
  }
}
