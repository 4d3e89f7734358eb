import Model
import Text

extension ClusterSimulation {
  /// A week of hourly samples is kept.
  private static let samplesKept = 168

  mutating func takeSample() {
    var sample = HistorySample(at: now, gpusTotal: 0, gpusAllocated: 0, gpusUnavailable: 0)
    for node in floor.nodes {
      sample.gpusTotal? += node.gpus
      sample.gpusAllocated? += node.gpus - node.freeGPUs
      if !node.canStartJobs { sample.gpusUnavailable? += node.freeGPUs }
    }
    sample.runningJobs = running.values.count { $0.phase == .running }
    sample.pendingTasks = pending.reduce(0) { $0 + $1.taskCount }
    let gresHours = pending.filter { $0.isEligible(at: now) }.reduce(0.0) { $0 + $1.requestedGRESHours }
    sample.backlog = GPUHours(gresHours / machine.factors.gresPerGPU)
    samples.append(sample)
    samples.removeFirst(max(0, samples.count - Self.samplesKept))
  }
}

extension SimulatedNode {
  /// As factorytop counts it: idle GPUs of a reserved node are idle, those under maintenance are gone.
  fileprivate var canStartJobs: Bool {
    switch outage?.kind {
    case nil, .reserved: true
    case .maintenance: !tenants.isEmpty
    case .dead, .drained: false
    }
  }
}

extension SimulatedJob {
  func isEligible(at moment: Timestamp) -> Bool { hold == nil && eligibleAt.map { $0 <= moment } ?? false }

  /// `gres/gpu` asked for × limit, of all its tasks.
  var requestedGRESHours: Double { Double(taskCount * request.gpus) * request.limit.inHours }
}
