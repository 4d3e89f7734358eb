/// Every key of records of Waldur's API, as its published models have them (waldur-api-client 8.1.3).
enum WaldurKeys {
  /// `proposal-proposals`
  static let proposals = """
    allocation_comment applicant_active_isds applicant_address applicant_affiliations \
    applicant_birth_date applicant_civil_number applicant_country_of_residence \
    applicant_eduperson_assurance applicant_email applicant_first_name applicant_full_name \
    applicant_gender applicant_identity_source applicant_job_title applicant_last_name \
    applicant_nationalities applicant_nationality applicant_organization applicant_organization_address \
    applicant_organization_country applicant_organization_registry_code applicant_organization_type \
    applicant_organization_vat_code applicant_personal_title applicant_phone_number \
    applicant_place_of_birth applicant_registration_method applicant_username approved_by \
    awaiting_manual_advance call_managing_organisation_uuid call_name call_uuid can_submit \
    compliance_status created created_by created_by_name created_by_uuid decision_held description name \
    oecd_fos_2007_code oecd_fos_2007_label project project_name project_summary round \
    science_domain_name science_domain_uuid science_sub_domain science_sub_domain_name slug state \
    supporting_documentation url uuid workflow_step
    """

  /// `proposal-proposals/UUID/workflow_states`
  static let steps = """
    applicant_visible checklist_status completed_at completed_by deadline duration_in_days \
    internal_notes is_required outcome outcome_reason rejection_reason responsible_role started_at \
    status step step_description step_name uuid
    """

  /// `proposal-proposals/UUID/resources`
  static let requests = """
    attachment attributes call_resource_template call_resource_template_name created_by created_by_name \
    description has_purchase_order limits purchase_order_reference purchase_order_required \
    requested_offering resource resource_name url uuid
    """

  /// `proposal-requested-resources`
  static let providerRequests = """
    attachment attributes call_resource_template call_resource_template_name created_by created_by_name \
    description has_purchase_order limits proposal proposal_name purchase_order_reference \
    purchase_order_required requested_offering resource resource_name url uuid
    """

  /// `marketplace-resources`
  static let resources = """
    attributes available_actions backend_id backend_metadata can_terminate category_icon category_title \
    category_uuid created creation_order current_usages customer_name customer_slug customer_uuid \
    description downscaled effective_id end_date end_date_requested_by end_date_updated_at endpoints \
    error_message error_traceback has_api_keys is_limit_based is_usage_based last_sync limit_usage \
    limits modified name offering offering_account_settings offering_backend_id offering_billable \
    offering_components offering_description offering_image offering_name offering_plugin_options \
    offering_shared offering_slug offering_state offering_thumbnail offering_type offering_uuid options \
    order_in_progress parent_name parent_offering_name parent_offering_slug parent_offering_uuid \
    parent_uuid paused plan plan_description plan_name plan_unit plan_uuid project project_description \
    project_effective_end_date project_end_date project_end_date_requested_by project_is_in_grace_period \
    project_name project_slug project_start_date project_uuid provider_description provider_name \
    provider_slug provider_uuid renewal_date report resource_effective_end_date resource_type \
    resource_uuid restrict_member_access scope service_settings_uuid slug state url \
    usage_limit_restriction user_requires_reconsent username uuid
    """

  /// `marketplace-component-usages`
  static let usages = """
    billing_period created customer_name customer_uuid date description measured_unit \
    missing_usage_policy modified_by name offering_name offering_uuid project_name project_uuid \
    recurring resource_name resource_uuid type usage uuid
    """

  /// `marketplace-orders`
  static let orders = """
    activation_price attachment attributes auto_approved auto_approved_by_rule_uuid \
    auto_approved_cost_limit_snapshot backend_id callback_url can_terminate category_icon category_title \
    category_uuid completed_at consumer_message consumer_message_attachment consumer_message_updated_at \
    consumer_rejection_comment consumer_reviewed_at consumer_reviewed_by consumer_reviewed_by_full_name \
    consumer_reviewed_by_username cost created created_by_civil_number created_by_email \
    created_by_full_name created_by_organization created_by_organization_address \
    created_by_organization_country created_by_organization_registry_code \
    created_by_organization_vat_code created_by_username customer_name customer_slug customer_uuid \
    error_message error_traceback error_updated_at fixed_price issue limits marketplace_resource_uuid \
    modified new_cost_estimate new_plan_billing_mode new_plan_name new_plan_uuid offering \
    offering_billable offering_description offering_image offering_name offering_plugin_options \
    offering_shared offering_thumbnail offering_type offering_uuid old_cost_estimate \
    old_plan_billing_mode old_plan_name old_plan_uuid order_subtype output output_updated_at plan \
    plan_description plan_name plan_unit plan_uuid project_description project_name project_slug \
    project_uuid provider_description provider_message provider_message_attachment \
    provider_message_updated_at provider_message_url provider_name provider_rejection_comment \
    provider_reviewed_at provider_reviewed_by provider_reviewed_by_full_name \
    provider_reviewed_by_username provider_slug provider_uuid request_comment resource_end_date \
    resource_name resource_type resource_uuid slug start_date state termination_comment type url uuid
    """

  /// `marketplace-component-user-usages`
  static let userUsages = """
    backend_id billing_period component_type component_usage created customer_name customer_uuid date \
    description measured_unit modified offering_name offering_uuid project_name project_uuid \
    resource_name resource_uuid usage user username uuid
    """

  /// `proposal-awarded-resources`
  static let awards = """
    attributes created created_by created_by_name description limits modified plan plan_name \
    requested_offering requested_resource resource resource_name url uuid
    """

  /// the templates of a call
  static let templates = """
    attributes created created_by created_by_name description is_required limits name requested_offering \
    requested_offering_components requested_offering_name requested_offering_plan \
    requested_offering_type requested_offering_uuid url uuid
    """

  /// the steps of a call
  static let callSteps = """
    allocation_time applicant_visible blind_review call_name call_uuid checklist checklist_name \
    checklist_required created criteria display_order duration_in_days include_award_response is_enabled \
    is_mandatory min_reviewers min_score_threshold modified notification_rules requires_coi_confirmation \
    responsible_role responsible_users step transition_mode uuid
    """

  /// `booking-resources`
  static let bookings = """
    attributes available_actions backend_id backend_metadata can_terminate category_icon category_title \
    category_uuid consumer_reviewed_by consumer_reviewed_by_full_name consumer_reviewed_by_username \
    created created_by created_by_full_name created_by_username creation_order current_usages \
    customer_name customer_slug customer_uuid description downscaled effective_id end_date \
    end_date_requested_by end_date_updated_at endpoints error_message error_traceback has_api_keys \
    is_limit_based is_usage_based last_sync limit_usage limits modified name offering \
    offering_account_settings offering_backend_id offering_billable offering_components \
    offering_description offering_image offering_name offering_plugin_options offering_shared \
    offering_slug offering_state offering_thumbnail offering_type offering_uuid options \
    order_in_progress parent_name parent_offering_name parent_offering_slug parent_offering_uuid \
    parent_uuid paused plan plan_description plan_name plan_unit plan_uuid project project_description \
    project_effective_end_date project_end_date project_end_date_requested_by project_is_in_grace_period \
    project_name project_slug project_start_date project_uuid provider_description provider_name \
    provider_slug provider_uuid renewal_date report resource_effective_end_date resource_type \
    resource_uuid restrict_member_access scope service_settings_uuid slots slug state url \
    usage_limit_restriction user_requires_reconsent username uuid
    """

  /// the projects of a resource
  static let resourceProjects = """
    backend_id created created_by_username current_usages description error_message is_removed limits \
    modified name removed_by removed_by_username removed_date resource resource_name resource_uuid state \
    termination_metadata uuid
    """

  /// `marketplace-provider-offerings`
  static let offerings = """
    access_url account_settings attributes backend_id backend_id_rules backend_metadata billable \
    billing_mode_components billing_period_applies billing_type_classification can_update_integration \
    can_update_options category category_title category_uuid citation_count compliance_checklist \
    compliance_checklist_details components country created customer customer_name customer_uuid \
    datacite_doi default_access_subnets description documentation_url effective_available_limits \
    endpoints files full_description getting_started google_calendar_is_public google_calendar_link \
    has_compliance_requirements helpdesk_url image integration_guide integration_status latitude \
    limit_precision_advisory longitude name offering_group offering_group_title offering_group_uuid \
    options order_count organization_groups parent_description parent_name parent_uuid partitions \
    paused_reason plans plugin_options privacy_policy_link profile_name profile_uuid project \
    project_name project_uuid qos_profiles quotas resource_options scope scope_error_message scope_name \
    scope_resource scope_resource_name scope_resource_uuid scope_state scope_uuid screenshots \
    secret_options service_attributes shared slug software_catalogs state tags thumbnail total_cost \
    total_cost_estimated total_customers type url uuid vendor_details
    """

  /// `proposal-reviews`
  static let reviews = """
    anonymous_reviewer_name call_managing_organisation_uuid call_name call_slug call_uuid \
    coi_confirmation_required coi_confirmed coi_confirmed_at comment_project_description \
    comment_project_summary comment_project_supporting_documentation comment_project_title \
    comment_resource_requests comment_team created modified proposal proposal_name proposal_slug \
    proposal_uuid review_end_date reviewer reviewer_full_name reviewer_image reviewer_uuid \
    round_cutoff_time round_name round_slug round_start_time round_uuid state summary_private_comment \
    summary_public_comment summary_score url uuid
    """

  /// `projects`
  static let projects = """
    affiliation affiliation_code affiliation_name affiliation_uuid backend_id billing_price_estimate \
    created customer customer_abbreviation customer_display_billing_info_in_projects \
    customer_grace_period_days customer_name customer_native_name customer_slug customer_uuid \
    description effective_end_date end_date end_date_requested_by end_date_updated_at grace_period_days \
    has_metrics image is_in_grace_period is_industry is_removed kind marketplace_resource_count \
    max_service_accounts name oecd_fos_2007_code oecd_fos_2007_label project_credit project_metadata \
    resources_count science_domain_code science_domain_name science_domain_uuid science_sub_domain \
    science_sub_domain_code science_sub_domain_name slug staff_notes start_date termination_metadata \
    type type_name type_uuid url user_affiliations user_email_patterns user_identity_sources uuid
    """

  /// what a user has asked for
  static let userRequests = """
    attributes call_name call_uuid created description limits offering_name offering_uuid proposal \
    proposal_name proposal_state proposal_uuid resource_name resource_state resource_uuid uuid
    """

  /// A record with these keys. Those of `values`, which are written as JSON, have a value.
  static func record(_ keys: String, _ values: [String: String] = [:]) -> String {
    let members = keys.split(separator: " ").map { #""\#($0)": \#(values[String($0)] ?? "null")"# }
    return "{\(members.joined(separator: ", "))}"
  }
}
