package import Model
package import Text

/// A node with what the cluster's other files tell of it.
package struct NodeRow: Sendable {
  let cluster: NodesOfCluster
  let place: Int

  package var node: Node { cluster.nodes[place] }
  package var clusterName: SafeText { cluster.name }
  /// What the node counts as, by its own state and its partitions.
  package var nodeClass: NodeClass { cluster.starts.nodeClass(of: node) }
  /// Jobs that run there; `nil` when no source holds jobs.
  package var runningJobs: Int? { cluster.runningJobs.map { $0[node.name] ?? 0 } }
  /// Whether a job can start there.
  package var canStartJobs: Bool { cluster.starts.hindrance(on: node) == nil }
}

/// The nodes of one cluster in the order of their names, and what it takes to tell of one of them.
package final class NodesOfCluster: Sendable {
  package let name: SafeText
  package let nodes: [Node]
  package let starts: JobStarts
  /// How many jobs run on each node that has some.
  package let runningJobs: [SafeText: Int]?

  /// Sorts the nodes, and unfolds each distinct list of nodes that a running job has.
  init(_ cluster: Cluster) {
    name = cluster.name
    nodes = (cluster.nodes ?? []).filter { $0.state.exists }.sorted { $0.name.precedesByNumber($1.name) }
    starts = JobStarts(partitions: cluster.partitions)
    runningJobs = cluster.jobs?.runningByNode()
  }
}

extension JobTable {
  /// How many jobs run on each node that has some. Every distinct list of nodes is unfolded once.
  fileprivate func runningByNode() -> [SafeText: Int] {
    var jobsOfList: [Symbol: Int] = [:]
    for job in jobs where job.state.base == .running { jobsOfList[job.nodeList, default: 0] += 1 }
    var jobsOfNode: [SafeText: Int] = [:]
    for (list, count) in jobsOfList {
      for node in HostList(symbols[list]).names(atMost: Self.mostNodes) ?? [] {
        jobsOfNode[node, default: 0] += count
      }
    }
    return jobsOfNode
  }

  /// More than any machine has.
  private static let mostNodes = 100_000
}

/// What is told of a node.
package enum NodeFields {
  package static let all = Fields<NodeRow>(
    [
      Field("name", title: "node", .name, searched: true, "its name") { .told($0.node.name) },
      Field("cluster", .name, "the cluster that it is of") { .told($0.clusterName) },
      Field("partition", .name, "the partitions that hold it") { .list($0.node.partitions) },
      Field("state", .choice(states), "its state, by the word that sinfo prints") {
        .choice(SafeText(untrusted: $0.node.state.word), of: states)
      },
      Field("since", .moment, "when its reason was given") { .moment($0.node.reasonSetAt) },
      Field("gpus", title: "GPUs", .count, "GPUs configured") { .count($0.node.gpus) },
      Field("allocated", .count, "GPUs that jobs hold") { .count($0.node.gpusInUse) },
      Field("idle", .count, "GPUs that no job holds, where one can start; 0 where none can") {
        guard $0.canStartJobs else { return .count(0) }
        guard let gpus = $0.node.gpus, let used = $0.node.gpusInUse else { return .unknown }
        return .count(gpus - used)
      },
      Field("type", .name, usual: false, "the type of its GPUs") { .told($0.node.gpuType) },
      Field("busy", .share, unit: .fraction, "how busy its allocated GPUs are, as measured") {
        .share($0.node.busyOfAllocated)
      },
      Field("cpus", title: "CPUs", .count, usual: false, "CPUs configured") { .count($0.node.cpus) },
      Field("cpus-allocated", title: "CPUs used", .count, usual: false, "CPUs that jobs hold") {
        .count($0.node.cpusAllocated)
      },
      Field("power", .amount, unit: .watts, "what it draws") { .amount($0.node.watts) },
      Field("jobs", .count, "jobs that run on it") { .count($0.runningJobs) },
      Field("by", .name, searched: true, "who gave the reason") { .told($0.node.reasonSetBy) },
      Field("reason", .prose, searched: true, "why it was taken out of service") { .told($0.node.reason) },
    ],
    flags: [
      FieldFlag("up", "can start jobs") { $0.canStartJobs },
      FieldFlag("out", "out of service: down, drained, draining, failing or in maintenance") { node in
        if case .out(let outage) = node.nodeClass { outage.isOutOfService } else { false }
      },
      FieldFlag("down", "in Slurm's state DOWN or ERROR, or with an invalid registration") {
        $0.nodeClass == .out(.down)
      },
      FieldFlag("drained", "taken out with DRAIN, and empty") { $0.nodeClass == .out(.drained) },
      FieldFlag("draining", "taken out with DRAIN while jobs run on it") { $0.nodeClass == .out(.draining) },
    ])

  /// The words of `sinfo -o %T`, without marks.
  private static let states = [
    "idle", "mixed", "allocated", "completing", "planned", "reserved", "blocked", "draining", "drained",
    "maint", "reboot", "failing", "fail", "down", "error", "inval", "invalid", "unknown",
  ].map { FieldChoice($0) }

  static func list(of factory: Factory) -> EntityList {
    let clusters = factory.clusters.map { NodesOfCluster($0) }
    let parts = JoinedParts(clusters.map(\.nodes.count))
    return EntityList(.nodes, all, count: parts.count) { place in
      let (cluster, place) = parts.part(at: place)
      return NodeRow(cluster: clusters[cluster], place: place)
    }
  }
}
