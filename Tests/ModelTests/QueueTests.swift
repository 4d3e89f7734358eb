import Model
import Testing
import Text

@Suite struct QueueTests {
  static let now = Timestamp(secondsSince1970: 1_795_428_000)

  /// A queue that is written down one job a line.
  private struct Queue {
    var table = JobTable()

    mutating func add(
      _ base: JobState.Base = .pending, _ flags: JobState.Flags = [], reason: SafeText = "Priority",
      partition: SafeText = "gpu", tasks: Int32 = 1, priority: Int64? = 100, eligible: Seconds? = .hours(-1),
      limit: TimeLimit = .minutes(60), nodes: Int32? = 1, gpus: Int32? = 4, isCut: Bool = false
    ) {
      var job =
        Job(
          id: Int64(table.jobs.count), taskCount: tasks, state: JobState(base, flags),
          partition: table.symbols.intern(partition), reason: table.symbols.intern(reason),
          priority: priority,
          eligibleAt: eligible.map { QueueTests.now + $0 }, timeLimit: limit, nodeCount: nodes, gpus: gpus)
      job.tasksAreAtLeast = isCut
      table.jobs.append(job)
    }

    func cluster(nodes: [Node]? = nil, factors: UnitFactors = UnitFactors()) throws -> ClusterFigures {
      let factory = Factory(clusters: [Cluster(name: "test", factors: factors, nodes: nodes, jobs: table)])
      return try #require(Figures(of: factory, policy: .standard, now: QueueTests.now).clusters.first)
    }

    func figures(nodes: [Node]? = nil, factors: UnitFactors = UnitFactors()) throws -> QueueFigures {
      try #require(try cluster(nodes: nodes, factors: factors).queue)
    }
  }

  @Test func `An empty queue is zero, and nothing waits`() throws {
    let figures = try Queue().figures()
    #expect(figures.runningJobs == 0)
    #expect(figures.pendingTasks == 0)
    #expect(figures.backlog == GPUHours(0))
    #expect(figures.drain == nil)
    #expect(figures.oldestEligibleWait == nil)
    #expect(figures.medianEligibleWait == nil)
    #expect(figures.tasksByState.isEmpty)
    #expect(figures.reasons.isEmpty)
  }

  @Test func `Of an array that Slurm cut, what is counted is a lower bound, and so is what derives from it`()
    throws
  {
    var queue = Queue()
    queue.add(tasks: 3)
    #expect(try !queue.figures().tasksAreAtLeast)
    queue.add(reason: "Resources", tasks: 47, isCut: true)
    let node = Node(name: "a", state: NodeState(.idle))
    var figures = try queue.figures(nodes: [node])
    #expect(figures.pendingTasks == 50)
    #expect(figures.tasksAreAtLeast && figures.eligibleAreAtLeast && !figures.ineligibleAreAtLeast)
    #expect(figures.drain == 50)
    #expect(figures.reasons.map(\.areAtLeast) == [true, false])
    #expect(figures.waits.areAtLeast == [false, true, false, false, false])
    queue = Queue()
    queue.add()
    queue.add(reason: "JobHeldUser", tasks: 9, isCut: true)
    figures = try queue.figures()
    #expect(figures.tasksAreAtLeast && !figures.eligibleAreAtLeast && figures.ineligibleAreAtLeast)
    #expect(figures.waits.areAtLeast == [false, false, false, false, false])
  }

  @Test(
    "The median wait is unknown where tasks that Slurm did not list could move it",
    arguments: [
      ([(-1, 3, false), (-2, 5, true)], .hours(2)), ([(-1, 5, false), (-2, 3, true)], nil),
      ([(-1, 5, true), (-2, 3, true)], nil), ([(-3, 5, true), (-3, 3, true), (-1, 2, false)], .hours(3)),
    ] as [([(Int64, Int32, Bool)], Seconds?)])
  func medianOfBounds(_ waits: [(Int64, Int32, Bool)], _ median: Seconds?) throws {
    var queue = Queue()
    for (hours, tasks, isCut) in waits { queue.add(tasks: tasks, eligible: .hours(hours), isCut: isCut) }
    #expect(try queue.figures().medianEligibleWait == median)
  }

  @Test func `Where there are parts of GPUs alone, nobody waits for a GPU`() throws {
    var queue = Queue()
    queue.add(partition: "mig")
    queue.add(partition: "mig,gpu")
    queue.add(partition: "gpu", gpus: 2)
    let nodes = [
      Node(name: "a", state: NodeState(.idle), partitions: ["mig"], gpus: 0, hasGPUParts: true),
      Node(name: "b", state: NodeState(.idle), partitions: ["gpu"], gpus: 4, hasGPUParts: true),
    ]
    let cluster = try queue.cluster(nodes: nodes)
    #expect(cluster.queue?.backlog == GPUHours(6))
    let backlogs = Dictionary(uniqueKeysWithValues: cluster.partitions.map { ($0.name, $0.queue?.backlog) })
    #expect(backlogs == ["mig": GPUHours(0), "gpu": GPUHours(6)])
    #expect(cluster.partitions.first { $0.name == "mig" }?.capacity?.hasOnlyGPUParts == true)
    #expect(cluster.partitions.first { $0.name == "gpu" }?.capacity?.hasOnlyGPUParts == false)
  }

  @Test func `Held, dependent and early tasks wait and are not eligible`() throws {
    var queue = Queue()
    queue.add()
    queue.add(reason: "JobArrayTaskLimit", tasks: 10)
    queue.add(reason: "JobHeldUser", tasks: 2)
    queue.add(reason: "JobHeldAdmin")
    queue.add(reason: "None", priority: 0)
    queue.add(.pending, .requeueHold)
    queue.add(reason: "Dependency", tasks: 7)
    queue.add(reason: "DependencyNeverSatisfied")
    queue.add(reason: "BeginTime", tasks: 3)
    queue.add(reason: "Priority", eligible: .minutes(5))
    queue.add(.running, reason: "None")
    queue.add(.completed, reason: "None")
    let figures = try queue.figures()
    #expect(figures.runningJobs == 1)
    #expect(figures.pendingJobs == 10)
    #expect(figures.pendingTasks == 28)
    #expect(figures.eligibleTasks == 11)
    #expect(figures.heldTasks == 5)
    #expect(figures.dependencyTasks == 8)
    #expect(
      figures.tasksByState == [.pending: 27, .requeueHold: 1, .running: 1, .completed: 1])
  }

  @Test func `A held task with a dependency is held`() throws {
    var queue = Queue()
    queue.add(reason: "Dependency", priority: 0)
    let figures = try queue.figures()
    #expect(figures.heldTasks == 1)
    #expect(figures.dependencyTasks == 0)
  }

  @Test func `Running jobs that complete are counted by their base, and named by their flag`() throws {
    var queue = Queue()
    queue.add(.running, .completing)
    queue.add(.completed, .completing)
    let figures = try queue.figures()
    #expect(figures.runningJobs == 1)
    #expect(figures.tasksByState == [.completing: 2])
  }

  @Test func `A job that was put back waits once it has completed on its nodes`() throws {
    var queue = Queue()
    queue.add(.pending, .completing, reason: "None")
    queue.add(.pending, .requeued, reason: "BeginTime")
    let figures = try queue.figures()
    #expect(figures.pendingTasks == 1)
    #expect(figures.eligibleTasks == 0)
    #expect(figures.backlog == GPUHours(0))
    #expect(figures.tasksByState == [.completing: 1, .requeued: 1])
  }

  @Test func `The backlog is what eligible tasks ask for times their limits`() throws {
    var queue = Queue()
    queue.add(tasks: 15, limit: .minutes(90), nodes: 2, gpus: 8)
    queue.add(limit: .minutes(30), nodes: 3, gpus: 0)
    queue.add(reason: "Dependency", limit: .minutes(6000), gpus: 400)
    let figures = try queue.figures()
    #expect(figures.backlog == GPUHours(180))
    #expect(figures.backlogNodes == NodeHours(46.5))
    #expect(try queue.figures(factors: UnitFactors(gresPerGPU: 2)).backlog == GPUHours(90))
  }

  @Test func `Drain divides by the nodes that can start jobs`() throws {
    var queue = Queue()
    queue.add(tasks: 6, limit: .minutes(120), nodes: 1)
    let nodes = [
      Node(name: "a", state: NodeState(.idle), partitions: ["gpu"]),
      Node(name: "b", state: NodeState(.allocated), partitions: ["gpu"]),
      Node(name: "c", state: NodeState(.mixed), partitions: ["gpu"]),
      Node(name: "d", state: NodeState(.idle, .drain), partitions: ["gpu"]),
      Node(name: "e", state: NodeState(.idle), partitions: ["cpu"]),
    ]
    let cluster = try queue.cluster(nodes: nodes)
    #expect(cluster.queue?.drain == 3)
    #expect(cluster.partitions.first { $0.name == "gpu" }?.queue?.drain == 4)
    #expect(cluster.partitions.first { $0.name == "cpu" }?.queue?.drain == 0)
    #expect(try queue.figures(nodes: []).drain == nil)
    #expect(try queue.figures().drain == nil)
  }

  @Test(
    "A limit that is none or unknown makes the backlog unknown, except of GPUs that nobody asks for",
    arguments: [(.unlimited, 4, nil), (.unknown, 4, nil), (.unlimited, 0, 0), (.minutes(60), nil, nil)]
      as [(TimeLimit, Int32?, Double?)])
  func unknownBacklog(_ limit: TimeLimit, _ gpus: Int32?, _ expected: Double?) throws {
    var queue = Queue()
    queue.add(limit: limit, gpus: gpus)
    #expect(try queue.figures().backlog == expected.map { GPUHours($0) })
  }

  @Test func `Waits count tasks from the time that they became eligible`() throws {
    var queue = Queue()
    queue.add(tasks: 3, eligible: .minutes(-10))
    queue.add(eligible: .hours(-2))
    queue.add(eligible: .hours(-6))
    queue.add(eligible: .hours(-30))
    queue.add(eligible: .hours(-100))
    queue.add(eligible: nil)
    queue.add(reason: "Dependency", eligible: .hours(-1000))
    let figures = try queue.figures()
    #expect(figures.eligibleTasks == 8)
    #expect(figures.oldestEligibleWait == .hours(100))
    #expect(figures.waits.tasks == [3, 1, 1, 1, 1])
    #expect(figures.medianEligibleWait == .hours(2))
  }

  @Test("The waits of all eligible tasks are counted, also of those to which Slurm gives no eligible time")
  func waitsOfAll() throws {
    var queue = Queue()
    queue.add(tasks: 2, eligible: .hours(-2))
    queue.add(reason: "JobArrayTaskLimit", tasks: 5, eligible: nil)
    queue.add(reason: "PartitionDown", tasks: 3, eligible: .hours(-30))
    queue.add(reason: "Dependency", tasks: 7, eligible: nil)
    let figures = try queue.figures()
    #expect(figures.waits.untold == 5)
    #expect(figures.waits.tasks.reduce(0, +) + figures.waits.untold == figures.eligibleTasks)
    #expect(figures.eligibleTasks == 10)
    #expect(!figures.waits.untoldAreAtLeast)
  }

  @Test(
    "Who makes backlog or drain unknown is counted: eligible tasks without a limit, or that do not tell their size"
  )
  func unmeasured() throws {
    func job(
      _ tasks: Int32, _ limit: TimeLimit, gpus: Int32? = 1, nodes: Int32? = 1, reason: SafeText = "Priority",
      in partition: SafeText = "gpu", _ symbols: inout SymbolTable
    ) -> Job {
      Job(
        id: Int64(tasks), taskCount: tasks, state: JobState(.pending), partition: symbols.intern(partition),
        reason: symbols.intern(reason), priority: 1, timeLimit: limit, nodeCount: nodes, gpus: gpus)
    }
    var symbols = SymbolTable()
    let jobs = [
      job(1, .minutes(60), &symbols), job(2, .unlimited, &symbols),
      job(4, .unlimited, gpus: 0, in: "cpu", &symbols), job(8, .unknown, &symbols),
      job(16, .minutes(60), gpus: nil, in: "odd", &symbols),
      job(32, .minutes(1), nodes: nil, in: "odd", &symbols),
      job(64, .unlimited, reason: "Dependency", &symbols),
    ]
    let factory = Factory(clusters: [Cluster(name: "c", jobs: JobTable(symbols: symbols, jobs: jobs))])
    let cluster = try #require(
      Figures(of: factory, policy: .standard, now: Timestamp(secondsSince1970: 1_795_428_000)).clusters.first)
    #expect(cluster.queue?.unlimitedTasks == 6)
    #expect(cluster.queue?.unmeasuredTasks == 56)
    #expect(cluster.partitions.map(\.name) == ["cpu", "gpu", "odd"])
    #expect(cluster.partitions.map { $0.queue?.unlimitedTasks } == [4, 2, 0])
    #expect(cluster.partitions.map { $0.queue?.backlog?.count } == [0, nil, nil])
    #expect(cluster.partitions.map { $0.queue?.backlogNodes == nil } == [true, true, true])
  }

  @Test(
    "The median wait is the one that sorting finds",
    arguments: [1, 2, 3, 4, 7, 10, 33, 100, 101])
  func median(_ count: Int) throws {
    var queue = Queue()
    var waits: [Int64] = []
    for index in 0..<count {
      let wait = Int64(index * 7919 % 37)
      let tasks = Int32(index % 3 + 1)
      queue.add(tasks: tasks, eligible: Seconds(-wait))
      waits += Array(repeating: wait, count: Int(tasks))
    }
    waits.sort()
    #expect(try queue.figures().medianEligibleWait == Seconds(waits[(waits.count - 1) / 2]))
  }

  @Test func `A job that waits in two partitions counts in each and once in the cluster`() throws {
    var queue = Queue()
    queue.add(partition: "gpu,large", tasks: 5)
    queue.add(partition: "gpu")
    queue.add(partition: "large,gpu", tasks: 2)
    queue.add(.running, partition: "large")
    let cluster = try queue.cluster()
    #expect(cluster.queue?.pendingTasks == 8)
    #expect(cluster.partitions.map(\.name) == ["gpu", "large"])
    #expect(cluster.partitions.map { $0.queue?.pendingTasks } == [8, 7])
    #expect(cluster.partitions.map { $0.queue?.runningJobs } == [0, 1])
  }

  @Test func `A job that names a partition twice counts once in it`() throws {
    var queue = Queue()
    queue.add(partition: "gpu,gpu,all", tasks: 3)
    let partitions = try queue.cluster().partitions
    #expect(partitions.map(\.name) == ["all", "gpu"])
    #expect(partitions.map { $0.queue?.pendingTasks } == [3, 3])
  }

  @Test func `Reasons come most tasks first, then by name, and of waiting tasks only`() throws {
    var queue = Queue()
    queue.add(reason: "Priority")
    queue.add(reason: "Resources", partition: "other", tasks: 2)
    queue.add(reason: "Dependency")
    queue.add(reason: "Priority", tasks: 4)
    queue.add(.failed, reason: "NonZeroExitCode", tasks: 50)
    let cluster = try queue.cluster()
    #expect(cluster.queue?.reasons.map(\.reason) == ["Priority", "Resources", "Dependency"])
    #expect(cluster.queue?.reasons.map(\.tasks) == [5, 2, 1])
    #expect(cluster.partitions.last?.queue?.reasons.map(\.reason) == ["Resources"])
  }

  @Test func `A partition without jobs has an empty queue, not an unknown one`() throws {
    var queue = Queue()
    queue.add()
    let nodes = [Node(name: "a", state: NodeState(.idle), partitions: ["spare"])]
    let spare = try queue.cluster(nodes: nodes).partitions.first { $0.name == "spare" }
    #expect(spare?.queue?.pendingTasks == 0)
  }
}
