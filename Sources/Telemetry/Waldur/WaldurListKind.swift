import Text

/// Which of Waldur's lists a list is.
package enum WaldurListKind: CaseIterable, Sendable {
  case steps, requests, resources, usages, proposals

  /// What one record shows of the list that it is of.
  struct Evidence {
    /// All its keys, of whatever value: Waldur writes the keys that a record has no value for too.
    var keys: Set<String> = []
    /// The record's own address in Waldur's API.
    var address: SafeText?
    var state: SafeText?
  }

  /// Told by what the record has and records of no other list have, in whatever order it stands: its address, or keys
  /// that all models of Waldur's answers were asked for (waldur-api-client 8.1.3). `nil` for other lists of Waldur's, and
  /// for a record whose keys another list's has too, as it may be where `field=` asked for few of them.
  init?(_ evidence: Evidence) {
    func has(oneOf marks: [Set<String>]) -> Bool { marks.contains { $0.isSubset(of: evidence.keys) } }
    // Lists whose records have the keys of those below, and their own.
    if has(oneOf: Self.otherMarks) { return nil }
    // Where `field=` asked for keys that are read and no others, the address may be all that tells.
    let isAskedFor = evidence.keys.allSatisfy { WaldurField(rawValue: $0) != nil }
    let told =
      Self.allCases.first { has(oneOf: $0.marks) }
      ?? (isAskedFor ? evidence.address.flatMap(Self.init(ofRecordAt:)) : nil)
    if let told {
      self = told
    } else if let state = evidence.state, Self.resourceStates.contains(state),
      has(oneOf: [["backend_id", "limits", "offering_name"]])
    {
      // Orders have these keys, and other states.
      self = .resources
    } else {
      return nil
    }
  }

  /// Told by where a record lies: `…/api/marketplace-resources/UUID/`.
  private init?(ofRecordAt address: SafeText) {
    let parts = address.shown.split(separator: "/")
    guard let place = parts.lastIndex(where: { $0.contains("-") && Self.places.contains(String($0)) }) else {
      return nil
    }
    switch (parts[place], parts[(place + 1)...].dropFirst().first) {
    case ("proposal-proposals", nil): self = .proposals
    case ("proposal-proposals", "resources"), ("proposal-requested-resources", nil): self = .requests
    case ("marketplace-resources", nil), ("marketplace-provider-resources", nil): self = .resources
    default: return nil
    }
  }

  private static let places: Set<String> = [
    "proposal-proposals", "proposal-requested-resources", "marketplace-resources",
    "marketplace-provider-resources",
  ]

  /// Keys that together only this list's records have.
  private var marks: [Set<String>] {
    switch self {
    case .proposals: Self.proposalMarks
    case .steps: Self.stepMarks
    case .requests: Self.requestMarks
    case .resources: Self.resourceMarks
    case .usages: Self.usageMarks
    }
  }

  private static let proposalMarks: [Set<String>] =
    [
      "active_isds", "address", "affiliations", "birth_date", "civil_number", "country_of_residence",
      "eduperson_assurance", "email", "first_name", "full_name", "gender", "identity_source", "job_title",
      "last_name", "nationalities", "nationality", "organization", "organization_address",
      "organization_country", "organization_registry_code", "organization_type", "organization_vat_code",
      "personal_title", "phone_number", "place_of_birth", "registration_method", "username",
    ].map { ["applicant_\($0)"] } + [
      ["project_summary", "uuid"], ["project_summary", "slug"], ["awaiting_manual_advance"],
      ["decision_held"], ["allocation_comment"], ["round", "state"], ["round", "uuid"], ["round", "slug"],
      ["workflow_step", "state"], ["call_name", "name", "state"], ["call_name", "slug", "state"],
      ["call_uuid", "slug", "state"], ["call_uuid", "name", "state"],
    ]

  private static let stepMarks: [Set<String>] = [
    ["step_name"], ["step_description"], ["outcome_reason", "step"], ["checklist_status"],
    ["step", "status"],
    ["step", "outcome"], ["step", "started_at"], ["step", "completed_at"], ["step", "deadline"],
    ["responsible_role", "status"], ["responsible_role", "started_at"],
  ]

  private static let requestMarks: [Set<String>] = [
    ["call_resource_template"], ["call_resource_template_name"], ["has_purchase_order"],
    ["purchase_order_required"], ["requested_offering"],
  ]

  private static let resourceMarks: [Set<String>] =
    ["uuid", "slug", "limits", "backend_id"].map { ["limit_usage", $0] }
    + ["slug", "project_uuid", "offering_name", "offering_uuid"].map { ["current_usages", $0] }
    + [["downscaled", "uuid"], ["downscaled", "name"], ["paused", "uuid"], ["paused", "name"]]
    + ["last_sync", "end_date", "project_end_date", "is_limit_based", "is_usage_based"].map {
      ["limits", $0]
    }
    + ["offering_name", "offering_uuid", "project_uuid", "offering_type"].map { ["limits", "name", $0] }
    + [["name", "limits", "slug"], ["backend_id", "last_sync"]]
    + [
      "offering_components", "effective_id", "usage_limit_restriction", "resource_effective_end_date",
      "project_effective_end_date", "project_is_in_grace_period", "parent_offering_uuid",
      "parent_offering_name", "parent_offering_slug", "creation_order", "order_in_progress", "offering_state",
      "offering_backend_id", "offering_account_settings", "restrict_member_access", "user_requires_reconsent",
      "has_api_keys", "renewal_date",
    ].map { [$0] }

  private static let usageMarks: [Set<String>] = [
    ["type", "usage", "resource_uuid"], ["recurring", "usage", "billing_period"],
    ["missing_usage_policy", "billing_period"],
  ]

  /// Orders, awards, templates of a call's requests, bookings, and the use by single users.
  private static let otherMarks: [Set<String>] = [
    ["requested_resource"], ["requested_offering_uuid"], ["requested_offering_name"],
    ["requested_offering_type"], ["requested_offering_components"], ["slots"],
    ["component_usage", "usage"], ["order_subtype"], ["marketplace_resource_uuid"], ["old_plan_uuid"],
    ["new_plan_uuid"], ["fixed_price"], ["activation_price"], ["provider_reviewed_by"], ["request_comment"],
    ["termination_comment"],
  ]

  /// The words for the state of a resource.
  private static let resourceStates: Set<SafeText> = [
    "Creating", "OK", "Erred", "Updating", "Terminating", "Terminated",
  ]

  /// As messages name the list.
  var name: SafeText {
    switch self {
    case .proposals: "proposals"
    case .steps: "workflow steps"
    case .requests: "requested resources"
    case .resources: "resources"
    case .usages: "component usages"
    }
  }
}
