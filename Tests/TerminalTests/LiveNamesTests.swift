import Glibc
import Testing

@Suite("Personal names in a dashboard that runs", .serialized)
struct LiveNamesTests {
  private let temporary: TemporaryFolder
  private var folder: String { temporary.path }

  init() throws {
    temporary = try TemporaryFolder()
    let records = [
      ("9101", "Nobody Real", "nobody@example.org"), ("9102", "Somebody Else", "somebody@example.org"),
    ]
    .map { id, name, email in
      #"{"id": "EHPC-AIF-2026PG01-\#(id)", "mode": "playground", "state": "decision", "machine": "lumi", "submitted_at": "2026-11-23T09:00:00Z", "pi": {"name": "\#(name)", "email": "\#(email)"}}"#
    }
    try temporary.write(
      #"{"schema": "factorytop/applications/1", "generated_at": "2026-11-23T09:00:00Z", "applications": [\#(records.joined(separator: ", "))]}"#,
      to: "applications.json")
  }

  private func dashboard(_ options: String...) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      [
        try builtProgram("factorytop"), "--interval", "100ms", "--view", "applications", "--data",
        "\(folder)/applications.json", "--now", "2026-11-23T10:00:00Z",
      ] + options, columns: 160, rows: 48)
    try terminal.read(until: "2026PG01-9102")
    try terminal.readUntilQuiet(for: .milliseconds(500))
    return terminal
  }

  /// The screen as a whole, not what was written over what.
  private func redraw(_ terminal: PseudoTerminal, until text: String) throws {
    try terminal.readUntilQuiet(for: .milliseconds(500))
    terminal.forgetOutput()
    terminal.type("\u{C}")
    try terminal.read(until: text)
    try terminal.readUntilQuiet(for: .milliseconds(500))
  }

  private func quit(_ terminal: PseudoTerminal) throws {
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
    #expect(terminal.complaints.isEmpty)
  }

  @Test("A name is shown after its key only, and is gone when the cursor moves")
  func revealed() throws {
    let terminal = try dashboard()
    try redraw(terminal, until: "hidden: p shows")
    #expect(!terminal.shows("Nobody") && !terminal.shows("Somebody"))
    terminal.type("p")
    try terminal.read(until: "Nobody Real")
    try redraw(terminal, until: "nobody@example.org")
    #expect(terminal.shows("Nobody Real") && !terminal.shows("Somebody"))
    terminal.type("j")
    try redraw(terminal, until: "hidden: p shows")
    #expect(!terminal.shows("Nobody") && !terminal.shows("nobody@") && !terminal.shows("Somebody"))
    terminal.type("k")
    try redraw(terminal, until: "hidden: p shows")
    #expect(!terminal.shows("Nobody") && !terminal.shows("nobody@"))
    try quit(terminal)
  }

  @Test("What the configuration hides no key shows", arguments: ["applicants", "users"])
  func configured(word: String) throws {
    try temporary.write("[privacy]\nhide = [\"\(word)\"]\n", to: "config.toml")
    let terminal = try dashboard("--config", "\(folder)/config.toml")
    terminal.type("p")
    try redraw(terminal, until: "hidden by the configuration")
    #expect(!terminal.shows("Nobody") && !terminal.shows("nobody@"))
    try quit(terminal)
  }
}
