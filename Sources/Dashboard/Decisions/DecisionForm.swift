package import Model
package import Text

/// A decision while it is written: what it is, on what it rests, and how far it has come.
package struct DecisionForm: Equatable, Sendable {
  package enum Stage: Equatable, Sendable {
    case editing
    /// Everything is shown that is to be recorded, and one key records it.
    case confirming(Proposal)
    /// Until the journal says what became of it.
    case recording(ticket: Int)
  }

  enum Field: Hashable, Sendable {
    case assignee, outcome, target, note, force, done
  }

  package let deed: Deed
  let author: RecordAuthor
  /// The application as it is shown beside the form: what the record will say that its author knew.
  var seen: Case
  /// What has changed since the form was opened, each in a clause.
  var news: [SafeText] = []
  var assignee = TextField(hasLines: false)
  var note = TextField(hasLines: true)
  var outcome: StepOutcome
  /// The record that is taken back.
  var target: SafeText?
  var isForced = false
  var field: Field
  package internal(set) var stage: Stage = .editing
  /// Why it is not recorded, or what is missing.
  var problem: SafeText?

  init(_ deed: Deed, on seen: Case, by author: RecordAuthor) {
    self.deed = deed
    self.author = author
    self.seen = seen
    outcome = StepOutcome.allCases.first { seen.refusal(of: .outcome($0)) == nil } ?? .withdrawn
    target = seen.correctable(by: author).first?.id
    field = .done
    field = fields[0]
  }

  package var application: SafeText { seen.application.id }

  /// What it is recorded as.
  var kind: DecisionKind {
    switch deed {
    case .take: .assign(to: author.name)
    case .assign: .assign(to: assignee.text)
    case .outcome: .outcome(outcome)
    case .correct: .correction(of: target ?? "")
    case .ask: .ask
    case .answer: .answer
    case .accept: .decision(.accept)
    case .reject: .decision(.reject)
    case .waitlist: .decision(.waitlist)
    case .note: .note
    }
  }

  /// What the state machine says against it.
  var refusal: SafeText? { seen.refusal(of: kind) }

  /// Those that there are, in their order on the screen.
  var fields: [Field] {
    var fields: [Field] =
      switch deed {
      case .assign: [.assignee, .note]
      case .outcome: [.outcome, .note]
      case .correct: [.target, .note]
      case .take, .ask, .answer, .accept, .reject, .waitlist, .note: [.note]
      }
    if refusal != nil { fields.append(.force) }
    return fields + [.done]
  }

  /// Whether leaving it would lose something that somebody wrote.
  var isWorthKeeping: Bool { !note.isEmpty || !assignee.isEmpty }

  var proposal: Proposal {
    Proposal(kind, note: note.isEmpty ? nil : note.text, isForced: isForced && refusal != nil)
  }
}
