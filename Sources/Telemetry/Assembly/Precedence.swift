import Model
import Text

/// Which documents do not count because others tell the same of their cluster in a better form.
///
/// The order of the forms is that of `ClusterParts` and `AccountUnion`: node records before the rows of `sinfo`, and
/// `sshare` before what associations and jobs make together. Lists of Waldur's that find nothing they belong to do not
/// count either. Own records before a portal's is decided field by field (`NativeBeforePortal`), so every document counts.
struct Precedence {
  /// The clusters that some document tells of in the better form.
  private var withNodes: Set<SafeText> = []
  private var withShares: Set<SafeText> = []
  private var waldur = WaldurMatches()

  init(_ documents: [DatedDocument]) {
    for document in documents {
      switch document.content {
      case .nodes:
        if let cluster = document.cluster { withNodes.insert(cluster) }
      case .accounts(let records, .shares):
        withShares.formUnion(records.compactMap { $0.cluster ?? document.cluster })
      case .waldur(let list): waldur.add(list)
      case .accounts(_, .associations), .accounts(_, .jobs), .groups, .partitions, .reservations, .scheduler,
        .cluster, .jobs, .applications, .allocations, .history, .measurements, .balances, .quotas, .qos,
        .notUsed:
        break
      }
    }
  }

  /// Why nothing of a document counts, in one clause; `nil` when something does.
  func whyNotUsed(_ document: DatedDocument) -> SafeText? {
    switch document.content {
    case .groups:
      guard let cluster = document.cluster, withNodes.contains(cluster) else { return nil }
      return "its nodes, for another file has the nodes of \(cluster) one by one"
    case .accounts(let records, let source):
      let clusters = Set(records.compactMap { $0.cluster ?? document.cluster })
      guard source != .shares, let cluster = clusters.first, clusters.isSubset(of: withShares) else {
        return nil
      }
      return "another file has the shares of \(cluster), which tell limits and use together"
    case .waldur(let list): return waldur.whyNotUsed(list, fileUUID: document.fileUUID)
    case .notUsed: return "no pane shows what it holds"
    case .cluster, .nodes, .jobs, .applications, .allocations, .history, .partitions, .reservations,
      .scheduler, .measurements, .balances, .quotas, .qos:
      return nil
    }
  }
}
