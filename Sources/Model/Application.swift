package import Text

/// A request for access, from draft to closed report.
///
/// Of a person it holds the `applicant`, and that only where names were asked for; `assignee` is a team or a role.
package struct Application: Sendable, Equatable {
  private var told: Shared<Told>
  /// Apart from what its sources tell, which a journal leaves as it is.
  private var journalStanding: Shared<CaseStanding>?

  /// The proposal's ID, such as `EHPC-AIF-2026PG01-9001`; where a portal gives none, its own name of the proposal.
  package var id: SafeText {
    get { told.value.id }
    set { told.value.id = newValue }
  }
  package var title: SafeText? {
    get { told.value.title }
    set { told.value.title = newValue }
  }
  /// `.other("—")` where a portal does not tell it.
  package var mode: AccessMode {
    get { told.value.mode }
    set { told.value.mode = newValue }
  }
  /// The portal's, or the journal's where that is ahead; `.other("—")` where a portal does not tell it.
  package var state: ApplicationState {
    get { told.value.state }
    set { told.value.state = newValue }
  }
  /// The name of the organisation that asks.
  package var organisation: SafeText? {
    get { told.value.organisation }
    set { told.value.organisation = newValue }
  }
  /// ISO 3166-1 alpha-2.
  package var country: SafeText? {
    get { told.value.country }
    set { told.value.country = newValue }
  }
  /// As a rule one of `OrganisationKinds.known`; a portal's other word is kept.
  package var organisationKind: SafeText? {
    get { told.value.organisationKind }
    set { told.value.organisationKind = newValue }
  }
  /// The organisation's, by the source's own word.
  package var sector: SafeText? {
    get { told.value.sector }
    set { told.value.sector = newValue }
  }
  /// The system that is asked for; `nil` also where a portal asks for several, which are `technical.machines`.
  package var machine: SafeText? {
    get { told.value.machine }
    set { told.value.machine = newValue }
  }
  /// The partition of `machine` that is asked for.
  package var partition: SafeText? {
    get { told.value.partition }
    set { told.value.partition = newValue }
  }
  /// `nil` where the amount or its unit is not known.
  package var requested: Amount? {
    get { told.value.requested }
    set { told.value.requested = newValue }
  }
  /// For how many calendar days access is asked for.
  package var durationDays: Int? {
    get { told.value.durationDays }
    set { told.value.durationDays = newValue }
  }
  /// When its draft was begun. No clock starts from it.
  package var createdAt: Timestamp? {
    get { told.value.createdAt }
    set { told.value.createdAt = newValue }
  }
  /// When it was handed in; of a portal, when its first step began.
  package var submittedAt: Timestamp? {
    get { told.value.submittedAt }
    set { told.value.submittedAt = newValue }
  }
  /// The cut-off that it is assessed at; `nil` where no source tells one.
  package var cutoffAt: Timestamp? {
    get { told.value.cutoffAt }
    set { told.value.cutoffAt = newValue }
  }
  /// A due time that the portal itself states; otherwise it is computed.
  package var dueAt: Timestamp? {
    get { told.value.dueAt }
    set { told.value.dueAt = newValue }
  }
  /// When it was decided on: the journal's time where the portal has yet to learn of it, or tells none.
  package var decidedAt: Timestamp? {
    get { told.value.decidedAt }
    set { told.value.decidedAt = newValue }
  }
  /// When the applicant could log in, which ends the promise.
  package var accessAt: Timestamp? {
    get { told.value.accessAt }
    set { told.value.accessAt = newValue }
  }
  /// When the present wait for the applicant's answer began.
  package var infoRequestedAt: Timestamp? {
    get { told.value.infoRequestedAt }
    set { told.value.infoRequestedAt = newValue }
  }
  /// Working time that earlier waits for the applicant took off the clock.
  package var pausedFor: Seconds {
    get { told.value.pausedFor }
    set { told.value.pausedFor = newValue }
  }
  /// A team, a role or a user: whom the journal names, else whom the portal does.
  package var assignee: SafeText? {
    get { told.value.assignee }
    set { told.value.assignee = newValue }
  }
  /// What was decided: the journal's word where the portal has yet to learn of it, or tells none.
  package var decision: SafeText? {
    get { told.value.decision }
    set { told.value.decision = newValue }
  }
  /// What the checks rest on beside the fields above.
  package var facts: OrganisationFacts {
    get { told.value.facts }
    set { told.value.facts = newValue }
  }
  package var declared: Declarations {
    get { told.value.declared }
    set { told.value.declared = newValue }
  }
  package var technical: TechnicalRequest {
    get { told.value.technical }
    set { told.value.technical = newValue }
  }
  /// The person who answers for it; `nil` where names were not asked for, which is everywhere but in the live dashboard.
  package var applicant: Applicant? {
    get { told.value.applicant }
    set { told.value.applicant = newValue }
  }
  /// What the journal knows of it; `nil` without a journal.
  package var standing: CaseStanding? {
    get { journalStanding?.value }
    set { journalStanding = newValue.map { Shared($0) } }
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
    told = Shared(
      Told(
        id: id, title: title, mode: mode, state: state, organisation: organisation, country: country,
        organisationKind: organisationKind, sector: sector, machine: machine, partition: partition,
        requested: requested, durationDays: durationDays, createdAt: createdAt, submittedAt: submittedAt,
        cutoffAt: cutoffAt, dueAt: dueAt, decidedAt: decidedAt, accessAt: accessAt,
        infoRequestedAt: infoRequestedAt, pausedFor: pausedFor, assignee: assignee, decision: decision,
        facts: facts, declared: declared, technical: technical, applicant: applicant))
  }

  /// Holds in common with `earlier` what its sources tell, where that is the same.
  package mutating func share(with earlier: Application) {
    if told == earlier.told { told = earlier.told }
  }

  /// What its sources tell.
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
