import Model

/// The nodes of a cluster and the partitions that they are in.
struct NodePool: Sendable {
  var nodes: [SimulatedNode]
  /// Indices of the nodes of each partition; they may overlap.
  let partitions: [Range<Int>]

  var freeCapacities: [ScheduleRound.Capacity] {
    partitions.map { range in
      var free = ScheduleRound.Capacity()
      for index in range where nodes[index].isSchedulable {
        free.gpus += nodes[index].freeGPUs
        free.cpus += nodes[index].freeCPUs
      }
      return free
    }
  }

  mutating func forgetPlans() {
    for index in nodes.indices { nodes[index].plannedUntil = nil }
  }

  /// Nodes that a job can start on now, `nil` when there are too few.
  func place(_ request: JobRequest, at now: Timestamp, in round: inout ScheduleRound) -> [Int]? {
    guard !round.isHopeless(request) else { return nil }
    let ends = now + request.limit
    var places: [Int] = []
    for index in partitions[request.partition] where nodes[index].isSchedulable && nodes[index].fits(request)
    {
      if let planned = nodes[index].plannedUntil, planned < ends { continue }
      places.append(index)
      if places.count == request.nodes {
        round.take(request)
        return places
      }
    }
    round.remember(request)
    return nil
  }

  /// Keeps the nodes that are free first for a job that has to wait, and predicts its start there; `nil` when too
  /// few nodes are in service.
  mutating func plan(_ request: JobRequest, at now: Timestamp) -> SimulatedJob.Plan? {
    var candidates: [(at: Timestamp, node: Int)] = []
    candidates.reserveCapacity(partitions[request.partition].count)
    for index in partitions[request.partition]
    where nodes[index].isSchedulable && nodes[index].plannedUntil == nil {
      if let at = nodes[index].earliestFit(of: request, from: now) { candidates.append((at, index)) }
    }
    guard candidates.count >= request.nodes else { return nil }
    candidates.sort { $0 < $1 }
    let chosen = candidates.prefix(request.nodes)
    let start = chosen.reduce(now) { max($0, $1.at) }
    for choice in chosen { nodes[choice.node].plannedUntil = start }
    return SimulatedJob.Plan(startsAt: start, nodes: chosen.map(\.node).sorted())
  }
}
