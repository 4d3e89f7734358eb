import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Where there is nothing to list")
struct EmptyStateTests {
  private static let size = Size(columns: 160, rows: 48)

  private static func text(_ state: DashboardState, _ size: Size = size) -> String {
    render(state, size: size, clock: Fixture.clock).text
  }

  private static func machine(jobs: JobTable? = JobTable()) -> Factory {
    let nodes = (1...6).map { number in
      Node(
        name: "n\(number)", state: NodeState(number == 6 ? .down : .allocated), partitions: ["gpu"], gpus: 4,
        gpusAllocated: number == 6 ? 0 : 4)
    }
    return Factory(
      clusters: [Cluster(name: "vega", nodes: nodes, jobs: jobs)],
      sources: [
        Source(
          path: "/data/vega/squeue.json", kind: .jobs, cluster: "vega", dataAt: Fixture.now + .minutes(-2),
          records: 214)
      ])
  }

  @Test("Without a portal both lower panes are one line that says what to press", arguments: [160, 80])
  func noPortal(columns: Int) throws {
    let size = Size(columns: columns, rows: 30)
    let lines = Self.text(Fixture.state(factory: Self.machine()), size).split(separator: "\n")
    let line = try #require(lines.dropLast().last)
    #expect(line.contains("3 Applications  no file") && line.contains("4 Budget  no file"))
    #expect(line.contains("Enter"))
    #expect(lines[lines.count - 3].hasPrefix("╰"))
  }

  @Test(
    "The full view lists the ways to get one and where it was looked for",
    arguments: [
      (View.applications, "schema/applications.json"), (.budget, "factorytop import slurm-assoc"),
    ])
  func ways(view: View, example: String) {
    let text = Self.text(Fixture.state(view, factory: Self.machine()))
    #expect(text.contains(example))
    #expect(text.contains("factorytop --demo"))
    #expect(text.contains("looked in /data "))
    #expect(!Self.text(Fixture.state(view, factory: Factory())).contains("looked in"))
  }

  @Test(
    "A list that is opened by name says how to get one too, and of what is known to be nothing only that",
    arguments: [
      (":nodes", "no file of nodes yet"), (":reservations", "no file of reservations yet"),
      (":users", "no file of jobs yet"),
    ])
  func lists(command: String, what: String) throws {
    var state = DashboardState(view: .overview)
    state.receive(DashboardModel(factory: Factory(), policy: .standard, now: Fixture.now))
    let text = Self.text(try FilterFixture.typed("\(command)<Enter>", in: state).state)
    #expect(text.contains(what) && text.contains("factorytop --demo"))
    #expect(
      text.contains("scontrol -a show reservations --json >mycluster/") == what.contains("reservations"))
    var known = Self.machine()
    known.clusters[0].reservations = []
    let empty = Self.text(
      try FilterFixture.typed(":reservations<Enter>", in: Fixture.state(factory: known)).state)
    #expect(empty.contains("nothing is reserved") && !empty.contains("factorytop --demo"))
  }

  @Test("A source with nothing in it says which, how many records it has and how old it is")
  func nothing() {
    var factory = Self.machine()
    factory.applications = []
    factory.allocations = []
    factory.sources.append(
      Source(path: "/data/applications.json", kind: .applications, dataAt: Fixture.now + .minutes(-9)))
    let text = Self.text(Fixture.state(factory: factory))
    #expect(text.contains("no applications (data/applications.json, 0 records, 9 m old)"))
    #expect(text.contains("no job waits (vega/squeue.json, 214 records, 2 m old)"))
    #expect(
      Self.text(Fixture.state(.queue, factory: factory)).contains("no job waits or runs (vega/squeue.json"))
  }

  @Test("The alerts say what was held against what, and without any source that nothing is known")
  func alerts() throws {
    var factory = Self.machine()
    factory.clusters[0].nodes?.removeLast()
    var state = Fixture.state(factory: factory)
    _ = state.reduce(.toggleAlerts, size: Self.size, now: Fixture.now)
    #expect(
      Self.text(state).contains("all well · \(Alert.Rule.allCases.count) rules over 1 source, the oldest 2 m")
    )
    var empty = Fixture.state(factory: Factory())
    _ = empty.reduce(.toggleAlerts, size: Self.size, now: Fixture.now)
    #expect(!Self.text(empty).contains("all well"))
  }

  @Test("A cluster that was never read stays by its folder's name, with why")
  func unread() {
    var factory = Self.machine()
    factory.sources.append(
      Source(
        path: "/data/lumi/squeue.json", kind: .other, cluster: "lumi", problem: "may not be read",
        isReadable: false))
    #expect(Self.text(Fixture.state(factory: factory)).contains("lumi squeue.json: may not be read"))
    #expect(!Self.text(Fixture.state(factory: Self.machine())).contains("unread"))
  }

  @Test("Spare rows hold the map of the cluster and its last day")
  func spare() {
    var factory = Self.machine()
    factory.clusters[0].history = (0...48).map { half in
      HistorySample(
        at: Fixture.now + .minutes(Int64(half - 48) * 30), gpusTotal: 24, gpusAllocated: 20 + half % 3)
    }
    let text = Self.text(Fixture.state(factory: factory))
    #expect(text.contains("map           A alloc 5  D down 1"))
    #expect(text.contains("AAAAAD"))
    #expect(text.contains("GPUs used, 24 h, axis from 80 %"))
    #expect(text.contains("10:00") && text.contains(" now │"))
    #expect(!Self.text(Fixture.state(factory: factory), Size(columns: 160, rows: 16)).contains("axis from"))
  }
}
