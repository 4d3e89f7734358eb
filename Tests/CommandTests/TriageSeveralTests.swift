import Foundation
import Testing

@Suite("factorytop triage, on several applications")
struct TriageSeveralTests {
  private let folder: TemporaryFolder
  private let journal: String

  init() throws {
    folder = try TemporaryFolder()
    journal = "\(folder.path)/journal"
    try FileManager.default.createDirectory(atPath: journal, withIntermediateDirectories: true)
    try portal(["decision", "decision", "awarded"])
  }

  /// What the portal's file says of 9441 and those after it.
  private func portal(_ states: [String]) throws {
    let records = states.enumerated().map { place, state in
      """
      {"id": "EHPC-AIF-2026PG01-944\(place + 1)", "mode": "playground", "state": "\(state)", "machine": "lumi",
       "submitted_at": "2026-11-23T09:00:00Z"}
      """
    }
    try folder.write(
      """
      {"schema": "factorytop/applications/1", "generated_at": "2026-11-23T09:00:00Z",
       "applications": [\(records.joined(separator: ", "))]}
      """, to: "portal/applications.json")
  }

  private func triage(_ arguments: String...) throws -> Program.Result {
    let data = ["--data", "\(folder.path)/portal", "--journal", journal, "--now", Program.moment]
    return try Program().run(["triage"] + arguments + data)
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// Every record that the journal has.
  private var records: [[String: Any]] {
    get throws {
      let export = try Program().run("triage", "export", "--all", "--format", "json", "--journal", journal)
      return try #require(try json(export.output)["records"] as? [[String: Any]])
    }
  }

  private func state(of id: String) throws -> String? {
    let shown = try json(try triage("show", id, "--format", "json").output)
    return (shown["application"] as? [String: Any])?["state"] as? String
  }

  private func accepted() throws {
    #expect(try triage("decide", "9441", "9442", "accept", "--seen", "portal:decision").status == 0)
  }

  @Test("Each gets one record, all are one batch, and its application stands behind each")
  func batch() throws {
    let result = try triage("decide", "9441", "2026PG01-9442", "accept", "--seen", "portal:decision")
    #expect(result.status == 0 && result.complaints.isEmpty)
    #expect(
      result.output.wholeMatch(
        of: #/([0-9a-f]{16}):1 EHPC-AIF-2026PG01-9441\n\1:2 EHPC-AIF-2026PG01-9442\n/#) != nil)
    let batches = try records.map { $0["batch"] as? String }
    #expect(batches.count == 2 && batches[0] != nil && Set(batches).count == 1)
    #expect(try state(of: "9441") == "awarded" && state(of: "9442") == "awarded")
    #expect(try Program().run("triage", "verify", "--journal", journal).status == 0)
  }

  @Test("What is left out is named with the reason, the others are recorded, and the exit code is 1")
  func leftOut() throws {
    let result = try triage(
      "decide", "9441", "9442", "9443", "accept", "--seen", "portal:decision", "--format", "json")
    #expect(result.status == 1)
    #expect(result.complaints.contains("9443 has changed since --seen: the portal’s state is awarded"))
    let told = try json(result.output)
    #expect(told["schema"] as? String == "factorytop/triage-decisions/1")
    #expect((told["decisions"] as? [Any])?.count == 2)
    let out = try #require(told["left_out"] as? [[String: Any]])
    #expect(out.map { $0["application"] as? String } == ["EHPC-AIF-2026PG01-9443"])
    let forced = try triage("decide", "9443", "9442", "eligible", "--seen", "portal:awarded")
    #expect(forced.status == 1 && forced.output.isEmpty)
    #expect(forced.complaints.contains("in “awarded”, where “eligible” has to be forced"))
    #expect(try records.count == 2)
  }

  @Test("What each of them was seen as stands in their order")
  func seenOfEach() throws {
    let result = try triage(
      "decide", "9441", "9443", "note", "--note", "x", "--seen", "portal:decision", "--seen", "portal:awarded"
    )
    #expect(result.status == 0)
    let turned = try triage(
      "decide", "9443", "9442", "note", "--note", "x", "--seen", "portal:decision", "--seen", "portal:awarded"
    )
    #expect(turned.status == 1 && turned.output.isEmpty)
    #expect(try records.count == 2)
  }

  @Test(
    "What cannot be asked for of several is usage, and records nothing",
    arguments: [
      ["9441", "9442", "accept", "--seen", "portal:decision", "--force", "--note", "x"],
      ["9441", "9442", "correct", "--record", "0:1", "--note", "x", "--seen", "portal:decision"],
      ["9441", "9442", "9443", "accept", "--seen", "portal:decision", "--seen", "portal:decision"],
      ["9441", "2026PG01-9441", "accept", "--seen", "portal:decision"],
      ["accept", "--seen", "portal:decision"],
      ["9441", "accept", "9442", "--seen", "portal:decision"],
    ])
  func usage(arguments: [String]) throws {
    let data = ["--data", "\(folder.path)/portal", "--journal", journal, "--now", Program.moment]
    let result = try Program().run(["triage", "decide"] + arguments + data)
    #expect(result.status == 2, "\(result.complaints)")
    #expect(try records.isEmpty)
  }

  @Test("One that is not there lets none be recorded")
  func missing() throws {
    #expect(try triage("decide", "9441", "9999", "accept", "--seen", "portal:decision").status == 1)
    #expect(try records.isEmpty)
  }

  @Test("The newest batch is shown and taken back, and what was before it is the next")
  func undo() throws {
    #expect(try triage("decide", "9441", "note", "--note", "x", "--seen", "portal:decision").status == 0)
    #expect(
      try triage(
        "decide", "9442", "9443", "note", "--note", "y", "--seen", "portal:decision", "--seen",
        "portal:awarded"
      ).status == 0)
    let undone = try triage("undo", "--yes")
    #expect(undone.status == 0 && undone.complaints.isEmpty)
    #expect(undone.output.contains("EHPC-AIF-2026PG01-9442  note"))
    #expect(!undone.output.contains("9441"))
    let corrections = try records.filter { $0["kind"] as? String == "correct" }
    #expect(corrections.count == 2 && corrections.allSatisfy { $0["batch"] is String })
    let last = try triage("undo", "--yes", "--format", "json")
    #expect(((try json(last.output)["decisions"] as? [[String: Any]])?.count) == 1)
    let none = try triage("undo", "--yes")
    #expect(none.status == 1 && none.complaints.contains("there is no record of yours to take back"))
  }

  @Test("Without a terminal it is shown, and nothing is taken back unless --yes says so")
  func unasked() throws {
    try accepted()
    let result = try triage("undo")
    #expect(result.status == 2)
    #expect(result.output.contains("9441  accept") && result.complaints.contains("--yes takes it back"))
    #expect(try records.count == 2)
  }

  @Test("With an ID one’s record on that application alone is taken back")
  func undoOfOne() throws {
    try accepted()
    #expect(try triage("undo", "9442", "--yes").status == 0)
    #expect(try state(of: "9441") == "awarded" && state(of: "9442") == "decision")
    let none = try triage("undo", "9443", "--yes")
    #expect(none.status == 1 && none.complaints.contains("there is no record of yours here to take back"))
  }

  @Test("What the portal has gone on from is left out and named; where that is all, nothing is taken back")
  func obstacle() throws {
    try accepted()
    try portal(["awarded", "decision", "awarded"])
    let some = try triage("undo", "--yes")
    #expect(some.status == 1)
    #expect(some.complaints.contains("accept of EHPC-AIF-2026PG01-9441: the portal has gone on from it"))
    #expect(try records.count == 3)
    let refused = try triage("undo", "--yes")
    #expect(refused.status == 1 && refused.output.isEmpty)
    #expect(refused.complaints.contains("cannot be taken back: the portal has gone on from it"))
    #expect(try records.count == 3)
  }

  @Test("A read-only configuration takes nothing back")
  func readOnly() throws {
    try accepted()
    try folder.write("read_only = true\n", to: "config.toml")
    #expect(try triage("undo", "--yes", "--config", "\(folder.path)/config.toml").status == 1)
    #expect(try records.count == 2)
  }
}
