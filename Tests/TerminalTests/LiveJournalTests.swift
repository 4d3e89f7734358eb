import Glibc
import Testing

@Suite("The journal of decisions in a dashboard that runs", .serialized)
struct LiveJournalTests {
  private let folder: String
  private var journal: String { "\(folder)/journal" }
  private let decided = "2026PG01-9102"

  init() throws {
    var template = Array("/tmp/factorytop-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw PseudoTerminal.Failure(description: "mkdtemp") }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard mkdir("\(folder)/journal", 0o770) == 0, mkdir("\(folder)/portal", 0o770) == 0,
      let stream = fopen("\(folder)/portal/applications.json", "w")
    else { throw PseudoTerminal.Failure(description: "cannot write below \(folder)") }
    fputs(
      """
      {"schema": "factorytop/applications/1", "generated_at": "2026-11-23T09:00:00Z", "applications": [
        {"id": "EHPC-AIF-\(decided)", "mode": "playground", "state": "decision", "machine": "lumi",
         "submitted_at": "2026-11-23T09:00:00Z"}]}
      """, stream)
    fclose(stream)
  }

  private var options: [String] {
    ["--data", "\(folder)/portal", "--journal", journal, "--now", "2026-11-23T10:00:00Z"]
  }

  private func dashboard() throws -> PseudoTerminal {
    try PseudoTerminal(
      [try builtProgram("factorytop"), "--interval", "100ms", "--view", "applications"] + options,
      columns: 160,
      rows: 48)
  }

  private func decide(_ words: String...) throws -> String {
    try output(of: [try builtProgram("factorytop"), "triage", "decide", decided] + words + options)
  }

  private func quit(_ terminal: PseudoTerminal) throws {
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
    #expect(terminal.complaints.isEmpty)
    _ = try output(of: "/bin/rm", "-r", folder)
  }

  @Test("What a colleague decides meanwhile appears without a key, and then the screen rests")
  func colleague() throws {
    let terminal = try dashboard()
    try terminal.read(until: "the journal has none")
    try terminal.readUntilQuiet(for: .milliseconds(500))
    #expect(!terminal.shows("two months"))
    #expect(try decide("accept", "--seen", "portal:decision", "--note", "two months").hasSuffix(":1\n"))
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
    #expect(try decide("accept", "--seen", "portal:decision", "--note", "two months").hasSuffix(":1\n"))
    let terminal = try dashboard()
    try terminal.read(until: "accept → awarded: two months")
    #expect(rename(journal, "\(folder)/elsewhere") == 0)
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
    #expect(rename("\(folder)/elsewhere", journal) == 0)
    terminal.forgetOutput()
    try terminal.read(until: "ok")
    try quit(terminal)
  }
}
