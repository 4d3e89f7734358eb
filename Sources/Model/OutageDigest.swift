package import Text

/// Nodes that went out of service together: in one cluster, in one way, for one reason, and within a minute; or those
/// of one reason of which nobody knows when.
package struct OutageGroup: Sendable, Equatable {
  /// `nil` where there is only one.
  package var cluster: SafeText?
  /// As Slurm folds names: `acn[31-42]`.
  package var names: SafeText
  /// The newest of them.
  package var first: SafeText
  package var nodes: Int
  /// When the newest went, by Slurm's stamp.
  package var at: Timestamp?
  /// Empty when nobody gave one.
  package var reason: SafeText
  /// Who gave the newest of them its reason; `nil` where nobody tells.
  package var setBy: SafeText?
}

/// The nodes that are out of service in one way, as they are told where there is little room: the newest by name, and
/// the others by reason.
package struct OutageDigest: Sendable, Equatable {
  /// How many of the nodes are out for one reason.
  package struct Reason: Sendable, Equatable {
    /// Empty when nobody gave one.
    package var reason: SafeText
    package var nodes: Int
  }

  package let outage: Outage
  /// All that are out in this way, also those that `newest` leaves out.
  package let nodes: Int
  /// The newest first, at least one; no more than anybody names in a few lines.
  package let newest: [OutageGroup]
  /// When the one went that is out for longest, of those that tell.
  package let oldest: Timestamp?
  /// Of all of them, most nodes first.
  private let reasons: [Reason]

  private static let most = 8

  /// By class, the worst first, over the clusters. Linear in the nodes, but for the order.
  package static func digests(
    of clusters: [(name: SafeText, outages: [OutageFigures])]
  ) -> [OutageDigest] {
    var parts: [Outage: [(cluster: SafeText?, figures: OutageFigures)]] = [:]
    for cluster in clusters {
      for figures in cluster.outages {
        parts[figures.outage, default: []].append((clusters.count > 1 ? cluster.name : nil, figures))
      }
    }
    return parts.sorted { $0.key.rawValue < $1.key.rawValue }.map { OutageDigest($0.key, $0.value) }
  }

  private init(_ outage: Outage, _ parts: [(cluster: SafeText?, figures: OutageFigures)]) {
    self.outage = outage
    nodes = parts.reduce(0) { $0 + $1.figures.nodes }
    oldest = parts.compactMap(\.figures.oldest).min()
    var groups: [(part: Int, events: ArraySlice<OutageEvent>)] = []
    var counts: [SafeText: Int] = [:]
    for (number, part) in parts.enumerated() {
      counts[part.figures.reason, default: 0] += part.figures.nodes
      groups += part.figures.events.together.map { (number, $0) }
    }
    reasons = counts.map { Reason(reason: $0.key, nodes: $0.value) }
      .sorted { ($1.nodes, $0.reason) < ($0.nodes, $1.reason) }
    let newest = groups.sorted { left, right in
      let (first, second) = (left.events[left.events.startIndex], right.events[right.events.startIndex])
      if first.at != second.at { return first.isNewer(than: second) }
      return (right.events.count, left.part) < (left.events.count, right.part)
    }
    self.newest = newest.prefix(Self.most).map { number, events in
      let first = events[events.startIndex]
      return OutageGroup(
        cluster: parts[number].cluster, names: HostList.folding(events.map(\.node)), first: first.node,
        nodes: events.count, at: first.at, reason: parts[number].figures.reason, setBy: first.setBy)
    }
  }

  /// The reasons of those that are not among the first `shown` of `newest`, most nodes first. Linear in the reasons.
  package func reasons(without shown: Int) -> [Reason] {
    var told: [SafeText: Int] = [:]
    for group in newest.prefix(shown) { told[group.reason, default: 0] += group.nodes }
    return reasons.compactMap { reason in
      let left = reason.nodes - (told[reason.reason] ?? 0)
      return left > 0 ? Reason(reason: reason.reason, nodes: left) : nil
    }.sorted { ($1.nodes, $0.reason) < ($0.nodes, $1.reason) }
  }
}

extension [OutageEvent] {
  /// Those that went within a minute of the first of them, and those without a stamp, each as one. They are in the order
  /// of `isNewer`.
  fileprivate var together: [ArraySlice<OutageEvent>] {
    var groups: [ArraySlice<OutageEvent>] = []
    var start = startIndex
    while start < endIndex {
      let first = self[start].at
      let end =
        self[start...].firstIndex { event in
          guard let first, let at = event.at else { return first != event.at }
          return first - at > .minutes(1)
        } ?? endIndex
      groups.append(self[start..<end])
      start = end
    }
    return groups
  }
}
