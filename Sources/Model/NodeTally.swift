package import Text

/// What a node counts as, wherever nodes are counted: alerts, the rows of clusters and partitions, the lines on what is
/// out of service, and the map. Exactly one, so that these add up.
package enum NodeClass: Hashable, Sendable {
  /// In service, by the word that sinfo prints. A node that runs jobs in a partition that starts none is in service.
  case inService(NodeWord)
  case out(Outage)
}

extension JobStarts.Unavailability {
  /// What that makes of a node, `own` being what its state makes of it: one that is well is closed where it is idle.
  func outage(isIdle: Bool, itsOwn own: Outage?) -> Outage? {
    switch self {
    case .state: own
    case .noPartition, .partition: isIdle ? .closed : nil
    }
  }
}

extension JobStarts {
  /// What the node counts as, in a partition that holds it where one is named.
  package func nodeClass(of node: Node, in partition: SafeText? = nil) -> NodeClass {
    let unavailability =
      partition.map { self.unavailability(on: node, in: $0) } ?? self.unavailability(on: node)
    guard let outage = unavailability?.outage(isIdle: node.state.base == .idle, itsOwn: node.state.outage)
    else {
      return .inService(node.state.word)
    }
    return .out(outage)
  }
}

/// How many nodes of a cluster or a partition count as what, and which went last. Nodes in state FUTURE are none.
package struct NodeTally: Sendable, Equatable {
  /// Nodes that there are, in service or not.
  package private(set) var existing = 0
  private var counts = [Int](repeating: 0, count: Outage.allCases.count)
  /// Nodes in service by the word that sinfo prints.
  package private(set) var inService: [NodeWord: Int] = [:]
  /// `nil` while none is out for another reason than that it is away on purpose.
  package private(set) var newest: OutageEvent?

  package init() {}

  /// Nodes that count as `outage`.
  package func count(_ outage: Outage) -> Int { counts[outage.rawValue] }

  /// Those of all classes that are out of service.
  package var outOfService: Int { count { $0.isOutOfService } }
  /// All but those that are away on purpose.
  package var unplanned: Int { count { $0.isOutOfService && !$0.isPlanned } }
  /// The classes of what is out of service, the worst first.
  package var outages: [Outage] { Outage.allCases.filter { $0.isOutOfService && count($0) > 0 } }

  private func count(where isMeant: (Outage) -> Bool) -> Int {
    Outage.allCases.reduce(0) { isMeant($1) ? $0 + count($1) : $0 }
  }

  /// Counts a node that is out; `event` is `nil` for one with which nothing is wrong.
  mutating func add(_ outage: Outage, event: OutageEvent?) {
    existing += 1
    counts[outage.rawValue] += 1
    guard let event else { return }
    if newest.map({ event.isNewer(than: $0) }) ?? true { newest = event }
  }

  /// Counts the nodes in service, by word.
  mutating func add(inService words: [NodeWord: Int]) {
    inService = words
    existing += words.values.reduce(0, +)
  }
}
