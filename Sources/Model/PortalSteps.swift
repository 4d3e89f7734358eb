package import Text

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
