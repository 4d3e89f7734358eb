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

  /// `now` where it is known. Costs what the files of the kinds of those that have vanished hold, and their number
  /// squared where nothing is about as new.
  init(among documents: [DatedDocument], now: Timestamp?) {
    let groups = Dictionary(grouping: documents.indices) {
      Kind(kind: documents[$0].content.kind, cluster: documents[$0].cluster)
    }
    for indices in groups.values {
      let missing = indices.filter { documents[$0].isMissing }
      guard !missing.isEmpty else { continue }
      let others = Others(indices.filter { !documents[$0].isMissing }.map { documents[$0] })
      for index in missing {
        let gone = documents[index]
        if let now, let time = gone.writtenAt ?? gone.listedAt, now - time > Self.longestLoss {
          retired.insert(index)
        } else if others.replace(gone) {
          replaced.insert(index)
          if gone.nodeNames.isSubset(of: others.nodes) { retired.insert(index) }
        } else if others.outlive(gone) {
          retired.insert(index)
        }
      }
    }
  }

  private struct Kind: Hashable {
    var kind: Source.Kind
    var cluster: SafeText?
  }

  /// Whether another file counts in its place, or none has to.
  func isReplaced(_ index: Int) -> Bool { replaced.contains(index) || retired.contains(index) }
  /// Whether it is as if it had never been there.
  func isRetired(_ index: Int) -> Bool { retired.contains(index) }
}

/// The files of one kind and cluster that are there, beside those that have vanished.
private struct Others {
  private let listings: [(time: Timestamp?, listing: Listing)]
  private let areThere: Bool
  /// The nodes that they list.
  let nodes: Set<SafeText>

  init(_ documents: [DatedDocument]) {
    areThere = !documents.isEmpty
    listings = documents.compactMap { document in
      guard let subject = document.subjects.first, subject.clusterOfQueue != nil else { return nil }
      return (document.listedAt, Listing(document, at: 0, of: subject))
    }
    nodes = documents.reduce(into: []) { $0.formUnion($1.nodeNames) }
  }

  /// Whether jobs or nodes are told by one that is about as new, as where a file was renamed. Jobs come and go; nodes stay,
  /// so that those are missed that none of these lists.
  func replace(_ gone: DatedDocument) -> Bool {
    guard let subject = gone.subjects.first, subject.clusterOfQueue != nil else { return false }
    let own = Listing(gone, at: 0, of: subject)
    return listings.contains { time, listing in
      if own.isOfOtherPartitions(than: listing) { return false }
      guard let time, let goneTime = gone.listedAt else { return true }
      return max(goneTime, time) - min(goneTime, time) <= subject.partsWithin
    }
  }

  /// Whether what it told is over: a day of the history beside others, one job beside the file of another, an older list
  /// of jobs beside a newer one of its partitions.
  func outlive(_ gone: DatedDocument) -> Bool {
    switch gone.content {
    case .history: return areThere
    case .jobs:
      guard let subject = gone.subjects.first else { return false }
      let own = Listing(gone, at: 0, of: subject)
      if own.isOfOne { return areThere }
      return listings.contains { time, listing in
        guard let time, let goneTime = gone.listedAt, time > goneTime else { return false }
        return !own.isOfOtherPartitions(than: listing)
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
