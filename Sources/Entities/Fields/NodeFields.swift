package import Model
package import Text

/// A node with what the cluster's other files tell of it.
package struct NodeRow: Sendable {
  let cluster: NodesOfCluster
  /// Where it is in the cluster's own list.
  let place: Int

  package var node: Node { cluster.all[place] }
  package var clusterName: SafeText { cluster.name }
  /// What the node counts as, by its own state and its partitions.
  package var nodeClass: NodeClass { cluster.starts.nodeClass(of: node) }
  /// How many jobs run there; `nil` when no source holds jobs.
  package var runningJobs: Int? { cluster.runningJobs(on: node.name)?.count }
  /// Whether a job can start there.
  package var canStartJobs: Bool { cluster.starts.unavailability(on: node) == nil }
}

/// What is told of a node.
package enum NodeFields {
  package static let all = Fields<NodeRow>(
    [
      Field("name", title: "node", .name, searched: true, "its name") { .told($0.node.name) },
      Field("cluster", .name, searched: true, "the cluster that it is of") { .told($0.clusterName) },
      Field("partition", .name, "the partitions that hold it") { .list($0.node.partitions) },
      Field("state", .choice(states.offered), "its state, by the word that sinfo prints") {
        let state = $0.node.state
        return states[state.word].marked(state.suffix)
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

  /// With the short forms of sinfo's %t. None of the list is FUTURE.
  private static let states = Choices(NodeWord.allCases.filter { $0 != .future }) {
    FieldChoice($0.text, otherNames: [$0.code].compactMap(\.self), takesMarks: true)
  }

  /// The nodes of all clusters, one cluster after the other, by name.
  package static func list(of clusters: [NodesOfCluster]) -> EntityList {
    let nodes = clusters.map(\.ordered)
    let parts = JoinedParts(nodes.map(\.count))
    return EntityList(.nodes, all, count: parts.count) { place in
      let (cluster, place) = parts.part(at: place)
      return nodes[cluster][place]
    }
  }
}
