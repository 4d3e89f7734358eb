package import Text

/// A node on which jobs hold GPUs that do nothing.
package struct IdleAllocation: Sendable, Equatable {
  package var node: SafeText
  /// Allocated GPUs below the threshold; at least so many.
  package var idleGPUs: Int
  /// As `Node.gpusInUse`.
  package var allocatedGPUs: Int
  /// The mean busy fraction of the node's allocated GPUs.
  package var busy: Double
  /// Jobs that run there, by number. On a shared node nobody tells which of them holds the idle GPUs.
  package var jobs: [HoldingJob]
}

/// A job that runs on a node, with whom to ask.
package struct HoldingJob: Sendable, Equatable {
  package var id: Int64
  /// Empty where no source tells it.
  package var account: SafeText
  /// Empty where no source tells it.
  package var user: SafeText
}

extension Cluster {
  /// Nodes with allocated GPUs that are less busy than `threshold`, most such GPUs first, then by name.
  ///
  /// One pass over the nodes; over the running jobs and their lists of nodes only when there are such nodes.
  func idleAllocations(below threshold: Double) -> [IdleAllocation] {
    var found: [IdleAllocation] = []
    let nodes = nodes ?? []
    // Nearly all are passed over, and a node is large to copy.
    for index in nodes.indices where nodes.span[index].gpuBusy != nil {
      let node = nodes[index]
      let tally = BusyTally(node, idleBelow: threshold)
      guard tally.idle > 0, let busy = tally.mean else { continue }
      found.append(
        IdleAllocation(
          node: node.name, idleGPUs: tally.idle, allocatedGPUs: node.gpusInUse ?? tally.measured, busy: busy,
          jobs: []))
    }
    let holders = jobs?.running(on: Set(found.map(\.node))) ?? [:]
    for index in found.indices { found[index].jobs = holders[found[index].node] ?? [] }
    return found.sorted { ($1.idleGPUs, $0.node) < ($0.idleGPUs, $1.node) }
  }
}

extension JobTable {
  /// The jobs that run on each of `names`, by number. Every distinct list of nodes is looked through once for each name.
  fileprivate func running(on names: Set<SafeText>) -> [SafeText: [HoldingJob]] {
    guard !names.isEmpty else { return [:] }
    var namesOfList: [Symbol: [SafeText]] = [:]
    var holders: [SafeText: [HoldingJob]] = [:]
    for job in jobs where job.state.base == .running {
      let here = namesOfList[job.nodeList] ?? Self.names(names, in: symbols[job.nodeList])
      namesOfList[job.nodeList] = here
      let holder = HoldingJob(id: job.id, account: symbols[job.account], user: symbols[job.user])
      for name in here { holders[name, default: []].append(holder) }
    }
    return holders.mapValues { $0.sorted { $0.id < $1.id } }
  }

  private static func names(_ names: Set<SafeText>, in list: SafeText) -> [SafeText] {
    // Most lists are one node.
    if names.contains(list) { return [list] }
    let folded = HostList(list)
    return names.filter { folded.contains($0) }
  }
}
