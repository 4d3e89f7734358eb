import Model
import Testing

@testable import Simulation

/// What holds in every cluster at every moment, looked at every five minutes for two days of four makes of machine.
@Suite struct InvariantTests {
  private static func moments(of machine: Int) -> [ClusterSimulation] {
    let machine = Machine.cluster(machine, nodes: 24)
    var random = SeededRandom(seed: UInt64(machine.nodes) + 3)
    var allocationPlan = AllocationPlan(machine: machine, start: start, random: random.branch())
    var cluster = ClusterSimulation(
      machine: machine, accounts: allocationPlan.accounts(count: 9, firstProposal: 9000), targetJobs: 90,
      at: start + Seconds(-ClusterSimulation.warmUp.count), random: random.branch())
    return (0..<576).map { step in
      cluster.advance(to: start + Seconds(-ClusterSimulation.warmUp.count) + .minutes(Int64(5 * step)))
      return cluster
    }
  }

  @Test(arguments: 0..<4) func `GPUs in use on a node are those of the jobs on it`(machine: Int) {
    for cluster in Self.moments(of: machine) {
      var gpus = cluster.floor.nodes.map { _ in UInt64(0) }
      var cpus = cluster.floor.nodes.map { _ in 0 }
      for job in cluster.running.values {
        #expect(job.placement.count == job.request.nodes)
        for share in job.placement {
          #expect(gpus[share.node] & share.gpus == 0, "job \(job.id) shares a GPU at \(cluster.now.rfc3339)")
          gpus[share.node] |= share.gpus
          cpus[share.node] += share.cpus
        }
      }
      for node in cluster.floor.nodes {
        #expect(node.usedGPUs == gpus[node.index])
        #expect(node.usedCPUs == cpus[node.index])
        #expect(node.usedGPUs < 1 << node.gpus)
        #expect(node.usedCPUs <= node.cpus)
      }
    }
  }

  @Test func `Nothing runs on a node that is down`() {
    let dead = (0..<4).flatMap { Self.moments(of: $0) }.flatMap(\.floor.nodes).filter {
      $0.outage?.kind == .dead
    }
    #expect(!dead.isEmpty)
    #expect(dead.allSatisfy { $0.tenants.isEmpty && $0.usedGPUs == 0 })
  }

  @Test(arguments: 0..<4) func `Times are in order and IDs are unique`(machine: Int) {
    for cluster in Self.moments(of: machine) {
      let jobs = cluster.pending + cluster.running.values + cluster.ended
      #expect(Set(jobs.map(\.id)).count == jobs.count)
      for job in jobs {
        #expect(job.submittedAt <= cluster.now)
        if let eligible = job.eligibleAt { #expect(job.submittedAt <= eligible) }
        if let started = job.startedAt {
          #expect(started <= cluster.now)
          #expect(job.eligibleAt.map { $0 <= started } == true)
          if let ended = job.endedAt { #expect(started <= ended && ended <= started + job.request.limit) }
        }
        #expect((job.phase == .pending) == (job.startedAt == nil && job.endedAt == nil))
        #expect(job.taskCount >= 1)
      }
    }
  }

  @Test(arguments: 0..<4) func `An account's use is that of its jobs, and never shrinks`(machine: Int) {
    var before: [Double] = []
    for cluster in Self.moments(of: machine) {
      let used = cluster.accounts.indices.map { cluster.used(by: $0, at: cluster.now) }
      for (now, then) in zip(used, before) { #expect(now >= then) }
      before = used
      for (index, account) in cluster.accounts.enumerated() {
        let running = cluster.running.values.filter { $0.phase == .running && $0.request.account == index }
        #expect(account.runningGPUs == running.reduce(0) { $0 + $1.request.gpus })
      }
    }
  }

  @Test func `Every end of a job and the usual reasons of waiting occur within two days`() {
    var ends: Set<SimulatedJob.Outcome> = []
    var reasons: Set<SimulatedJob.Reason> = []
    var words: Set<[String]> = []
    for machine in 0..<6 {
      for cluster in Self.moments(of: machine) {
        for job in cluster.ended {
          if case .ended(let end) = job.phase { ends.insert(end) }
        }
        reasons.formUnion(cluster.pending.map(\.reason))
        words.formUnion(cluster.floor.nodes.map(\.stateWords))
      }
    }
    #expect(ends == Set(SimulatedJob.Outcome.allCases))
    #expect(
      reasons.isSuperset(of: [
        .priority, .resources, .heldByUser, .heldByAdmin, .beginTime, .dependency, .dependencyNeverSatisfied,
        .arrayTaskLimit, .budgetUsedUp,
      ]))
    #expect(
      words.isSuperset(of: [
        ["IDLE"], ["MIXED"], ["ALLOCATED"], ["IDLE", "DRAIN"], ["IDLE", "PLANNED"],
        ["DOWN", "NOT_RESPONDING"],
        ["IDLE", "RESERVED"], ["IDLE", "MAINTENANCE", "RESERVED"],
      ]))
  }
}
