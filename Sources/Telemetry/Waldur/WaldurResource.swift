import JSONStream
import Model
import Text

/// A record of `marketplace-resources` or `marketplace-provider-resources`: what a project was given of one offering.
package struct WaldurResource: Sendable {
  var uuid: WaldurUUID?
  var name: SafeText?
  var slug: SafeText?
  var state: SafeText?
  var createdAt: Timestamp?
  var project: WaldurUUID?
  /// The account's name at the site.
  var backendID: SafeText?
  var offering: SafeText?
  var lastDay: CivilDate?
  var projectLastDay: CivilDate?
  /// The day on which it will be terminated, which is the earlier one of its own and its project's, with the grace
  /// that the project has. Servers before 2025 do not tell it.
  var terminationDay: CivilDate?
  var projectTerminationDay: CivilDate?
  /// By component type, each.
  var limits: [SafeText: Double] = [:]
  var limitUsage: [SafeText: Double] = [:]
  var currentUsages: [SafeText: Double] = [:]
  /// For how long a component's limit holds, by its type: `month`, `quarterly`, `annual`, `total`.
  var limitPeriods: [SafeText: SafeText] = [:]
  var isPaused: Bool?
  var isDownscaled: Bool?
  var lastSync: Timestamp?
  /// The path of the file that tells of it.
  var path: SafeText?

  private enum ComponentField: String, CaseIterable, Sendable {
    case type
    case limitPeriod = "limit_period"
    static let all = JSONFields<ComponentField>()
  }

  mutating func readComponents(
    _ field: WaldurField, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    guard try json.entersOwnList(field, &problems) else { return }
    while try json.nextElement() {
      guard try json.entersOwnObject(field, &problems) else { continue }
      var type: SafeText?
      var period: SafeText?
      while let field = try json.nextField(ComponentField.all) {
        switch field {
        case .type: type = try json.ownText(field, &problems)
        case .limitPeriod: period = try json.ownText(field, &problems)
        }
      }
      if let type, let period { limitPeriods[type] = period }
    }
  }
}

extension WaldurResource {
  init?(_ record: WaldurRecord) {
    self = record.resource
    guard backendID != nil || record.slug != nil else { return nil }
    uuid = record.uuid
    name = record.name
    slug = record.slug
    state = record.state
    createdAt = record.created
    project = record.project
    limits = record.limits
  }

  /// The last day on which it can be used: where nothing tells when it will be terminated, it ends with its project at
  /// the latest.
  var end: CivilDate? {
    terminationDay ?? [lastDay, projectTerminationDay ?? projectLastDay].compactMap(\.self).min()
  }

  /// The site's account, which is the backend's name for it once there is one.
  var account: SafeText { backendID ?? slug ?? "" }

  /// What tells it from others: its UUID, and where that was not asked for, everything that may differ between two
  /// resources of one account.
  var identity: SafeText {
    if let uuid { return uuid.hex }
    let created = createdAt.map { SafeText(untrusted: $0.rfc3339) }
    return [account, offering, created].map { $0 ?? "" }.joined(separator: " | ")
  }

  /// The proposal's ID, where one of its names is one.
  var proposalID: ProposalID? {
    [name, slug, backendID].compactMap(\.self).compactMap { ProposalID($0) }.first
  }

  var standing: AllocationStanding? {
    guard let state else { return nil }
    switch state {
    case "Creating": return .creating
    case "Terminated": return .terminated
    case "OK", "Updating":
      if isPaused == true { return .paused }
      return isDownscaled == true ? .downscaled : .active
    default: return .other(state)
    }
  }
}
