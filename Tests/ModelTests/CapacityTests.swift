import Model
import Testing
import Text

@Suite struct CapacityTests {
  private func cluster(_ nodes: [Node], order: [SafeText] = []) throws -> ClusterFigures {
    let factory = Factory(clusters: [Cluster(name: "test", nodes: nodes, partitionOrder: order)])
    let figures = Figures(of: factory, policy: .standard, now: try moment("2026-11-23T10:00:00Z"))
    return try #require(figures.clusters.first)
  }

  private func gpus(_ nodes: [Node]) throws -> GPUFigures { try #require(try cluster(nodes).capacity).gpus }

  @Test func `GPUs are allocated, idle or unavailable, and the three make the total`() throws {
    let gpus = try gpus([
      Node(name: "a", state: NodeState(.allocated), gpus: 4, gpusAllocated: 4),
      Node(name: "b", state: NodeState(.mixed), gpus: 4, gpusAllocated: 1),
      Node(name: "c", state: NodeState(.idle), gpus: 4, gpusAllocated: 0),
      Node(name: "d", state: NodeState(.idle, .planned), gpus: 4, gpusAllocated: 0),
      Node(name: "e", state: NodeState(.idle, .reserved), gpus: 4, gpusAllocated: 0),
      // Draining: its job runs on, its other GPUs take no more.
      Node(name: "f", state: NodeState(.mixed, .drain), gpus: 4, gpusAllocated: 3),
      Node(name: "g", state: NodeState(.down, .notResponding), gpus: 4, gpusAllocated: 0),
      // Idle in name, and silent.
      Node(name: "h", state: NodeState(.idle, .notResponding), gpus: 4, gpusAllocated: 0),
      Node(name: "i", state: NodeState(.idle, .maintenance), gpus: 4, gpusAllocated: 0),
      Node(name: "j", state: NodeState(.idle, .completing), gpus: 4, gpusAllocated: 0),
      Node(name: "cpu", state: NodeState(.idle)),
    ])
    #expect(gpus.total == 40)
    #expect(gpus.allocated == 8)
    #expect(gpus.idle == 19)
    #expect(gpus.plannedOrReserved == 8)
    #expect(gpus.unavailable == 13)
    #expect(gpus.ofInstalled == 0.2)
    #expect(gpus.ofAvailable == 8.0 / 27)
    #expect(gpus.busy == nil)
  }

  @Test(arguments: [NodeState.Base.down, .error])
  func `GPUs of a node that is down are unavailable, whatever is booked there`(base: NodeState.Base) throws {
    let gpus = try gpus([Node(name: "a", state: NodeState(base), gpus: 4, gpusAllocated: 4)])
    #expect(gpus.allocated == 0)
    #expect(gpus.unavailable == 4)
    #expect(gpus.ofInstalled == 0)
  }

  @Test func `GPUs in use that a node does not tell make the sum unknown`() throws {
    let gpus = try gpus([
      Node(name: "a", state: NodeState(.mixed), gpus: 4, cpus: 64, cpusAllocated: 32),
      Node(name: "b", state: NodeState(.down), gpus: 4),
    ])
    #expect(gpus.total == 8)
    #expect(gpus.allocated == nil)
    #expect(gpus.idle == nil)
    #expect(gpus.unavailable == 4)
    #expect(gpus.ofInstalled == nil)
    #expect(gpus.ofAvailable == nil)
  }

  @Test func `A node whose GPUs cannot be counted makes the total unknown, and so what is not in use of it`()
    throws
  {
    let gpus = try gpus([
      Node(name: "a", state: NodeState(.mixed), gpus: nil, gpusAllocated: 1),
      Node(name: "b", state: NodeState(.down), gpus: 4, gpusAllocated: 0),
    ])
    #expect(gpus.total == nil)
    #expect(gpus.allocated == 1)
    #expect(gpus.idle == nil)
    #expect(gpus.unavailable == 4)
    #expect(gpus.available == nil)
    #expect(gpus.ofInstalled == nil)
    #expect(gpus.ofAvailable == nil)
  }

  @Test(
    "GPUs in use are inferred only where it is sure",
    arguments: [
      (.idle, nil, 0), (.down, nil, 0), (.future, nil, 0), (.idle, 0, 0), (.mixed, 0, 0), (.unknown, 0, 0),
      (.idle, 8, nil), (.down, 8, 0), (.mixed, nil, nil), (.allocated, nil, nil), (.unknown, nil, nil),
      (.error, nil, 0), (.error, 8, 0),
    ] as [(NodeState.Base, Int?, Int?)])
  func inferred(_ base: NodeState.Base, _ cpusAllocated: Int?, _ expected: Int?) {
    let node = Node(name: "a", state: NodeState(base), gpus: 4, cpus: 64, cpusAllocated: cpusAllocated)
    #expect(node.gpusInUse == expected)
  }

  @Test func `More GPUs in use than a node has are those that it has`() throws {
    let gpus = try gpus([Node(name: "a", state: NodeState(.mixed), gpus: 4, gpusAllocated: 9)])
    #expect(gpus.allocated == 4)
    #expect(gpus.idle == 0)
  }

  @Test func `Without GPUs there is no fraction of them`() throws {
    let gpus = try gpus([Node(name: "a", state: NodeState(.idle))])
    #expect(gpus.total == 0)
    #expect(gpus.ofInstalled == nil)
    #expect(gpus.ofAvailable == nil)
  }

  @Test func `A node of two partitions counts once in the cluster and once in each`() throws {
    let figures = try cluster([
      Node(name: "a", state: NodeState(.idle), partitions: ["gpu", "all"], gpus: 4),
      Node(name: "b", state: NodeState(.allocated), partitions: ["gpu", "all"], gpus: 4, gpusAllocated: 4),
      Node(name: "c", state: NodeState(.idle), partitions: ["all"]),
    ])
    #expect(figures.capacity?.nodes == 3)
    #expect(figures.capacity?.nodesByState == [.idle: 2, .allocated: 1])
    #expect(figures.partitions.map(\.name) == ["all", "gpu"])
    #expect(figures.partitions.map { $0.capacity?.nodes } == [3, 2])
    #expect(figures.partitions.map { $0.capacity?.gpus.total } == [8, 8])
  }

  @Test func `A node that names a partition twice counts once in it`() throws {
    let figures = try cluster([
      Node(name: "a", state: NodeState(.idle), partitions: ["gpu", "gpu", "all", "gpu"], gpus: 4),
      Node(name: "b", state: NodeState(.idle), partitions: ["gpu"], gpus: 4),
    ])
    #expect(figures.partitions.map(\.name) == ["all", "gpu"])
    #expect(figures.partitions.map { $0.capacity?.gpus.total } == [4, 8])
  }

  @Test func `Partitions come in the given order, then those with GPUs, then the others, by name`() throws {
    let figures = try cluster(
      [
        Node(name: "a", state: NodeState(.idle), partitions: ["zeta", "beta"], gpus: 4),
        Node(name: "b", state: NodeState(.idle), partitions: ["alpha", "last"]),
        Node(name: "c", state: NodeState(.idle), partitions: ["first"]),
      ], order: ["first", "zeta", "first"])
    #expect(figures.partitions.map(\.name) == ["first", "zeta", "beta", "alpha", "last"])
  }

  @Test func `A cluster whose nodes nobody tells has unknown capacity`() throws {
    let factory = Factory(clusters: [Cluster(name: "test")])
    let figures = Figures(of: factory, policy: .standard, now: try moment("2026-11-23T10:00:00Z"))
    #expect(figures.clusters.first?.capacity == nil)
    #expect(figures.clusters.first?.queue == nil)
    #expect(figures.clusters.first?.powerWatts == nil)
  }

  @Test func `Power is the sum of what nodes report`() throws {
    let figures = try cluster([
      Node(name: "a", state: NodeState(.idle), watts: 400),
      Node(name: "b", state: NodeState(.idle), watts: 1100.5),
      Node(name: "c", state: NodeState(.down)),
    ])
    #expect(figures.powerWatts == 1500.5)
  }
}
