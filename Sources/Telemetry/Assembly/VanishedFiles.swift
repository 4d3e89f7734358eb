import Model
import Text

/// Which of the files that have vanished are lost, and which were removed on purpose.
///
/// What was lost is missed, and its last data count. Nobody misses the file of a job that has ended, of a day of the
/// history that is old enough, or of a list that goes on under another name.
struct VanishedFiles {
  /// Those whose data do not count any more.
  private var replaced: Set<Int> = []
  private var retired: Set<Int> = []

  /// What was lost is given up so long after its data were true.
  private static let longestLoss = Seconds.hours(24)

  /// `now` where it is known.
  init(among documents: [DatedDocument], now: Timestamp?) {
    for (index, gone) in documents.enumerated() where gone.isMissing {
      let others = documents.filter {
        !$0.isMissing && $0.content.kind == gone.content.kind && $0.cluster == gone.cluster
      }
      if let now, let time = gone.writtenAt ?? gone.listedAt, now - time > Self.longestLoss {
        retired.insert(index)
      } else if Self.isReplaced(gone, by: others) {
        replaced.insert(index)
        if Self.isRetired(gone, beside: others) { retired.insert(index) }
      } else if Self.isOver(gone, beside: others) {
        retired.insert(index)
      }
    }
  }

  /// Whether another file counts in its place, or none has to.
  func isReplaced(_ index: Int) -> Bool { replaced.contains(index) || retired.contains(index) }
  /// Whether it is as if it had never been there.
  func isRetired(_ index: Int) -> Bool { retired.contains(index) }

  /// Whether jobs or nodes are told by another file that is about as new, as where one was renamed.
  private static func isReplaced(_ gone: DatedDocument, by others: [DatedDocument]) -> Bool {
    guard let subject = gone.subjects.first, subject.clusterOfQueue != nil else { return false }
    let listing = Listing(gone, at: 0, of: subject)
    return others.contains { other in
      if listing.isOfOtherPartitions(than: Listing(other, at: 0, of: subject)) { return false }
      guard let time = other.listedAt, let goneTime = gone.listedAt else { return true }
      return max(goneTime, time) - min(goneTime, time) <= subject.partsWithin
    }
  }

  /// Whether nothing is missed of what another file replaces: jobs come and go, nodes stay.
  private static func isRetired(_ gone: DatedDocument, beside others: [DatedDocument]) -> Bool {
    let nodes = gone.nodeNames
    return nodes.isEmpty || nodes.isSubset(of: others.reduce(into: []) { $0.formUnion($1.nodeNames) })
  }

  /// Whether what it told is over: a day of the history beside others, one job beside the file of another, an older list
  /// of jobs beside a newer one of its partitions.
  private static func isOver(_ gone: DatedDocument, beside others: [DatedDocument]) -> Bool {
    switch gone.content {
    case .history: return !others.isEmpty
    case .jobs:
      guard let subject = gone.subjects.first else { return false }
      let listing = Listing(gone, at: 0, of: subject)
      return others.contains { other in
        if listing.isOfOne { return true }
        guard let time = other.listedAt, let goneTime = gone.listedAt, time > goneTime else { return false }
        return !listing.isOfOtherPartitions(than: Listing(other, at: 0, of: subject))
      }
    case .nodes, .groups, .cluster, .applications, .allocations, .partitions, .reservations, .scheduler,
      .accounts, .waldur, .measurements, .balances, .quotas, .qos, .notUsed:
      return false
    }
  }
}

extension DatedDocument {
  /// The nodes that it lists; empty for what lists none.
  fileprivate var nodeNames: Set<SafeText> {
    switch content {
    case .nodes(let nodes): Set(nodes.map(\.name))
    case .groups(let groups): Set(groups.flatMap(\.nodes).map(\.name))
    case .jobs, .history, .cluster, .applications, .allocations, .partitions, .reservations, .scheduler,
      .accounts, .waldur, .measurements, .balances, .quotas, .qos, .notUsed:
      []
    }
  }
}
