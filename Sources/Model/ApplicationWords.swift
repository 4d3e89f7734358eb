package import Text

extension AccessMode {
  /// EuroHPC's modes, shortest promise first: the order in which they are shown.
  package static let known: [AccessMode] = [
    .playground, .fastLane, .largeScale, .aiScience, .benchmark, .development, .regular, .extremeScale,
  ]

  /// The mode that `word` names, by its word (`fast_lane`) or its code (`FL`), in any case; else `.other`.
  package init(word: SafeText) {
    let folded = word.shown.lowercased()
    let named = Self.known.first { $0.word.shown == folded || $0.code.shown.lowercased() == folded }
    self = named ?? .other(word)
  }

  /// The word of reports and of factorytop's own files.
  package var word: SafeText {
    switch self {
    case .playground: "playground"
    case .fastLane: "fast_lane"
    case .largeScale: "large_scale"
    case .aiScience: "ai_science"
    case .benchmark: "benchmark"
    case .development: "development"
    case .regular: "regular"
    case .extremeScale: "extreme_scale"
    case .other(let word): word
    }
  }

  /// The mode's letters in a proposal's ID (`EHPC-AIF-2026PG01-9001`); an unknown mode's own word.
  package var code: SafeText {
    switch self {
    case .playground: "PG"
    case .fastLane: "FL"
    case .largeScale: "LS"
    case .aiScience: "SC"
    case .benchmark: "BEN"
    case .development: "DEV"
    case .regular: "REG"
    case .extremeScale: "EXT"
    case .other(let word): word
    }
  }
}

extension ApplicationState {
  /// Every known state, in the order in which an application goes through them.
  package static let known: [ApplicationState] = [
    .draft, .submitted, .adminCheck, .infoRequested, .techAssessment, .expertReview, .panelReview, .decision,
    .waitlisted, .awarded, .onboarding, .active, .throttled, .suspended, .ended, .reportDue, .reportOverdue,
    .closed,
    .rejected, .withdrawn, .cancelled,
  ]

  /// The state that `word` names, in any case; else `.other`.
  package init(word: SafeText) {
    let folded = word.shown.lowercased()
    self = Self.known.first { $0.word.shown == folded } ?? .other(word)
  }

  /// The word of reports and of factorytop's own files.
  package var word: SafeText {
    switch self {
    case .draft: "draft"
    case .submitted: "submitted"
    case .adminCheck: "admin_check"
    case .infoRequested: "info_requested"
    case .techAssessment: "tech_assessment"
    case .expertReview: "expert_review"
    case .panelReview: "panel_review"
    case .decision: "decision"
    case .waitlisted: "waitlisted"
    case .awarded: "awarded"
    case .onboarding: "onboarding"
    case .active: "active"
    case .throttled: "throttled"
    case .suspended: "suspended"
    case .ended: "ended"
    case .reportDue: "report_due"
    case .reportOverdue: "report_overdue"
    case .closed: "closed"
    case .rejected: "rejected"
    case .withdrawn: "withdrawn"
    case .cancelled: "cancelled"
    case .other(let word): word
    }
  }
}
