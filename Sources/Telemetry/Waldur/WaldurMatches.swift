import Text

/// Which of Waldur's lists find what they belong to, so that `check` can say which do not.
struct WaldurMatches {
  private var proposals: Set<WaldurUUID> = []
  private var resources: Set<WaldurUUID> = []

  mutating func add(_ list: WaldurList) {
    switch list {
    case .proposals(let records): proposals.formUnion(records.compactMap(\.uuid))
    case .resources(let records): resources.formUnion(records.compactMap(\.uuid))
    case .steps, .requests, .usages, .empty: break
    }
  }

  /// Why nothing of a list counts, in one clause; `nil` when something does.
  func whyNotUsed(_ list: WaldurList, fileUUID: WaldurUUID?) -> SafeText? {
    switch list {
    case .proposals, .resources: return nil
    case .steps: return whyNotUsed(of: [fileUUID].compactMap(\.self))
    case .requests(let records): return whyNotUsed(of: records.compactMap { $0.proposal ?? fileUUID })
    case .usages(let records):
      if records.isEmpty || records.contains(where: { $0.resource.map(resources.contains) ?? false }) {
        return nil
      }
      return resources.isEmpty
        ? "no file holds the resources that were used; save marketplace-resources too"
        : "its amounts, for they are of resources that no file holds; save all pages of marketplace-resources"
    case .empty: return "it has no record that would say what it is a list of"
    }
  }

  private func whyNotUsed(of told: [WaldurUUID]) -> SafeText? {
    guard let uuid = told.first else {
      return "nothing says of which proposal it is; put the proposal's UUID into the file's name"
    }
    if told.contains(where: proposals.contains) { return nil }
    return "no file holds the proposal \(uuid.hex), which it is of; save proposal-proposals too"
  }
}
