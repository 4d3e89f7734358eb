import Testing
import Text

@testable import Model

@Suite("GPUs that are allocated, and what they do")
struct BusyTests {
  private static let now = Timestamp(secondsSince1970: 1_795_428_000)

  private static func node(
    _ busy: GPUBusy?, allocated: Int?, indices: [Int]? = nil, gpus: Int = 4, name: SafeText = "n",
    watts: Double? = nil, state: NodeState = NodeState(.mixed)
  ) -> Node {
    Node(
      name: name, state: state, partitions: ["p"], gpus: gpus, gpusAllocated: allocated, watts: watts,
      gpuIndicesAllocated: indices, gpuBusy: busy)
  }

  private static func gpus(_ nodes: [Node]) throws -> GPUFigures {
    try #require(figures(Cluster(name: "c", nodes: nodes)).capacity).gpus
  }

  private static func figures(_ cluster: Cluster) -> ClusterFigures {
    Figures(of: Factory(clusters: [cluster]), policy: .standard, now: now).clusters[0]
  }

  private static let numbered = GPUBusy(byIndex: [0: 0.9, 1: 0.01, 2: 0.5, 3: 0.3])

  @Test(
    "What the allocated GPUs of a node do",
    arguments: [
      // Slurm says which.
      (node(numbered, allocated: 2, indices: [0, 1]), 0.455, 2, 1),
      (node(numbered, allocated: 2, indices: [1, 2]), 0.255, 2, 1),
      // All of them.
      (node(numbered, allocated: 4), 0.4275, 4, 1),
      // Which is not known: the busiest, for what nobody holds does nothing.
      (node(numbered, allocated: 2), 0.7, 2, 0),
      (node(GPUBusy(unnumbered: [0, 0, 0.8, 0]), allocated: 2), 0.4, 2, 1),
      // Some are not measured.
      (node(GPUBusy(byIndex: [0: 0.5]), allocated: 2, indices: [0, 1]), 0.5, 1, 0),
      // A mean over four GPUs of which two are allocated.
      (node(GPUBusy(mean: 0.25), allocated: 2), 0.5, 2, 0),
      (node(GPUBusy(mean: 0.9), allocated: 2), 1, 2, 0),
      // 0.16 of a GPU is busy: three at 5 % at most, so one is idle for sure.
      (node(GPUBusy(mean: 0.04), allocated: 4), 0.04, 4, 1),
      (node(GPUBusy(mean: 0), allocated: 4), 0, 4, 4),
    ] as [(Node, Double, Int, Int)])
  func busy(_ node: Node, _ busy: Double, _ measured: Int, _ idle: Int) throws {
    let gpus = try Self.gpus([node])
    #expect(abs((gpus.busy ?? -1) - busy) < 1e-9)
    #expect(gpus.measured == measured)
    #expect(gpus.allocatedIdle == idle)
  }

  @Test(
    "What is not measured, or not allocated, makes no figure",
    arguments: [
      node(nil, allocated: 4), node(numbered, allocated: 0), node(numbered, allocated: nil),
      node(GPUBusy(), allocated: 2), node(GPUBusy(mean: 0.5), allocated: 0, gpus: 0),
    ])
  func nothing(_ node: Node) throws {
    let gpus = try Self.gpus([node])
    #expect(gpus.busy == nil)
    #expect(gpus.measured == nil)
    #expect(gpus.allocatedIdle == nil)
  }

  @Test("A cluster's figure is the mean over its measured GPUs, not over its nodes")
  func cluster() throws {
    let gpus = try Self.gpus([
      Self.node(GPUBusy(mean: 1), allocated: 4),
      Self.node(GPUBusy(byIndex: [0: 0]), allocated: 1, indices: [0]),
      Self.node(nil, allocated: 4),
    ])
    #expect(gpus.busy == 0.8)
    #expect(gpus.measured == 5)
    #expect(gpus.allocated == 9)
    #expect(gpus.allocatedIdle == 1)
  }

  @Test("Nodes with idle GPUs are listed with the jobs that run there, however the list of nodes is written")
  func listed() {
    var symbols = SymbolTable()
    func job(_ id: Int64, _ nodes: SafeText, _ state: JobState.Base = .running) -> Job {
      Job(
        id: id, state: JobState(state), user: symbols.intern("ann"), account: symbols.intern("acme"),
        nodeList: symbols.intern(nodes))
    }
    let jobs = [job(9, "g[01-02,07]"), job(4, "g02"), job(5, "g[03-09]"), job(6, "g02", .completed)]
    let idle = GPUBusy(byIndex: [0: 0, 1: 0.02, 2: 0.9, 3: 0.9])
    let nodes = [
      Self.node(idle, allocated: 1, indices: [0], name: "g01"),
      Self.node(idle, allocated: 4, indices: [0, 1, 2, 3], name: "g02"),
      Self.node(idle, allocated: 2, indices: [2, 3], name: "g03"),
    ]
    let figures = Self.figures(
      Cluster(name: "c", nodes: nodes, jobs: JobTable(symbols: symbols, jobs: jobs)))
    #expect(figures.idleAllocations.map(\.node) == ["g02", "g01"])
    #expect(figures.idleAllocations.map(\.idleGPUs) == [2, 1])
    #expect(figures.idleAllocations.map { $0.jobs.map(\.id) } == [[4, 9], [9]])
    #expect(figures.idleAllocations[1].jobs[0].account == "acme")
    // Of two on one node nobody tells whose they are.
    #expect(figures.idleAllocations.map { $0.jobs.map(\.idleGPUs) } == [[nil, nil], [1]])
    #expect(figures.capacity?.gpus.allocatedIdle == 3)
  }

  @Test("Of several jobs on a node each is told its idle GPUs, where Slurm tells which GPUs are whose")
  func whose() {
    var symbols = SymbolTable()
    func job(_ id: Int64, _ nodes: SafeText, _ gpus: SafeText) -> Job {
      var job = Job(id: id, state: JobState(.running), nodeList: symbols.intern(nodes), gpus: 2)
      job.gpusByNode = symbols.intern(gpus)
      return job
    }
    let jobs = [job(1, "g[01-02]", "0-1;2"), job(2, "g02", "0-1"), job(3, "g02", "3")]
    let node = Self.node(
      GPUBusy(byIndex: [0: 0, 1: 0.9, 2: 0.01, 3: 0.8]), allocated: 4, indices: [0, 1, 2, 3], name: "g02")
    let figures = Self.figures(
      Cluster(name: "c", nodes: [node], jobs: JobTable(symbols: symbols, jobs: jobs)))
    #expect(figures.idleAllocations.map(\.idleGPUs) == [2])
    #expect(figures.idleAllocations.first?.jobs.map(\.idleGPUs) == [1, 1, 0])
  }

  @Test(
    "Many idle GPUs that jobs hold are an alert, unless they were measured long ago",
    arguments: [(0, 1, 1), (0, 2, 0), (-181, 1, 0)] as [(Int64, Int, Int)])
  func alert(_ age: Int64, _ busyGPUs: Int, _ alerts: Int) {
    let fractions = (0..<4).map { ($0, $0 < busyGPUs + 1 ? 0.9 : 0) }
    let node = Self.node(
      GPUBusy(byIndex: Dictionary(uniqueKeysWithValues: fractions)), allocated: 4, indices: [0, 1, 2, 3],
      state: NodeState(.allocated))
    let cluster = Cluster(name: "c", nodes: [node], busyMeasuredAt: Self.now + Seconds(age))
    let figures = Figures(of: Factory(clusters: [cluster]), policy: .standard, now: Self.now)
    #expect(
      figures.alerts.map(\.text)
        == Array(repeating: "2 of 4 measured GPUs are allocated but idle", count: alerts))
    #expect(figures.clusters[0].busyIsFrom == (age < 0 ? Self.now + Seconds(age) : nil))
  }

  @Test(
    "PUE needs the power of every node that is switched on, and is never below 1",
    arguments: [
      ([node(nil, allocated: 0, watts: 1000)], 1500, 1.5),
      ([node(nil, allocated: 0, watts: 1000), node(nil, allocated: 0)], 1500, nil),
      (
        [
          node(nil, allocated: 0, watts: 1000),
          node(nil, allocated: 0, state: NodeState(.idle, .poweredDown)),
        ],
        1500, 1.5
      ),
      ([node(nil, allocated: 0, watts: 1000), node(nil, allocated: 0, state: NodeState(.down))], 1500, 1.5),
      ([node(nil, allocated: 0, watts: 1000)], 900, nil), ([node(nil, allocated: 0, watts: 1000)], nil, nil),
      ([node(nil, allocated: 0)], 900, nil),
    ] as [([Node], Double?, Double?)])
  func pue(_ nodes: [Node], _ facility: Double?, _ expected: Double?) {
    #expect(Self.figures(Cluster(name: "c", nodes: nodes, facilityWatts: facility)).pue == expected)
  }

  @Test("Old measurements do not make the cluster's own figures old")
  func stale() {
    let source = Source(path: "a", kind: .measurements, cluster: "c", dataAt: Self.now + .minutes(-9))
    let figures = Figures(
      of: Factory(clusters: [Cluster(name: "c")], sources: [source]), policy: .standard, now: Self.now)
    #expect(figures.clusters[0].sourceState == .ok)
    #expect(figures.sources[0].state == .stale)
  }
}
