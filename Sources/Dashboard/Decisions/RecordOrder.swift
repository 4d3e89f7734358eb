package import Model
package import Text

/// Decisions for the journal, with what their author had before the eyes.
package struct RecordOrder: Equatable, Sendable {
  /// For the answer to find its form.
  package let ticket: Int
  /// One at least; several are one batch.
  package let proposals: [CaseProposal]
}

/// What became of an order.
package struct RecordReport: Sendable {
  package let ticket: Int
  /// One for each proposal of the order, in its order.
  package let results: [RecordingResult]

  package init(ticket: Int, _ results: [RecordingResult]) {
    self.ticket = ticket
    self.results = results
  }

  /// Of an order of which nothing was recorded, for the reason told in one sentence.
  package init(_ order: RecordOrder, allFailed sentence: SafeText) {
    self.init(ticket: order.ticket, order.proposals.map { _ in .failed(sentence) })
  }
}

extension DashboardState {
  /// Tells what became of a decision; one that was not recorded comes back as it was written.
  package mutating func receive(_ report: RecordReport) {
    if let sent = bulkInFlight.removeValue(forKey: report.ticket) {
      return receive(report.results, of: sent, ticket: report.ticket)
    }
    guard var sent = inFlight.removeValue(forKey: report.ticket), let result = report.results.first else {
      return
    }
    let isOpen = form?.stage == .recording(ticket: report.ticket)
    switch result {
    case .recorded(let record, let conflicts, let isOutranked):
      if isOpen { form = nil }
      noteRecorded([record])
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
    if isOpen || (!isInForm && !isTypingPrompt) {
      form = sent
      lookForNews()
    } else {
      drafts.append(sent)
      notice = Notice("\(sent.deed.title) of \(sent.application): \(sent.problem ?? "")", isBad: true)
    }
  }

  /// What leaving the program would lose or leave open, in a clause.
  var unfinished: SafeText? {
    if !inFlight.isEmpty || !bulkInFlight.isEmpty { return "a decision is still being recorded" }
    let count = drafts.count + bulkDrafts.count
    guard count > 0 else { return nil }
    return count == 1 ? "a draft is not recorded" : "\(count) drafts are not recorded"
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
