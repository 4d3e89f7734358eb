import Testing
import Text

@testable import Model

@Suite("Clusters in trouble")
struct ClusterTroubleTests {
  private static let now = OutageTests.now

  private static func cluster(_ name: SafeText, down: Int, hours: Int64 = 1, maintenance: Bool = false)
    -> Cluster
  {
    let nodes = (0..<10).map { place in
      OutageTests.node(
        "n\(place)", place < down ? .down : .allocated, reason: "r", ago: .hours(hours),
        partitions: [place < 5 ? "a" : "b"])
    }
    let reservation = Reservation(
      name: "maint", nodeCount: 10, startsAt: now + .hours(2), endsAt: now + .hours(3), flags: ["MAINT"])
    return Cluster(name: name, nodes: nodes, reservations: maintenance ? [reservation] : nil)
  }

  private static func troubles(_ clusters: [Cluster], sources: [Source] = []) -> [ClusterTrouble?] {
    let policy = Policy.standard
    return Figures(of: Factory(clusters: clusters, sources: sources), policy: policy, now: now)
      .troubles(by: policy.alerts)
  }

  @Test("A cluster is in trouble by its alerts, and so are the partitions with too many nodes out")
  func alerts() throws {
    let found = Self.troubles([
      Self.cluster("well", down: 0), Self.cluster("bad", down: 2), Self.cluster("worse", down: 6, hours: 3),
      Self.cluster("planned", down: 0, maintenance: true),
    ])
    #expect(found.map { $0 == nil } == [true, false, false, true])
    #expect(found[1]?.partitions == [0])
    #expect(found[2]?.partitions == [0, 1])
    #expect(found[2]?.severity == .critical)
    #expect(found[1]?.since == Self.now + .hours(-1))
    #expect(found[1]?.rules.contains(.nodesOutOfService) == true)
  }

  @Test("Old sources are trouble of their cluster alone")
  func sources() {
    let source = Source(path: "a/nodes.json", kind: .nodes, cluster: "a", dataAt: Self.now + .hours(-9))
    let found = Self.troubles([Self.cluster("a", down: 0), Self.cluster("b", down: 0)], sources: [source])
    #expect(found.map { $0 == nil } == [false, true])
    #expect(found[0]?.rules == [.sourceStale])
    #expect(found[0]?.partitions.isEmpty == true)
  }

  @Test("The order is critical first, then the newest, then theirs")
  func order() {
    func trouble(_ severity: Alert.Severity, _ hours: Int64?) -> ClusterTrouble {
      ClusterTrouble(
        severity: severity, since: hours.map { Self.now + .hours(-$0) }, rules: [], partitions: [])
    }
    let all: [ClusterTrouble?] = [
      trouble(.warning, nil), nil, trouble(.warning, 5), trouble(.critical, 9), trouble(.warning, 1),
      trouble(.critical, nil), trouble(.warning, nil),
    ]
    #expect(all.placesByUrgency == [3, 5, 4, 2, 0, 6])
  }
}
