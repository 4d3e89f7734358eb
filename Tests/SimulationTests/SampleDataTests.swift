import Model
import Telemetry
import Testing
import Text

/// The folder of the package that holds the committed sample data.
let sampleData =
  String(#filePath.prefix(#filePath.count - "Tests/SimulationTests/SampleDataTests.swift".count))
  + "sample-data"

/// The sums of sample-data/SUMS.md, each of them computed there by hand.
@Suite struct SampleDataTests {
  private func figures() async -> Figures {
    Figures(
      of: await TelemetrySnapshot.once(roots: [sampleData], fixedNow: start).factory, policy: .standard,
      now: start)
  }

  @Test func `Every file is read whole; only what the slow cluster sent is stale`() async {
    let figures = await figures()
    #expect(figures.sources.count == 18)
    for source in figures.sources {
      let isSlow = ["nodes.json", "jobs.json"].map { "\(sampleData)/karolina/\($0)" }.contains(
        source.source.path.shown)
      #expect(source.state == (isSlow ? .stale : .ok), "\(source.source.path.shown)")
      #expect(source.source.skipped == 0 && source.source.problem == nil)
    }
  }

  struct ClusterSums: Sendable {
    var name: SafeText
    var gpus: [Int]
    var nodes: [NodeWord: Int]
    var queue: [Int]
    var gpuHours: Double
    var nodeHours: Double
    var startable: Double
  }

  /// GPUs: total, allocated, idle, gone. Queue: running, pending records, tasks, eligible, held, dependency.
  private static let clusters = [
    ClusterSums(
      name: "leonardo", gpus: [40, 21, 9, 10],
      nodes: [.allocated: 5, .mixed: 2, .idle: 1, .reserved: 1, .maint: 1, .draining: 1, .down: 1],
      queue: [7, 7, 7, 5, 1, 1], gpuHours: 328, nodeHours: 88, startable: 9),
    ClusterSums(
      name: "lumi", gpus: [96, 58, 22, 16],
      nodes: [.allocated: 6, .mixed: 2, .idle: 1, .planned: 1, .drained: 1, .down: 1],
      queue: [6, 7, 14, 11, 1, 1], gpuHours: 296, nodeHours: 112, startable: 10),
    ClusterSums(
      name: "marenostrum5", gpus: [32, 18, 6, 8],
      nodes: [.allocated: 4, .mixed: 1, .idle: 2, .drained: 1],
      queue: [2, 5, 8, 8, 0, 0], gpuHours: 112, nodeHours: 35, startable: 6),
    ClusterSums(
      name: "karolina", gpus: [48, 12, 28, 8],
      nodes: [.allocated: 1, .mixed: 2, .idle: 1, .planned: 1, .drained: 1],
      queue: [3, 3, 3, 2, 1, 0], gpuHours: 584, nodeHours: 76, startable: 5),
  ]

  @Test(arguments: clusters) func `Nodes, GPUs and queue of each cluster add up`(sums: ClusterSums)
    async throws
  {
    let cluster = try #require(await figures().clusters.first { $0.name == sums.name })
    let capacity = try #require(cluster.capacity)
    let gpus = capacity.gpus
    #expect([gpus.total, gpus.allocated, gpus.idle, gpus.unavailable] == sums.gpus)
    #expect(capacity.nodesByState == sums.nodes)
    let queue = try #require(cluster.queue)
    #expect(
      [
        queue.runningJobs, queue.pendingJobs, queue.pendingTasks, queue.eligibleTasks, queue.heldTasks,
        queue.dependencyTasks,
      ] == sums.queue)
    #expect(queue.backlog == GPUHours(sums.gpuHours))
    #expect(queue.backlogNodes == NodeHours(sums.nodeHours))
    #expect(queue.drain == sums.nodeHours / sums.startable)
  }

  @Test func `Every step of every mode has its application`() async throws {
    let shared: Set<ApplicationState> = [
      .draft, .submitted, .adminCheck, .infoRequested, .techAssessment, .decision, .waitlisted, .awarded,
      .onboarding, .active, .throttled, .suspended, .ended, .reportDue, .reportOverdue, .closed, .rejected,
      .withdrawn, .cancelled,
    ]
    let reviews: [AccessMode: Set<ApplicationState>] = [
      .playground: [], .fastLane: [], .benchmark: [], .development: [], .largeScale: [.expertReview],
      .aiScience: [.expertReview, .panelReview], .regular: [.expertReview, .panelReview],
      .extremeScale: [.expertReview, .panelReview],
    ]
    let items = try #require(await figures().applications).items
    for (mode, extra) in reviews {
      let states = items.filter { $0.application.mode == mode }.map(\.application.state)
      #expect(Set(states) == shared.union(extra))
      #expect(states.count == shared.count + extra.count)
    }
    #expect(items.count == 159)
  }

  @Test(arguments: [
    (ServiceClass.breached, 18), (.dueToday, 3), (.atRisk, 10), (.paused, 8), (.notStarted, 14),
  ]) func `Applications stand against their promise as counted by hand`(standing: ServiceClass, count: Int)
    async throws
  {
    let applications = try #require(await figures().applications)
    #expect(applications.items.count { $0.serviceClass == standing } == count)
    #expect(applications.pending == 79)
  }

  @Test(
    arguments: [
      ("project_465909001", BudgetState.onPace, 0.98), ("project_465909002", .under, 0.3),
      ("project_465909003", .ahead, 1.5), ("project_465909004", .exhausted, 2.008),
      ("AIFAC_P02_9005", .idleStart, 0), ("AIFAC_P02_9006", .ending, 0.9375), ("AIFAC_P02_9007", .ended, 0.8),
      ("AIFAC_P02_9013", .unknown, nil), ("ehpc9008", .onPace, 1), ("ehpc9009", .exhausted, 1.212),
      ("eu-26-9010", .ahead, 1.25), ("eu-26-9011", .under, 0.2), ("eu-26-9012", .unknown, nil),
      ("eu-26-9014", .notStarted, nil),
    ] as [(String, BudgetState, Double?)]) func `Each budget is in the state that its days and hours say`(
      account: String, state: BudgetState, pace: Double?
    ) async throws
  {
    let budgets = try #require(await figures().budgets)
    #expect(Set(budgets.map(\.state)) == Set(BudgetState.allCases))
    let budget = try #require(budgets.first { $0.allocation.account.shown == account })
    #expect(budget.state == state)
    #expect(budget.pace.map { ($0 * 10_000).rounded() } == pace.map { ($0 * 10_000).rounded() })
  }
}
