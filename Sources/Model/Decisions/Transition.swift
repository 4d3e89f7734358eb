package import Text

extension DecisionKind {
  /// The state that it leads to from `state`; `nil` when it changes none.
  ///
  /// Expert and panel review are part of some modes only. `askedIn` is the state that the open question was asked in.
  package func target(
    from state: ApplicationState, mode: AccessMode, askedIn: ApplicationState? = nil
  ) -> ApplicationState? {
    switch self {
    case .assign, .note, .correction, .unknown: nil
    case .ask: .infoRequested
    case .answer: askedIn == .techAssessment ? .techAssessment : .adminCheck
    case .decision(.accept): .awarded
    case .decision(.reject): .rejected
    case .decision(.waitlist): .waitlisted
    case .outcome(let outcome): outcome.target(from: state, mode: mode)
    }
  }

  /// Why the state machine of the access modes does not allow it in `state`; `nil` when it does.
  ///
  /// Two steps need nobody: the review begins by itself, at submission or at the cut-off, and who decides on an
  /// application that is on the waiting list takes it off. In a state that this program does not know, nothing is
  /// refused.
  package func refusal(
    in state: ApplicationState, mode: AccessMode, reviewHasBegun: Bool = true,
    naming names: StepNames = .words
  ) -> SafeText? {
    if case .other = state { return nil }
    guard let target = target(from: state, mode: mode) else { return nil }
    let reached = [state] + (state.stepByItself(reviewHasBegun: reviewHasBegun).map { [$0] } ?? [])
    if reached.contains(where: { isPart(of: $0) && $0.allows(target) }) { return nil }
    if state == .submitted, !reviewHasBegun {
      return "the review begins at the cut-off, and the application is submitted"
    }
    let places = ApplicationState.known.filter { isPart(of: $0) && $0.allows(target) }
      .map { $0.name(in: names) }.joined(separator: ", ")
    return "“\(name)” belongs to \(places), and the application is in \(state.name(in: names))"
  }

  /// Whether the state `to` is one that it can lead to: a record that says otherwise is not to be believed.
  package func canLead(to state: ApplicationState?) -> Bool {
    guard let state else { return aspect != .state }
    switch self {
    case .assign, .note, .correction: return false
    case .unknown: return true
    case .answer: return [.adminCheck, .techAssessment].contains(state)
    case .outcome(.feasible), .outcome(.feasibleWithConditions):
      return [.expertReview, .decision].contains(state)
    case .outcome(.reviewed): return [.panelReview, .decision].contains(state)
    case .outcome(.declined): return [.decision, .cancelled].contains(state)
    case .ask, .decision, .outcome: return target(from: .adminCheck, mode: .playground) == state
    }
  }

  private func isPart(of step: ApplicationState) -> Bool {
    switch self {
    case .ask: [.adminCheck, .techAssessment].contains(step)
    case .answer: step == .infoRequested
    case .decision: step == .decision
    case .outcome(let outcome): outcome.isPart(of: step)
    case .assign, .note, .correction, .unknown: true
    }
  }
}

extension StepOutcome {
  fileprivate func target(from state: ApplicationState, mode: AccessMode) -> ApplicationState {
    switch self {
    case .eligible: .techAssessment
    case .ineligible, .infeasible: .rejected
    case .feasible, .feasibleWithConditions: mode.hasExpertReview ? .expertReview : .decision
    case .reviewed: mode.hasPanelReview ? .panelReview : .decision
    case .approved: .decision
    case .declined: state == .awarded ? .cancelled : .decision
    case .accepted: .onboarding
    case .withdrawn, .expired: .withdrawn
    }
  }

  /// Whether it ends the application: nothing that is to be chosen for somebody.
  package var endsApplication: Bool {
    switch self {
    case .ineligible, .infeasible, .declined, .withdrawn, .expired: true
    case .eligible, .feasible, .feasibleWithConditions, .reviewed, .approved, .accepted: false
    }
  }

  fileprivate func isPart(of step: ApplicationState) -> Bool {
    switch self {
    case .eligible, .ineligible: step == .adminCheck
    case .feasible, .feasibleWithConditions, .infeasible: step == .techAssessment
    case .reviewed: step == .expertReview
    case .approved: step == .panelReview
    case .declined: [.panelReview, .awarded].contains(step)
    case .accepted: step == .awarded
    case .expired: step == .infoRequested
    case .withdrawn: true
    }
  }
}

extension AccessMode {
  /// The modes whose technical assessment leads to experts: EuroHPC's Large Scale, AI for Science, Regular, Extreme.
  fileprivate var hasExpertReview: Bool {
    switch self {
    case .largeScale, .aiScience, .regular, .extremeScale: true
    case .playground, .fastLane, .benchmark, .development, .other: false
    }
  }

  fileprivate var hasPanelReview: Bool {
    switch self {
    case .aiScience, .regular, .extremeScale: true
    case .playground, .fastLane, .largeScale, .benchmark, .development, .other: false
    }
  }
}

extension ApplicationState {
  /// The step that follows without anybody's doing.
  func stepByItself(reviewHasBegun: Bool) -> ApplicationState? {
    if self == .submitted { return reviewHasBegun ? .adminCheck : nil }
    return self == .waitlisted ? .decision : nil
  }
}

extension Policy {
  /// Whether the review of a submitted application has begun: at submission, or at its cut-off. Where neither is
  /// known it has, for somebody is at it.
  package func reviewHasBegun(on application: Application, at now: Timestamp) -> Bool {
    clockStart(of: application).map { $0 <= now } ?? true
  }
}
