package import Text

/// A request for access, from draft to closed report.
///
/// Of a person it holds the `applicant`, and that only where names were asked for; `assignee` is a team or a role.
package struct Application: Sendable, Equatable {
  package var id: SafeText
  package var title: SafeText?
  package var mode: AccessMode
  package var state: ApplicationState
  package var organisation: SafeText?
  /// ISO 3166-1 alpha-2.
  package var country: SafeText?
  package var organisationKind: SafeText?
  package var sector: SafeText?
  package var machine: SafeText?
  package var partition: SafeText?
  package var requested: Amount?
  package var durationDays: Int?
  package var createdAt: Timestamp?
  package var submittedAt: Timestamp?
  package var cutoffAt: Timestamp?
  /// A due time that the portal itself states; otherwise it is computed.
  package var dueAt: Timestamp?
  package var decidedAt: Timestamp?
  package var accessAt: Timestamp?
  /// When the present wait for the applicant's answer began.
  package var infoRequestedAt: Timestamp?
  /// Working time that earlier waits for the applicant took off the clock.
  package var pausedFor: Seconds
  package var assignee: SafeText?
  package var decision: SafeText?
  /// What the checks rest on beside the fields above.
  package var facts: OrganisationFacts
  package var declared: Declarations
  package var technical: TechnicalRequest
  /// The person who answers for it; `nil` where names were not asked for, which is everywhere but in the live dashboard.
  package var applicant: Applicant?
  /// What the journal knows of it; `nil` without a journal.
  package var standing: CaseStanding?

  package init(
    id: SafeText, title: SafeText? = nil, mode: AccessMode, state: ApplicationState,
    organisation: SafeText? = nil,
    country: SafeText? = nil, organisationKind: SafeText? = nil, sector: SafeText? = nil,
    machine: SafeText? = nil,
    partition: SafeText? = nil, requested: Amount? = nil, durationDays: Int? = nil,
    createdAt: Timestamp? = nil,
    submittedAt: Timestamp? = nil, cutoffAt: Timestamp? = nil, dueAt: Timestamp? = nil,
    decidedAt: Timestamp? = nil, accessAt: Timestamp? = nil, infoRequestedAt: Timestamp? = nil,
    pausedFor: Seconds = Seconds(0), assignee: SafeText? = nil, decision: SafeText? = nil,
    facts: OrganisationFacts = OrganisationFacts(), declared: Declarations = Declarations(),
    technical: TechnicalRequest = TechnicalRequest(), applicant: Applicant? = nil
  ) {
    self.id = id
    self.title = title
    self.mode = mode
    self.state = state
    self.organisation = organisation
    self.country = country
    self.organisationKind = organisationKind
    self.sector = sector
    self.machine = machine
    self.partition = partition
    self.requested = requested
    self.durationDays = durationDays
    self.createdAt = createdAt
    self.submittedAt = submittedAt
    self.cutoffAt = cutoffAt
    self.dueAt = dueAt
    self.decidedAt = decidedAt
    self.accessAt = accessAt
    self.infoRequestedAt = infoRequestedAt
    self.pausedFor = pausedFor
    self.assignee = assignee
    self.decision = decision
    self.facts = facts
    self.declared = declared
    self.technical = technical
    self.applicant = applicant
  }
}

/// EuroHPC's access modes; a mode that a portal invents is kept by its own word.
package enum AccessMode: Hashable, Sendable {
  case playground, fastLane, largeScale, aiScience, benchmark, development, regular, extremeScale
  case other(SafeText)
}

/// The steps of an application (the state machine of the access modes); unknown words are kept.
package enum ApplicationState: Hashable, Sendable {
  case draft, submitted, adminCheck, infoRequested, techAssessment, expertReview, panelReview, decision
  case waitlisted, awarded, onboarding, active, throttled, suspended, ended, reportDue, reportOverdue, closed
  case rejected, withdrawn, cancelled
  case other(SafeText)
}
