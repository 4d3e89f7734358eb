import Entities
import Model
import Text

extension DashboardState {
  /// Tells what became of what was recorded of several; what was not recorded comes back as it was written.
  mutating func receive(_ results: [RecordingResult], of sent: BulkForm, ticket: Int) {
    let isOpen = bulk?.stage == .recording(ticket: ticket)
    let outcome = BulkOutcome(results, of: sent)
    noteRecorded(outcome.recorded)
    if isOpen { bulk = nil }
    // What was recorded is not to be recorded twice, when what is left is tried again.
    if !outcome.isComplete, sent.deed != nil {
      looks[.applications]?.marks.remove(outcome.recorded.map { .application($0.application) })
    }
    guard !outcome.unrecorded.isEmpty, sent.deed != nil else {
      tell(Notice(outcome.sentence, isBad: outcome.isBad))
      return
    }
    var rest = sent
    rest.parts = sent.parts.filter { outcome.unrecorded.contains($0.application) }
    rest.news += outcome.news.filter { !sent.news.contains($0) }
    rest.problem = outcome.sentence
    rest.stage = .editing
    rest.field = .done
    rest.top = 0
    // A form that opens by itself takes the keys from nothing that is being typed.
    if isOpen || !isInForm && !isTypingPrompt {
      bulk = rest
      lookForBulkNews()
    } else {
      bulkDrafts.append(rest)
      tell(Notice("\(rest.title): \(outcome.sentence)", isBad: true))
    }
  }

  /// What nobody has read yet and has to know stays.
  private mutating func tell(_ told: Notice) {
    if let unread = notice, unread.isBad {
      notice = Notice("\(unread.text); \(told.text)", isBad: true)
    } else {
      notice = told
    }
  }
}

/// What became of an order of several records, in words.
struct BulkOutcome {
  private(set) var recorded: [DecisionRecord] = []
  /// What was to be recorded and was not.
  private(set) var unrecorded: Set<SafeText> = []
  /// What others have recorded meanwhile, each with its application.
  private(set) var news: [SafeText] = []
  private var leftOut: [(application: SafeText, reason: SafeText)] = []
  private var failures: [(sentence: SafeText, applications: [SafeText])] = []
  private var disputed: [SafeText] = []
  private let isUndo: Bool

  init(_ results: [RecordingResult], of sent: BulkForm) {
    isUndo = sent.deed == nil
    leftOut = sent.leftOut
    for (proposal, result) in zip(sent.proposals, results) {
      let id = proposal.found.application.id
      switch result {
      case .recorded(let record, let conflicts, let isOutranked):
        recorded.append(record)
        if isOutranked {
          disputed.append("\(id.withoutProgramme) does NOT COUNT beside a verified record")
        } else if !conflicts.isEmpty {
          disputed.append("\(id.withoutProgramme) is in CONFLICT with \(conflicts.joined(separator: ", "))")
        }
      case .changed(let told):
        unrecorded.insert(id)
        leftOut.append((id, told.joined(separator: ", ")))
        news += told.map { "\(id.withoutProgramme): \($0)" }
      case .failed(let sentence):
        unrecorded.insert(id)
        if let place = failures.firstIndex(where: { $0.sentence == sentence }) {
          failures[place].applications.append(id.withoutProgramme)
        } else {
          failures.append((sentence, [id.withoutProgramme]))
        }
      }
    }
  }

  var isComplete: Bool { unrecorded.isEmpty }
  var isBad: Bool { !unrecorded.isEmpty || !disputed.isEmpty || recorded.isEmpty }

  /// `3 recorded, 1 left out: 2026PG01-9438 awarded already`
  var sentence: SafeText {
    var parts: [SafeText] = ["\(recorded.count) \(isUndo ? "taken back" : "recorded")"]
    for failure in failures {
      let named = failure.applications.prefix(2).joined(separator: ", ")
      let more: SafeText = failure.applications.count > 2 ? ", +\(failure.applications.count - 2) more" : ""
      parts.append("\(failure.applications.count) not: \(named)\(more): \(failure.sentence)")
    }
    if !leftOut.isEmpty {
      let named = leftOut.prefix(2).map { "\($0.application.withoutProgramme) \($0.reason)" as SafeText }
      let more: SafeText = leftOut.count > 2 ? ", +\(leftOut.count - 2) more" : ""
      parts.append("\(leftOut.count) left out: \(named.joined(separator: ", "))\(more)")
    }
    parts += disputed
    return parts.joined(separator: ", ")
  }
}
