import Glibc
import Testing

@Suite("Deciding on several in a dashboard that runs", .serialized)
struct LiveBatchTests {
  private let folder: String
  private var journal: String { "\(folder)/journal" }
  private static let ids = (1...4).map { "EHPC-AIF-2026PG01-910\($0)" }

  init() throws {
    var template = Array("/tmp/factorytop-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw PseudoTerminal.Failure(description: "mkdtemp") }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard mkdir("\(folder)/journal", 0o770) == 0, mkdir("\(folder)/portal", 0o770) == 0,
      let stream = fopen("\(folder)/portal/applications.json", "w")
    else { throw PseudoTerminal.Failure(description: "cannot write below \(folder)") }
    let applications = Self.ids.enumerated().map { place, id in
      """
      {"id": "\(id)", "mode": "playground", "state": "\(place == 3 ? "awarded" : "decision")", "machine": "lumi",
       "submitted_at": "2026-11-23T09:00:00Z"}
      """
    }
    fputs(
      """
      {"schema": "factorytop/applications/1", "generated_at": "2026-11-23T09:00:00Z",
       "applications": [\(applications.joined(separator: ",\n"))]}
      """, stream)
    fclose(stream)
  }

  private var options: [String] {
    ["--data", "\(folder)/portal", "--journal", journal, "--now", "2026-11-23T10:00:00Z"]
  }

  private func dashboard(_ more: String...) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      [try builtProgram("factorytop"), "--interval", "100ms", "--view", "applications"] + options + more,
      columns: 160, rows: 48)
    try terminal.read(until: "the journal has none")
    try terminal.readUntilQuiet(for: .milliseconds(300))
    return terminal
  }

  private var written: [String] {
    get throws {
      try output(of: ["/bin/sh", "-c", "cat \(journal)/*.jsonl 2>/dev/null || true"]).split(separator: "\n")
        .map(String.init)
    }
  }

  private func triage(_ words: String...) throws -> String {
    try output(of: [try builtProgram("factorytop"), "triage"] + words)
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
    #expect(try written.isEmpty)
    terminal.type("y")
  }

  @Test(
    "What is agreed to of several is one batch in the journal, told by every command, and taken back by one key"
  )
  func batch() throws {
    let terminal = try dashboard()
    try acceptAll(on: terminal)
    try terminal.read(until: "3 recorded, 1 left out: 2026PG01-9104 awarded already")
    #expect(try written.count == 3)
    #expect(try written.allSatisfy { $0.contains("\"batch\":\"") && $0.contains("\"note\":\"fine\"") })
    #expect(try triage("verify", "--journal", journal) == "1 file, 3 records, 0 findings\n")
    #expect(
      try output(of: [try builtProgram("factorytop"), "triage", "show", Self.ids[1]] + options).contains(
        "of the batch "))
    let export = try triage("export", "--journal", journal)
    #expect(export.contains(",batch\r\n"))
    let json = try triage("export", "--format", "json", "--journal", journal)
    #expect(json.split(separator: "\"batch\": \"").count == 4)
    // The dashboard reads them before it takes any of them for the newest.
    try terminal.readUntilQuiet(for: .milliseconds(600))
    terminal.type("u")
    try terminal.read(until: "Take back?")
    try terminal.readUntilQuiet(for: .milliseconds(400))
    terminal.type("n")
    try terminal.readUntilQuiet(for: .milliseconds(400))
    #expect(try written.count == 3)
    terminal.type("u")
    try terminal.read(until: "Take back?")
    try terminal.readUntilQuiet(for: .milliseconds(400))
    terminal.type("y")
    try terminal.read(until: "3 taken back")
    #expect(try written.count == 6)
    #expect(try written.count { $0.contains("\"corrects\":\"") } == 3)
    let shown = try output(of: [try builtProgram("factorytop"), "triage", "show", Self.ids[0]] + options)
    #expect(shown.contains("withdrawn"))
    #expect(shown.contains("state         decision, says the portal"))
    terminal.type("\u{3}")
    #expect(try terminal.readUntilEnd() == .status(130))
    _ = try output(of: "/bin/rm", "-r", folder)
  }

  @Test("Where the folder goes meanwhile, none is recorded, that is told, and the text is still there")
  func folderGoes() throws {
    let terminal = try dashboard()
    terminal.type("*d")
    try terminal.read(until: "access is awarded")
    terminal.type("a")
    try terminal.read(until: "[ done ]")
    terminal.type("precious words\u{4}")
    try terminal.read(until: "Record?")
    #expect(rename(journal, "\(folder)/elsewhere") == 0)
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
    _ = try output(of: "/bin/rm", "-r", folder)
  }

  @Test("Read-only takes nothing back, and says so")
  func readOnly() throws {
    let terminal = try dashboard("--read-only")
    try terminal.read(until: "READ-ONLY")
    terminal.type("u")
    try terminal.read(until: "read-only: ")
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
    _ = try output(of: "/bin/rm", "-r", folder)
  }
}
