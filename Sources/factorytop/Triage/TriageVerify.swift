import ArgumentParser
import Configuration
import Journal
import Model

struct TriageVerify: ParsableCommand, GivesUpWaiting {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every file of the journal; change nothing.",
    discussion: """
      Exits with 1 when a line is damaged, incomplete or out of its chain, an author is not who the file belongs to, bears \
      another name here, or a record is gone. What a later version wrote is told, and a user who is unknown here, and \
      neither is a fault.
      """)

  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var journal: JournalOptions
  @OptionGroup var wait: WaitOptions
  /// Nothing is read of it: one set of options does for all commands of triage.
  @OptionGroup(visibility: .hidden) var data: DataOptions

  @Option(help: "table or json.")
  var format: Triage.OutputFormat = .table

  func run() throws {
    let configuration = try files.read(Overrides(journal: journal), waiting: wait).configuration
    let journal = try configuration.openNamedJournal(waiting: wait)
    let contents = journal.contents
    var findings = contents.findings
    let ofNames = contents.findings(by: journal.names)
    if !ofNames.isEmpty {
      findings = (findings + ofNames).sorted { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) }
    }
    switch format {
    case .table: try output(TriageTable.verify(contents, findings).utf8)
    case .json: try output(TriageDocument.verify(contents, findings))
    }
    journal.complainOfUnansweredNames()
    if findings.contains(where: { !$0.isHarmless }) { throw ExitCode.undone }
  }
}
