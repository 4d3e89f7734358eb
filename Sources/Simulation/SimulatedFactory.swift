import JSONStream
package import Model

/// A made-up AI Factory that moves: clusters with queues, a desk for applications, budgets that burn.
///
/// Pure and deterministic: the same plan, seed, start and moment give the same bytes, however often and in whatever
/// steps it was advanced. Making one runs a simulated day and a half; each further day of the default plan costs some
/// milliseconds.
package struct SimulatedFactory: Sendable {
  /// The moment that the documents describe.
  package private(set) var now: Timestamp
  private let startedAt: Timestamp
  private let slurmForm: SlurmForm
  private(set) var clusters: [ClusterSimulation]
  private var desk: SimulatedPortal

  /// Slurm's documents will be in `slurmForm`, which changes nothing of what they tell. With `hasIncident`, the first hour
  /// goes wrong: in the first cluster a rack fails after 20 minutes, jobs pile up after 25, and a budget runs out.
  package init(
    _ plan: SimulationPlan, at start: Timestamp, slurmForm: SlurmForm = .standard, hasIncident: Bool = false
  ) {
    self.slurmForm = slurmForm
    now = start
    startedAt = start
    var random = SeededRandom(seed: plan.seed)
    let count = plan.clusters
    let opening = start + Seconds(-ClusterSimulation.warmUp.count)
    clusters = []
    var proposal = 9000
    for index in 0..<count {
      let machine = Machine.cluster(index, nodes: plan.nodes)
      let allocations = Self.part(index, of: count, from: plan.allocations)
      var allocationPlan = AllocationPlan(machine: machine, start: start, random: random.branch())
      clusters.append(
        ClusterSimulation(
          machine: machine, accounts: allocationPlan.accounts(count: allocations, firstProposal: proposal),
          targetJobs: Self.part(index, of: count, from: plan.jobs), at: opening, random: random.branch()))
      proposal += allocations
    }
    desk = SimulatedPortal(
      machines: clusters.isEmpty ? Machine.all : clusters.map(\.machine), count: plan.applications, at: start,
      random: random.branch())
    for index in clusters.indices { clusters[index].advance(to: start) }
    if hasIncident, !clusters.isEmpty { clusters[0].scheduleIncident() }
  }

  /// The `index`th of `parts` near-equal parts of `total`.
  private static func part(_ index: Int, of parts: Int, from total: Int) -> Int {
    total / parts + (index < total % parts ? 1 : 0)
  }

  /// Lets time pass until `moment`; the past stays as it was.
  package mutating func advance(to moment: Timestamp) {
    guard moment > now else { return }
    for index in clusters.indices { clusters[index].advance(to: moment) }
    desk.advance(to: moment)
    now = moment
  }

  /// The telemetry files of this moment: a folder a cluster, with Slurm's own forms for jobs and nodes, and
  /// Prometheus's for what the GPUs do.
  package var documents: [SimulatedDocument] {
    var documents: [SimulatedDocument] = []
    for cluster in clusters {
      let folder = cluster.machine.name.lowercased()
      documents.append(
        SimulatedDocument("\(folder)/cluster.json", NativeDocuments.cluster(cluster, at: startedAt)))
      documents.append(SimulatedDocument("\(folder)/history.json", NativeDocuments.history(cluster)))
      let nodes = SlurmNodesDocument(of: cluster, in: slurmForm)
      documents.append(SimulatedDocument("\(folder)/nodes.json", nodes.value))
      let jobs = SlurmJobsDocument(of: cluster, in: slurmForm)
      documents.append(SimulatedDocument("\(folder)/squeue.json", jobs.value))
      let busy = MeasuredGPUsDocument(of: cluster)
      documents.append(SimulatedDocument("\(folder)/gpu_busy.json", busy.value))
    }
    documents.append(SimulatedDocument("applications.json", NativeDocuments.applications(desk, at: now)))
    documents.append(SimulatedDocument("allocations.json", NativeDocuments.allocations(clusters, at: now)))
    return documents
  }
}

/// One telemetry file of a simulated factory.
package struct SimulatedDocument: Sendable {
  /// Below the data folder, with `/` between its parts.
  package let path: String
  /// JSON in UTF-8.
  package let contents: [UInt8]

  init(_ path: String, _ value: JSONValue) {
    self.path = path
    self.contents = value.encoded()
  }
}
