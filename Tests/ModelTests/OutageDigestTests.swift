import Model
import Testing
import Text

@Suite("What is told of nodes out of service where there is little room")
struct OutageDigestTests {
  private static let now = OutageTests.now

  private static func down(
    _ name: SafeText, _ reason: SafeText?, ago: Seconds?, by: SafeText? = nil
  ) -> Node {
    OutageTests.node(name, .down, reason: reason, ago: ago, by: by)
  }

  private static func digests(_ clusters: [[Node]]) -> [OutageDigest] {
    let factory = Factory(
      clusters: clusters.enumerated().map { Cluster(name: "c\($0.offset)", nodes: $0.element) })
    return Figures(of: factory, policy: .standard, now: now).outages
  }

  @Test("What went within a minute, for one reason and in one cluster, is one; the newest comes first")
  func together() throws {
    let nodes = [
      Self.down("a2", "PSU", ago: .minutes(31), by: "slurm"),
      Self.down("a1", "PSU", ago: Seconds(31 * 60 + 60)),
      Self.down("a3", "PSU", ago: Seconds(31 * 60 + 61)), Self.down("b", "Fan", ago: .minutes(31)),
      Self.down("c", "Fan", ago: .minutes(30)), Self.down("x", "PSU", ago: nil),
      Self.down("y", "PSU", ago: nil),
    ]
    let digest = try #require(Self.digests([nodes]).first)
    #expect(digest.outage == .down)
    #expect(digest.nodes == 7)
    #expect(digest.oldest == Self.now + Seconds(-31 * 60 - 61))
    #expect(digest.newest.map(\.names) == ["b,c", "a[1-2]", "a3", "x,y"])
    #expect(digest.newest.map(\.nodes) == [2, 2, 1, 2])
    #expect(digest.newest.map(\.cluster) == [nil, nil, nil, nil])
    #expect(
      digest.newest.map(\.at) == [.minutes(-30), .minutes(-31), Seconds(-31 * 60 - 61)].map { Self.now + $0 }
        + [nil])
    #expect(digest.newest[1].setBy == "slurm")
    #expect(digest.newest[1].first == "a2")
  }

  @Test("What is not told by name is told by reason, most nodes first")
  func older() throws {
    let nodes =
      (1...9).map { Self.down("p\($0)", "PSU", ago: .days(Int64($0))) }
      + (1...5).map { Self.down("n\($0)", "Not responding", ago: .hours(Int64($0))) }
    let digest = try #require(Self.digests([nodes]).first)
    #expect(digest.newest.first?.names == "n1")
    #expect(digest.reasons(without: 0).map(\.nodes) == [9, 5])
    #expect(digest.reasons(without: 1).map(\.nodes) == [9, 4])
    #expect(digest.reasons(without: 5).map(\.reason) == ["PSU"])
    #expect(digest.newest.count == 8)
    #expect(digest.reasons(without: 8).map(\.nodes) == [6])
  }

  @Test("Classes are told of over all clusters, the worst first, and each node names its cluster")
  func clusters() {
    let drained = OutageTests.node("d", .idle, .drain, reason: "ECC", ago: .minutes(1))
    let found = Self.digests([
      [drained, Self.down("a", "PSU", ago: .hours(2))], [Self.down("a", "PSU", ago: .hours(1))],
    ])
    #expect(found.map(\.outage) == [.down, .drained])
    #expect(found.first?.newest.map(\.cluster) == ["c1", "c0"])
    #expect(found.first?.newest.map(\.names) == ["a", "a"])
    #expect(found.first?.reasons(without: 0).map(\.reason) == ["PSU"])
    #expect(found.first?.reasons(without: 0).map(\.nodes) == [2])
    #expect(Self.digests([[], []]).isEmpty)
  }
}
