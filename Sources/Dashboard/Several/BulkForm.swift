import Model
import Text

/// Something that is to be recorded of several applications at once, one record each, while it is written.
package struct BulkForm: Equatable, Sendable {
  /// What is done to each of them.
  enum Subject: Hashable, Sendable {
    case deed(Deed)
    /// A record of each is taken back. There is nothing to write: it is asked at once.
    case undo
  }

  package enum Stage: Equatable, Sendable {
    case editing
    /// Everything is shown that is to be recorded, and one key records it.
    case confirming
    /// Until the journal says what became of it.
    case recording(ticket: Int)
  }

  enum Field: Hashable, Sendable {
    case template, assignee, outcome, note, done
  }

  /// One of the applications.
  struct Part: Equatable, Sendable {
    let application: SafeText
    /// As it is shown: what its record will say that its author knew. `nil` where no file holds it.
    var found: Case?
    /// The record that is taken back.
    var record: DecisionRecord?
  }

  let subject: Subject
  let author: RecordAuthor
  var parts: [Part]
  /// The texts that can be chosen.
  let templates: TextTemplates
  /// What has changed since the form was opened, each in a clause.
  var news: [SafeText] = []
  var assignee = TextField(hasLines: false)
  var note = TextField(hasLines: true)
  var outcome: StepOutcome
  /// The place of the chosen text among `templates`.
  var template: Int?
  var field: Field
  package internal(set) var stage: Stage
  /// Why it is not recorded, or what is missing.
  var problem: SafeText?
  /// The first line of what is told of the applications that is shown.
  var top = 0

  init(_ deed: Deed, on parts: [Part], by author: RecordAuthor, templates: TextTemplates) {
    subject = .deed(deed)
    self.author = author
    self.parts = parts
    self.templates = templates
    outcome = .eligible
    field = .done
    stage = .editing
    outcome = orderedOutcomes[0]
    field = fields.first { $0 != .template } ?? .done
  }

  init(_ back: TakingBack, by author: RecordAuthor) {
    subject = .undo
    self.author = author
    parts = back.parts.map {
      Part(application: $0.found.application.id, found: $0.found, record: $0.record)
    }
    templates = TextTemplates()
    outcome = .eligible
    field = .done
    stage = .confirming
  }

  var deed: Deed? {
    switch subject {
    case .deed(let deed): deed
    case .undo: nil
    }
  }

  var title: SafeText { deed?.title ?? "undo" }

  /// Those that there are, in their order on the screen.
  var fields: [Field] {
    let texts: [Field] = templates.all.isEmpty ? [.note, .done] : [.template, .note, .done]
    return switch deed {
    case .assign: [.assignee] + texts
    case .outcome: [.outcome] + texts
    case .take, .ask, .answer, .accept, .reject, .waitlist, .note, .correct: texts
    case nil: [.done]
    }
  }

  /// Whether leaving it would lose something that somebody wrote.
  var isWorthKeeping: Bool { !note.isEmpty || !assignee.isEmpty }
}

extension BulkForm {
  /// What is going to become of one of the applications.
  enum Outlook: Equatable, Sendable {
    case record(CaseProposal)
    /// For the reason told, in a clause.
    case leftOut(SafeText)
  }

  /// By the rules that refuse a single decision. What is in dispute is settled by itself, by somebody who has looked at
  /// it, and so is what has to be forced.
  func outlook(of part: Part) -> Outlook {
    guard let found = part.found else { return .leftOut("no file holds it any more") }
    guard let deed else {
      guard let record = part.record else { return .leftOut("no record here is yours") }
      if let obstacle = found.obstacle(toTakingBack: record, by: author) { return .leftOut(obstacle) }
      return .record(
        CaseProposal(found: found, proposal: Proposal(.correction(of: record.id), note: "undo")))
    }
    if deed == .take, found.application.assignee == author.name { return .leftOut("it is yours") }
    if found.standing.isToSettle, deed != .note {
      return .leftOut("its records contradict each other: settle it by itself")
    }
    let kind = kind(by: deed)
    if found.refusal(of: kind) != nil { return .leftOut(found.obstacle(to: kind)) }
    do throws(TextTemplate.Refusal) {
      let note = note.isEmpty ? nil : try templates.filled(note.text, for: found.application)
      return .record(CaseProposal(found: found, proposal: Proposal(kind, note: note)))
    } catch {
      return .leftOut(error.clause)
    }
  }

  /// What would be recorded, in the order of the applications.
  var proposals: [CaseProposal] {
    parts.compactMap { part in
      if case .record(let proposal) = outlook(of: part) { return proposal }
      return nil
    }
  }

  /// What is left out, and why.
  var leftOut: [(application: SafeText, reason: SafeText)] {
    parts.compactMap { part in
      if case .leftOut(let reason) = outlook(of: part) { return (part.application, reason) }
      return nil
    }
  }

  /// What each of them is recorded as.
  private func kind(by deed: Deed) -> DecisionKind {
    switch deed {
    case .take: .assign(to: author.name)
    case .assign: .assign(to: assignee.text)
    case .outcome: .outcome(outcome)
    case .ask: .ask
    case .answer: .answer
    case .accept: .decision(.accept)
    case .reject: .decision(.reject)
    case .waitlist: .decision(.waitlist)
    case .note, .correct: .note
    }
  }

  /// Those that the step of most of them allows come first.
  var orderedOutcomes: [StepOutcome] {
    let counts = StepOutcome.allCases.map { outcome in
      parts.count { $0.found.map { $0.refusal(of: .outcome(outcome)) == nil } ?? false }
    }
    return zip(StepOutcome.allCases, counts).enumerated()
      .sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }.map(\.element.0)
  }
}

extension Case {
  /// Why the state machine does not allow it, in a few words.
  fileprivate func obstacle(to kind: DecisionKind) -> SafeText {
    let state = application.state
    if kind.target(from: state, mode: application.mode) == state { return "\(state.title) already" }
    return "in “\(state.title)”, where “\(kind.name)” has to be forced"
  }
}
