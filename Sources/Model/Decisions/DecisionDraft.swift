package import Text

/// What somebody wants to record of an application, before anything has looked at whether it may be.
package struct DecisionDraft: Hashable, Sendable {
  package var kind: DecisionKind
  /// An empty one counts as none.
  package var note: SafeText?
  /// Whether the author insists where the state machine refuses.
  package var isForced: Bool

  package init(_ kind: DecisionKind, note: SafeText? = nil, isForced: Bool = false) {
    self.kind = kind
    self.note = note
    self.isForced = isForced
  }
}

/// An application as somebody has it before the eyes who decides on it.
package struct Case: Equatable, Sendable {
  /// With what the journal adds to it.
  package let application: Application
  package let standing: CaseStanding
  /// Whether its review has begun, as `Policy.reviewHasBegun(on:at:)` tells.
  package let reviewHasBegun: Bool

  /// `nil` without a journal.
  package init?(_ application: Application, by policy: Policy, at now: Timestamp) {
    guard let standing = application.standing else { return nil }
    self.application = application
    self.standing = standing
    reviewHasBegun = policy.reviewHasBegun(on: application, at: now)
  }
}

extension Case {
  /// Why a draft is not recorded.
  package enum Refusal: Error, Equatable, Sendable {
    /// By the state machine, for the reason told; who insists has to say why.
    case state(SafeText)
    /// The record is none of the author's on this application that could be taken back.
    case notOwn(SafeText)
    /// What is proposed says nothing without a note.
    case noteMissing
  }

  /// The state that it would start from and the one that it would lead to, where the state machine allows it. While
  /// states are in dispute it may start from any of them.
  private func start(of kind: DecisionKind) -> ApplicationState? {
    standing.startingStates(effective: application.state).first {
      kind.refusal(in: $0, mode: application.mode, reviewHasBegun: reviewHasBegun) == nil
    }
  }

  /// Why the state machine does not allow it; `nil` when it does.
  package func refusal(of kind: DecisionKind, naming names: StepNames = .words) -> SafeText? {
    guard start(of: kind) == nil else { return nil }
    return kind.refusal(
      in: application.state, mode: application.mode, reviewHasBegun: reviewHasBegun, naming: names)
  }

  /// The state that it starts from and the one that it leads to; `nil` when it changes none.
  package func step(of kind: DecisionKind) -> (from: ApplicationState, to: ApplicationState)? {
    let from = start(of: kind) ?? application.state
    return kind.target(from: from, mode: application.mode, askedIn: standing.questionAskedIn)
      .map { (from, $0) }
  }

  /// The records that `author` can take back, the newest first.
  package func correctable(by author: RecordAuthor) -> [DecisionRecord] {
    standing.history.entries.reversed().filter { entry in
      guard author.uid == entry.record.author.uid, entry.standing != .withdrawn else { return false }
      if case .correction = entry.record.kind { return false }
      return true
    }.map(\.record)
  }

  /// Why it may not be recorded; `nil` when it may.
  package func refusal(
    of draft: DecisionDraft, by author: RecordAuthor, naming names: StepNames = .words
  ) -> Refusal? {
    let hasNote = draft.note.map { !$0.isEmpty } ?? false
    if draft.kind.needsNote || draft.isForced, !hasNote { return .noteMissing }
    if case .correction(let id) = draft.kind, !correctable(by: author).contains(where: { $0.id == id }) {
      return .notOwn(id)
    }
    if !draft.isForced, let reason = refusal(of: draft.kind, naming: names) { return .state(reason) }
    return nil
  }

  /// The record of what is proposed, knowing all that the case holds.
  ///
  /// A draft that nothing refused is not forced, whatever it says.
  ///
  /// - Throws: what `refusal(of:by:)` tells, when it tells any.
  package func record(_ draft: DecisionDraft, id: SafeText, by author: RecordAuthor, at now: Timestamp)
    throws(Refusal) -> DecisionRecord
  {
    if let refusal = refusal(of: draft, by: author) { throw refusal }
    let step = step(of: draft.kind)
    return DecisionRecord(
      id: id, application: application.id, kind: draft.kind, note: draft.note,
      seen: standing.history.heads, from: step?.from, to: step?.to, portal: standing.portalState,
      isForced: refusal(of: draft.kind) != nil, author: author, at: now)
  }
}

extension DecisionKind {
  /// Whether it says nothing without a note.
  package var needsNote: Bool {
    switch self {
    case .ask, .note, .correction: true
    case .assign, .outcome, .answer, .decision, .unknown: false
    }
  }
}
