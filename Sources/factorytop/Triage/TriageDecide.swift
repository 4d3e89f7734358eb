import ArgumentParser
import Configuration
import JSONStream
import Journal
import Model
import Text

struct TriageDecide: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Record a decision, an outcome, a question, an assignment or a note.",
    discussion: """
      factorytop triage decide 2026PG01-9440 accept --seen portal:decision --note "two months from 1 December" …

      Words: \(DecisionWord.all.joined(separator: ", ")). --seen is what triage show printed: when anything is newer, \
      nothing is recorded, what is new is said, and the exit code is 1. The record's ID is printed when the record is on \
      the disk, and not before.
      """)

  @OptionGroup var data: DataOptions
  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var journal: JournalOptions

  @Argument(help: ArgumentHelp("The application's ID, or what follows a hyphen in it.", valueName: "id"))
  var id: String

  @Argument(help: ArgumentHelp("What is decided.", valueName: "word"))
  var word: DecisionWord

  @Option(
    help: ArgumentHelp(
      "What you have looked at, as triage show prints it: portal:STATE and record IDs, with commas.",
      valueName: "list"))
  var seen: [String] = []

  @Option(help: "The reason, or the question; at most 1000 characters.")
  var note: String?

  @Option(help: ArgumentHelp("With assign: the person or the team.", valueName: "name"))
  var to: String?

  @Option(help: ArgumentHelp("With correct: your record that is taken back.", valueName: "record"))
  var record: String?

  @Flag(help: "Record what the state machine refuses; needs a note.")
  var force = false

  @Option(help: "table or json.")
  var format: Triage.Form = .table

  mutating func validate() throws {
    let isNoted = note.map { !$0.isEmpty } ?? false
    guard (word == .assign) == (to.map { !$0.isEmpty } ?? false) else {
      throw ValidationError("assign, and only assign, needs --to NAME.")
    }
    guard (word == .correct) == (record != nil) else {
      throw ValidationError("correct, and only correct, needs --record RECORD.")
    }
    if word.needsNote || force, !isNoted {
      throw ValidationError("\(force ? "--force" : word.rawValue) needs --note TEXT.")
    }
    if seen.isEmpty { throw ValidationError("--seen is missing: triage show prints what to write.") }
  }

  func run() throws {
    let configuration = try files.read(Overrides(data: data, journal: journal)).configuration
    let journal = try configuration.openNamedJournal()
    let desk = try TriageDesk(data, configuration, journal)
    let application = try desk.item(id).application
    let standing = try current(application)
    let writer = JournalWriter(in: journal.folder)
    let record = try draft(application, standing, writer, by: desk.policy, at: desk.now)
    do throws(JournalError) {
      try writer.recordLast(record)
    } catch {
      complain(error.sentence)
      throw ExitCode.undone
    }
    let conflicts = lateConflicts(with: record, in: journal)
    switch format {
    case .table: try output("\(record.id.shown)\n".utf8)
    case .json: try output(TriageDocument.decision(record, conflicts: conflicts))
    }
    for conflict in conflicts {
      complain(
        "recorded, and in CONFLICT with what somebody recorded at the same time: \(conflict.records.joined(separator: ", ")); look with triage show, and settle it with one more record."
      )
    }
  }

  /// The application's standing, when nothing is newer than what was looked at.
  private func current(_ application: Application) throws -> CaseStanding {
    guard let standing = application.standing else { throw ExitCode.undone }
    let tokens = seen.flatMap { $0.split(separator: ",") }.map { SafeText(untrusted: String($0)) }
    let news = standing.news(since: SeenMark(tokens: tokens))
    guard news.isEmpty else {
      complain(
        "NOT RECORDED: \(application.id) has changed since --seen: \(news.joined(separator: "; ")). Look with triage show, and decide again."
      )
      throw ExitCode.undone
    }
    return standing
  }

  private func draft(
    _ application: Application, _ standing: CaseStanding, _ writer: JournalWriter, by policy: Policy,
    at now: Timestamp
  ) throws -> DecisionRecord {
    let kind = word.kind(to: to, record: record)
    if case .correction(let target) = kind {
      try refuseForeign(target, standing.history, author: writer.author)
    }
    let begun = policy.reviewHasBegun(on: application, at: now)
    let starts = standing.startingStates(effective: application.state)
    let allowed = starts.first {
      kind.refusal(in: $0, mode: application.mode, reviewHasBegun: begun) == nil
    }
    if allowed == nil, !force {
      let refusal = kind.refusal(in: application.state, mode: application.mode, reviewHasBegun: begun) ?? ""
      complain("NOT RECORDED: \(refusal). --force --note TEXT records it nevertheless.")
      throw ExitCode.undone
    }
    let from = allowed ?? application.state
    let target = kind.target(from: from, mode: application.mode, askedIn: standing.questionAskedIn)
    return DecisionRecord(
      id: writer.nextID(), application: application.id, kind: kind,
      note: note.map { SafeText(untrusted: $0) }, seen: standing.history.heads,
      from: target == nil ? nil : from, to: target, portal: standing.portalState,
      isForced: allowed == nil, author: writer.author, at: now)
  }

  private func refuseForeign(_ id: SafeText, _ history: CaseHistory, author: RecordAuthor) throws {
    let own = history.entry(id).map { entry in
      author.uid == entry.record.author.uid && entry.standing != .withdrawn && !entry.record.kind.isCorrection
    }
    guard own != true else { return }
    complain(
      "NOT RECORDED: \(id) is no record of yours on this application that could be taken back; decide anew instead."
    )
    throw ExitCode.undone
  }

  /// What others recorded between the look and the write; on NFS it may take a minute more to appear.
  private func lateConflicts(with record: DecisionRecord, in journal: OpenJournal) -> [CaseHistory.Conflict] {
    var journal = journal
    try? journal.readAgain()
    let history = journal.contents.histories[record.application]
    return (history?.conflicts ?? []).filter { $0.records.contains(record.id) }
  }
}

extension DecisionKind {
  fileprivate var isCorrection: Bool {
    if case .correction = self { return true }
    return false
  }
}
