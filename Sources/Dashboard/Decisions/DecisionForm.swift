import Model
package import Text

/// What is to be recorded, of one application or of several at once, while it is written: what it is, on what it rests,
/// and how far it has come.
package struct DecisionForm: Equatable, Sendable {
  enum Scope: Hashable, Sendable {
    /// The application under the cursor, or that of the page.
    case one
    /// What is marked, however many that are; a record of each.
    case several
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
    case template, assignee, outcome, target, note, force, done
  }

  /// One of the applications.
  struct Part: Equatable, Sendable {
    let application: SafeText
    /// As it is shown: what its record will say that its author knew. `nil` where no file holds it.
    var found: Case?
    /// The record that is taken back.
    var record: DecisionRecord?
  }

  package let triageAction: TriageAction
  let scope: Scope
  let author: RecordAuthor
  /// One at least.
  var parts: [Part]
  /// The texts that can be chosen.
  let templates: TextTemplates
  /// What has changed since the form was opened, each in a clause.
  var news: [SafeText] = []
  var assignee = TextField(hasLines: false)
  var note = TextField(hasLines: true)
  /// `nil` where somebody has to choose.
  var outcome: StepOutcome?
  /// The record that is taken back.
  var target: SafeText?
  /// The place of the chosen text among `templates`.
  var template: Int?
  var isForced = false
  var field = Field.done
  package internal(set) var stage = Stage.editing
  /// The batch that it is the rest of; `nil` where nothing of it is recorded.
  var batch: SafeText?
  /// Why it is not recorded, or what is missing.
  var problem: SafeText?
  /// The first line that is shown of what scrolls: what is told of several applications, or what is to be recorded.
  var top = 0
  /// How many lines of what is to be recorded have been on the screen, from the first one on.
  var readLines = 0

  init(
    _ triageAction: TriageAction, on seen: Case, by author: RecordAuthor,
    templates: TextTemplates = TextTemplates()
  ) {
    self.init(
      triageAction, .one, [Part(application: seen.application.id, found: seen)], by: author,
      templates: templates)
    target = seen.correctable(by: author).first?.id
  }

  init(_ triageAction: TriageAction, on parts: [Part], by author: RecordAuthor, templates: TextTemplates) {
    self.init(triageAction, .several, parts, by: author, templates: templates)
  }

  init(_ back: TakingBack, by author: RecordAuthor) {
    let parts = back.parts.map {
      Part(application: $0.found.application.id, found: $0.found, record: $0.record)
    }
    self.init(.correct, .undo, parts, by: author)
    stage = .confirming
  }

  private init(
    _ triageAction: TriageAction, _ scope: Scope, _ parts: [Part], by author: RecordAuthor,
    templates: TextTemplates = TextTemplates()
  ) {
    self.triageAction = triageAction
    self.scope = scope
    self.parts = parts
    self.author = author
    self.templates = templates
    // What ends an application is never chosen for somebody.
    outcome = orderedOutcomes.first { isAllowed($0) && !$0.endsApplication }
    field = fields.first { $0 != .template } ?? .done
  }
}

extension DecisionForm {
  /// The application of a form on one.
  var seen: Case? { scope == .one ? parts.first?.found : nil }

  private var cases: [Case] { parts.compactMap(\.found) }

  package var application: SafeText? { seen?.application.id }

  var title: SafeText { scope == .undo ? "undo" : triageAction.title }

  /// What each of the applications is recorded as; `nil` while no outcome is chosen.
  var kind: DecisionKind? {
    switch triageAction {
    case .take: .assign(to: author.name)
    case .assign: .assign(to: assignee.text)
    case .outcome: outcome.map(DecisionKind.outcome)
    case .correct: .correction(of: target ?? "")
    case .ask: .ask
    case .answer: .answer
    case .accept: .decision(.accept)
    case .reject: .decision(.reject)
    case .waitlist: .decision(.waitlist)
    case .note: .note
    }
  }

  /// What the state machine says against it, where it can be forced.
  var refusal: SafeText? { kind.flatMap { seen?.refusal(of: $0, naming: .titles) } }

  /// Those that there are, in their order on the screen.
  var fields: [Field] {
    guard scope != .undo else { return [.done] }
    var fields: [Field] =
      switch triageAction {
      case .assign: [.assignee]
      case .outcome: [.outcome]
      case .correct: [.target]
      case .take, .ask, .answer, .accept, .reject, .waitlist, .note: []
      }
    if !templates.all.isEmpty { fields.append(.template) }
    fields.append(.note)
    if refusal != nil { fields.append(.force) }
    return fields + [.done]
  }

  /// Those that the step of most of the applications allows come first.
  var orderedOutcomes: [StepOutcome] {
    let counts = StepOutcome.allCases.map { outcome in
      cases.count { $0.refusal(of: .outcome(outcome)) == nil }
    }
    return zip(StepOutcome.allCases, counts).enumerated()
      .sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }.map(\.element.0)
  }

  /// Whether the step of any of the applications allows it.
  func isAllowed(_ outcome: StepOutcome) -> Bool {
    cases.contains { $0.refusal(of: .outcome(outcome)) == nil }
  }

  /// Whether leaving it would lose something that somebody wrote.
  var isWorthKeeping: Bool { !note.isEmpty || !assignee.isEmpty }

  var isRecording: Bool {
    if case .recording = stage { true } else { false }
  }
}
