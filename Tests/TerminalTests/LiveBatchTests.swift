import Glibc
import Testing

@Suite("Deciding on several in a dashboard that runs", .serialized)
struct LiveBatchTests {
  private static let ids = (1...4).map { "EHPC-AIF-2026PG01-910\($0)" }
  private let place: DecisionPlace

  init() throws {
    place = try DecisionPlace(
      zip(Self.ids, ["decision", "decision", "decision", "awarded"]).map { ($0, $1) })
  }

  /// Opens the form to accept all of them, and agrees as a person does: after a look.
  private func acceptAll(on terminal: PseudoTerminal) throws {
    terminal.type("*d")
    try terminal.read(until: "access is awarded")
    terminal.type("a")
    try terminal.read(until: "[ done ]")
    terminal.type("fine\u{4}")
    try terminal.read(until: "Record?")
    try terminal.readUntilQuiet(for: .milliseconds(400))
    #expect(try place.written.isEmpty)
    terminal.type("y")
  }

  @Test(
    "What is agreed to of several is one batch in the journal, told by every command, and taken back by one key"
  )
  func batch() throws {
    let terminal = try place.dashboard()
    try acceptAll(on: terminal)
    try terminal.read(until: "3 recorded, 1 left out: 2026PG01-9104 awarded already")
    #expect(try place.written.count == 3)
    #expect(try place.written.allSatisfy { $0.contains("\"batch\":\"") && $0.contains("\"note\":\"fine\"") })
    #expect(try place.triage("verify") == "1 file, 3 records, 0 findings\n")
    #expect(
      try place.triage("show", Self.ids[1]).contains("of the batch "))
    let export = try place.triage("export")
    #expect(export.contains(",batch\r\n"))
    let json = try place.triage("export", "--format", "json")
    #expect(json.split(separator: "\"batch\": \"").count == 4)
    // The dashboard reads them before it takes any of them for the newest.
    try terminal.readUntilQuiet(for: .milliseconds(600))
    terminal.type("u")
    try terminal.read(until: "Take back?")
    try terminal.readUntilQuiet(for: .milliseconds(400))
    terminal.type("n")
    try terminal.readUntilQuiet(for: .milliseconds(400))
    #expect(try place.written.count == 3)
    terminal.type("u")
    try terminal.read(until: "Take back?")
    try terminal.readUntilQuiet(for: .milliseconds(400))
    terminal.type("y")
    try terminal.read(until: "3 taken back")
    #expect(try place.written.count == 6)
    #expect(try place.written.count { $0.contains("\"corrects\":\"") } == 3)
    let shown = try place.triage("show", Self.ids[0])
    #expect(shown.contains("withdrawn"))
    #expect(shown.contains("state         decision, says the portal"))
    terminal.type("\u{3}")
    #expect(try terminal.readUntilEnd() == .status(130))
  }

  @Test("Where the folder goes meanwhile, none is recorded, that is told, and the text is still there")
  func folderGoes() throws {
    let terminal = try place.dashboard()
    terminal.type("*d")
    try terminal.read(until: "access is awarded")
    terminal.type("a")
    try terminal.read(until: "[ done ]")
    terminal.type("precious words\u{4}")
    try terminal.read(until: "Record?")
    #expect(rename(place.journal, "\(place.path)/elsewhere") == 0)
    try terminal.readUntilQuiet(for: .milliseconds(600))
    terminal.type("y")
    // However the lines are broken.
    try terminal.read(until: "No such file")
    try terminal.readUntilQuiet(for: .milliseconds(300))
    terminal.forgetOutput()
    terminal.type("\u{C}")
    try terminal.read(until: "precious words")
    terminal.send(SIGTERM)
    _ = try terminal.readUntilEnd()
  }

  @Test("Read-only takes nothing back, and says so")
  func readOnly() throws {
    let terminal = try place.dashboard("--read-only")
    try terminal.read(until: "READ-ONLY")
    terminal.type("u")
    try terminal.read(until: "read-only: ")
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
  }
}
