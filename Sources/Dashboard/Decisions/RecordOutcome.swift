import Model
import Text

/// What became of an order, in words.
struct RecordOutcome {
  private(set) var recorded: [DecisionRecord] = []
  /// What was to be recorded and was not.
  private(set) var unrecorded: Set<SafeText> = []
  /// What others have recorded meanwhile, each with its application.
  private(set) var news: [SafeText] = []
  private var leftOut: [(application: SafeText, reason: SafeText)] = []
  private var failures: [(sentence: SafeText, applications: [SafeText])] = []
  private var disputed: [SafeText] = []
  private(set) var notice = Notice("")

  init(_ results: [RecordingResult], of sent: DecisionForm) {
    leftOut = sent.leftOut
    for (draft, result) in zip(sent.drafts, results) {
      let id = draft.found.application.id
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
        news += sent.scope == .one ? told : told.map { "\(id.withoutProgramme): \($0)" }
      case .failed(let sentence):
        unrecorded.insert(id)
        if let place = failures.firstIndex(where: { $0.sentence == sentence }) {
          failures[place].applications.append(id.withoutProgramme)
        } else {
          failures.append((sentence, [id.withoutProgramme]))
        }
      }
    }
    if sent.scope == .one, let result = results.first {
      notice = Notice(result)
    } else {
      notice = Notice(
        sentence(of: sent.scope == .undo ? "taken back" : "recorded"),
        isBad: !isComplete || !disputed.isEmpty || recorded.isEmpty)
    }
  }

  var isComplete: Bool { unrecorded.isEmpty }

  /// `3 recorded, 1 left out: 2026PG01-9438 awarded already`
  private func sentence(of done: SafeText) -> SafeText {
    var parts: [SafeText] = ["\(recorded.count) \(done)"]
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

extension Notice {
  /// What became of the record of one application.
  fileprivate init(_ result: RecordingResult) {
    switch result {
    case .recorded(let record, let conflicts, let isOutranked):
      let told: SafeText = "recorded \(record.kind.name) of \(record.application) as \(record.id)"
      if isOutranked {
        self.init(
          "\(told), and it does NOT COUNT: its file belongs to somebody else, and a verified record says otherwise",
          isBad: true)
      } else if conflicts.isEmpty {
        self.init(told)
      } else {
        self.init(
          "\(told), in CONFLICT with \(conflicts.joined(separator: ", ")): settle it with one more record",
          isBad: true)
      }
    case .changed:
      self.init(
        "NOT RECORDED: something else was recorded before; look at what has changed, then finish again",
        isBad: true)
    case .failed(let sentence): self.init(sentence, isBad: true)
    }
  }
}
