import ArgumentParser
import Configuration
import Journal
import Model
import Text

struct TriageDecide: ParsableCommand, GivesUpWaiting {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract:
      "Record a decision, an outcome, a question, an assignment or a note, of one application or of several.",
    usage: "factorytop triage decide <id> … <word> --seen <list> [<options>]",
    discussion: """
      factorytop triage decide 2026PG01-9105 accept --seen portal:decision --note "two months from 1 December" …
      factorytop triage decide 2026PG01-9105 2026PG01-9106 reject --seen portal:decision …

      Words: \(DecisionWord.all.joined(separator: ", ")). --seen is what triage show printed: when anything is newer, \
      or the portal's form has changed, nothing is recorded, what is new is said, and the exit code is 1. The record's ID is printed when the record is on \
      the disk, and not before.

      Of several applications each gets a record of its own, all under one batch, and its ID stands before the \
      application's. --seen is then for all of them, or is given once for each, in their order. What has changed, is in \
      dispute or would have to be forced is left out and named, and the exit code is 1.
      """)

  @OptionGroup var data: DataOptions
  @OptionGroup var files: ConfigurationOptions
  @OptionGroup var journal: JournalOptions
  @OptionGroup var wait: WaitOptions

  @Argument(
    help: ArgumentHelp(
      "One application or more, each by its ID or by what follows a hyphen in it; and at the end, what is decided.",
      valueName: "id … word"),
    completion: .list(DecisionWord.all))
  var arguments: [String]

  @Option(
    help: ArgumentHelp(
      "What you have looked at, as triage show prints it: portal:STATE, form:DIGEST and record IDs, with commas.",
      valueName: "list"))
  var seen: [String] = []

  @Option(
    help:
      "The reason, or the question; at most 1000 characters. {id} and {organisation} are not filled."
  )
  var note: String?

  @Option(help: ArgumentHelp("With assign: the person or the team.", valueName: "name"))
  var to: String?

  @Option(help: ArgumentHelp("With correct: your record that is taken back.", valueName: "record"))
  var record: String?

  @Flag(help: "Record what the state machine refuses; needs a note.")
  var force = false

  @Option(help: "table or json.")
  var format: Triage.OutputFormat = .table

  private var ids: [String] { arguments.dropLast() }
  private var word: DecisionWord? { arguments.last.flatMap(DecisionWord.init) }

  mutating func validate() throws {
    guard let word else {
      let last = SafeText(untrusted: arguments.last ?? "").truncated(toWidth: 40)
      let near = nearestName(to: last.shown, among: DecisionWord.all).map { "; did you mean \($0)?" }
      let all = ": it is one of \(DecisionWord.all.joined(separator: ", "))."
      throw ValidationError("“\(last)” is nothing that can be decided\(near ?? all)")
    }
    let isNoted = note.map { !$0.isEmpty } ?? false
    guard !ids.isEmpty else { throw ValidationError("name an application before \(word.rawValue).") }
    guard (word == .assign) == (to.map { !$0.isEmpty } ?? false) else {
      throw ValidationError("assign, and only assign, needs --to NAME.")
    }
    guard (word == .correct) == (record != nil) else {
      throw ValidationError("correct, and only correct, needs --record RECORD.")
    }
    if word.needsNote || force, !isNoted {
      throw ValidationError("\(force ? "--force" : word.rawValue) needs --note TEXT.")
    }
    if ids.count > 1, force || word == .correct {
      throw ValidationError("what is forced or corrected is decided one by one: name one application.")
    }
    if seen.isEmpty { throw ValidationError("--seen is missing: triage show prints what to write.") }
    for token in tokens(of: seen) {
      if let mistake = SeenMark.mistake(in: token) { throw ValidationError("--seen: \(mistake).") }
    }
    guard ids.count == 1 || [1, ids.count].contains(seen.count) else {
      throw ValidationError(
        "--seen is for all applications, or is given once for each in their order: \(ids.count), not \(seen.count)."
      )
    }
  }

  func run() throws {
    guard let word else { throw ExitCode.usage }
    // Of a text that is longer than anything is shown, the end would be gone, and with it how long it was.
    for count in [note, to].compactMap({ $0?.unicodeScalars.count }) where count > SafeText.maximumScalars {
      complain(JournalError.noteTooLong(scalars: count).sentence)
      throw ExitCode.undone
    }
    let place = try RecordingPlace(data, files, journal, waiting: wait)
    let kind = word.kind(to: to, record: record)
    let draft = DecisionDraft(kind, note: note.map { SafeText(untrusted: $0) }, isForced: force)
    let applications = try ids.map { try place.session.item($0).application }
    var plan = RecordingPlan(isOfOne: ids.count == 1)
    var named: Set<SafeText> = []
    for (index, application) in applications.enumerated() {
      guard let found = place.found(application) else { throw ExitCode.undone }
      let id = application.id
      guard named.insert(id).inserted else {
        complain("\(id) is named twice: nothing was recorded.")
        throw ExitCode.usage
      }
      if let obstacle = obstacle(to: draft, of: found, seeing: mark(of: index), by: place.author) {
        plan.leftOut.append(obstacle)
      } else {
        plan.drafts.append(CaseDraft(found: found, draft: draft))
      }
    }
    try place.carryOut(plan, as: format)
  }

  /// What was looked at of the application that is named at that place.
  private func mark(of place: Int) -> SeenMark {
    let lists = ids.count > 1 && seen.count > 1 ? [seen[place]] : seen
    return SeenMark(tokens: tokens(of: lists))
  }

  private func tokens(of lists: [String]) -> [SafeText] {
    lists.flatMap { $0.split(separator: ",") }.map { SafeText(untrusted: String($0)) }
  }

  /// Why nothing is recorded of an application; `nil` when nothing stands in the way.
  private func obstacle(
    to draft: DecisionDraft, of found: Case, seeing mark: SeenMark, by author: RecordAuthor
  ) -> RecordingPlan.LeftOut? {
    let id = found.application.id
    let news = found.standing.news(since: mark)
    guard news.isEmpty else { return .init(changed: id, since: "--seen", news: news) }
    if ids.count > 1, let clause = found.obstacle(amongSeveral: draft.kind) {
      return .init(application: id, reason: clause, sentence: "NOT RECORDED: \(id): \(clause).")
    }
    return found.refusal(of: draft, by: author).map {
      .init(
        application: id, reason: $0.clause, sentence: "NOT RECORDED: \($0.clause). \($0.remedy)")
    }
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
