import Model
import Screen
import Text

/// How many nodes are in which state, for a cluster's line.
extension PaneBuilder {
  /// `1 down · 12 alloc · 5 mix`: what is out of service, the worst first, and then the others, most nodes first.
  func nodeStates(_ cluster: ClusterFigures) -> SafeText {
    guard let tally = cluster.capacity?.tally else { return "nodes \(SafeText.unknown)" }
    return tally.inWords.map { "\($0.count) \($0.nodeClass.compact)" as SafeText }.joined(separator: " · ")
  }

  /// The first two of them and how many nodes are left, `1 down · 12 alloc · +5 more`; where more than two are out of
  /// service, how many nodes they are together: `9 of 17 out · 1 down`.
  func nodeStatesInShort(_ cluster: ClusterFigures) -> SafeText {
    guard let tally = cluster.capacity?.tally else { return "nodes \(SafeText.unknown)" }
    let all = tally.inWords
    let shown = all.prefix(2).map { "\($0.count) \($0.nodeClass.compact)" as SafeText }
    if tally.outages.count > 2 { return "\(tally.outOfService) of \(tally.existing) out · \(shown[0])" }
    let left = all.dropFirst(2).reduce(0) { $0 + $1.count }
    return (shown + (left > 0 ? ["+\(left) more"] : [])).joined(separator: " · ")
  }
}

extension NodeTally {
  /// What is out of service, the worst first, and then the others, most nodes first.
  fileprivate var inWords: [(nodeClass: NodeClass, count: Int)] {
    let others =
      inService.map { (nodeClass: NodeClass.inService($0.key), count: $0.value) }
      + Outage.allCases.filter { !$0.isOutOfService }.map { (nodeClass: .out($0), count: count($0)) }
    return outages.map { (nodeClass: .out($0), count: count($0)) }
      + others.filter { $0.count > 0 }
      .sorted { ($1.count, $0.nodeClass.word) < ($0.count, $1.nodeClass.word) }
  }
}
