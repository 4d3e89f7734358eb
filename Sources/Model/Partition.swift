package import Text

/// A partition as Slurm is configured to offer it.
package struct Partition: Sendable, Equatable {
  package var name: SafeText
  /// `nil` where the form does not say, as 23.02's.
  package var state: PartitionState?
  /// The longest time limit that a job may ask for.
  package var maxTime: TimeLimit
  /// Nodes that it holds; `nil` where the source does not say.
  package var nodeCount: Int?

  package init(
    name: SafeText, state: PartitionState? = nil, maxTime: TimeLimit = .unknown, nodeCount: Int? = nil
  ) {
    self.name = name
    self.state = state
    self.maxTime = maxTime
    self.nodeCount = nodeCount
  }
}

/// What a partition does with jobs, by Slurm's own words (scontrol(1), `State` of partitions).
package enum PartitionState: String, Sendable, Hashable, CaseIterable {
  /// Takes jobs and starts them.
  case up = "UP"
  /// Takes jobs and starts none.
  case down = "DOWN"
  /// Starts what waits and takes no more.
  case drain = "DRAIN"
  /// Neither takes nor starts jobs.
  case inactive = "INACTIVE"
}
