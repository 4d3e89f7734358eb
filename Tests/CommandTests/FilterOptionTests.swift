import Foundation
import Testing

@Suite("--filter")
struct FilterOptionTests {
  private func picture(_ options: String...) throws -> Program.Result {
    let look = ["--data", Program.sampleData, "--now", Program.moment, "--view", "applications"]
    return try Program().run(["snapshot", "--format", "styled"] + look + options)
  }

  @Test("A snapshot is the screen that the same filter leaves when it is typed")
  func snapshot() throws {
    let filtered = try picture("--filter", "mode:PG country:FI,NL !decided")
    #expect(filtered.status == 0)
    #expect(filtered.output.contains("3 Applications · mode:PG country:FI,NL !decided ─"))
    #expect(filtered.output.contains(" of 159 · "))
    #expect(try filtered.output == picture("--keys", "/mode:PG country:FI,NL !decided<Enter>").output)
    #expect(try filtered.output != picture().output)
    #expect(try picture("--filter", " ").output == picture().output)
  }

  @Test("Nobody looks at a snapshot: mine is nothing there, and it is said")
  func mine() throws {
    let result = try picture("--filter", "mine")
    #expect(result.status == 0)
    #expect(result.output.contains("3 Applications · mine ─"))
    #expect(result.output.contains(" 0 of 159 (it is not known who looks) · "))
  }

  @Test(
    "What cannot be understood is one sentence with the nearest word, before anything is read",
    arguments: [["run"], ["snapshot"], ["triage", "list"]],
    [
      ("mode:playgruond", "did you mean playground?"), ("sepctor:health", "did you mean sector?"),
      ("step:\u{1B}]0;x\u{7}", "no step is called"), ("country:", "needs a value"),
    ])
  func mistakes(command: [String], filter: (words: String, evidence: String)) throws {
    let result = try Program().run(command + ["--data", "/no/such/folder", "--filter", filter.words])
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.complaints.hasPrefix("factorytop: --filter: "))
    #expect(result.complaints.contains(filter.evidence))
    #expect(result.complaints.split(separator: "\n").count == 1)
    #expect(!result.complaints.contains("\u{1B}"))
  }

  @Test(
    "triage list lists what the filter leaves of its applications, mine by the user that the system knows")
  func triage() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      {"schema": "factorytop/applications/1", "generated_at": "2026-11-23T09:00:00Z", "applications": [
        {"id": "A-1", "mode": "playground", "state": "decision", "assignee": "\(NSUserName())"},
        {"id": "A-2", "mode": "playground", "state": "rejected", "assignee": "\(NSUserName())"},
        {"id": "A-3", "mode": "fast_lane", "state": "decision", "assignee": "nobody of that name"}]}
      """, to: "applications.json")
    let nothing = try Program().run(
      ["triage", "list", "--data", folder.path, "--now", Program.moment, "--filter", "wating"])
    #expect(nothing.status == 0)
    #expect(
      nothing.complaints
        == "factorytop: no application matches “wating” (did you mean waiting?): --all looks among those that are over too.\n"
    )
    func ids(_ options: String...) throws -> Set<String> {
      let data = ["--data", folder.path, "--now", Program.moment, "--format", "json"]
      let result = try Program().run(["triage", "list"] + data + options)
      #expect(result.status == 0)
      let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
      let items = try #require(document?["applications"] as? [[String: Any]])
      return Set(items.compactMap { $0["id"] as? String })
    }
    #expect(try ids() == ["A-1", "A-3"])
    #expect(try ids("--filter", "mine") == ["A-1"])
    #expect(try ids("--filter", "mine", "--all") == ["A-1", "A-2"])
    #expect(try ids("--filter", "!mine") == ["A-3"])
    #expect(try ids("--filter", "decided") == [])
    #expect(try ids("--filter", "decided", "--all") == ["A-2"])
  }
}
