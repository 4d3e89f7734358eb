import Text

/// One thing that the portal tells of an application beside its state: what the applicant filled in, and the portal's own
/// dates and answers.
///
/// Nothing of a person is among them, nor what the journal or the program works out.
struct FormField: Sendable {
  /// Never changes: digests are made of it.
  let key: SafeText
  /// What it is called on the screen.
  let name: SafeText
  /// What an application has there; `nil` where the portal tells nothing.
  let value: @Sendable (Application) -> FormValue?

  private init(_ key: SafeText, _ name: SafeText, _ value: @escaping @Sendable (Application) -> FormValue?) {
    self.key = key
    self.name = name
    self.value = value
  }
}

extension FormField {
  /// Every field, in the order in which changes are told.
  static let all: [FormField] = request + organisation + declarations + course

  private static let request: [FormField] = [
    FormField("title", "title") { $0.title.map(FormValue.text) },
    FormField("mode", "mode") { .text($0.mode.word) },
    FormField("machine", "machine") { $0.machine.map(FormValue.text) },
    FormField("machines", "machines") { $0.technical.machines.map(FormValue.texts) },
    FormField("fallback", "fallback") { $0.technical.fallback.map(FormValue.text) },
    FormField("partition", "partition") { $0.partition.map(FormValue.text) },
    FormField("requested", "requested") { $0.requested.map(FormValue.amount) },
    FormField("max_gpus", "GPUs at once") { $0.technical.maxGPUs.map(FormValue.count) },
    FormField("duration_days", "duration") { $0.durationDays.map(FormValue.days) },
    FormField("architectures", "architecture") { $0.technical.architectures.map(FormValue.texts) },
    FormField("sector", "sector") { $0.sector.map(FormValue.text) },
  ]

  private static let organisation: [FormField] = [
    FormField("org.name", "organisation") { $0.organisation.map(FormValue.text) },
    FormField("org.country", "country") { $0.country.map(FormValue.text) },
    FormField("org.kind", "kind") { $0.organisationKind.map(FormValue.text) },
    FormField("org.registry_code", "registry code") { $0.facts.registryCode.map(FormValue.text) },
    FormField("org.vat", "VAT number") { $0.facts.vat.map(FormValue.text) },
    FormField("org.pic", "PIC") { $0.facts.pic.map(FormValue.text) },
    FormField("org.founded", "year of foundation") { $0.facts.foundedYear.map(FormValue.year) },
    FormField("org.staff", "staff") { $0.facts.staff.map(FormValue.count) },
    FormField("org.turnover_eur", "turnover") { $0.facts.turnover.map(FormValue.euros) },
    FormField("org.balance_eur", "balance sheet") { $0.facts.balance.map(FormValue.euros) },
    FormField("org.linked_counted", "linked enterprises counted") {
      $0.facts.countsLinked.map(FormValue.flag)
    },
  ]

  private static let declarations: [FormField] = [
    FormField("civilian_purpose", "civilian use") { $0.declared.hasCivilianPurpose.map(FormValue.flag) },
    FormField("personal_data", "personal data") { ($0.declared.personalData?.word).map(FormValue.text) },
    FormField("processing_agreement", "processing agreement") {
      $0.declared.hasProcessingAgreement.map(FormValue.flag)
    },
    FormField("other_funding", "other funding") { $0.declared.otherFunding.map(FormValue.funding) },
    FormField("ai_act_risk", "AI Act") { ($0.declared.aiActClass?.word).map(FormValue.text) },
    FormField("contract_until", "PI's contract") { $0.declared.contractEnd.map(FormValue.day) },
  ]

  private static let course: [FormField] = [
    FormField("created_at", "created") { $0.createdAt.map(FormValue.moment) },
    FormField("submitted_at", "submitted") { $0.submittedAt.map(FormValue.moment) },
    FormField("cutoff_at", "cut-off") { $0.cutoffAt.map(FormValue.moment) },
    FormField("due_at", "due") { $0.dueAt.map(FormValue.moment) },
    FormField("info_requested_at", "asked for information") { $0.portalAskedAt.map(FormValue.moment) },
    FormField("decision", "decision") { $0.portalDecision.map(FormValue.text) },
    FormField("decided_at", "decided") { $0.portalDecidedAt.map(FormValue.moment) },
    FormField("access_at", "access") { $0.accessAt.map(FormValue.moment) },
  ]
}

/// What the portal says itself where the journal may say more.
extension Application {
  fileprivate var portalDecision: SafeText? {
    if let standing { standing.portalDecision } else { decision }
  }
  fileprivate var portalDecidedAt: Timestamp? {
    if let standing { standing.portalDecidedAt } else { decidedAt }
  }
  fileprivate var portalAskedAt: Timestamp? {
    if let standing { standing.portalAskedAt } else { infoRequestedAt }
  }
}
