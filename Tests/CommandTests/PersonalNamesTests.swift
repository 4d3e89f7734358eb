import Foundation
import Testing

/// Documents full of names go through every command that has no terminal, in every form that it writes.
@Suite("Personal names and the commands")
struct PersonalNamesTests {
  private static let secrets = [
    "Nobody", "nobody@", "Somebody", "somebody@", "Odilia", "odilia@", "Quisquam", "quisquam@",
  ]
  private static let uuid = "00000000000000000000000000ca6001"
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/journal", withIntermediateDirectories: true)
    func application(_ id: String, _ person: String) -> String {
      #"{"id": "\#(id)", "mode": "playground", "state": "decision", "machine": "lumi", "org": {"name": "Kobalt"}, "submitted_at": "2026-11-23T09:00:00Z", "requested": {"amount": 5000, "unit": "gpu_hours"}, "pi": \#(person)}"#
    }
    let records = [
      application(
        "EHPC-AIF-2026PG01-9440",
        #"{"name": "Nobody Real", "email": "nobody@example.org", "contract_until": "Nobody Real"}"#),
      application(
        "EHPC-AIF-2026PG01-9441", #"{"name": ["Somebody Odd"], "email": {"to": "somebody@example.org"}}"#),
      application("EHPC-AIF-2026PG01-9442", #""Odilia Misplaced <odilia@example.org>""#),
    ]
    try folder.write(
      #"{"schema": "factorytop/applications/1", "generated_at": "2026-11-23T09:59:00Z", "applications": [\#(records.joined(separator: ", "))]}"#,
      to: "portal/applications.json")
    try folder.write(
      #"[{"uuid": "\#(Self.uuid)", "slug": "EHPC-AIF-2026FL01-9712", "name": "Agents", "state": "submitted", "round": null, "workflow_step": null, "created": "2026-11-16T08:00:00Z", "applicant_full_name": "Quisquam Verus", "applicant_first_name": "Quisquam", "applicant_email": "quisquam@example.org", "applicant_username": "quisquam@eduid.example", "applicant_organization": "Beispiel GmbH"}]"#,
      to: "portal/proposals.json")
  }

  private var data: [String] { ["--data", "\(folder.path)/portal", "--now", Program.moment] }
  private var journal: [String] { ["--journal", "\(folder.path)/journal"] }

  private func expectNone(in result: Program.Result, of command: [String]) {
    for secret in Self.secrets {
      #expect(!result.output.contains(secret), "\(secret) in \(command)")
      #expect(!result.complaints.contains(secret), "\(secret) in \(command)")
    }
  }

  private static let forms = [
    ["report"], ["report", "--format", "table"], ["report", "--format", "prometheus"], ["check"],
    ["triage", "list", "--all"], ["triage", "list", "--all", "--format", "json"],
    ["triage", "show", "9440"], ["triage", "show", "9712", "--format", "json"],
  ]

  @Test("No report, no check and no triage tells a name", arguments: forms)
  func reports(command: [String]) throws {
    let result = try Program().run(command + data + (command[0] == "triage" ? journal : []))
    #expect(result.status == 0, "\(result.complaints)")
    #expect(!result.output.isEmpty)
    expectNone(in: result, of: command)
  }

  @Test("Decisions, their export and what verify says of the journal tell no name")
  func decisions() throws {
    for word in [["note", "--note", "called"], ["accept", "--format", "json"]] {
      let seen = try Program().run(["triage", "show", "9440"] + data + journal).output
        .split(separator: "\n").last { $0.hasPrefix("seen ") }?.dropFirst(5)
      let decide = ["triage", "decide", "9440"] + word + ["--seen", String(seen ?? "")]
      let result = try Program().run(decide + data + journal)
      #expect(result.status == 0, "\(result.complaints)")
      expectNone(in: result, of: decide)
    }
    for command in [
      ["triage", "export"], ["triage", "export", "--all", "--format", "json"], ["triage", "verify"],
    ] {
      expectNone(in: try Program().run(command + journal), of: command)
    }
    for name in try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/journal") {
      let text = try String(contentsOfFile: "\(folder.path)/journal/\(name)", encoding: .utf8)
      #expect(text.contains("9440"))
      for secret in Self.secrets { #expect(!text.contains(secret)) }
    }
  }

  @Test("No snapshot tells a name, whatever keys are typed", arguments: ["text", "styled", "ansi", "svg"])
  func snapshots(format: String) throws {
    for keys in ["", "p", "pp", "jp", "jjp", "jjjp", "pa", "p?", "fp", "p<Esc>"] {
      for view in ["overview", "applications"] {
        let command = ["snapshot", "--view", view, "--keys", keys, "--format", format, "--size", "160x48"]
        let result = try Program().run(command + data)
        #expect(result.status == 0)
        // The help lies over the list, the alerts take its place.
        if !keys.contains("?"), !keys.contains("a") { #expect(result.output.contains("Kobalt")) }
        expectNone(in: result, of: command)
      }
    }
  }

  @Test("A snapshot says that names are not read there, whatever the keys")
  func notRead() throws {
    func snapshot(_ keys: String) throws -> String {
      try Program().run(["snapshot", "--view", "applications", "--keys", keys, "--size", "160x48"] + data)
        .output
    }
    for keys in ["", "p", "pp", "pj", "pf", "p<Esc>e"] {
      #expect(try snapshot(keys).contains(/contact +not read here/), "\(keys)")
    }
  }

  @Test("collect, which reads what it writes, logs no name, neither of what it takes nor of what it refuses")
  func collect() throws {
    let torn =
      #"[{"uuid": "\#(Self.uuid)", "slug": "x", "state": "submitted", "round": null, "applicant_full_name": "Nobody"#
    try folder.write(torn, to: "torn")
    try folder.write(
      """
      [collect]
      folder = "data"
      [[collect.source]]
      command = ["cat", "\(folder.path)/portal/applications.json"]
      file = "applications.json"
      [[collect.source]]
      command = ["cat", "\(folder.path)/torn"]
      file = "proposals.json"
      """, to: "config.toml")
    let command = ["collect", "--config", "\(folder.path)/config.toml", "--once"]
    let result = try Program().run(command)
    #expect(result.status == 1)
    #expect(result.complaints.contains("proposals.json"))
    #expect(FileManager.default.fileExists(atPath: "\(folder.path)/data/applications.json"))
    expectNone(in: result, of: command)
  }
}
