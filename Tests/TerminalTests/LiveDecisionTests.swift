import Glibc
import Testing

@Suite("Deciding in a dashboard that runs", .serialized)
struct LiveDecisionTests {
  private static let id = "EHPC-AIF-2026PG01-9102"
  private let place: DecisionPlace

  init() throws { place = try DecisionPlace([(Self.id, "decision")]) }

  /// Opens a form, that to accept unless told otherwise, and writes a note.
  private func fillIn(_ note: String, triageAction: String = "a", on terminal: PseudoTerminal) throws {
    terminal.type("d")
    try terminal.read(until: "access is awarded")
    terminal.type(triageAction)
    try terminal.read(until: "[ done ]")
    terminal.type(note)
    try terminal.readUntilQuiet(for: .milliseconds(300))
  }

  /// Shows what is to be recorded, and agrees as a person does: after a look.
  private func agree(to text: String = "Record it?", on terminal: PseudoTerminal) throws {
    terminal.type("\u{4}")
    try terminal.read(until: text)
    try terminal.readUntilQuiet(for: .milliseconds(400))
    terminal.type("y")
  }

  private func quit(_ terminal: PseudoTerminal) throws {
    terminal.type("q")
    #expect(try terminal.readUntilEnd() == .status(0))
    #expect(terminal.complaints.isEmpty)
  }

  @Test("What is agreed to is in the journal when the screen says “recorded”, and several go into one file")
  func records() throws {
    let terminal = try place.dashboard()
    try fillIn("two months", on: terminal)
    #expect(try place.written.isEmpty)
    try agree(on: terminal)
    try terminal.read(until: "recorded accept of")
    #expect(try place.written.count == 1)
    #expect(try place.written[0].contains("\"note\":\"two months\""))
    let verified = try place.triage("verify")
    #expect(verified.contains("1 record"))
    // The list has it by itself.
    try terminal.read(until: "accept → awarded: two months")
    try fillIn("line one\rline two", triageAction: "n", on: terminal)
    try agree(on: terminal)
    try terminal.read(until: "recorded note of")
    #expect(try place.written.count == 2)
    #expect(try place.written[1].contains("line one\\nline two"))
    #expect(try output(of: "/bin/ls", place.journal).split(separator: "\n").count == 1)
    try quit(terminal)
  }

  @Test(
    "A colleague who was faster is shown, nothing is recorded, and the third record settles what both did")
  func colleague() throws {
    let terminal = try place.dashboard()
    try fillIn("fine", on: terminal)
    #expect(
      try place.triage("decide", Self.id, "reject", "--seen", "portal:decision", "--note", "no").hasSuffix(
        ":1\n"))
    try terminal.read(until: "changed meanwhile")
    #expect(try place.written.count == 1)
    try quitForm(terminal)
  }

  @Test("Ctrl-C in a form keeps the draft, and in the list it ends the dashboard once it has said so")
  func interrupt() throws {
    let terminal = try place.dashboard()
    try fillIn("two months", on: terminal)
    terminal.type("\u{03}")
    try terminal.read(until: "the draft is kept")
    terminal.type("\u{03}")
    try terminal.read(until: "again leaves")
    terminal.type("\u{03}")
    #expect(try terminal.readUntilEnd() == .status(130))
    #expect(try place.written.isEmpty)
  }

  private func quitForm(_ terminal: PseudoTerminal) throws {
    terminal.type("\u{18}")
    try terminal.read(until: "thrown away")
    try quit(terminal)
  }

  @Test(
    "A paste that no terminal marks decides nothing: in the list, in the form, before the question is answered"
  )
  func unmarkedPaste() throws {
    let terminal = try place.dashboard()
    let text = Array(String(repeating: "dafine\u{4}y\r\ndix\u{4}yy", count: 6000).utf8)
    terminal.paste(text)
    try terminal.readUntilQuiet(for: .milliseconds(500))
    #expect(try place.written.isEmpty)
    // Whatever it has opened, Escape closes.
    for _ in 0..<4 {
      terminal.type("\u{1B}")
      try terminal.readUntilQuiet(for: .milliseconds(300))
    }
    #expect(try place.written.isEmpty)
    terminal.send(SIGTERM)
    _ = try terminal.readUntilEnd()
  }

  @Test(
    "A marked paste of 100 kB into the form is refused whole, and in the list and at the question it does nothing"
  )
  func markedPaste() throws {
    let terminal = try place.dashboard()
    let text =
      Array("\u{1B}[200~".utf8) + Array(String(repeating: "day\u{4}y\r\n", count: 13_000).utf8)
      + Array("\u{1B}[201~".utf8)
    terminal.paste(text)
    try terminal.readUntilQuiet(for: .milliseconds(300))
    try fillIn("fine", on: terminal)
    terminal.forgetOutput()
    terminal.paste(text)
    try terminal.read(until: "nothing was put in")
    terminal.type("\u{4}")
    try terminal.read(until: "Record it?")
    terminal.paste(text)
    try terminal.readUntilQuiet(for: .milliseconds(300))
    #expect(try place.written.isEmpty)
    terminal.type("\u{1B}")
    try terminal.read(until: "[ done ]")
    try quitForm(terminal)
  }

  @Test("Read-only is said at the start and refuses, whoever asked for it")
  func readOnly() throws {
    let asked = try place.dashboard("--read-only")
    try asked.read(until: "READ-ONLY")
    asked.type("d")
    try asked.read(until: "read-only: ")
    try quit(asked)
    #expect(rename(place.journal, "\(place.path)/elsewhere") == 0)
    let missing = try place.dashboard(isRead: false)
    try missing.read(until: "read-only: the journal cannot be read: No such file or directory")
    missing.type("d")
    try missing.readUntilQuiet(for: .milliseconds(300))
    #expect(!missing.shows("access is awarded"))
    // Once the folder is there, one can decide.
    #expect(rename("\(place.path)/elsewhere", place.journal) == 0)
    try missing.read(until: "the journal has none")
    try missing.readUntilQuiet(for: .milliseconds(500))
    missing.type("d")
    try missing.read(until: "access is awarded")
    missing.type("\u{1B}")
    try missing.readUntilQuiet(for: .milliseconds(300))
    try quit(missing)
  }

  @Test(
    "A folder that goes while the form is open: not recorded, with the reason, and the text is still there")
  func folderGoes() throws {
    let terminal = try place.dashboard()
    try fillIn("precious words", on: terminal)
    terminal.type("\u{4}")
    try terminal.read(until: "Record it?")
    #expect(rename(place.journal, "\(place.path)/elsewhere") == 0)
    try terminal.readUntilQuiet(for: .milliseconds(600))
    terminal.forgetOutput()
    terminal.type("y")
    try terminal.read(until: "NOT RECORDED")
    try terminal.readUntilQuiet(for: .milliseconds(300))
    terminal.forgetOutput()
    terminal.type("\u{C}")
    try terminal.read(until: "precious words")
    try quitForm(terminal)
  }

  @Test(
    "Two dashboards at once: what one decides the other shows, and two decisions at one moment are a conflict that a third settles"
  )
  func together() throws {
    let (first, second) = (try place.dashboard(), try place.dashboard())
    try fillIn("for it", on: first)
    try fillIn("against", on: second)
    first.type("\u{4}")
    try first.read(until: "Record it?")
    second.type("\u{4}")
    try second.read(until: "Record it?")
    try second.readUntilQuiet(for: .milliseconds(400))
    try first.readUntilQuiet(for: .milliseconds(100))
    // Whichever is first, the other is told.
    first.type("y")
    try first.read(until: "recorded accept of")
    try second.read(until: "changed meanwhile")
    second.type("y")
    try second.readUntilQuiet(for: .milliseconds(300))
    #expect(try place.written.count == 1)
    try quitForm(second)
    try quit(first)
  }

  @Test(
    "A conflict shows in both dashboards and is settled in one; both are killed in mid-form, and every record is there"
  )
  func conflict() throws {
    let (first, second) = (try place.dashboard(), try place.dashboard())
    // A colleague whose file system shows others' records late.
    let late = "\(place.path)/late"
    _ = try output(of: "/bin/cp", "-r", place.journal, late)
    let decision = try place.triage(
      "decide", Self.id, "reject", "--seen", "portal:decision", "--note", "no capacity", journal: late)
    #expect(decision.hasSuffix(":1\n"))
    try fillIn("for it", on: first)
    try agree(on: first)
    try first.read(until: "recorded accept of")
    _ = try output(of: "/bin/sh", "-c", "cp \(late)/*.jsonl \(place.journal)/")
    for terminal in [first, second] { try terminal.read(until: "conflict about the state") }
    try fillIn("settled by phone", triageAction: "l", on: second)
    try agree(to: "it joins 2 records", on: second)
    try second.read(until: "recorded waitlist of")
    for terminal in [first, second] {
      try terminal.read(until: "settled by phone")
      try terminal.readUntilQuiet(for: .milliseconds(400))
      terminal.forgetOutput()
      terminal.type("\u{C}")
      try terminal.readUntilQuiet(for: .milliseconds(400))
      #expect(terminal.shows("state from the journal"))
      #expect(!terminal.shows("conflict about the state"))
      try fillIn("never finished", triageAction: "n", on: terminal)
    }
    for terminal in [first, second] {
      terminal.send(SIGKILL)
      _ = try terminal.readUntilEnd()
    }
    let shown = try place.triage("show", Self.id)
    for note in ["for it", "no capacity", "settled by phone"] { #expect(shown.contains(note)) }
    #expect(!shown.contains("never finished"))
    #expect(try place.written.count == 3)
  }

  @Test("Killed with a form open, nothing that was said to be recorded is missing, and nothing else is there")
  func killed() throws {
    let terminal = try place.dashboard()
    try fillIn("first", on: terminal)
    try agree(on: terminal)
    try terminal.read(until: "recorded accept of")
    terminal.type("d")
    try terminal.read(until: "write something down")
    terminal.type("n")
    try terminal.read(until: "[ done ]")
    terminal.type("never finished")
    try terminal.readUntilQuiet(for: .milliseconds(300))
    terminal.send(SIGKILL)
    _ = try terminal.readUntilEnd()
    #expect(try place.written.count == 1)
    let shown = try place.triage("show", Self.id)
    #expect(shown.contains("first"))
    #expect(!shown.contains("never finished"))
  }
}
