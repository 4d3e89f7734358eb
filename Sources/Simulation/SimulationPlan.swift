/// How large a made-up factory is, and the seed of everything in it that is left to chance.
///
/// The defaults make a good demonstration: three clusters of different make, about 360 nodes, 600 jobs.
package struct SimulationPlan: Sendable, Equatable {
  /// 0 for a site that advises users and has no machine of its own.
  package var clusters: Int
  /// Nodes of each cluster; `nil` gives each machine a size of its own.
  package var nodes: Int?
  /// Records in all queues together that the factory settles around: running, waiting and just ended.
  package var jobs: Int
  /// Applications that are not older than a few months, in whatever step.
  package var applications: Int
  /// Allocations on all clusters together.
  package var allocations: Int
  package var seed: UInt64

  package init(
    clusters: Int = 3, nodes: Int? = nil, jobs: Int = 600, applications: Int = 40, allocations: Int = 40,
    seed: UInt64 = 9001
  ) {
    self.clusters = clusters
    self.nodes = nodes
    self.jobs = jobs
    self.applications = applications
    self.allocations = allocations
    self.seed = seed
  }
}
