package import Text

/// Where Slurm can start a job now: the one answer behind idle and unavailable GPUs, drain times, alerts and the map.
///
/// A node can start jobs where its state lets them (`NodeState.letsJobsStart`) and one of its partitions starts them:
/// Slurm starts what waits in a partition that is UP or DRAIN, and nothing in one that is DOWN or INACTIVE. A partition
/// whose state no source tells is taken to be UP, and so is that of a node whose partitions nobody tells. A node in no
/// partition takes no job, though `scontrol` calls it idle. Reservations count by the flags that Slurm sets: maintenance
/// keeps jobs away, and a node that is planned or reserved starts the jobs that it is held for.
///
/// Of a partition the question is whether a job of that partition can start: where the partition is DOWN no GPU is idle
/// in it, also on nodes that another one starts jobs on.
package struct JobStarts: Sendable {
  /// What keeps jobs from a node.
  package enum Unavailability: Sendable, Hashable {
    /// The node's own state.
    case state
    case noPartition
    /// Every partition of the node, or the one that was asked of, is DOWN or INACTIVE.
    case partition
  }

  /// Partitions that start nothing.
  private let closed: Set<SafeText>

  /// Of a cluster's partitions; `nil` where no source tells them. Linear in them.
  package init(partitions: [Partition]?) {
    closed = Set((partitions ?? []).filter { $0.state?.startsJobs == false }.map(\.name))
  }

  /// What keeps jobs of any partition from the node; `nil` where one can start.
  package func unavailability(on node: Node) -> Unavailability? {
    unavailability(of: node.state, inAnyOf: node.partitions)
  }

  /// What keeps jobs of `partition`, which holds the node, from it.
  package func unavailability(on node: Node, in partition: SafeText) -> Unavailability? {
    unavailability(of: node.state, in: partition)
  }

  /// As of a node in that state and these partitions.
  func unavailability(of state: NodeState, inAnyOf partitions: [SafeText]?) -> Unavailability? {
    if !state.letsJobsStart { return .state }
    guard let partitions else { return nil }
    if partitions.isEmpty { return .noPartition }
    return !closed.isEmpty && partitions.allSatisfy(closed.contains) ? .partition : nil
  }

  func unavailability(of state: NodeState, in partition: SafeText) -> Unavailability? {
    if !state.letsJobsStart { return .state }
    return !closed.isEmpty && closed.contains(partition) ? .partition : nil
  }
}

extension PartitionState {
  /// Whether Slurm starts what waits in the partition.
  fileprivate var startsJobs: Bool {
    switch self {
    case .up, .drain: true
    case .down, .inactive: false
    }
  }
}
