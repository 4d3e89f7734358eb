import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("What pages count, and what their links list")
struct PageFiguresTests {
  /// A job waits in two partitions, and a record that runs stands for three tasks.
  private static var factory: Factory {
    var factory = PagesOfThingsTests.factory
    var jobs = factory.clusters[0].jobs ?? JobTable()
    jobs.jobs[3].partition = jobs.symbols.intern("gpu,other")
    jobs.jobs[2].taskCount = 3
    factory.clusters[0].jobs = jobs
    return factory
  }

  private static func typed(_ keys: String) throws -> DashboardState {
    try PageCase.typed(keys, into: Fixture.state(factory: factory), size: PageCase.wide)
  }

  @Test("Under a table of jobs tasks are counted, of those that run as of those that wait")
  func tasks() throws {
    let text = PageCase.text(try Self.typed(":partition gpu<Enter>"), PageCase.wide)
    // Jobs 1 and 100_0, and three tasks of job 3; jobs 2 and 4, and two tasks of the array.
    #expect(text.contains("all: 5 running, 4 waiting"), "\(text)")
  }

  @Test("A filter by one partition finds what waits in several, as its page counts them")
  func partitions() throws {
    let found = try Self.typed(":jobs partition=gpu cluster=vega id=4<Enter>")
    #expect(found.rows(of: .queue).count == 1)
    #expect(try Self.typed(":jobs partition=\"gpu,other\"<Enter>").rows(of: .queue).count == 1)
    #expect(try Self.typed(":jobs partition=oth<Enter>").rows(of: .queue).isEmpty)
    #expect(try Self.typed("2e/partition=oth<Tab>").prompt?.field.text == "partition=other")
  }

  @Test("A node that does not answer has sinfo's mark, and its page says so")
  func mark() throws {
    var factory = Self.factory
    factory.clusters[0].nodes?[0].state = NodeState(.idle, [.notResponding])
    let state = Fixture.state(factory: factory)
    let list = try PageCase.typed(":nodes state:idle<Enter>", into: state, size: PageCase.wide)
    #expect(list.rows(at: .alone(.nodes)).count == 1)
    #expect(PageCase.text(list, PageCase.wide).contains("idle*"))
    let page = try PageCase.typed("<Enter>", into: list, size: PageCase.wide)
    #expect(PageCase.text(page, PageCase.wide).contains("idle*, not responding"))
    let nodes = try #require(state.content?.list(of: .nodes, user: nil))
    let field = try #require(nodes.schema.place(of: "state"))
    #expect(nodes.value(field, of: 0).exact == "idle" && nodes.value(field, of: 0).shown == "idle")
  }

  /// What is measured on two nodes, one of which does little.
  private static var measured: Factory {
    var factory = factory
    factory.clusters[0].busyMeasuredAt = Fixture.now
    for index in 0..<2 {
      factory.clusters[0].nodes?[index].gpuIndicesAllocated = [0, 1, 2]
      factory.clusters[0].nodes?[index].watts = 2100
      factory.clusters[0].nodes?[index].gpuBusy = GPUBusy(
        byIndex: [0: 0.9, 1: index == 1 ? 0 : 0.8, 2: index == 1 ? 0.01 : 1, 3: 0])
    }
    return factory
  }

  @Test("The page of a cluster tells which allocated GPUs are idle, and whose jobs hold them")
  func idle() throws {
    let state = try PageCase.typed(
      ":cluster vega<Enter>", into: Fixture.state(factory: Self.measured), size: PageCase.wide)
    let text = PageCase.text(state, PageCase.wide)
    #expect(text.contains("allocated but idle") && text.contains("2 of 3"), "\(text)")
    let line = try #require(text.split(separator: "\n").first { $0.contains("2 of 3") })
    #expect(line.contains("name12") && line.contains("project_1") && line.contains("anna"))
    #expect(text.contains("jobs that hold idle GPUs"))
  }

  @Test("Where there is no room for all nodes with idle GPUs, how many more there are is told")
  func cut() throws {
    var factory = Self.measured
    guard let node = factory.clusters[0].nodes?[1] else { return }
    for number in 20..<30 {
      var other = node
      other.name = SafeText(untrusted: "name\(number)")
      factory.clusters[0].nodes?.append(other)
    }
    for rows in 20..<50 {
      let size = Size(columns: 80, rows: rows)
      let state = Fixture.state(.utilization, factory: factory)
      let lines = PageCase.text(state, size).split(separator: "\n").map(String.init)
      guard let title = lines.firstIndex(where: { $0.contains("allocated but idle  GPUs") }) else { continue }
      let shown = lines[title...].count { $0.contains("2/3") }
      #expect(
        shown == 11 || lines.contains { $0.contains("\(11 - shown) ") && $0.contains("node") }, "\(rows)")
    }
  }

  @Test("Figures have their units on a page")
  func units() throws {
    let node = PageCase.text(
      try PageCase.typed(
        ":node name12<Enter>", into: Fixture.state(factory: Self.measured), size: PageCase.wide),
      PageCase.wide)
    #expect(node.contains("busy           30 %") && node.contains("2.1 kW"), "\(node)")
    var jobs = Self.measured
    jobs.clusters[0].nodes?[0].watts = 640
    let job = PageCase.text(
      try PageCase.typed(":job 1<Enter>", into: Fixture.state(factory: jobs), size: PageCase.wide),
      PageCase.wide)
    #expect(job.contains("2.1 kW") && job.contains("640 W") && !job.contains("2.1 k W"))
  }

  @Test("J and K on a page that was opened from the alerts go along what these are about")
  func alerts() throws {
    let list = try PageCase.typed("a", into: Fixture.state(factory: Self.measured), size: PageCase.wide)
    let content = try #require(list.content)
    let alerts = list.rows(at: .alone(.alerts))
    var known: Set<RowID> = []
    let things = alerts.compactMap { content.page(ofAlert: $0) }.filter { known.insert($0).inserted }
    try #require(things.count > 1)
    let first = try #require(alerts.firstIndex { content.page(ofAlert: $0) == things[0] })
    var state = try PageCase.typed(
      String(repeating: "j", count: first) + "<Enter>", into: list, size: PageCase.wide)
    for thing in things.dropFirst() {
      state = try PageCase.typed("J", into: state, size: PageCase.wide)
      #expect(state.page?.row == thing)
      #expect(state.cursors[.alone(.alerts)].flatMap { content.page(ofAlert: $0.row) } == thing)
    }
    state = try PageCase.typed("K", into: state, size: PageCase.wide)
    #expect(state.page?.row == things[things.count - 2])
  }
}
