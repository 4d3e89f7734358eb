import Text

/// Which of Waldur's lists a list is.
package enum WaldurListKind: Sendable {
  case proposals, steps, requests, resources, usages

  /// Told by the keys of a record, in whatever order they stand; `nil` for other lists of Waldur's.
  init?(_ keys: Set<WaldurField>) {
    func has(_ all: WaldurField...) -> Bool { keys.isSuperset(of: all) }
    func has(oneOf some: WaldurField...) -> Bool { !keys.isDisjoint(with: some) }
    if has(oneOf: .orderedResource, .componentUsage, .username) { return nil }
    if has(.requestedOffering) {
      self = .requests
    } else if has(.step), has(oneOf: .status, .startedAt, .outcome) {
      self = .steps
    } else if has(.resourceUUID, .usage, .billingPeriod, .type) {
      self = .usages
    } else if has(.state), has(oneOf: .round, .workflowStep), has(oneOf: .uuid, .slug) {
      self = .proposals
    } else if !has(.resourceUUID), has(oneOf: .limits, .limitUsage, .currentUsages),
      has(oneOf: .backendID, .offeringName)
    {
      self = .resources
    } else {
      return nil
    }
  }

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
