import JSONStream
import Model
import Text

/// One record of any of Waldur's lists while it is being read; its keys come in any order.
struct WaldurRecord {
  var uuid: WaldurUUID?
  var url: SafeText?
  var slug: SafeText?
  var name: SafeText?
  var state: SafeText?
  var created: Timestamp?
  var attributesPartition: SafeText?
  var limits: [SafeText: Double] = [:]
  var project: WaldurUUID?
  var proposal = WaldurProposal()
  var step = WaldurStep()
  var request = WaldurRequest()
  var resource = WaldurResource()
  var usage = WaldurUsage()
  var person: ApplicantDraft

  init(_ names: ApplicantNames) { person = ApplicantDraft(names) }

  mutating func read(
    _ field: WaldurField, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    switch field {
    case .uuid: uuid = try json.waldurUUID(field, &problems)
    case .url: url = try json.ownText(field, &problems)
    case .slug: slug = try json.ownText(field, &problems)
    case .name: name = try json.ownText(field, &problems)
    case .state: state = try json.ownText(field, &problems)
    case .created: created = try json.ownTime(field, &problems)
    case .attributes: try readAttributes(field, &json, &problems)
    case .limits: limits = try json.waldurAmounts(field, &problems)
    // An address that ends in the project's UUID, or the UUID alone.
    case .project: project = try json.ownText(field, &problems).flatMap(WaldurUUID.init(in:)) ?? project
    case .projectUUID: project = try json.waldurUUID(field, &problems) ?? project
    case .round: try proposal.readRound(field, &json, &problems)
    case .callName: proposal.callName = try json.ownText(field, &problems)
    case .workflowStep: proposal.workflowStep = try json.ownText(field, &problems)
    case .durationInDays, .projectDuration:
      let days = try json.ownSmallCount(field, &problems).map(Int.init)
      proposal.durationDays = days ?? proposal.durationDays
    case .organisation: proposal.organisation = try json.ownText(field, &problems)
    case .organisationCountry: proposal.country = try json.ownText(field, &problems)
    case .organisationType:
      proposal.organisationKind = try json.ownText(field, &problems).flatMap(WaldurProposal.kind)
    case .applicantName: try person.read(.name, field, &json, &problems)
    case .applicantGivenName: try person.read(.givenName, field, &json, &problems)
    case .applicantFamilyName: try person.read(.familyName, field, &json, &problems)
    case .applicantEmail: try person.read(.email, field, &json, &problems)
    case .step: step.step = try json.ownText(field, &problems)
    case .status: step.status = try json.ownText(field, &problems)
    case .outcome: step.outcome = try json.ownText(field, &problems)
    case .startedAt: step.startedAt = try json.ownTime(field, &problems)
    case .completedAt: step.completedAt = try json.ownTime(field, &problems)
    case .responsibleRole: step.responsibleRole = try json.ownText(field, &problems)
    case .proposal: request.proposal = try json.ownText(field, &problems).flatMap(WaldurUUID.init(in:))
    case .requestedOffering: try request.readOffering(field, &json, &problems)
    case .backendID: resource.backendID = try json.ownText(field, &problems)
    case .offeringName: resource.offering = try json.ownText(field, &problems)
    case .offeringComponents: try resource.readComponents(field, &json, &problems)
    case .endDate: resource.lastDay = try json.ownDay(field, &problems)
    case .projectEndDate: resource.projectLastDay = try json.ownDay(field, &problems)
    case .effectiveEndDate, .resourceEffectiveEndDate:
      resource.terminationDay = try json.ownDay(field, &problems) ?? resource.terminationDay
    case .projectEffectiveEndDate: resource.projectTerminationDay = try json.ownDay(field, &problems)
    case .limitUsage: resource.limitUsage = try json.waldurAmounts(field, &problems)
    case .currentUsages: resource.currentUsages = try json.waldurAmounts(field, &problems)
    case .paused: resource.isPaused = try json.waldurFlag(field, &problems)
    case .downscaled: resource.isDownscaled = try json.waldurFlag(field, &problems)
    case .lastSync: resource.lastSync = try json.ownTime(field, &problems)
    case .type: usage.component = try json.ownText(field, &problems)
    case .usage: usage.amount = try json.waldurAmount(field, &problems)
    case .date: usage.date = try json.ownTime(field, &problems)
    case .billingPeriod: usage.period = try json.ownDay(field, &problems)
    case .resourceUUID: usage.resource = try json.waldurUUID(field, &problems)
    }
  }

  /// Names a step that ends before it begins, and takes its end out, once all fields have been read.
  mutating func settle(_ problems: inout RecordProblems) {
    guard let start = step.startedAt, let end = step.completedAt, end < start else { return }
    problems.noteContradiction(WaldurField.completedAt, end, before: .startedAt, start)
    step.completedAt = nil
  }

  private enum AttributeField: String, CaseIterable, Sendable {
    case partition
    static let all = JSONFields<AttributeField>()
  }

  /// What the site's own form asked for; of all that, only the partition has a place.
  private mutating func readAttributes(
    _ field: WaldurField, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    guard try json.kind() == .object else { return try json.skip() }
    try json.enterObject()
    while let field = try json.nextField(AttributeField.all) {
      switch field {
      case .partition:
        guard try json.kind() == .string else { continue }
        attributesPartition = try json.ownText(field, &problems)
      }
    }
  }
}

extension WaldurRecord {
  /// How messages name a record that is kept.
  func name(in kind: WaldurListKind) -> SafeText {
    let unnamed: SafeText = "without a name"
    return switch kind {
    case .proposals: "proposal \(slug ?? uuid?.hex ?? unnamed)"
    case .steps: "step \(step.step ?? unnamed)"
    case .requests: "request for \(request.offering ?? unnamed)"
    case .resources: "resource \(resource.backendID ?? slug ?? unnamed)"
    case .usages: "use of resource \(usage.resource?.hex ?? unnamed)"
    }
  }
}
