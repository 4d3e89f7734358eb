package import Model
package import Text

/// A decision for the journal, with what its author had before the eyes.
package struct RecordOrder: Equatable, Sendable {
  /// For the answer to find its form.
  package let ticket: Int
  package let found: Case
  package let proposal: Proposal
}

/// What became of an order.
package struct RecordReport: Sendable {
  package enum Result: Sendable {
    /// It is on the disk. With the records that somebody else made of the same at the same time, and whether it stands
    /// beside a verified one, for the file system gave its file to somebody else.
    case recorded(DecisionRecord, conflicts: [SafeText], isOutranked: Bool = false)
    /// Nothing was written, for somebody else had recorded meanwhile what is told, each in a clause.
    case changed([SafeText])
    /// In one sentence, why it must not count as recorded.
    case failed(SafeText)
  }

  package let ticket: Int
  package let result: Result

  package init(ticket: Int, _ result: Result) {
    self.ticket = ticket
    self.result = result
  }
}

extension DashboardState {
  /// Tells what became of a decision; one that was not recorded comes back as it was written.
  package mutating func receive(_ report: RecordReport) {
    guard var sent = inFlight.removeValue(forKey: report.ticket) else { return }
    let isOpen = form?.stage == .recording(ticket: report.ticket)
    switch report.result {
    case .recorded(let record, let conflicts, let isOutranked):
      if isOpen { form = nil }
      let told = Notice.recorded(record, conflicts: conflicts, isOutranked: isOutranked)
      // What nobody has read yet and has to know stays.
      if let unread = notice, unread.isBad {
        notice = Notice("\(unread.text); \(told.text)", isBad: true)
      } else {
        notice = told
      }
      return
    case .changed(let news):
      sent.news += news.filter { !sent.news.contains($0) }
      sent.problem =
        "NOT RECORDED: something else was recorded before; look at what has changed, then finish again"
    case .failed(let sentence): sent.problem = sentence
    }
    sent.stage = .editing
    sent.field = .done
    // A form that opens by itself takes the keys from nothing that is being typed.
    if isOpen || (form == nil && !isTypingPrompt) {
      form = sent
      lookForNews()
    } else {
      drafts.append(sent)
      notice = Notice("\(sent.deed.title) of \(sent.application): \(sent.problem ?? "")", isBad: true)
    }
  }

  /// What leaving the program would lose or leave open, in a clause.
  var unfinished: SafeText? {
    if !inFlight.isEmpty { return "a decision is still being recorded" }
    guard !drafts.isEmpty else { return nil }
    return drafts.count == 1 ? "a draft is not recorded" : "\(drafts.count) drafts are not recorded"
  }
}

extension Notice {
  static func recorded(_ record: DecisionRecord, conflicts: [SafeText], isOutranked: Bool) -> Notice {
    let told: SafeText = "recorded \(record.kind.name) of \(record.application) as \(record.id)"
    if isOutranked {
      return Notice(
        "\(told), and it does NOT COUNT: its file belongs to somebody else, and a verified record says otherwise",
        isBad: true)
    }
    guard !conflicts.isEmpty else { return Notice(told) }
    return Notice(
      "\(told), in CONFLICT with \(conflicts.joined(separator: ", ")): settle it with one more record",
      isBad: true)
  }
}
