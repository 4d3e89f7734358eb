import Text

/// What checks rest on beside the application itself, gathered once for all of them: linear in applications,
/// allocations and partitions.
package final class CheckContext: Sendable {
  /// A machine as its telemetry tells it.
  struct KnownMachine {
    var factors: UnitFactors
    /// The GPUs of each partition, in Slurm's count; empty when no source tells which partitions there are.
    var partitions: [SafeText: Int?]
    /// All of them; `nil` when no source holds nodes.
    var gpus: GPUFigures?
    /// As `QueueFigures` has them.
    var backlog: GPUHours?
    var drain: Double?
    var backlogIsAtLeast = false
    var gresPerGPU: Double { factors.gresPerGPU }
  }

  let rules: CheckRules
  let zone: EuropeanZone
  let now: Timestamp
  /// By folded name.
  let machines: [[UInt8]: KnownMachine]
  let grants: [Pool: RunningGrants]
  /// The end of the allocation of each proposal, the latest of several.
  let ends: [SafeText: Timestamp]
  let organisations: Organisations

  init(
    factory: Factory, clusters: [ClusterFigures], allocations: [Allocation], policy: Policy, now: Timestamp
  ) {
    rules = policy.checks
    zone = policy.zone
    self.now = now
    machines = Self.machines(of: factory, clusters)
    ends = allocations.reduce(into: [:]) { ends, allocation in
      guard let proposal = allocation.proposal, let end = allocation.endsAt else { return }
      ends[proposal] = max(end, ends[proposal] ?? end)
    }
    var grants: [Pool: RunningGrants] = [:]
    for allocation in allocations {
      guard let mode = allocation.mode, let cluster = allocation.cluster?.foldedName else { continue }
      let period = AllocationPeriod(allocation)
      if let period, !(period.start...period.end).contains(now) || now == period.end { continue }
      let factors = machines[cluster]?.factors ?? UnitFactors()
      let granted = allocation.granted.flatMap { factors.gpuHours(in: Amount($0, allocation.unit)) }
      grants[Pool(machine: cluster, mode: mode), default: RunningGrants()].add(
        period == nil ? nil : granted, of: allocation.proposal)
    }
    self.grants = grants
    var organisations = Organisations()
    for application in factory.applications ?? [] {
      let isRunning = ends[application.id].map { $0 > now } ?? false
      if isRunning || application.state.isHeld { organisations.add(application) }
    }
    self.organisations = organisations
  }

  func factors(of application: Application) -> UnitFactors {
    application.machine.flatMap { machines[$0.foldedName]?.factors } ?? UnitFactors()
  }

  private static func machines(of factory: Factory, _ clusters: [ClusterFigures]) -> [[UInt8]: KnownMachine] {
    var machines: [[UInt8]: KnownMachine] = [:]
    for (name, factors) in factory.otherFactors {
      machines[name.foldedName] = KnownMachine(factors: factors, partitions: [:])
    }
    for cluster in factory.clusters {
      machines[cluster.name.foldedName] = KnownMachine(factors: cluster.factors, partitions: [:])
    }
    for cluster in clusters {
      let folded = cluster.name.foldedName
      machines[folded]?.gpus = cluster.capacity?.gpus
      machines[folded]?.backlog = cluster.queue?.backlog
      machines[folded]?.drain = cluster.queue?.drain
      machines[folded]?.backlogIsAtLeast = cluster.queue?.eligibleAreAtLeast ?? false
      // Waiting jobs name partitions too, but not all that there are.
      let isComplete = cluster.capacity != nil || cluster.partitions.contains { $0.configured != nil }
      guard isComplete else { continue }
      for partition in cluster.partitions {
        machines[folded]?.partitions.updateValue(
          partition.capacity?.gpus.total, forKey: partition.name)
      }
    }
    return machines
  }
}

extension ApplicationState {
  /// Whether an organisation holds something by an application in this state: it was handed in and is not over.
  fileprivate var isHeld: Bool {
    switch self {
    case .submitted, .adminCheck, .infoRequested, .techAssessment, .expertReview, .panelReview, .decision,
      .waitlisted, .awarded, .onboarding, .active, .throttled, .suspended, .other:
      true
    case .draft, .ended, .reportDue, .reportOverdue, .closed, .rejected, .withdrawn, .cancelled: false
    }
  }
}
