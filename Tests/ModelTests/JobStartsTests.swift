import Model
import Testing
import Text

/// Where a job can start, asked of partitions beside the node's own state.
@Suite struct JobStartsTests {
  private static let starts = JobStarts(partitions: [
    Partition(name: "up", state: .up), Partition(name: "down", state: .down),
    Partition(name: "drain", state: .drain), Partition(name: "inactive", state: .inactive),
    Partition(name: "untold"),
  ])

  @Test(
    "A node starts jobs where one of its partitions does, and where nobody tells its partitions",
    arguments: [
      (["up"], nil), (["drain"], nil), (["untold"], nil), (["unlisted"], nil), (nil, nil), ([], .noPartition),
      (["down"], .partition), (["inactive"], .partition), (["down", "inactive"], .partition),
      (["down", "up"], nil), (["inactive", "drain"], nil), (["down", "unlisted"], nil),
      // Names of partitions are told apart by case.
      (["DOWN"], nil),
    ] as [([SafeText]?, JobStarts.Unavailability?)])
  func partitions(_ partitions: [SafeText]?, _ expected: JobStarts.Unavailability?) {
    let node = Node(name: "n", state: NodeState(.idle), partitions: partitions)
    #expect(Self.starts.unavailability(on: node) == expected)
  }

  @Test("The node's own state counts before its partitions")
  func state() {
    let drained = Node(name: "n", state: NodeState(.idle, .drain), partitions: [])
    #expect(Self.starts.unavailability(on: drained) == .state)
    #expect(Self.starts.unavailability(on: drained, in: "up") == .state)
  }

  @Test("Of a partition it is asked whether a job of that one can start")
  func partition() {
    let node = Node(name: "n", state: NodeState(.mixed), partitions: ["up", "down"])
    #expect(Self.starts.unavailability(on: node, in: "up") == nil)
    #expect(Self.starts.unavailability(on: node, in: "down") == .partition)
  }

  private func figures(_ nodes: [Node], _ partitions: [Partition]?) throws -> ClusterFigures {
    let factory = Factory(clusters: [Cluster(name: "c", nodes: nodes, partitions: partitions)])
    return try #require(
      Figures(of: factory, policy: .standard, now: Timestamp(secondsSince1970: 1_795_428_000)).clusters.first)
  }

  @Test(
    "GPUs of a node in no partition, or in closed ones alone, are unavailable; a closed one has none idle")
  func capacity() throws {
    let cluster = try figures(
      [
        Node(name: "a", state: NodeState(.mixed), partitions: ["up", "down"], gpus: 4, gpusAllocated: 1),
        Node(name: "b", state: NodeState(.idle), partitions: ["down"], gpus: 8, gpusAllocated: 0),
        Node(name: "c", state: NodeState(.idle), partitions: [], gpus: 2, gpusAllocated: 0),
        Node(name: "d", state: NodeState(.idle), gpus: 1, gpusAllocated: 0),
        // Its job runs on; nothing else starts.
        Node(name: "e", state: NodeState(.mixed), partitions: ["inactive"], gpus: 16, gpusAllocated: 3),
      ],
      [
        Partition(name: "up", state: .up), Partition(name: "down", state: .down),
        Partition(name: "inactive", state: .inactive),
      ])
    let gpus = try #require(cluster.capacity?.gpus)
    #expect([gpus.total, gpus.allocated, gpus.idle, gpus.unavailable] == [31, 4, 4, 23])
    let parts = try cluster.partitions.map { try #require($0.capacity?.gpus) }
    #expect(parts.map(\.total) == [4, 12, 16])
    #expect(parts.map(\.allocated) == [1, 1, 3])
    #expect(parts.map(\.idle) == [3, 0, 0])
    #expect(parts.map(\.unavailable) == [0, 11, 13])
    // What runs jobs counts as in service.
    #expect(cluster.outages.map(\.outage) == [.closed, .closed])
    #expect(cluster.outages.map(\.reason) == ["in no partition", "partition down"])
  }

  @Test("GPUs of a node that is down are unavailable whatever is booked there, in its partitions too")
  func downButBooked() throws {
    let nodes = [
      Node(
        name: "a", state: NodeState(.down, [.notResponding, .completing]), partitions: ["p"], gpus: 4,
        gpusAllocated: 4, cpus: 32, cpusAllocated: 32),
      Node(name: "b", state: NodeState(.down, .drain), partitions: ["p"], gpus: 2, cpusAllocated: 32),
      Node(name: "c", state: NodeState(.mixed, .drain), partitions: ["p"], gpus: 8, gpusAllocated: 3),
    ]
    let cluster = try figures(nodes, nil)
    for gpus in [
      try #require(cluster.capacity?.gpus), try #require(cluster.partitions.first?.capacity?.gpus),
    ] {
      #expect([gpus.total, gpus.allocated, gpus.idle, gpus.unavailable] == [14, 3, 0, 11])
    }
  }

  @Test("A node that is down has no allocated GPUs that could be idle")
  func downAndMeasured() throws {
    var node = Node(name: "a", state: NodeState(.down), gpus: 4, gpusAllocated: 4)
    node.gpuBusy = GPUBusy(byIndex: [0: 0, 1: 0, 2: 0, 3: 0])
    let cluster = try figures([node], nil)
    #expect(cluster.capacity?.gpus.busy == nil)
    #expect(cluster.idleAllocations.isEmpty)
  }

  @Test("A backlog drains over the nodes that jobs of the cluster, or of the partition, can start on")
  func drain() throws {
    var table = JobTable()
    table.jobs = [
      Job(
        id: 1, taskCount: 6, state: JobState(.pending), partition: table.symbols.intern("up,down"),
        reason: table.symbols.intern("Priority"), priority: 1, timeLimit: .minutes(60), nodeCount: 1, gpus: 1)
    ]
    let nodes = [["up", "down"], ["up"], [], ["down"], nil].enumerated().map { number, partitions in
      Node(name: "n\(number)", state: NodeState(.idle), partitions: partitions, gpus: 1)
    }
    let cluster = Cluster(
      name: "c", nodes: nodes, jobs: table,
      partitions: [Partition(name: "up", state: .up), Partition(name: "down", state: .down)])
    let now = Timestamp(secondsSince1970: 1_795_428_000)
    let figures = try #require(
      Figures(of: Factory(clusters: [cluster]), policy: .standard, now: now).clusters.first)
    #expect(figures.queue?.drain == 2)
    #expect(figures.partitions.map { $0.queue?.drain } == [3, nil])
  }
}
