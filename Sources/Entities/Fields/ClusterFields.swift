package import Model
import Text

/// What is told of a cluster as a whole.
package enum ClusterFields {
  package static let all = Fields<ClusterFigures>(
    [
      Field("name", title: "cluster", .name, searched: true, "its name") { .told($0.name) },
      Field("state", .choice(sourceStates.offered, isRanked: true), "how its files are: the worst of them") {
        .sourceState($0.sourceState)
      },
    ] + capacity(of: \.capacity) + [
      Field("running", .count, "jobs that run") { .count($0.queue?.runningJobs) },
      Field("waiting", .count, "tasks that wait, each element of an array counting as one") {
        .count($0.queue?.pendingTasks, isAtLeast: $0.queue?.tasksAreAtLeast ?? false)
      },
    ] + backlog(of: \.queue) + [
      Field("power", .amount, unit: .watts, usual: false, "what its nodes draw") { .amount($0.powerWatts) },
      Field(
        "facility-power", .amount, unit: .watts, usual: false, "what its facility draws, cooling included"
      ) {
        .amount($0.facilityWatts)
      },
      Field("pue", .ratio, usual: false, "power usage effectiveness: facility over IT power") {
        .ratio($0.pue)
      },
    ])

  static let sourceStates = Choices(Source.State.allCases.sorted())

  /// The fields of nodes and GPUs that a cluster and a partition have in common.
  static func capacity<Row>(
    of capacity: @escaping @Sendable (Row) -> CapacityFigures?
  ) -> [Field<Row>] {
    [
      Field("nodes", .count, "nodes that there are, without those in state FUTURE") {
        .count(capacity($0)?.nodes)
      },
      Field("gpus", title: "GPUs", .count, "GPUs installed") { .count(capacity($0)?.gpus.total) },
      Field("allocated", .count, "GPUs that jobs hold") { .count(capacity($0)?.gpus.allocated) },
      Field("idle", .count, "GPUs that no job holds, on nodes that can start one") {
        .count(capacity($0)?.gpus.idle)
      },
      Field("unavailable", .count, "GPUs that no job holds, on nodes that can start none") {
        .count(capacity($0)?.gpus.unavailable)
      },
      Field(
        "of-available", title: "%avail", .share, unit: .fraction, "allocated of those that can be given out"
      ) {
        .share(capacity($0)?.gpus.ofAvailable)
      },
      Field("of-installed", title: "%inst", .share, unit: .fraction, "allocated of all installed") {
        .share(capacity($0)?.gpus.ofInstalled)
      },
      Field("busy", .share, unit: .fraction, usual: false, "how busy the allocated GPUs are, as measured") {
        .share(capacity($0)?.gpus.busy)
      },
      nodes("nodes-allocated", title: "nodes alloc", "nodes that jobs run on", capacity, \.inUse),
      nodes("nodes-idle", title: "nodes idle", "nodes in service that no job runs on", capacity, \.idle),
      nodes("nodes-down", title: "nodes down", "nodes in state DOWN or ERROR", capacity, \.down),
      nodes("nodes-drained", title: "nodes drain", "drained and draining nodes", capacity, \.drained),
      nodes("nodes-other", title: "nodes other", "nodes that count as none of these", capacity, \.other),
    ]
  }

  /// One of the counts of nodes, of which each node is in one.
  private static func nodes<Row>(
    _ key: String, title: SafeText, _ explanation: SafeText,
    _ capacity: @escaping @Sendable (Row) -> CapacityFigures?,
    _ count: @escaping @Sendable (NodeCounts) -> Int
  ) -> Field<Row> {
    Field(key, title: title, .count, usual: false, explanation) { row in
      .count(capacity(row).map { count(NodeCounts($0.tally)) })
    }
  }

  /// The fields of what waits that a cluster and a partition have in common.
  static func backlog<Row>(of queue: @escaping @Sendable (Row) -> QueueFigures?) -> [Field<Row>] {
    [
      Field(
        "eligible", .count, "waiting tasks that Slurm considers: not held, and waiting for no job or time"
      ) {
        .count(queue($0)?.eligibleTasks, isAtLeast: queue($0)?.eligibleAreAtLeast ?? false)
      },
      Field(
        "gpu-hours", title: "backlog GPU-h", .amount, unit: .gpuHours,
        "GPUs times time limit of what is eligible"
      ) {
        .amount(queue($0)?.backlog?.count, isAtLeast: queue($0)?.eligibleAreAtLeast ?? false)
      },
      Field(
        "drain", .span, unit: .seconds,
        "how long the nodes that can start jobs would take for what is eligible, without new work"
      ) { .span(queue($0)?.drain.flatMap(Self.seconds)) },
      Field(
        "oldest", title: "oldest wait", .span, unit: .seconds, "how long the oldest eligible task has waited"
      ) {
        .span(queue($0)?.oldestEligibleWait)
      },
      Field(
        "tasks-are-at-least", .flag, usual: false,
        "whether Slurm cut an array's list of tasks, so that waiting is a lower bound"
      ) { queue($0).map { .flag($0.tasksAreAtLeast) } ?? .unknown },
    ]
  }

  /// Hours that were worked out; what no number of seconds can tell is unknown.
  private static func seconds(ofHours hours: Double) -> Seconds? {
    Int64(exactly: (hours * 3600).rounded()).map { Seconds($0) }
  }
}

extension FieldValue {
  static func sourceState(_ state: Source.State) -> FieldValue { ClusterFields.sourceStates[state] }
}
