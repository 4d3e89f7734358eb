package import Text

/// A request for access, from draft to closed report.
///
/// Of a person it holds the `applicant`, and that only where names were asked for; `assignee` is a team or a role.
package struct Application: Sendable, Equatable {
  /// What its sources tell: one, in an array, which copies of the application share until one of them is changed. So it
  /// costs little to sort applications, and to keep them in several lists.
  private var told: [Told]
  /// One or none, apart from what is told, which a journal leaves as it is.
  private var standings: [CaseStanding] = []

  package var id: SafeText {
    get { told[0].id }
    set { told[0].id = newValue }
  }
  package var title: SafeText? {
    get { told[0].title }
    set { told[0].title = newValue }
  }
  package var mode: AccessMode {
    get { told[0].mode }
    set { told[0].mode = newValue }
  }
  package var state: ApplicationState {
    get { told[0].state }
    set { told[0].state = newValue }
  }
  package var organisation: SafeText? {
    get { told[0].organisation }
    set { told[0].organisation = newValue }
  }
  /// ISO 3166-1 alpha-2.
  package var country: SafeText? {
    get { told[0].country }
    set { told[0].country = newValue }
  }
  package var organisationKind: SafeText? {
    get { told[0].organisationKind }
    set { told[0].organisationKind = newValue }
  }
  package var sector: SafeText? {
    get { told[0].sector }
    set { told[0].sector = newValue }
  }
  package var machine: SafeText? {
    get { told[0].machine }
    set { told[0].machine = newValue }
  }
  package var partition: SafeText? {
    get { told[0].partition }
    set { told[0].partition = newValue }
  }
  package var requested: Amount? {
    get { told[0].requested }
    set { told[0].requested = newValue }
  }
  package var durationDays: Int? {
    get { told[0].durationDays }
    set { told[0].durationDays = newValue }
  }
  package var createdAt: Timestamp? {
    get { told[0].createdAt }
    set { told[0].createdAt = newValue }
  }
  package var submittedAt: Timestamp? {
    get { told[0].submittedAt }
    set { told[0].submittedAt = newValue }
  }
  package var cutoffAt: Timestamp? {
    get { told[0].cutoffAt }
    set { told[0].cutoffAt = newValue }
  }
  /// A due time that the portal itself states; otherwise it is computed.
  package var dueAt: Timestamp? {
    get { told[0].dueAt }
    set { told[0].dueAt = newValue }
  }
  package var decidedAt: Timestamp? {
    get { told[0].decidedAt }
    set { told[0].decidedAt = newValue }
  }
  package var accessAt: Timestamp? {
    get { told[0].accessAt }
    set { told[0].accessAt = newValue }
  }
  /// When the present wait for the applicant's answer began.
  package var infoRequestedAt: Timestamp? {
    get { told[0].infoRequestedAt }
    set { told[0].infoRequestedAt = newValue }
  }
  /// Working time that earlier waits for the applicant took off the clock.
  package var pausedFor: Seconds {
    get { told[0].pausedFor }
    set { told[0].pausedFor = newValue }
  }
  package var assignee: SafeText? {
    get { told[0].assignee }
    set { told[0].assignee = newValue }
  }
  package var decision: SafeText? {
    get { told[0].decision }
    set { told[0].decision = newValue }
  }
  /// What the checks rest on beside the fields above.
  package var facts: OrganisationFacts {
    get { told[0].facts }
    set { told[0].facts = newValue }
  }
  package var declared: Declarations {
    get { told[0].declared }
    set { told[0].declared = newValue }
  }
  package var technical: TechnicalRequest {
    get { told[0].technical }
    set { told[0].technical = newValue }
  }
  /// The person who answers for it; `nil` where names were not asked for, which is everywhere but in the live dashboard.
  package var applicant: Applicant? {
    get { told[0].applicant }
    set { told[0].applicant = newValue }
  }
  /// What the journal knows of it; `nil` without a journal.
  package var standing: CaseStanding? {
    get { standings.first }
    set { standings = newValue.map { [$0] } ?? [] }
  }

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
    told = [
      Told(
        id: id, title: title, mode: mode, state: state, organisation: organisation, country: country,
        organisationKind: organisationKind, sector: sector, machine: machine, partition: partition,
        requested: requested, durationDays: durationDays, createdAt: createdAt, submittedAt: submittedAt,
        cutoffAt: cutoffAt, dueAt: dueAt, decidedAt: decidedAt, accessAt: accessAt,
        infoRequestedAt: infoRequestedAt, pausedFor: pausedFor, assignee: assignee, decision: decision,
        facts: facts, declared: declared, technical: technical, applicant: applicant)
    ]
  }

  private struct Told: Sendable, Equatable {
    var id: SafeText
    var title: SafeText?
    var mode: AccessMode
    var state: ApplicationState
    var organisation: SafeText?
    var country: SafeText?
    var organisationKind: SafeText?
    var sector: SafeText?
    var machine: SafeText?
    var partition: SafeText?
    var requested: Amount?
    @Compact var durationDays: Int?
    @Compact var createdAt: Timestamp?
    @Compact var submittedAt: Timestamp?
    @Compact var cutoffAt: Timestamp?
    @Compact var dueAt: Timestamp?
    @Compact var decidedAt: Timestamp?
    @Compact var accessAt: Timestamp?
    @Compact var infoRequestedAt: Timestamp?
    var pausedFor: Seconds
    var assignee: SafeText?
    var decision: SafeText?
    var facts: OrganisationFacts
    var declared: Declarations
    var technical: TechnicalRequest
    var applicant: Applicant?
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
