package import Text

extension ApplicationState {
  /// Whether somebody still has to act before access is given, or before an overdue report is in.
  ///
  /// A state that this program does not know counts: a row too many is better than an application that nobody sees.
  package var isPending: Bool {
    switch self {
    case .submitted, .adminCheck, .infoRequested, .techAssessment, .expertReview, .panelReview, .decision,
      .waitlisted, .awarded, .onboarding, .reportOverdue, .other:
      true
    case .draft, .active, .throttled, .suspended, .ended, .reportDue, .closed, .rejected, .withdrawn,
      .cancelled:
      false
    }
  }

  /// Whether the site has answered, for now at least: rejected, on the waiting list, or awarded and whatever follows.
  ///
  /// A withdrawal is the applicant's answer. Of a state that this program does not know, nothing is known.
  package var isDecided: Bool? {
    switch self {
    case .waitlisted, .awarded, .onboarding, .active, .throttled, .suspended, .ended, .reportDue,
      .reportOverdue, .closed, .rejected, .cancelled:
      true
    case .draft, .submitted, .adminCheck, .infoRequested, .techAssessment, .expertReview, .panelReview,
      .decision, .withdrawn:
      false
    case .other: nil
    }
  }

  /// Whether the access modes' state machine leads from this state to `next` in one step.
  ///
  /// From and to a state that this program does not know, nothing is refused. The applicant may withdraw up to the
  /// award; which modes go through expert and panel review is the mode's affair, not the state's.
  package func allows(_ next: ApplicationState) -> Bool {
    if case .other = next { return true }
    return switch self {
    case .draft: [.submitted, .withdrawn].contains(next)
    case .submitted: [.adminCheck, .withdrawn].contains(next)
    case .adminCheck: [.techAssessment, .infoRequested, .rejected, .withdrawn].contains(next)
    case .infoRequested: [.adminCheck, .techAssessment, .withdrawn].contains(next)
    case .techAssessment: [.expertReview, .decision, .infoRequested, .rejected, .withdrawn].contains(next)
    case .expertReview: [.panelReview, .decision, .withdrawn].contains(next)
    case .panelReview: [.decision, .withdrawn].contains(next)
    case .decision: [.awarded, .rejected, .waitlisted, .withdrawn].contains(next)
    case .waitlisted: [.decision, .withdrawn].contains(next)
    case .awarded: [.onboarding, .cancelled].contains(next)
    case .onboarding: next == .active
    case .active: [.throttled, .ended].contains(next)
    case .throttled: [.active, .suspended, .ended].contains(next)
    case .suspended: [.throttled, .active, .ended].contains(next)
    case .ended: [.reportDue, .active].contains(next)
    case .reportDue: [.closed, .reportOverdue].contains(next)
    case .reportOverdue: next == .closed
    case .closed, .rejected, .withdrawn, .cancelled: false
    case .other: true
    }
  }
}

extension Application {
  /// Whether the site has answered, by the portal or the journal. In a state that this program does not know, the time
  /// of the decision tells.
  package var isDecided: Bool { state.isDecided ?? (decidedAt != nil) }
}

extension Application {
  /// What the portal tells when of it, the earliest first: also what is to come.
  package var portalSteps: [(at: Timestamp, step: SafeText)] {
    let steps: [(at: Timestamp, step: SafeText)] = [
      (createdAt, "created"), (submittedAt, "submitted"), (cutoffAt, "cut-off"),
      (standing.map(\.portalAskedAt) ?? infoRequestedAt, "the applicant was asked"),
      (standing.map(\.portalDecidedAt) ?? decidedAt, "decided"), (accessAt, "access given"),
    ].compactMap { at, step in at.map { ($0, step) } }
    return steps.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element)
  }
}
