package import Model
package import Text

/// A partition with the cluster that it is of.
package struct PartitionRow: Sendable {
  package let cluster: SafeText
  package let figures: PartitionFigures
}

/// What is told of a partition. A node or a waiting job that is in several counts in each.
package enum PartitionFields {
  package static let all = Fields<PartitionRow>(
    [
      Field("cluster", .name, searched: true, "the cluster that it is of") { .told($0.cluster) },
      Field("name", title: "partition", .name, searched: true, "its name") { .told($0.figures.name) },
      Field("state", .choice(states.offered), "what it does with jobs, by Slurm's word") {
        states[$0.figures.configured?.state]
      },
      Field("limit", .span, unit: .seconds, usual: false, "the longest time that a job may ask for") {
        switch $0.figures.configured?.maxTime {
        case .minutes(let minutes): .span(.minutes(Int64(minutes)))
        case .unlimited: .unlimited
        case .unknown, nil: .unknown
        }
      },
    ] + ClusterFields.capacity(of: \.figures.capacity) + [
      Field("running", .count, "jobs that run") { .count($0.figures.queue?.runningJobs) },
      Field("waiting", .count, "tasks that wait, each element of an array counting as one") {
        .count($0.figures.queue?.pendingTasks, isAtLeast: $0.figures.queue?.tasksAreAtLeast ?? false)
      },
    ] + ClusterFields.backlog(of: \.figures.queue))

  private static let states = Choices(PartitionState.allCases) {
    FieldChoice($0.rawValue.lowercased(), short: $0 == .inactive ? "inact" : nil)
  }

  /// In the order of the screen: by cluster, as Slurm or the site orders them.
  static func rows(of figures: Figures) -> [PartitionRow] { figures.clusters.flatMap { rows(of: $0) } }

  /// The partitions of one cluster.
  package static func rows(of cluster: ClusterFigures) -> [PartitionRow] {
    cluster.partitions.map { PartitionRow(cluster: cluster.name, figures: $0) }
  }
}
