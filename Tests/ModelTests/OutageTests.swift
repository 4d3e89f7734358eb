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

  @Test("They are grouped by word and reason: the worst first, then what holds the newest node")
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
      found.map(\.state) == ["down", "idle*", "drained", "drained", "maint", "reboot", "idle", "idle%"])
    #expect(found.map(\.outage) == [.down, .silent, .drained, .drained, .away, .away, .closed, .closed])
    #expect(
      found.map(\.reason) == [
        "Not responding", "", "Cooling", "ECC", "", "", "in no partition", "powering down",
      ])
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

  @Test("A cluster counts them by kind; what is away on purpose is none that went")
  func counts() throws {
    let out = try #require(
      try Self.cluster([
        Self.node("a", .idle), Self.node("b", .idle, .drain, ago: .hours(2)),
        Self.node("c", .mixed, .drain, ago: .hours(1)), Self.node("d", .down, ago: .hours(3)),
        Self.node("e", .mixed, .notResponding), Self.node("f", .future),
        Self.node("m", .idle, .maintenance, ago: .minutes(1)), Self.node("x", .idle, partitions: []),
        Self.node("y", .idle, .poweringDown), Self.node("z", .mixed, [.poweringDown, .notResponding]),
        Self.node("q", .idle, .blocked), Self.node("o", .idle, [.poweredDown, .notResponding]),
      ]).capacity?.outOfService)
    #expect(Outage.allCases.map(out.count) == [1, 1, 1, 1, 1, 0])
    #expect(out.total == 5)
    #expect(out.unplanned == 4)
    #expect(out.newest?.node == "c")
    #expect(out.newest?.at == Self.now + .hours(-1))
  }
}
