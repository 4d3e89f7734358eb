import JSONStream

/// The keys of Waldur's records that are read, of all its lists together: which list it is, its first records tell.
///
/// Of a person they hold the applicant's name and e-mail address, which are read where names are asked for
/// (`ApplicantDraft`). Postal addresses, birth dates and the rest (`applicant_…`, `created_by…`, `completed_by`), free
/// text and notes are not among them, so they are passed over unread.
enum WaldurField: String, CaseIterable, Sendable {
  case uuid, url, slug, name, state, created
  // Of proposals, with what is the organisation's, not the applicant's.
  case round, project
  case callName = "call_name"
  case workflowStep = "workflow_step"
  case durationInDays = "duration_in_days"
  /// What older servers call the duration.
  case projectDuration = "project_duration"
  case organisation = "applicant_organization"
  case organisationCountry = "applicant_organization_country"
  case organisationType = "applicant_organization_type"
  case applicantName = "applicant_full_name"
  case applicantGivenName = "applicant_first_name"
  case applicantFamilyName = "applicant_last_name"
  case applicantEmail = "applicant_email"
  // Of the steps of a proposal.
  case step, status, outcome
  case startedAt = "started_at"
  case completedAt = "completed_at"
  case responsibleRole = "responsible_role"
  // Of what a proposal asks for, and of resources.
  case requestedOffering = "requested_offering"
  case attributes, limits
  /// In the list of all requests to a provider.
  case proposal
  // Of resources.
  case backendID = "backend_id"
  case offeringName = "offering_name"
  case offeringComponents = "offering_components"
  case projectUUID = "project_uuid"
  case endDate = "end_date"
  case projectEndDate = "project_end_date"
  // When it will be terminated, grace included.
  case effectiveEndDate = "effective_end_date"
  case resourceEffectiveEndDate = "resource_effective_end_date"
  case projectEffectiveEndDate = "project_effective_end_date"
  case limitUsage = "limit_usage"
  case currentUsages = "current_usages"
  case paused, downscaled
  case lastSync = "last_sync"
  // Of the use of a resource.
  case type, usage, date
  case billingPeriod = "billing_period"
  case resourceUUID = "resource_uuid"

  static let all = JSONFields<WaldurField>()
}
