package import Text

/// A quota of storage, as Open OnDemand's quota files tell it.
package struct StorageQuota: Sendable, Equatable {
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
  /// A warning for each shared quota that is used up to the threshold, the fullest first, and one for all personal ones
  /// together.
  static func alerts(_ quotas: [StorageQuota], policy: AlertThresholds) -> [Alert] {
    let full = quotas.filter { $0.fraction >= policy.quotaFraction }
    let shared = full.filter { $0.path != nil }.sorted {
      ($1.fraction, $0.path ?? "") < ($0.fraction, $1.path ?? "")
    }
    var messages = shared.map { quota -> SafeText in
      let percent = Int(exactly: min(quota.fraction * 100, 1_000_000).rounded(.down)) ?? 0
      let what: SafeText =
        switch quota.resource {
        case .blocks: "of its space"
        case .files: "of its number of files"
        }
      return "\(quota.path ?? "") uses \(percent) % \(what)"
    }
    let personal = full.count - shared.count
    if personal > 0 {
      messages.append("\(personal) \(personal == 1 ? "quota" : "quotas") of single users nearly used up")
    }
    return messages.map { Alert(severity: .warning, subject: .storage, message: $0) }
  }
}
