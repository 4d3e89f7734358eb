import Model

extension ClusterSimulation {
  /// Ends a running job as its fate says, or as `outcome`; its nodes stay taken while they clean up.
  mutating func endJob(_ id: Int, as outcome: SimulatedJob.Outcome?) {
    guard var job = running[id], job.phase == .running, let start = job.startedAt else { return }
    let end = outcome ?? job.fate
    job.phase = .completing(end)
    job.reason = end.reason
    job.endedAt = now
    running[id] = job
    for share in job.placement { floor.nodes[share.node].complete(id) }
    accounts[job.request.account].ended(gpus: job.request.gpus, from: start, at: now)
    limits.ended(job)
    settleDependents(of: id, succeeded: end == .completed)
    events.schedule(.nodesClean(job: id), at: now + Self.cleanUp)
  }

  mutating func forgetTenancy(of id: Int) {
    guard var job = running[id], case .completing(let outcome) = job.phase else { return }
    running[id] = nil
    for share in job.placement { floor.nodes[share.node].release(id, at: now) }
    job.phase = .ended(outcome)
    ended.append(job)
    requestSchedule()
  }
}

extension SimulatedJob.Outcome {
  var reason: SimulatedJob.Reason {
    switch self {
    case .completed, .cancelled: .nothing
    case .failed: .nonZeroExitCode
    case .timeout: .timeLimit
    case .nodeFail: .nodeDown
    case .outOfMemory: .outOfMemory
    }
  }
}
