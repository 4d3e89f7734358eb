import Testing
import Text

@testable import Model

@Suite("Partitions, maintenance and the scheduler")
struct SlurmSurroundingsTests {
  private static let now = Timestamp(secondsSince1970: 1_795_428_000)

  private static func figures(_ cluster: Cluster) -> Figures {
    Figures(of: Factory(clusters: [cluster]), policy: .standard, now: now)
  }

  @Test("Partitions are shown in the given order, then in Slurm's, then by name")
  func order() {
    let nodes = [Node(name: "n", state: NodeState(.idle), partitions: ["a", "zz", "slurm2"], gpus: 1)]
    let partitions = [Partition(name: "slurm2", state: .up), Partition(name: "slurm1", state: .down)]
    let shown = Self.figures(
      Cluster(name: "c", nodes: nodes, partitionOrder: ["zz"], partitions: partitions)
    ).clusters[0].partitions
    #expect(shown.map(\.name) == ["zz", "slurm2", "slurm1", "a"])
    #expect(shown.map(\.configured?.state) == [nil, .up, .down, nil])
  }

  private static func reservation(
    from start: Seconds, to end: Seconds?, maintenance: Bool = true
  ) -> Reservation {
    Reservation(
      name: "m", nodeCount: 4, startsAt: now + start, endsAt: end.map { now + $0 },
      flags: maintenance ? ["IGNORE_JOBS", "MAINT"] : ["FLEX"])
  }

  @Test(
    "Maintenance is an alert while it goes on, and a day before",
    arguments: [
      (reservation(from: .hours(24), to: .hours(30)), "maintenance on 4 nodes begins in 24 h"),
      (reservation(from: .minutes(59), to: .hours(30)), "maintenance on 4 nodes begins within the hour"),
      (reservation(from: .hours(-1), to: .hours(1)), "maintenance on 4 nodes is under way"),
      (reservation(from: .hours(-1), to: nil), "maintenance on 4 nodes is under way"),
      (reservation(from: Seconds(86_401), to: .hours(30)), nil),
      (reservation(from: .hours(-2), to: Seconds(0)), nil),
      (reservation(from: .hours(1), to: .hours(2), maintenance: false), nil),
    ] as [(Reservation, SafeText?)])
  func maintenance(_ reservation: Reservation, _ message: SafeText?) {
    let figures = Self.figures(Cluster(name: "c", reservations: [reservation]))
    #expect(figures.alerts.map(\.text) == [message].compactMap(\.self))
    #expect(figures.clusters[0].maintenance == (message == nil ? [] : [reservation]))
  }

  @Test("Messages for slurmdbd are an alert when there are many", arguments: [(1000, 0), (1001, 1)])
  func backlog(_ waiting: Int, _ alerts: Int) {
    let figures = Self.figures(
      Cluster(name: "c", scheduler: SchedulerHealth(accountingBacklog: waiting)))
    #expect(figures.alerts.count == alerts)
    #expect(figures.alerts.first?.text == (alerts == 0 ? nil : "1001 messages wait for slurmdbd"))
  }

  @Test("An old file of budgets does not make the cluster's own figures old")
  func staleBudgets() {
    let source = Source(path: "a", kind: .allocations, cluster: "c", dataAt: Self.now + .days(-9))
    let factory = Factory(clusters: [Cluster(name: "c")], sources: [source])
    let figures = Figures(of: factory, policy: .standard, now: Self.now)
    #expect(figures.clusters[0].sourceState == .ok)
    #expect(figures.sources[0].state == .stale)
  }
}
