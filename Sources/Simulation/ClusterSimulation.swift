import Model

/// One cluster with its nodes, queue and accounts, driven by events.
///
/// Its state at a moment depends on the plan, the seed and that moment only, never on how often it was advanced.
struct ClusterSimulation: Sendable {
  enum Event: Sendable {
    case arrival(stream: Int)
    case jobEnds(job: Int)
    case nodesClean(job: Int)
    case holdEnds(job: Int)
    case cancelled(job: Int)
    case schedule
    case fault
    case reservation
    case nodeReturns(node: Int)
    case sample
    case budgetReading
    case incident(Incident)
  }

  /// Jobs that one account submits to one partition.
  struct Stream: Sendable {
    var account: Int
    var partition: Int
    /// Between two submissions, on average over the day.
    var interval: Double
  }

  let machine: Machine
  let targetJobs: Int
  var now: Timestamp
  var random: SeededRandom
  var events = EventQueue<Event>()

  var floor: NodePool
  let workloads: [Workload]
  var accounts: [SimulatedAccount] = []
  var streams: [Stream] = []

  /// In the order in which they will be considered.
  var pending: [SimulatedJob] = []
  var running: [Int: SimulatedJob] = [:]
  /// Ended less than `keptAfterEnd` ago, in the order of their ends.
  var ended: [SimulatedJob] = []
  var nextJobID: Int
  var limits: QueueLimits
  /// Jobs that others wait for.
  var leaders: Set<Int> = []
  var isScheduleDue = false
  /// When the scheduler last ran, which plans the starts of jobs that wait.
  var plannedAt: Timestamp
  var samples: [HistorySample] = []

  /// Slurm forgets ended jobs after MinJobAge, by default.
  static let keptAfterEnd = Seconds.minutes(5)
  static let scheduleEvery = Seconds(30)
  static let cleanUp = Seconds(8)
  static let sampleEvery = Seconds.hours(1)
  /// How long a cluster runs before it is shown, so that it looks lived in.
  static let warmUp = Seconds.hours(36)

  /// A cluster that has just been filled; it needs some simulated days to look lived in.
  init(
    machine: Machine, accounts: [SimulatedAccount], targetJobs: Int, at start: Timestamp, random: SeededRandom
  ) {
    self.machine = machine
    self.accounts = accounts
    self.targetJobs = targetJobs
    self.now = start
    self.plannedAt = start
    self.random = random
    self.nextJobID = 8_000_000
    let partitions = machine.partitions.map { $0.nodes(of: machine.nodes) }
    workloads = zip(machine.partitions, partitions).map { partition, nodes in
      Workload(
        use: partition.use, gpusPerNode: partition.use == .cpuOnly ? 0 : machine.gpusPerNode,
        cpusPerNode: machine.cpusPerNode, partitionNodes: nodes.count)
    }
    let withGPUs = zip(machine.partitions, partitions).filter { $0.0.use != .cpuOnly }.map(\.1)
    let nodes = (0..<machine.nodes).map { index in
      let hasGPUs = withGPUs.contains { $0.contains(index) }
      let boot = start + Seconds(-86_400 * 20 - Int64(index) * 37)
      return SimulatedNode(
        index: index, gpus: hasGPUs ? machine.gpusPerNode : 0, cpus: machine.cpusPerNode, bootedAt: boot)
    }
    floor = NodePool(nodes: nodes, partitions: partitions)
    limits = QueueLimits(gpusPerUser: max(machine.gpusPerNode, machine.nodes * machine.gpusPerNode / 4))
    openStreams()
    fillQueue()
    breakSomeNodes()
    for stream in streams.indices { scheduleArrival(of: stream) }
    scheduleFault()
    events.schedule(.reservation, at: now + .hours(2))
    events.schedule(.sample, at: firstSample)
    events.schedule(.budgetReading, at: now + .hours(24))
    requestSchedule()
  }

  /// On the hour, once the nodes have filled up.
  private var firstSample: Timestamp {
    now + .hours(6) + Seconds(3600 - now.secondsSince1970 % 3600)
  }

  mutating func advance(to moment: Timestamp) {
    while let (at, event) = events.next(until: moment) {
      now = at
      handle(event)
    }
    now = max(now, moment)
    forgetEndedJobs()
  }

  private mutating func handle(_ event: Event) {
    switch event {
    case .arrival(let stream):
      submit(from: stream)
      scheduleArrival(of: stream)
    case .jobEnds(let id): endJob(id, as: nil)
    case .nodesClean(let id): forgetTenancy(of: id)
    case .holdEnds(let id): release(id)
    case .cancelled(let id): cancelWaiting(id)
    case .schedule:
      isScheduleDue = false
      scheduleJobs()
    case .fault:
      breakNode()
      scheduleFault()
    case .reservation: reserveNodes()
    case .incident(let incident): begin(incident)
    case .nodeReturns(let node):
      floor.nodes[node].outage = nil
      requestSchedule()
    case .sample:
      takeSample()
      events.schedule(.sample, at: now + Self.sampleEvery)
    case .budgetReading:
      readBudgets()
      events.schedule(.budgetReading, at: now + .hours(24))
    }
  }

  /// Slurm's scheduler runs some time after a change, not at it.
  mutating func requestSchedule() {
    if isScheduleDue { return }
    isScheduleDue = true
    let sinceLast = now.secondsSince1970 % Self.scheduleEvery.count
    events.schedule(.schedule, at: now + Seconds(Self.scheduleEvery.count - sinceLast))
  }

  private mutating func forgetEndedJobs() {
    let oldest = now + Seconds(-Self.keptAfterEnd.count)
    ended.removeAll { job in job.endedAt.map { $0 < oldest } ?? true }
  }

  private mutating func readBudgets() {
    for index in accounts.indices {
      let used = used(by: index, at: now)
      accounts[index].allocation?.history.append(UsageReading(at: now, used: used))
    }
  }

  /// Billed GPU-hours that the account's allocation has been charged.
  func used(by account: Int, at moment: Timestamp) -> Double {
    (accounts[account].allocation?.usedBefore ?? 0)
      + accounts[account].gresHours(at: moment) / machine.factors.gresPerGPU
  }
}
