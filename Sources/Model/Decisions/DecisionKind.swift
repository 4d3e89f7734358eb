package import Text

/// What one record of the journal says of an application.
package enum DecisionKind: Hashable, Sendable {
  case assign(to: SafeText)
  case outcome(StepOutcome)
  /// A question to the applicant, which stops the service clock.
  case ask
  /// The applicant's answer, which lets the clock run on.
  case answer
  case decision(Ruling)
  case note
  /// Takes back an earlier record of the same author.
  case correction(of: SafeText)
  /// Of a later version of this program; shown, and without effect here.
  case unknown(SafeText)
}

/// What the review comes to.
package enum Ruling: String, CaseIterable, Sendable {
  case accept, reject, waitlist
}

/// How a step of the review, or the applicant's part in it, ends. Waldur's words, and `withdrawn`.
package enum StepOutcome: String, CaseIterable, Sendable {
  case eligible, ineligible
  case feasible
  case feasibleWithConditions = "feasible_with_conditions"
  case infeasible
  /// The experts' reviews are in.
  case reviewed
  /// The panel's recommendation.
  case approved
  /// By the panel; or the applicant's answer to an award.
  case declined
  /// The applicant's answer to an award.
  case accepted
  case withdrawn
  /// The applicant has not answered in time.
  case expired
}

extension DecisionKind {
  /// The word of the record's `kind`.
  package var word: SafeText {
    switch self {
    case .assign: "assign"
    case .outcome: "outcome"
    case .ask: "ask"
    case .answer: "answer"
    case .decision: "decision"
    case .note: "note"
    case .correction: "correct"
    case .unknown(let word): word
    }
  }

  /// What the word alone leaves open: the assignee, the outcome, the ruling, the record that is taken back.
  package var value: SafeText? {
    switch self {
    case .assign(let assignee): assignee
    case .outcome(let outcome): SafeText(untrusted: outcome.rawValue)
    case .decision(let ruling): SafeText(untrusted: ruling.rawValue)
    case .correction(let record): record
    case .ask, .answer, .note, .unknown: nil
    }
  }

  /// How a person calls it: `eligible`, `accept`, `ask`.
  package var name: SafeText {
    switch self {
    case .outcome, .decision: value ?? word
    case .assign, .ask, .answer, .note, .correction, .unknown: word
    }
  }
}

/// What records on one application can disagree about.
package enum CaseAspect: String, CaseIterable, Sendable {
  case state, assignment
}

extension DecisionKind {
  /// What it changes by itself; a correction changes what the record does that it takes back.
  var aspect: CaseAspect? {
    switch self {
    case .assign: .assignment
    case .outcome, .ask, .answer, .decision: .state
    case .note, .correction, .unknown: nil
    }
  }
}
