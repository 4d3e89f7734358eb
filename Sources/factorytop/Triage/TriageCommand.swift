import ArgumentParser

struct Triage: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List and show applications, decide, and look after the journal of decisions.",
    discussion: """
      The journal is a folder that colleagues share: see the README under Decisions. It never replaces the portal; what \
      is decided here has to be told to it, by hand or with export.
      """,
    subcommands: [
      TriageList.self, TriageShow.self, TriageDecide.self, TriageUndo.self, TriageVerify.self,
      TriageExport.self,
    ])

  /// For people, or for scripts.
  enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }
}
