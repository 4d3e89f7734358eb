/// A portal's file of applications and a journal, and the programs that run on both.
struct DecisionPlace {
  private let folder: TemporaryFolder
  var path: String { folder.path }
  var journal: String { "\(path)/journal" }

  /// With these applications: the ID of each, and its state in the portal.
  init(_ applications: [(id: String, state: String)]) throws {
    folder = try TemporaryFolder()
    try folder.make("journal")
    try folder.make("portal")
    let records = applications.map { id, state in
      """
      {"id": "\(id)", "mode": "playground", "state": "\(state)", "machine": "lumi",
       "submitted_at": "2026-11-23T09:00:00Z"}
      """
    }
    try folder.write(
      """
      {"schema": "factorytop/applications/1", "generated_at": "2026-11-23T09:00:00Z",
       "applications": [\(records.joined(separator: ",\n"))]}
      """, to: "portal/applications.json")
  }

  /// Of the portal, and of a journal, its own unless told otherwise.
  func options(journal: String? = nil) -> [String] {
    ["--data", "\(path)/portal", "--journal", journal ?? self.journal, "--now", "2026-11-23T10:00:00Z"]
  }

  /// A dashboard on the applications; unless told otherwise, one that has read the journal and found it empty.
  func dashboard(_ more: String..., isRead: Bool = true) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      [try builtProgram("factorytop"), "--interval", "100ms", "--view", "applications"] + options() + more,
      columns: 160, rows: 48)
    guard isRead else { return terminal }
    try terminal.read(until: "the journal has none")
    try terminal.readUntilQuiet(for: .milliseconds(300))
    return terminal
  }

  /// What `triage` prints.
  func triage(_ words: String..., journal: String? = nil) throws -> String {
    try output(of: [try builtProgram("factorytop"), "triage"] + words + options(journal: journal))
  }

  /// The journal's lines.
  var written: [String] {
    get throws {
      try output(of: ["/bin/sh", "-c", "cat \(journal)/*.jsonl 2>/dev/null || true"]).split(separator: "\n")
        .map(String.init)
    }
  }
}
