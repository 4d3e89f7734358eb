import ArgumentParser
import Configuration
import Glibc
import JSONStream
import Journal
import Model
import Text

struct TriageDecide: ParsableCommand, GivesUpWaiting {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Record a decision, an outcome, a question, an assignment or a note.",
    discussion: """
      factorytop triage decide 2026PG01-9105 accept --seen portal:decision --note "two months from 1 December" …

      Words: \(DecisionWord.all.joined(separator: ", ")). --seen is what triage show printed: when anything is newer, \
      or the portal's form has changed, nothing is recorded, what is new is said, and the exit code is 1. The record's ID is printed when the record is on \
      the disk, and not before.
      """)

  @OptionGroup var data: DataOptions
  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var journal: JournalOptions
  @OptionGroup var wait: WaitOptions

  @Argument(help: ArgumentHelp("The application's ID, or what follows a hyphen in it.", valueName: "id"))
  var id: String

  @Argument(help: ArgumentHelp("What is decided.", valueName: "word"))
  var word: DecisionWord

  @Option(
    help: ArgumentHelp(
      "What you have looked at, as triage show prints it: portal:STATE, form:DIGEST and record IDs, with commas.",
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
    let configuration = try files.read(Overrides(data: data, journal: journal), waiting: wait).configuration
    guard !configuration.isReadOnly else {
      complain("NOT RECORDED: read_only is set in the configuration.")
      throw ExitCode.undone
    }
    let journal = try configuration.openNamedJournal(waiting: wait)
    journal.complainOfFindings()
    let desk = try TriageDesk(data, configuration, journal, waiting: wait)
    let application = try desk.item(id).application
    let found = try unchanged(application, by: desk.policy, at: desk.now)
    guard let author = UserDirectory.currentAuthor(noLongerThan: wait.wait) else {
      complain("NOT RECORDED: the system does not say who user \(geteuid()) is; try again when it does.")
      throw ExitCode.undone
    }
    let writer = JournalWriter(in: journal.folder, author: author)
    let record = try record(found, writer, at: desk.now)
    do throws(JournalError) {
      try writer.recordLast(record)
    } catch {
      complain(error.sentence)
      throw ExitCode.undone
    }
    let history = historyAfter(record, in: journal)
    let conflicts = (history?.conflicts ?? []).filter { $0.records.contains(record.id) }
    let entry =
      history?.entry(record.id)
      ?? CaseHistory.Entry(record: record, standing: conflicts.isEmpty ? .counts : .disputed)
    do {
      switch format {
      case .table: try output("\(record.id.shown)\n".utf8)
      case .json: try output(TriageDocument.decision(entry, journal.names, conflicts: conflicts))
      }
    } catch {
      // Who is not told decides once more.
      complain("it is recorded all the same, as \(record.id).")
      throw error
    }
    if entry.standing == .outranked {
      complain(
        "recorded, and it does NOT COUNT: its file belongs to somebody else than user \(record.author.uid), and a verified record says otherwise; look with triage show and triage verify."
      )
    }
    for conflict in conflicts {
      complain(
        "recorded, and in CONFLICT with what somebody recorded at the same time: \(conflict.records.joined(separator: ", ")); look with triage show, and settle it with one more record."
      )
    }
  }

  /// The application, when nothing is newer than what was looked at.
  private func unchanged(_ application: Application, by policy: Policy, at now: Timestamp) throws -> Case {
    guard let found = Case(application, by: policy, at: now) else { throw ExitCode.undone }
    let tokens = seen.flatMap { $0.split(separator: ",") }.map { SafeText(untrusted: String($0)) }
    let news = found.standing.news(since: SeenMark(tokens: tokens))
    guard news.isEmpty else {
      complain(
        "NOT RECORDED: \(application.id) has changed since --seen: \(news.joined(separator: "; ")). Look with triage show, and decide again."
      )
      throw ExitCode.undone
    }
    return found
  }

  private func record(_ found: Case, _ writer: JournalWriter, at now: Timestamp) throws -> DecisionRecord {
    let proposal = Proposal(
      word.kind(to: to, record: record), note: note.map { SafeText(untrusted: $0) }, isForced: force)
    do throws(Case.Refusal) {
      return try found.record(proposal, id: writer.nextID(), by: writer.author, at: now)
    } catch {
      complain("NOT RECORDED: \(error.clause). \(error.remedy)")
      throw ExitCode.undone
    }
  }

  /// With what others recorded between the look and the write; on NFS it may take a minute more to appear.
  private func historyAfter(_ record: DecisionRecord, in journal: OpenJournal) -> CaseHistory? {
    var journal = journal
    try? journal.readAgain()
    return journal.contents.histories[record.application]
  }
}

extension Case.Refusal {
  fileprivate var clause: SafeText {
    switch self {
    case .state(let reason): reason
    case .notOwn(let id): "\(id) is no record of yours on this application that could be taken back"
    case .noteMissing: "it says nothing without a note"
    }
  }

  fileprivate var remedy: SafeText {
    switch self {
    case .state: "--force --note TEXT records it nevertheless."
    case .notOwn: "Decide anew instead."
    case .noteMissing: "Give --note TEXT."
    }
  }
}
