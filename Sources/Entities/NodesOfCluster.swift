package import Model
import Synchronization
package import Text

/// The nodes of one cluster in the order of their names, and what it takes to tell of one of them.
///
/// The cluster's own list is the only copy of the nodes.
package final class NodesOfCluster: Sendable {
  package let name: SafeText
  /// In the cluster's own order, with those that do not exist.
  package let all: [Node]
  /// Which nodes start jobs, by the cluster's partitions.
  package let starts: JobStarts
  private let jobs: JobTable?
  /// Where the nodes that exist are in `all`, numbers by value: `n2` before `n10`.
  private let places: [Int32]
  private let runningJobs = Mutex<[SafeText: [Int32]]?>(nil)

  /// Costs a sort of the nodes by name.
  package init(_ cluster: Cluster) {
    name = cluster.name
    let nodes = cluster.nodes ?? []
    all = nodes
    starts = JobStarts(partitions: cluster.partitions)
    jobs = cluster.jobs
    var places = nodes.indices.filter { nodes[$0].state.exists }.map(Int32.init)
    places.sort { nodes[Int($0)].name.precedesByNumber(nodes[Int($1)].name) }
    self.places = places
  }

  /// Those that exist, by name.
  package var ordered: OrderedNodes { OrderedNodes(cluster: self, places: places) }

  /// The places in the queue of the jobs that run on a node; `nil` when no source holds jobs.
  ///
  /// The first call unfolds each distinct list of nodes of the running jobs, linear in the jobs and in the nodes of
  /// those lists; others are answered in constant time.
  package func runningJobs(on node: SafeText) -> [Int32]? {
    guard let jobs else { return nil }
    return runningJobs.withLock { known in
      if let known { return known[node] ?? [] }
      let found = jobs.runningByNode()
      known = found
      return found[node] ?? []
    }
  }

  /// Which of the jobs that run on a node hold which of its GPUs, by their places in the queue; `nil` when no source holds
  /// jobs. Costs as much as unfolding the list of nodes of each.
  package func gpuHolders(on node: SafeText) -> GPUHolders? {
    guard let jobs, let places = runningJobs(on: node) else { return nil }
    return jobs.gpuHolders(on: node, among: places)
  }
}

/// Some nodes of a cluster in an order of their own.
package struct OrderedNodes: RandomAccessCollection, Sendable {
  package let cluster: NodesOfCluster
  /// Where each of them is in the cluster's own list.
  package private(set) var places: [Int32]

  init(cluster: NodesOfCluster, places: [Int32]) {
    self.cluster = cluster
    self.places = places
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { places.count }
  package subscript(index: Int) -> NodeRow { NodeRow(cluster: cluster, place: Int(places[index])) }

  /// Those that are in a partition. Linear in the nodes.
  package func nodes(in partition: SafeText) -> OrderedNodes {
    var nodes = self
    nodes.places = places.filter { cluster.all[Int($0)].partitions?.contains(partition) == true }
    return nodes
  }
}

extension JobTable {
  /// The places of the jobs that run on each node that has some. Every distinct list of nodes is unfolded once.
  fileprivate func runningByNode() -> [SafeText: [Int32]] {
    var jobsOfList: [Symbol: [Int32]] = [:]
    for (place, job) in jobs.enumerated() where job.state.base == .running {
      jobsOfList[job.nodeList, default: []].append(Int32(place))
    }
    var jobsOfNode: [SafeText: [Int32]] = [:]
    for (list, places) in jobsOfList {
      for node in HostList(symbols[list]).names(atMost: Self.mostNodes) ?? [] {
        jobsOfNode[node, default: []] += places
      }
    }
    return jobsOfNode.mapValues { $0.sorted() }
  }

  /// More than any machine has.
  private static let mostNodes = 100_000
}
