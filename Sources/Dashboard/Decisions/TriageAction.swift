import Model
package import Text

/// What a person can do about an application, each with a key.
package enum TriageAction: String, Hashable, CaseIterable, Sendable {
  case take, assign, ask, answer, outcome, accept, reject, waitlist, note, correct

  /// At most eight cells.
  package var title: SafeText {
    switch self {
    case .take: "take"
    case .assign: "assign"
    case .ask: "ask"
    case .answer: "answer"
    case .outcome: "outcome"
    case .accept: "accept"
    case .reject: "reject"
    case .waitlist: "waitlist"
    case .note: "note"
    case .correct: "correct"
    }
  }

  /// What it does, in a clause.
  var meaning: SafeText {
    switch self {
    case .take: "assign it to yourself"
    case .assign: "assign it to a colleague or a team"
    case .ask: "ask the applicant; the service clock stops"
    case .answer: "the applicant has answered; the clock runs on"
    case .outcome: "how the step ends: eligible, feasible, reviewed, …"
    case .accept: "decide: access is awarded"
    case .reject: "decide: no access"
    case .waitlist: "decide: when there is capacity"
    case .note: "write something down"
    case .correct: "take back a record of your own"
    }
  }

  /// What the note of such a record is called.
  var noteTitle: SafeText {
    switch self {
    case .ask: "question"
    case .answer: "answer"
    case .take, .assign, .outcome, .accept, .reject, .waitlist, .note, .correct: "note"
    }
  }

  /// What the state machine, or the want of anything to take back, says against it now; `nil` when nothing does.
  func obstacle(on found: Case, for author: RecordAuthor) -> SafeText? {
    switch self {
    case .take where found.application.assignee == author.name: "it is yours"
    case .correct where found.correctable(by: author).isEmpty: "no record here is yours"
    case .outcome where StepOutcome.allCases.contains { found.refusal(of: .outcome($0)) == nil }: nil
    case .take, .assign, .correct: nil
    case .ask, .answer, .accept, .reject, .waitlist, .note:
      DecisionForm(self, on: found, by: author).refusal.map { _ in found.notInStep }
    case .outcome: found.notInStep
    }
  }
}

extension Case {
  fileprivate var notInStep: SafeText { "not in “\(application.state.title)”; can be forced" }
}
