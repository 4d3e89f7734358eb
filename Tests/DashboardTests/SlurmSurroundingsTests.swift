import Dashboard
import Model
import Screen
import Testing
import Text

@Suite("Partitions, maintenance and the scheduler on the screen")
struct SlurmSurroundingsTests {
  private static func text(_ view: View) -> String {
    var factory = Fixture.factory()
    factory.clusters[0].partitions = [
      Partition(name: "name1", state: .down, maxTime: .minutes(90), nodeCount: 4),
      Partition(name: "spare", state: .up, maxTime: .unlimited, nodeCount: 7),
    ]
    factory.clusters[0].reservations = [
      Reservation(
        name: "autumn", nodeCount: 3, startsAt: Fixture.now + .hours(5), endsAt: Fixture.now + .hours(9),
        flags: ["MAINT"]),
      Reservation(
        name: "winter", nodeCount: 3, startsAt: Fixture.now + .days(5), flags: ["MAINT"]),
    ]
    factory.clusters[0].scheduler = SchedulerHealth(
      lastCycle: .microseconds(390_075), meanCycle: .microseconds(1_216_640), queueLength: 23_782,
      lastBackfill: .seconds(412), meanBackfill: nil, accountingBacklog: 31)
    return render(
      Fixture.state(view, factory: factory), size: Size(columns: 200, rows: 48), clock: Fixture.clock
    ).text
  }

  @Test("A partition that starts no jobs says so before its name", arguments: [View.overview, .utilization])
  func down(view: View) {
    #expect(Self.text(view).contains("DOWN name1"))
    #expect(!Self.text(view).contains("UP spare"))
  }

  @Test("The map tells idle nodes whose partitions start no jobs from those that can start them")
  func closed() {
    var factory = Fixture.factory()
    factory.clusters[0].partitions = [Partition(name: "p", state: .down), Partition(name: "q", state: .up)]
    factory.clusters[0].nodes = [
      Node(name: "g1", state: NodeState(.idle), partitions: ["p"], gpus: 4),
      Node(name: "g2", state: NodeState(.mixed), partitions: ["p"], gpus: 4, gpusAllocated: 1),
      Node(name: "g3", state: NodeState(.idle), partitions: [], gpus: 4),
      Node(name: "g4", state: NodeState(.idle), partitions: ["p", "q"], gpus: 4),
    ]
    let lines = render(
      Fixture.state(.utilization, factory: factory), size: Size(columns: 200, rows: 48), clock: Fixture.clock
    ).text.split(separator: "\n")
    #expect(lines.contains { $0.contains("xmx.") })
    #expect(lines.contains { $0.contains("x closed 2  . idle 1  m mixed 1") })
    #expect(lines.contains { $0.contains("g1 idle partitions down  GPUs") })
    #expect(lines.contains { $0.contains("closed     2  g3 in no partition") })
  }

  @Test("What is still booked on a node that is down is said, and is not counted as allocated")
  func booked() {
    var factory = Fixture.factory()
    factory.clusters[0].nodes = [
      Node(name: "g1", state: NodeState(.down), partitions: ["p"], gpus: 4, gpusAllocated: 4)
    ]
    let text = render(
      Fixture.state(.utilization, factory: factory), size: Size(columns: 200, rows: 48), clock: Fixture.clock
    ).text
    #expect(text.contains("g1 down  GPUs ▣▣▣▣ 4/4 still booked"))
  }

  @Test("The full view has the partitions' time limits")
  func limits() {
    let lines = Self.text(.utilization).split(separator: "\n")
    #expect(lines.contains { $0.contains("DOWN name1") && $0.contains("1h 30m") })
    #expect(lines.contains { $0.contains("spare") && $0.contains("none") })
  }

  @Test("Maintenance that comes within a day has a line", arguments: [View.overview, .utilization])
  func maintenance(view: View) {
    #expect(Self.text(view).contains("maint resv 3  autumn in 5 h for 4 h"))
    #expect(!Self.text(view).contains("winter"))
  }

  @Test("The queue's full view tells how the scheduler keeps up, and what is not known")
  func scheduler() {
    let line =
      "scheduler cycle 0.39 s mean 1.2 s · backfill 412 s mean — · looked at 23,782 jobs · slurmdbd is 31 messages behind"
    #expect(Self.text(.queue).contains(line))
    #expect(!Self.text(.overview).contains("scheduler cycle"))
  }
}
