import ArgumentParser
import Configuration
import JSONStream
import Model

struct TriageShow: ParsableCommand, GivesUpWaiting {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract:
      "Show one application, its checks, what portal and journal tell of it when, and what decide takes as --seen."
  )

  @OptionGroup var data: DataOptions
  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var journal: JournalOptions
  @OptionGroup var wait: WaitOptions

  @Argument(help: ArgumentHelp("The application's ID, or what follows a hyphen in it.", valueName: "id"))
  var id: String

  @Option(help: "table or json.")
  var format: Triage.OutputFormat = .table

  func run() throws {
    let configuration = try files.read(Overrides(data: data, journal: journal), waiting: wait).configuration
    let session = try TriageSession(
      data, configuration, try configuration.openJournal(waiting: wait), waiting: wait)
    let item = try session.item(id)
    switch format {
    case .table: try output(TriageTable.show(item, on: session).utf8)
    case .json: try output(TriageDocument.show(item, on: session))
    }
    session.journal?.complainOfObstacle()
    session.journal?.complainOfFindings()
  }
}

/// Writes a document to standard output.
func output(_ document: JSONValue) throws {
  try output(document.encoded(pretty: true) + [UInt8(ascii: "\n")])
}
