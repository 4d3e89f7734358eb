package import Text

extension AccessMode {
  /// EuroHPC's name of the mode.
  package var title: SafeText {
    switch self {
    case .playground: "Playground"
    case .fastLane: "Fast Lane"
    case .largeScale: "Large Scale"
    case .aiScience: "AI for Science"
    case .benchmark: "Benchmark"
    case .development: "Development"
    case .regular: "Regular"
    case .extremeScale: "Extreme Scale"
    case .other(let word): word
    }
  }
}

/// How steps are called in a sentence.
package enum StepNames: Sendable {
  /// The words of files, reports and filters.
  case words
  /// As the screen calls them.
  case titles
}

extension ApplicationState {
  package func name(in names: StepNames) -> SafeText {
    switch names {
    case .words: word
    case .titles: title
    }
  }

  /// The step in at most twelve cells; an unknown state's own word.
  package var title: SafeText {
    switch self {
    case .draft: "draft"
    case .submitted: "submitted"
    case .adminCheck: "admin check"
    case .infoRequested: "info asked"
    case .techAssessment: "assessment"
    case .expertReview: "expert rev."
    case .panelReview: "panel rev."
    case .decision: "decision"
    case .waitlisted: "waitlisted"
    case .awarded: "awarded"
    case .onboarding: "onboarding"
    case .active: "active"
    case .throttled: "throttled"
    case .suspended: "suspended"
    case .ended: "ended"
    case .reportDue: "report due"
    case .reportOverdue: "report late"
    case .closed: "closed"
    case .rejected: "rejected"
    case .withdrawn: "withdrawn"
    case .cancelled: "cancelled"
    case .other(let word): word
    }
  }
}
