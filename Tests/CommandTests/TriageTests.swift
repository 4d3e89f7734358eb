import Foundation
import Testing

@Suite("factorytop triage")
struct TriageTests {
  private let folder: TemporaryFolder
  private let journal: String

  init() throws {
    folder = try TemporaryFolder()
    journal = "\(folder.path)/journal"
    try FileManager.default.createDirectory(atPath: journal, withIntermediateDirectories: true)
    try portal(state: "decision")
  }

  /// What the portal's file says of the one application.
  private func portal(state: String, amount: Int = 5000, person: String = "Personal Name") throws {
    try folder.write(
      """
      {"schema": "factorytop/applications/1", "generated_at": "2026-11-23T09:00:00Z", "applications": [
        {"id": "EHPC-AIF-2026PG01-9440", "mode": "playground", "state": "\(state)", "machine": "lumi", "title": "Robots", "org": {"name": "Nordlys"},
         "submitted_at": "2026-11-23T09:00:00Z", "requested": {"amount": \(amount), "unit": "gpu_hours"},
         "pi": {"name": "\(person)", "email": "personal@example.org"}}]}
      """, to: "portal/applications.json")
  }

  private func triage(_ arguments: String...) throws -> Program.Result {
    let data = ["--data", "\(folder.path)/portal", "--journal", journal, "--now", Program.moment]
    return try Program().run(["triage"] + arguments + data)
  }

  private func decide(_ arguments: String...) throws -> Program.Result {
    let data = ["--data", "\(folder.path)/portal", "--journal", journal, "--now", Program.moment]
    return try Program().run(["triage", "decide", "2026PG01-9440"] + arguments + data)
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func shown() throws -> [String: Any] {
    let result = try triage("show", "EHPC-AIF-2026PG01-9440", "--format", "json")
    #expect(result.status == 0)
    return try #require(try json(result.output)["application"] as? [String: Any])
  }

  /// What `show` says that a script may pass on as `--seen`.
  private func seen() throws -> String {
    try #require(try shown()["seen"] as? [String]).joined(separator: ",")
  }

  private var files: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: journal) }
  }

  @Test("A decision is recorded, shown with where its state comes from, and told by the report")
  func decision() throws {
    #expect(try shown()["state_origin"] as? String == "portal")
    let result = try decide("accept", "--seen", "portal:decision", "--note", "two months")
    #expect(result.status == 0)
    #expect(result.complaints.isEmpty)
    #expect(result.output.wholeMatch(of: #/[0-9a-f]{16}:1\n/#) != nil)
    let application = try shown()
    #expect(application["state"] as? String == "awarded")
    #expect(application["state_origin"] as? String == "journal")
    #expect(application["portal_state"] as? String == "decision")
    #expect(application["portal_relation"] as? String == "journal_ahead")
    #expect(application["decision"] as? String == "accept")
    let report = try Program().run(
      "report", "--data", "\(folder.path)/portal", "--journal", journal, "--now", Program.moment)
    let applications = try #require(try json(report.output)["applications"] as? [String: Any])
    let item = try #require((applications["items"] as? [[String: Any]])?.first)
    #expect(item["state"] as? String == "awarded")
    #expect(item["state_origin"] as? String == "journal")
    #expect(item["portal_state"] as? String == "decision")
    #expect(item["in_conflict"] as? Bool == false)
    #expect(item["decision"] as? String == "accept")
    try portal(state: "rejected")
    #expect(try shown()["portal_relation"] as? String == "disagree")
    #expect(try shown()["state"] as? String == "rejected")
    try portal(state: "awarded")
    #expect(try shown()["portal_relation"] as? String == "caught_up")
    #expect(try shown()["state_origin"] as? String == "portal")
  }

  @Test("When something is newer than --seen nothing is recorded, and what is new is said")
  func changed() throws {
    #expect(try decide("note", "--note", "called", "--seen", "portal:decision").status == 0)
    let stale = try decide("accept", "--seen", "portal:decision")
    #expect(stale.status == 1)
    #expect(stale.output.isEmpty)
    #expect(stale.complaints.contains("recorded note as"))
    let before = try seen()
    try portal(state: "rejected")
    let moved = try decide("accept", "--seen", before)
    #expect(moved.status == 1)
    #expect(moved.complaints.contains("the portal’s state is rejected, not decision"))
    #expect(try files.count == 1)
    try portal(state: "decision")
    #expect(try decide("accept", "--seen", before).status == 0)
  }

  @Test("A form that changed since --seen is noticed, and one clause says so")
  func form() throws {
    let before = try seen()
    #expect(before.wholeMatch(of: /portal:decision,form:[0-9a-f]{8}/) != nil)
    #expect(try triage("show", "9440").output.hasSuffix("\nseen \(before)\n"))
    let list = try json(try triage("list", "--format", "json").output)
    let listed = try #require((list["applications"] as? [[String: Any]])?.first)
    #expect((listed["seen"] as? [String])?.joined(separator: ",") == before)
    try portal(state: "decision", amount: 10_000)
    #expect(try seen() != before)
    let changed = try decide("accept", "--seen", before)
    #expect(changed.status == 1)
    #expect(changed.output.isEmpty)
    #expect(changed.complaints.contains("has changed since --seen: its form in the portal has changed. Look"))
    #expect(try files.isEmpty)
    // Written by hand it is not held to the form; and the journal's own records do not change it.
    #expect(try decide("note", "--note", "called", "--seen", "portal:decision").status == 0)
    let after = try seen()
    #expect(after.contains(/portal:decision,form:[0-9a-f]{8},[0-9a-f]{16}:1/))
    try portal(state: "decision")
    #expect(try seen().hasPrefix(before))
    try portal(state: "decision", amount: 10_000, person: "Another Name")
    #expect(try seen() == after)
    #expect(try decide("accept", "--seen", after).status == 0)
  }

  @Test("What is hidden and whether there is a journal make no other form")
  func sameForm() throws {
    let before = try seen()
    try folder.write("[privacy]\nhide = [\"organisations\", \"titles\", \"users\"]\n", to: "hidden.toml")
    let command = ["triage", "show", "9440", "--data", "\(folder.path)/portal", "--now", Program.moment]
    for options in [
      [], ["--config", "\(folder.path)/hidden.toml"],
      ["--config", "\(folder.path)/hidden.toml", "--journal", journal],
    ] {
      #expect(try Program().run(command + options).output.hasSuffix("\nseen \(before)\n"), "\(options)")
    }
  }

  @Test("What the state machine refuses needs --force and a note, and is marked")
  func refused() throws {
    let refused = try decide("eligible", "--seen", "portal:decision")
    #expect(refused.status == 1)
    #expect(refused.complaints.contains("“eligible” belongs to admin_check"))
    #expect(try decide("eligible", "--seen", "portal:decision", "--force").status == 2)
    #expect(try files.isEmpty)
    let forced = try decide(
      "eligible", "--seen", "portal:decision", "--force", "--note", "reopened", "--format", "json")
    #expect(forced.status == 0)
    let record = try #require(try json(forced.output)["record"] as? [String: Any])
    #expect(record["forced"] as? Bool == true)
    #expect(record["to"] as? String == "tech_assessment")
  }

  @Test("A correction takes back one's own record, and only that")
  func correction() throws {
    let id = try decide("accept", "--seen", "portal:decision").output.trimmingCharacters(in: .newlines)
    #expect(try decide("correct", "--record", "0:1", "--note", "slip", "--seen", try seen()).status == 1)
    #expect(try decide("correct", "--record", id, "--note", "slip", "--seen", try seen()).status == 0)
    #expect(try shown()["state"] as? String == "decision")
    #expect(try decide("correct", "--record", id, "--note", "slip", "--seen", try seen()).status == 1)
    #expect(try decide("assign", "--to", "access team", "--seen", try seen()).status == 0)
    #expect(try shown()["assignee"] as? String == "access team")
    #expect(try shown()["assignee_origin"] as? String == "journal")
  }

  @Test(
    "What cannot be asked for is usage, and records nothing",
    arguments: [
      ["frobnicate", "--seen", "portal:decision"], ["accept"], ["ask", "--seen", "portal:decision"],
      ["assign", "--seen", "portal:decision"], ["accept", "--to", "me", "--seen", "portal:decision"],
      ["correct", "--note", "x", "--seen", "portal:decision"],
    ])
  func usage(arguments: [String]) throws {
    let data = ["--data", "\(folder.path)/portal", "--journal", journal]
    let result = try Program().run(["triage", "decide", "2026PG01-9440"] + arguments + data)
    #expect(result.status == 2)
    #expect(try files.isEmpty)
  }

  @Test(
    "What is misspelt is named with what was meant, or with what there is",
    arguments: [
      (
        ["rejct", "--seen", "portal:decision"], "“rejct” is nothing that can be decided; did you mean reject?"
      ),
      (
        ["frobnicate", "--seen", "portal:decision"],
        "“frobnicate” is nothing that can be decided: it is one of accept"
      ),
      (["accept", "--seen", "portal:decision,form:zz"], "“form:zz” is the sum of no form"),
      (["accept", "--seen", "foo"], "“foo” is none of portal:STATE, form:DIGITS and the IDs of records"),
    ])
  func misspelt(arguments: [String], sentence: String) throws {
    let result = try decide(arguments[0], arguments[1], arguments[2])
    #expect(result.status == 2)
    #expect(result.complaints.contains(sentence), "\(result.complaints)")
    #expect(try files.isEmpty)
  }

  @Test("How long a text is that is too long is told, however long", arguments: [1001, 1024, 1025, 5000])
  func tooLong(count: Int) throws {
    let text = String(repeating: "x", count: count)
    for words in [("note", "--note"), ("assign", "--to")] {
      let result = try decide(words.0, "--seen", "portal:decision", words.1, text)
      #expect(result.status == 1)
      #expect(
        result.complaints.contains("a text has \(count) characters and 1000 is the most"),
        "\(result.complaints)")
    }
    #expect(try files.isEmpty)
  }

  @Test("show tells what the portal tells, and when, among what it shows")
  func portalSteps() throws {
    let lines = try triage("show", "9440").output.split(separator: "\n").map(String.init)
    let place = try #require(lines.firstIndex(of: "portal"))
    #expect(lines[place...].contains("2026-11-23T09:00:00Z  submitted"), "\(lines)")
  }

  @Test("A record whose ID cannot be printed is said to be there, so that nobody decides twice")
  func full() throws {
    var shell = Program()
    shell.executable = "/bin/sh"
    let decide = ["triage", "decide", "2026PG01-9440", "accept", "--seen", "portal:decision"]
    let data = ["--data", "\(folder.path)/portal", "--journal", journal]
    let result = try shell.run(["-c", "exec \"$0\" \"$@\" >/dev/full", Program.path] + decide + data)
    #expect(result.status == 1)
    #expect(result.complaints.contains("No space left"))
    let id = try #require((try shown()["seen"] as? [String])?.last)
    #expect(result.complaints.contains("it is recorded all the same, as \(id)."))
  }

  @Test("A paste of 100 kB decides nothing")
  func paste() throws {
    let text = String(repeating: "y\n", count: 50_000)
    let result = try decide("accept", "--seen", "portal:decision", "--note", text)
    #expect(result.status == 1)
    #expect(result.complaints.contains("NOT RECORDED"))
    #expect(try files.isEmpty)
    #expect(try Program().run("triage", "decide", text, "--journal", journal).status == 2)
  }

  @Test("An application that is not there, a journal that is not there, and no journal are told apart")
  func missing() throws {
    #expect(try triage("show", "9999").status == 1)
    #expect(try triage("show", "9999").complaints.contains("no file holds an application 9999"))
    #expect(try Program().run("triage", "verify").status == 2)
    #expect(try Program().run("triage", "verify", "--journal", "\(folder.path)/none").status == 1)
    #expect(try Program().run("triage", "list", "--data", "\(folder.path)/portal").status == 0)
  }

  @Test("The list names what contradicts itself, and text of colleagues reaches the screen only when safe")
  func conflict() throws {
    #expect(try decide("accept", "--seen", "portal:decision", "--note", "\u{1B}[2J\u{202E}x").status == 0)
    // A colleague who has not seen it: a second journal's file, arriving late.
    let first = try #require(try files.first)
    try FileManager.default.moveItem(atPath: "\(journal)/\(first)", toPath: "\(folder.path)/late.jsonl")
    #expect(try decide("reject", "--seen", "portal:decision", "--note", "=cmd(),\"x\"").status == 0)
    try FileManager.default.moveItem(atPath: "\(folder.path)/late.jsonl", toPath: "\(journal)/\(first)")
    let list = try triage("list")
    #expect(list.output.contains("CONFLICT about the state"))
    #expect(try shown()["state"] as? String == "decision")
    let show = try triage("show", "2026PG01-9440")
    #expect(show.output.contains("␛[2J"))
    #expect(!show.output.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    #expect(!show.output.contains("Personal") && !show.output.contains("personal@"))
    #expect(try triage("list").output.split(separator: "\n").last?.contains("2026PG01-9440") == true)
    let disputed = try Program().run("triage", "export", "--journal", journal)
    #expect(disputed.output.split(separator: "\r\n").count == 1)
    #expect(try decide("reject", "--seen", try seen(), "--note", "=cmd(),\"x\";=a;＋b; -c").status == 0)
    #expect(try !triage("list").output.contains("CONFLICT"))
    let export = try Program().run(
      "triage", "export", "--journal", journal, "--data", "\(folder.path)/portal")
    #expect(export.output.contains(#""'=cmd(),""x"";'=a;'＋b; '-c""#))
    #expect(export.output.split(separator: "\r\n").count == 2)
    let object = try json(try triage("show", "9440", "--format", "json").output)
    let standings = (object["records"] as? [[String: Any]])?.map { $0["standing"] as? String }
    #expect(standings == ["settled", "settled", "counts"])
    #expect(try (shown()["checks"] as? [[String: Any]])?.isEmpty == false)
    let table = try triage("show", "9440").output.split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
    #expect(table.contains { $0.starts(with: ["mode", "unknown"]) })
    let all = try json(
      try Program().run("triage", "export", "--journal", journal, "--all", "--format", "json").output)
    #expect((all["records"] as? [Any])?.count == 3)
  }

  @Test("snapshot --journal shows a decision, what the portal makes of it, and a conflict")
  func snapshot() throws {
    func screen(_ options: String...) throws -> Program.Result {
      let base = ["snapshot", "--data", "\(folder.path)/portal", "--now", Program.moment]
      return try Program().run(base + ["--view", "applications"] + options)
    }
    let without = try screen()
    #expect(!without.output.contains("says"))
    #expect(try screen("--journal", journal).output.contains("state from the portal; the journal has none"))
    #expect(try decide("accept", "--seen", "portal:decision", "--note", "two months").status == 0)
    let decided = try screen("--journal", journal)
    #expect(decided.status == 0)
    #expect(decided.output.contains("state from the journal"))
    #expect(decided.output.contains("\(NSUserName()) accept → awarded: two months"))
    #expect(decided.output.contains("sources ok"))
    #expect(try screen().output == without.output)
    let missing = try screen("--journal", "\(folder.path)/none")
    #expect(missing.status == 1)
    #expect(missing.complaints.contains("cannot be read"))
  }

  @Test("A configuration names the journal for every command, and --journal counts before it")
  func configured() throws {
    #expect(try decide("accept", "--seen", "portal:decision").status == 0)
    try folder.write("data = [\"portal\"]\njournal = \"journal\"\n", to: "config.toml")
    try FileManager.default.createDirectory(atPath: "\(folder.path)/empty", withIntermediateDirectories: true)
    let config = ["--config", "\(folder.path)/config.toml"]
    let clock = ["--now", Program.moment]
    func run(_ command: [String], _ options: [String] = []) throws -> Program.Result {
      try Program().run(command + config + options)
    }
    #expect(try run(["snapshot", "--view", "applications"] + clock).output.contains("awarded"))
    #expect(try run(["report"] + clock).output.contains("\"state_origin\": \"journal\""))
    #expect(try run(["triage", "list", "--all"] + clock).output.contains("tell the portal"))
    #expect(try run(["triage", "show", "9440"] + clock).output.contains("awarded, says the journal"))
    #expect(try run(["triage", "verify"]).output.contains("1 record,"))
    #expect(try run(["triage", "export"]).output.contains("accept"))
    let note = ["triage", "decide", "9440", "note", "--note", "x", "--seen", try seen()]
    #expect(try run(note + clock).status == 0)
    #expect(try files.count == 2)
    let other = try run(["report"] + clock, ["--journal", "\(folder.path)/empty"])
    #expect(other.output.contains("\"state_origin\": \"portal\""))
  }

  @Test("What is hidden is hidden in the journal too")
  func hidden() throws {
    #expect(try decide("accept", "--seen", "portal:decision", "--note", "for Kobalt").status == 0)
    #expect(try decide("assign", "--to", "access team", "--seen", try seen()).status == 0)
    func screen(_ configuration: String) throws -> String {
      try folder.write("data = [\"portal\"]\njournal = \"journal\"\n\(configuration)", to: "config.toml")
      let options = ["--config", "\(folder.path)/config.toml", "--now", Program.moment]
      return try Program().run(["snapshot", "--view", "applications"] + options).output
    }
    let secrets = ["\(NSUserName()) accept", "for Kobalt", "access team"]
    let open = try screen("")
    for secret in secrets { #expect(open.contains(secret), "\(secret)") }
    let closed = try screen("[privacy]\nhide = [\"users\"]\n")
    for secret in secrets { #expect(!closed.contains(secret), "\(secret)") }
    #expect(closed.contains("hidden accept → awarded: hidden"))
    #expect(try !screen("[privacy]\nhide = [\"organisations\"]\n").contains("for Kobalt"))
  }

  @Test("verify names file and line, exits with 1, and changes nothing")
  func verify() throws {
    #expect(try decide("accept", "--seen", "portal:decision").status == 0)
    #expect(try Program().run("triage", "verify", "--journal", journal).status == 0)
    let name = try #require(try files.first)
    let path = "\(journal)/\(name)"
    var text = try String(contentsOfFile: path, encoding: .utf8)
    text = text.replacing("awarded", with: "pending") + "{\"v\":1"
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    let result = try Program().run("triage", "verify", "--journal", journal, "--format", "json")
    #expect(result.status == 1)
    let findings = try #require(try json(result.output)["findings"] as? [[String: Any]])
    #expect(findings.compactMap { $0["kind"] as? String } == ["bad_checksum", "torn_tail"])
    #expect(findings.compactMap { $0["line"] as? Int } == [1, 2])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }

  /// Gives the files away to a user that nobody is, as a restore from a backup does.
  private func giveAway(_ files: [String]) throws {
    for file in files { #expect(chown("\(journal)/\(file)", 12_345, 12_345) == 0) }
  }

  @Test(
    "A journal that was restored under another owner counts as before, and one alert and verify say what it is",
    .enabled(if: geteuid() == 0, "needs the right to give a file away"))
  func restored() throws {
    #expect(try decide("accept", "--seen", "portal:decision", "--note", "two months").status == 0)
    #expect(try decide("note", "--note", "told", "--seen", try seen()).status == 0)
    let before = try json(try triage("show", "9440", "--format", "json").output)
    try giveAway(try files)
    let shown = try triage("show", "9440", "--format", "json")
    #expect(shown.complaints.contains("2 records are unverified"))
    let after = try json(shown.output)
    #expect(after["application"] as? NSDictionary == before["application"] as? NSDictionary)
    let records = try #require(after["records"] as? [[String: Any]])
    #expect(records.map { $0["standing"] as? String } == ["counts", "counts"])
    #expect(records.map { $0["author_verified"] as? Bool } == [false, false])
    let report = try json(
      try Program().run(
        "report", "--data", "\(folder.path)/portal", "--journal", journal, "--now", Program.moment
      ).output)
    let alerts = try #require(report["alerts"] as? [[String: Any]])
    let rules = alerts.compactMap { $0["rule"] as? String }.filter { $0.hasPrefix("journal") }
    #expect(rules == ["journal_unverified"])
    let screen = try Program().run(
      "snapshot", "--data", "\(folder.path)/portal", "--journal", journal, "--now", Program.moment, "--keys",
      "a")
    #expect(screen.output.contains("2 records are unverified"))
    let verify = try Program().run("triage", "verify", "--journal", journal)
    #expect(verify.status == 1)
    #expect(verify.output.contains("the file belongs to user 12345: it is unverified"))
    #expect(verify.output.contains("unverified: 2 of 2 records, 0 of them beside verified ones"))
  }

  @Test(
    "An unverified decision stands beside a verified one in every answer, is not exported, and is settled by one",
    .enabled(if: geteuid() == 0, "needs the right to give a file away"))
  func beside() throws {
    #expect(try decide("accept", "--seen", "portal:decision").status == 0)
    let first = try files
    #expect(try decide("reject", "--force", "--note", "no", "--seen", try seen()).status == 0)
    #expect(try shown()["state"] as? String == "rejected")
    try giveAway(try files.filter { !first.contains($0) })
    let application = try shown()
    #expect(application["state"] as? String == "awarded")
    #expect((application["conflicts"] as? [Any])?.isEmpty == true)
    let beside = try #require((application["outranked"] as? [String])?.first)
    #expect(try triage("list").output.contains("UNVERIFIED beside what counts: \(beside), reject by"))
    #expect(try triage("show", "9440").output.contains("outranked"))
    let export = try Program().run("triage", "export", "--journal", journal).output
    #expect(export.contains("accept") && !export.contains("reject"))
    #expect(try decide("accept", "--seen", try seen()).status == 0)
    #expect((try shown()["outranked"] as? [String])?.isEmpty == true)
    #expect(try shown()["state"] as? String == "awarded")
  }

  /// The one record of the journal signed with another name, its checksum made true again.
  private func sign(_ name: String) throws {
    let path = "\(journal)/\(try #require(try files.first))"
    var text = try String(contentsOfFile: path, encoding: .utf8)
    text = text.replacing("\"by\":\"\(NSUserName())\"", with: "\"by\":\"\(name)\"")
    text = String(text[..<(try #require(text.range(of: ",\"crc\""))).lowerBound])
    var crc: UInt32 = ~0
    for byte in text.utf8 {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0x82F6_3B78 : crc >> 1 }
    }
    let digits = String(~crc, radix: 16)
    let padded = String(repeating: "0", count: 8 - digits.count) + digits
    try (text + ",\"crc\":\"\(padded)\"}\n").write(toFile: path, atomically: false, encoding: .utf8)
  }

  @Test(
    "A name that is not the user's here is shown with a question mark, wherever authors are, and verify finds it"
  )
  func names() throws {
    #expect(try decide("accept", "--seen", "portal:decision", "--note", "two months").status == 0)
    func export() throws -> [String] {
      let result = try Program().run("triage", "export", "--journal", journal)
      return try #require(result.output.split(separator: "\r\n").last).split(separator: ",").map(String.init)
    }
    #expect(try export().suffix(2) == [NSUserName(), "true"])
    try sign("mallory")
    #expect(try triage("list", "--all").output.contains("author mallory?"))
    #expect(try triage("show", "9440").output.contains("mallory?@"))
    let shown = try json(try triage("show", "9440", "--format", "json").output)
    let record = try #require((shown["records"] as? [[String: Any]])?.first)
    #expect(record["by"] as? String == "mallory")
    #expect(record["author"] as? String == "mallory?")
    #expect(record["author_named"] as? Bool == false)
    #expect(record["author_verified"] as? Bool == true)
    #expect(record["standing"] as? String == "counts")
    #expect(try export().suffix(2) == ["mallory?", "false"])
    let screen = try Program().run(
      "snapshot", "--data", "\(folder.path)/portal", "--journal", journal, "--now", Program.moment, "--view",
      "applications")
    #expect(screen.output.contains("mallory? accept"))
    let verify = try Program().run("triage", "verify", "--journal", journal, "--format", "json")
    #expect(verify.status == 1)
    let findings = try #require(try json(verify.output)["findings"] as? [[String: Any]])
    #expect(findings.map { $0["kind"] as? String } == ["other_name"])
    try folder.write("[privacy]\nhide = [\"users\"]\n", to: "hidden.toml")
    let hidden = try triage("show", "9440", "--config", "\(folder.path)/hidden.toml")
    #expect(hidden.output.contains("hidden@hidden") && !hidden.output.contains("mallory"))
  }

  @Test("A colleague's file that cannot be read is said wherever the journal counts")
  func unseen() throws {
    let planted = "\(journal)/20261123T090000Z-login1-1001-00000000000000aa.jsonl"
    #expect(FileManager.default.createFile(atPath: planted, contents: nil))
    try #require(FileHandle(forWritingAtPath: planted)).truncate(atOffset: 65 << 20)
    let complaint = "a file cannot be read, and no decision in it is seen"
    for command in [
      ["list"], ["show", "9440"], ["decide", "9440", "note", "--note", "x", "--seen", try seen()],
    ] {
      let data = ["--data", "\(folder.path)/portal", "--journal", journal, "--now", Program.moment]
      let result = try Program().run(["triage"] + command + data)
      #expect(result.status == 0)
      #expect(result.complaints.contains(complaint), "\(command)")
    }
    #expect(try Program().run("triage", "export", "--journal", journal).complaints.contains(complaint))
    let report = try json(
      try Program().run("report", "--data", "\(folder.path)/portal", "--journal", journal).output)
    let sources = try #require(report["sources"] as? [[String: Any]])
    #expect(sources.contains { $0["format"] as? String == "journal" && $0["state"] as? String == "error" })
  }

  @Test("The author is who the system says, whatever the environment claims")
  func author() throws {
    let environment = ["USER": "mallory", "LOGNAME": "mallory", "HOSTNAME": "evil", "HOST": "evil"]
    let result = try Program(environment: environment).run(
      "triage", "decide", "2026PG01-9440", "accept", "--seen", "portal:decision", "--format", "json",
      "--data",
      "\(folder.path)/portal", "--journal", journal)
    let record = try #require(try json(result.output)["record"] as? [String: Any])
    #expect(record["by"] as? String == NSUserName())
    #expect(record["uid"] as? Int == Int(geteuid()))
    #expect(record["host"] as? String != "evil")
  }

  @Test(
    "The ID is printed when file and folder are on the disk and the file is closed, and not before",
    .enabled(if: TriageTests.mayTrace, "needs strace, and the right to trace a process"))
  func acknowledged() throws {
    let log = "\(folder.path)/trace"
    let command = [
      "-f", "-y", "-qq", "-o", log, "-e", "trace=write,fsync,close", Program.path, "triage", "decide",
      "2026PG01-9440", "accept", "--seen", "portal:decision", "--data", "\(folder.path)/portal", "--journal",
      journal,
    ]
    let output = try Self.strace(command)
    #expect(output.wholeMatch(of: #/[0-9a-f]{16}:1\n/#) != nil)
    let calls = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init)
    func place(_ call: String, _ evidence: String) throws -> Int {
      try #require(calls.firstIndex { $0.contains(call) && $0.contains(evidence) }, "\(call) \(evidence)")
    }
    let steps = [
      try place("write(", ".jsonl>"), try place("fsync(", ".jsonl>"), try place("fsync(", "/journal>"),
      try place("close(", ".jsonl>"), try place("write(1<", ":1\\n"),
    ]
    #expect(steps == steps.sorted())
  }

  @Test(
    "No sign of a note is a formula wherever a spreadsheet cuts the CSV",
    arguments: [
      (";\"=1+1;x", ";\"\"'=1+1;x"), (";\" \"=1", ";\"\" \"\"'=1"), ("\"=1", "\"\"'=1"), ("a\"=1", "a\"\"=1"),
    ])
  func formulas(note: String, field: String) throws {
    #expect(try decide("note", "--note", note, "--seen", try seen()).status == 0)
    let export = try Program().run("triage", "export", "--journal", journal, "--all").output
    #expect(export.contains(",\"\(field)\","), "\(export)")
  }

  static let mayTrace = (try? strace(["-qq", "-o", "/dev/null", "echo", "yes"])) == "yes\n"

  static func strace(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/strace")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
