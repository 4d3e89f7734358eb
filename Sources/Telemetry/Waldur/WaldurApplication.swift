import Model
import Text

extension Application {
  /// A proposal with what its steps, its requests and the resources that came of it tell. What is in none of them is
  /// unknown: `created` is when the draft was begun, so no clock starts from it.
  init(
    _ proposal: WaldurProposal, steps: WaldurSteps, requests: [WaldurRequest], resources: [WaldurResource],
    _ rules: TelemetryRules
  ) {
    let mode = proposal.mode(rules.waldur)
    let request = WaldurDemand(requests, rules)
    self.init(
      id: proposal.id,
      title: proposal.title,
      mode: mode,
      state: proposal.applicationState(steps: steps, resources: resources),
      organisation: proposal.organisation,
      country: proposal.country,
      organisationKind: proposal.organisationKind,
      machine: request?.machine,
      partition: request?.partition,
      requested: request?.amount,
      durationDays: proposal.durationDays,
      createdAt: proposal.createdAt,
      submittedAt: steps.submittedAt,
      cutoffAt: mode.hasCutoffs ? proposal.cutoffAt : nil,
      decidedAt: steps.decidedAt,
      assignee: steps.present?.responsibleRole,
      decision: steps.decision,
      technical: TechnicalRequest(machines: request?.machines),
      applicant: proposal.applicant)
  }
}

extension AccessMode {
  /// Whether a round's cut-off means anything: the rounds of the others last a year and close at its end.
  fileprivate var hasCutoffs: Bool {
    switch self {
    case .playground, .fastLane: false
    case .largeScale, .aiScience, .benchmark, .development, .regular, .extremeScale, .other: true
    }
  }
}

extension WaldurProposal {
  /// By the letters of the ID; else by what the site says of the call; else by a mode's name in the call's.
  func mode(_ rules: WaldurRules) -> AccessMode {
    if let mode = proposalID?.mode { return mode }
    guard let callName else { return .other("—") }
    if let mode = rules.modes[callName] { return mode }
    let words = Self.words(of: callName)
    let named = AccessMode.known.first { mode in
      let name = mode == .aiScience ? ["ai", "for", "science"] : Self.words(of: mode.word)
      return words.indices.contains { words[$0...].starts(with: name) }
    }
    return named ?? .other(callName)
  }

  private static func words(of text: SafeText) -> [Substring] {
    text.shown.lowercased().split { !($0.isLetter || $0.isNumber) }
  }

  /// Waldur's state and step in the words of applications. A word that is not known is kept.
  func applicationState(steps: WaldurSteps, resources: [WaldurResource]) -> ApplicationState {
    switch state {
    case "draft": .draft
    case "submitted": workflowStep.map(Self.state(atStep:)) ?? .submitted
    case "in_review":
      (workflowStep ?? steps.present?.step).map(Self.state(atStep:)) ?? .other("in_review")
    case "accepted": Self.state(of: resources)
    case "rejected": .rejected
    case "canceled", "cancelled": steps.isAwardDeclined ? .cancelled : .withdrawn
    case let word?: .other(word)
    case nil: .other("—")
    }
  }

  private static func state(atStep step: SafeText) -> ApplicationState {
    switch step {
    case "administrative_check": .adminCheck
    case "technical_assessment": .techAssessment
    case "expert_review": .expertReview
    case "panel_review": .panelReview
    case "allocation_decision": .decision
    case "award_response": .awarded
    default: .other(step)
    }
  }

  /// After acceptance it is the resource that tells: what is promised is access, not an award.
  private static func state(of resources: [WaldurResource]) -> ApplicationState {
    let standings = resources.compactMap(\.standing)
    if standings.contains(.active) { return .active }
    if standings.contains(.downscaled) { return .throttled }
    if standings.contains(.paused) { return .suspended }
    if !standings.isEmpty, standings.allSatisfy({ $0 == .terminated }) { return .ended }
    return .onboarding
  }
}
