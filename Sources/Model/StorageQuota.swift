package import Text

/// A quota of storage, as Open OnDemand's quota files tell it.
package struct StorageQuota: Sendable, Equatable {
  /// What is limited: space, which is counted in blocks, or the number of files.
  package enum Resource: Sendable, Hashable {
    case blocks, files
  }
  /// `nil` for the quota of one person, whose name is often in the path.
  package var path: SafeText?
  package var resource: Resource
  /// Used of the limit; 1 is full.
  package var fraction: Double

  package init(path: SafeText?, resource: Resource, fraction: Double) {
    self.path = path
    self.resource = resource
    self.fraction = fraction
  }
}

extension StorageQuota {
  /// Those that are used up to the threshold, the fullest first.
  static func full(_ quotas: [StorageQuota], policy: AlertThresholds) -> [StorageQuota] {
    quotas.filter { $0.fraction >= policy.quotaFraction }
      .sorted { ($1.fraction, $0.path ?? "") < ($0.fraction, $1.path ?? "") }
  }

  /// A warning for each shared quota of `full`, and one for all personal ones of a resource together, which is told of
  /// the whole factory.
  static func alerts(_ full: [StorageQuota], of factory: EntityID) -> [Alert] {
    let shared = full.compactMap { quota in
      quota.path.map { path in
        let percent = Int(exactly: min(quota.fraction * 100, 1_000_000).rounded(.down)) ?? 0
        return Alert(
          quota.resource.rule, .warning, EntityID(.quota, path),
          text: "uses \(percent) % of its \(quota.resource.inWords)")
      }
    }
    let personal = [Resource.blocks, .files].compactMap { resource -> Alert? in
      let count = full.count { $0.path == nil && $0.resource == resource }
      guard count > 0 else { return nil }
      let quotas: SafeText = "\(count) \(count == 1 ? "quota" : "quotas") of \(resource.inWords)"
      return Alert(resource.rule, .warning, factory, text: "\(quotas) of single users nearly used up")
    }
    return shared + personal
  }
}

extension StorageQuota.Resource {
  fileprivate var rule: Alert.Rule {
    switch self {
    case .blocks: .storageQuota
    case .files: .fileQuota
    }
  }

  fileprivate var inWords: SafeText {
    switch self {
    case .blocks: "space"
    case .files: "number of files"
    }
  }
}
