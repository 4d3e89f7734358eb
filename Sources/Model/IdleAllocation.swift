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
  /// The numbers of the GPUs that it holds there; `nil` where Slurm does not tell.
  var indices: [Int]?
  /// Of the node's idle GPUs, those that the job holds; `nil` where nobody tells which these are.
  package var idleGPUs: Int?
}

extension Cluster {
  /// Nodes with allocated GPUs that are less busy than `threshold`, most such GPUs first, then by name.
  ///
  /// One pass over the nodes; over the running jobs and their lists of nodes only when there are such nodes.
  func idleAllocations(below threshold: Double) -> [IdleAllocation] {
    var found: [IdleAllocation] = []
    var places: [SafeText: Int] = [:]
    let nodes = nodes ?? []
    // Nearly all are passed over, and a node is large to copy.
    for index in nodes.indices where nodes.span[index].gpuBusy != nil {
      let node = nodes[index]
      let tally = BusyTally(node, idleBelow: threshold)
      guard tally.idle > 0, let busy = tally.mean else { continue }
      places[node.name] = index
      found.append(
        IdleAllocation(
          node: node.name, idleGPUs: tally.idle, allocatedGPUs: node.gpusInUse ?? tally.measured, busy: busy,
          jobs: []))
    }
    let holders = jobs?.running(on: Set(places.keys)) ?? [:]
    for index in found.indices {
      found[index].jobs = holders[found[index].node] ?? []
      guard let place = places[found[index].node] else { continue }
      found[index].tellWhose(measured: nodes[place].gpuBusy, below: threshold)
    }
    return found.sorted { ($1.idleGPUs, $0.node) < ($0.idleGPUs, $1.node) }
  }
}

extension IdleAllocation {
  /// The one job of a node holds all that are idle; of several each those of its GPUs, where Slurm and the measurement
  /// number them.
  fileprivate mutating func tellWhose(measured busy: GPUBusy?, below threshold: Double) {
    let holders = jobs.indices.filter { jobs[$0].indices != [] }
    for index in jobs.indices {
      if let indices = jobs[index].indices, let busy, indices.allSatisfy({ busy.byIndex[$0] != nil }) {
        jobs[index].idleGPUs = indices.count { busy.byIndex[$0].map { $0 < threshold } ?? false }
      } else if holders == [index] {
        jobs[index].idleGPUs = idleGPUs
      }
    }
  }
}

extension JobTable {
  /// The jobs that run on each of `names`, by number. Every distinct list of nodes is unfolded once.
  fileprivate func running(on names: Set<SafeText>) -> [SafeText: [HoldingJob]] {
    guard !names.isEmpty else { return [:] }
    var places: [Symbol: PlacesInList] = [:]
    var holders: [SafeText: [HoldingJob]] = [:]
    for job in jobs where job.state.base == .running {
      let here = places[job.nodeList] ?? PlacesInList(of: names, in: symbols[job.nodeList])
      places[job.nodeList] = here
      for (name, place) in here.nodes {
        holders[name, default: []].append(
          HoldingJob(
            id: job.id, account: symbols[job.account], user: symbols[job.user],
            indices: gpuIndices(of: job, at: place, of: here.count)))
      }
    }
    return holders.mapValues { $0.sorted { $0.id < $1.id } }
  }
}

/// Which of some nodes are in a list of nodes, and where.
private struct PlacesInList {
  let nodes: [(name: SafeText, place: Int)]
  /// How many nodes the list is of.
  let count: Int

  init(of names: Set<SafeText>, in list: SafeText) {
    // Most lists are one node.
    let all = names.contains(list) ? [list] : HostList(list).names(atMost: Self.most) ?? []
    nodes = all.enumerated().filter { names.contains($0.element) }.map { ($0.element, $0.offset) }
    count = all.count
  }

  /// More than any machine has.
  private static let most = 100_000
}
