import Model
import Testing
import Text

@Suite("Nodes that are out of service")
struct OutageTests {
  static let now = Timestamp(secondsSince1970: 1_795_428_000)

  static func node(
    _ name: SafeText, _ base: NodeState.Base, _ flags: NodeState.Flags = [], reason: SafeText? = nil,
    ago: Seconds? = nil, by: SafeText? = nil, partitions: [SafeText]? = ["p"]
  ) -> Node {
    Node(
      name: name, state: NodeState(base, flags), partitions: partitions, gpus: 4, gpusAllocated: 0,
      reason: reason, reasonSetBy: by, reasonSetAt: ago.map { now + Seconds(-$0.count) })
  }

  static func cluster(_ nodes: [Node], partitions: [Partition]? = nil) throws -> ClusterFigures {
    let factory = Factory(clusters: [Cluster(name: "c", nodes: nodes, partitions: partitions)])
    return try #require(Figures(of: factory, policy: .standard, now: now).clusters.first)
  }

  @Test("They are grouped by class and reason: the worst first, then what holds the newest node")
  func grouping() throws {
    let found = try Self.cluster([
      Self.node("well", .idle), Self.node("g", .future),
      Self.node("n10", .idle, .drain, reason: "ECC", ago: .hours(50), by: "first"),
      Self.node("n9", .idle, .drain, reason: "ECC", ago: .hours(20), by: "second"),
      Self.node("n2", .idle, .drain, reason: "ECC"),
      Self.node("h", .idle, .drain, reason: "Cooling", ago: .hours(9)),
      Self.node("b", .down, .drain, reason: "Cooling", ago: .hours(10)),
      Self.node("e", .down, .notResponding, reason: "Not responding", ago: .days(30)),
      Self.node("f", .idle, .notResponding), Self.node("m", .idle, [.maintenance, .notResponding]),
      Self.node("i", .idle, [.rebootIssued, .notResponding]),
      Self.node("x", .idle, partitions: []), Self.node("y", .idle, [.poweringDown, .notResponding]),
    ]).outages
    #expect(
      found.map(\.outage) == [
        .down, .notResponding, .drained, .drained, .maintenance, .rebooting, .poweringDown, .closed,
      ])
    #expect(
      found.map(\.reason) == ["Not responding", "", "Cooling", "ECC", "", "", "", "in no partition"])
    #expect(found[2].events.map(\.node) == ["h", "b"])
    #expect(found[3].events.map(\.node) == ["n9", "n10", "n2"])
    #expect(found[3].events.map(\.setBy) == ["second", "first", nil])
    #expect(found[3].oldest == Self.now + .hours(-50))
    #expect(found[1].oldest == nil)
  }

  @Test(
    "A stamp that lies ahead tells nothing; clocks may differ by two minutes",
    arguments: [(120, true), (121, false)])
  func ahead(seconds: Int64, isBelieved: Bool) throws {
    let found = try Self.cluster([
      Self.node("a", .down, reason: "r", ago: .days(1)),
      Self.node("b", .down, reason: "r", ago: Seconds(-seconds)),
    ]).outages
    #expect(found[0].events[0].node == (isBelieved ? "b" : "a"))
    #expect(found[0].events.map(\.at).contains(isBelieved ? Self.now : nil))
    #expect(found[0].events.allSatisfy { $0.at.map { $0 <= Self.now } ?? true })
  }

  @Test("A cluster counts them by class; what is away on purpose is none that went")
  func counts() throws {
    let tally = try #require(
      try Self.cluster([
        Self.node("a", .idle), Self.node("b", .idle, .drain, ago: .hours(2)),
        Self.node("c", .mixed, .drain, ago: .hours(1)), Self.node("d", .down, ago: .hours(3)),
        Self.node("e", .mixed, .notResponding), Self.node("f", .future),
        Self.node("m", .idle, .maintenance, ago: .minutes(1)), Self.node("x", .idle, partitions: []),
        Self.node("y", .idle, .poweringDown), Self.node("z", .mixed, [.poweringDown, .notResponding]),
        Self.node("q", .idle, .blocked), Self.node("o", .idle, [.poweredDown, .notResponding]),
        Self.node("g", .mixed, .fail), Self.node("h", .idle, .fail), Self.node("r", .mixed, .rebootIssued),
        Self.node("w", .mixed, partitions: []), Self.node("v", .idle, .external),
      ]).capacity?.tally)
    #expect(Outage.allCases.map(tally.count) == [1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1])
    #expect(tally.inService == [.idle: 2, .mixed: 1])
    #expect(tally.existing == 16)
    #expect(tally.outOfService == 8)
    #expect(tally.unplanned == 6)
    #expect(tally.newest?.node == "c")
    #expect(tally.newest?.at == Self.now + .hours(-1))
  }

  /// A node in every state that Slurm can put together of a base and two flags.
  private static let everyState: [NodeState] = NodeState.Base.allCases.flatMap { base in
    (0..<24).flatMap { first in
      (first..<24).map {
        NodeState(base, [.init(rawValue: 1 << UInt32(first)), .init(rawValue: 1 << UInt32($0))])
      }
    }
  }

  @Test("Whatever the states, every node is of one class, and all who count nodes count the same of each")
  func addsUp() throws {
    let partitions: [[SafeText]?] = [["up"], ["up", "shut"], ["shut"], [], nil]
    let nodes = Self.everyState.enumerated().map { index, state in
      Node(
        name: "n\(index)", state: state, partitions: partitions[index % 5],
        reason: index % 2 == 0 ? "a" : nil)
    }
    let configured = [Partition(name: "up", state: .up), Partition(name: "shut", state: .down)]
    let cluster = try Self.cluster(nodes, partitions: configured)
    let starts = JobStarts(partitions: configured)
    let whole = try #require(cluster.capacity?.tally)
    let there = nodes.filter { $0.state.base != .future }
    #expect(whole.existing == there.count)
    #expect(there.count < nodes.count)
    #expect(
      whole.existing == Outage.allCases.reduce(0) { $0 + whole.count($1) }
        + whole.inService.values.reduce(0, +))
    var told: [Outage: Int] = [:]
    for group in cluster.outages { told[group.outage, default: 0] += group.nodes }
    for outage in Outage.allCases {
      #expect(whole.count(outage) == told[outage] ?? 0, "\(outage)")
      #expect(whole.count(outage) == there.count { starts.nodeClass(of: $0) == .out(outage) }, "\(outage)")
      #expect(whole.count(outage) > 0, "\(outage)")
    }
    for partition in cluster.partitions {
      let tally = try #require(partition.capacity?.tally)
      let inIt = there.filter { $0.partitions?.contains(partition.name) == true }
      #expect(tally.existing == inIt.count)
      let groups = OutageFigures.grouping(inIt, by: starts, in: partition.name, now: Self.now)
      for outage in Outage.allCases {
        let counted = tally.count(outage)
        #expect(
          counted == inIt.count { starts.nodeClass(of: $0, in: partition.name) == .out(outage) }, "\(outage)")
        #expect(
          counted == groups.reduce(0) { $1.outage == outage ? $0 + $1.nodes : $0 }, "\(outage)")
      }
    }
  }

  @Test("What does not exist yet is in no figure")
  func future() throws {
    let capacity = try #require(
      try Self.cluster([Self.node("a", .idle), Self.node("f", .future), Self.node("g", .future, .drain)])
        .capacity)
    #expect(capacity.nodes == 1)
    #expect(capacity.nodesByState == [.idle: 1])
    #expect([capacity.gpus.total, capacity.gpus.idle, capacity.gpus.unavailable] == [4, 4, 0])
  }
}
