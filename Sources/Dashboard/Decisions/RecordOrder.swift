import Entities
package import Model
package import Text

/// Decisions for the journal, with what their author had before the eyes.
package struct RecordOrder: Equatable, Sendable {
  /// For the answer to find its form.
  package let ticket: Int
  /// One at least; several are one batch.
  package let drafts: [CaseDraft]
  /// The batch that they are the rest of; `nil` where they begin one.
  package let batch: SafeText?
}

/// What became of an order.
package struct RecordReport: Sendable {
  package let ticket: Int
  /// One for each draft of the order, in its order.
  package let results: [RecordingResult]

  package init(ticket: Int, _ results: [RecordingResult]) {
    self.ticket = ticket
    self.results = results
  }

  /// Of an order of which nothing was recorded, for the reason told in one sentence.
  package init(_ order: RecordOrder, allFailed sentence: SafeText) {
    self.init(ticket: order.ticket, order.drafts.map { _ in .failed(sentence) })
  }
}

extension DashboardState {
  /// Tells what became of what was recorded; what was not recorded comes back as it was written.
  package mutating func receive(_ report: RecordReport) {
    guard var rest = inFlight.removeValue(forKey: report.ticket) else { return }
    let isOpen = form?.stage == .recording(ticket: report.ticket)
    let outcome = RecordOutcome(report.results, of: rest)
    noteRecorded(outcome.recorded)
    if isOpen { form = nil }
    // What was recorded is not to be recorded twice, when what is left is tried again.
    if rest.scope == .several, !outcome.isComplete {
      looks[.applications]?.marks.remove(outcome.recorded.map { .application($0.application) })
    }
    guard rest.scope != .undo, !outcome.isComplete else { return tell(outcome.notice) }
    let problem = outcome.notice.text
    rest.parts.removeAll { !outcome.unrecorded.contains($0.application) }
    rest.news += outcome.news.filter { !rest.news.contains($0) }
    rest.batch = outcome.recorded.first?.batch ?? rest.batch
    rest.problem = problem
    rest.stage = .editing
    rest.field = .done
    rest.top = 0
    // A form that opens by itself takes the keys from nothing that is being typed.
    if isOpen || !isInForm && !isTypingPrompt {
      form = rest
      lookForNews()
    } else {
      drafts.append(rest)
      let subject = rest.application.map { "\(rest.title) of \($0)" as SafeText } ?? rest.title
      tell(Notice("\(subject): \(problem)", isBad: true))
    }
  }

  /// What nobody has read yet and has to know stays, behind this: what became of a record comes first where the line has
  /// not room for both.
  private mutating func tell(_ told: Notice) {
    if let unread = notice, unread.isBad {
      notice = Notice("\(told.text); \(unread.text)", isBad: true)
    } else {
      notice = told
    }
  }
}
