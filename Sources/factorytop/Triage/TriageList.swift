import ArgumentParser
import Configuration
import Dashboard
import Entities
import Journal
import Model
import Text

struct TriageList: ParsableCommand, GivesUpWaiting {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the applications that somebody has to act on, the most urgent first.",
    discussion:
      "The column says tells whether the state is the portal's or one that the journal is ahead with.")

  @OptionGroup var data: DataOptions
  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var journal: JournalOptions
  @OptionGroup var wait: WaitOptions
  @OptionGroup var filter: FilterOptions

  @Flag(help: "List all applications, those that are over too.")
  var all = false

  @Option(help: "table or json.")
  var format: Triage.OutputFormat = .table

  func run() throws {
    let filter = try filter.read()
    let configuration = try files.read(Overrides(data: data, journal: journal), waiting: wait).configuration
    let session = try TriageSession(
      data, configuration, try configuration.openJournal(waiting: wait), waiting: wait)
    let user = filter.flatMap { _ in UserDirectory.currentAuthor(noLongerThan: wait.wait)?.name }
    let candidates = session.applications.items.filter { all || $0.needsAttention }
    let list = ApplicationFields.list(candidates, in: Array(candidates.indices), user: user)
    let items = Listing(list, by: filter, now: session.now, zone: configuration.policy.zone).places
      .map { candidates[Int($0)] }
    switch format {
    case .table: try output(TriageTable.list(items, now: session.now).utf8)
    case .json: try output(TriageDocument.list(items, on: session))
    }
    if let filter, items.isEmpty {
      complain("\(filter.nothingFound())\(all ? "" : ": --all looks among those that are over too").")
    }
    session.journal?.complainOfObstacle()
    session.journal?.complainOfFindings()
  }
}

extension OpenJournal {
  /// Says at once that nothing can be recorded, and not when somebody has made up their mind.
  func complainOfObstacle() {
    if let obstacle = folder.obstacle {
      complain("the journal \(folder.name) can only be read: \(obstacle).")
    }
  }

  /// Says that not all that is there counts.
  func complainOfFindings() {
    if let problem = contents.problem { complain("the journal \(folder.name): \(problem).") }
    if let unverified = addition.source.unverifiedInWords {
      complain("the journal \(folder.name): \(unverified).")
    }
    complainOfUnansweredNames()
  }

  /// Says that names could not be held against those of the system.
  func complainOfUnansweredNames() {
    if contents.users.contains(where: { names[$0] == .unanswered }) {
      complain(
        "the system does not say in time what users are called: names that were not answered bear “?”.")
    }
  }
}
