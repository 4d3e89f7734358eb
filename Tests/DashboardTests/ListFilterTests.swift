import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Filters and orders of the other lists")
struct ListFilterTests {
  private static let size = Size(columns: 160, rows: 48)

  private func typed(_ keys: String, in view: View, _ factory: Factory = Self.factory) throws
    -> DashboardState
  {
    var state = DashboardState(view: view)
    state.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now))
    for key in try KeyNotation.keys(in: keys) {
      for effect in state.handle(.key(key, isAlone: true), size: Self.size, now: Fixture.now) {
        if case .lookForExports = effect { continue }
        Issue.record("unexpected \(effect)")
      }
    }
    return state
  }

  private func text(_ state: DashboardState) -> String {
    render(state, size: Self.size, clock: Fixture.clock).text
  }

  private func jobs(_ state: DashboardState) -> [Int64] {
    state.rows(of: .queue).compactMap { if case .job(_, let id) = $0 { id } else { nil } }
  }

  /// Jobs 1 to 6 wait; odd ones ask for as many GPUs as their number, even ones are anna's. 7 and 8 run as tasks of 7.
  private static let factory: Factory = {
    var symbols = SymbolTable()
    let (anna, ben) = (symbols.intern("anna"), symbols.intern("ben"))
    let (priority, resources) = (symbols.intern("Priority"), symbols.intern("Resources"))
    let gpu = symbols.intern("gpu")
    var jobs: [Job] = []
    for number: Int64 in 1...6 {
      let isOdd = number % 2 == 1
      jobs.append(
        Job(
          id: number, state: JobState(.pending), user: isOdd ? ben : anna, partition: gpu,
          reason: number < 3 ? priority : resources, priority: 10 - number,
          submittedAt: Fixture.now + .hours(-2), eligibleAt: Fixture.now + .hours(-number),
          timeLimit: .minutes(60), nodeCount: 1, gpus: isOdd ? Int32(number) : 0))
    }
    for number: Int64 in 7...8 {
      jobs.append(
        Job(
          id: number, arrayID: 7, arrayTaskID: number, state: JobState(.running), user: anna, partition: gpu,
          startedAt: Fixture.now + .hours(-1), timeLimit: .minutes(60), gpus: 1))
    }
    var factory = Factory(clusters: [Cluster(name: "vega", jobs: JobTable(symbols: symbols, jobs: jobs))])
    factory.allocations = (1...3).map { number in
      Allocation(
        account: "project_\(number)", cluster: "vega", unit: .gpuHours, granted: Double(number) * 1000,
        used: 100, startsAt: Fixture.now + .days(-10), endsAt: Fixture.now + .days(10), countedAt: Fixture.now
      )
    }
    return factory
  }()

  @Test("Jobs are listed by what is typed, in its order, and all that is above counts what is listed")
  func jobsFiltered() throws {
    let all = try typed("", in: .queue)
    #expect(jobs(all) == [1, 2, 3, 4, 5, 6, 7])
    #expect(text(all).contains("6 pending · 9 GPU-h"))
    let state = try typed("/state:pending user:ben sort:-gpus<Enter>", in: .queue)
    #expect(jobs(state) == [5, 3, 1])
    let drawn = text(state)
    #expect(drawn.contains("3 pending · 9 GPU-h"))
    #expect(drawn.contains("2 Queue · by GPUs ▼ · state:pending user:ben ─"))
    #expect(drawn.contains("─ 3 of 7 · 3 pending"))
    #expect(drawn.contains(" GPUs▼ "))
    let reasons = drawn.split(separator: "\n").filter { $0.contains("waiting for nodes") }
    #expect(reasons.first?.contains("2      8") == true)
    #expect(try jobs(typed("/array<Enter>", in: .queue)) == [7])
    #expect(text(try typed("/array<Enter>", in: .queue)).contains("0 pending · 0 GPU-h"))
  }

  @Test("A row of several tasks is listed where one of them is")
  func folded() throws {
    #expect(try jobs(typed("/id=7_7<Enter>", in: .queue)) == [7])
    #expect(try jobs(typed("/id=7_8<Enter>", in: .queue)) == [7])
    #expect(try jobs(typed("/id=7_9<Enter>", in: .queue)) == [])
    #expect(try jobs(typed("/user:anna sort:-id<Enter>", in: .queue)) == [7, 6, 4, 2])
  }

  @Test("A row of several tasks tells the longest time of them, and has Slurm's word where there is no limit")
  func foldedTimes() throws {
    var factory = Self.factory
    let table = try #require(factory.clusters[0].jobs)
    var jobs = table.jobs
    jobs[7].startedAt = Fixture.now + .hours(-5)
    jobs[6].timeLimit = .unlimited
    factory.clusters[0].jobs = JobTable(symbols: table.symbols, jobs: jobs)
    let row = try #require(
      text(typed("", in: .queue, factory)).split(separator: "\n").first { $0.contains(" 7_[…]") })
    #expect(row.contains("unlimited  5h 00m"))
    #expect(!text(try typed("", in: .queue)).contains("  limit     time"))
  }

  @Test("Amounts of allocations are compared in the unit in which all are shown")
  func units() throws {
    var factory = Self.factory
    factory.clusters[0].factors.gpuHoursPerNodeHour = 4
    factory.allocations?.append(
      Allocation(
        account: "nodes", cluster: "vega", unit: .nodeHours, granted: 1000, used: 0, countedAt: Fixture.now))
    let state = try typed("/granted>2k sort:-granted<Enter>", in: .budget, factory)
    #expect(
      Array(state.rows(of: .budget)) == [
        .allocation(cluster: "vega", account: "nodes", unit: .nodeHours),
        .allocation(cluster: "vega", account: "project_3", unit: .gpuHours),
      ])
  }

  @Test("The row under the cursor is the one that is told of")
  func cursor() throws {
    let state = try typed("/user:ben sort:-gpus<Enter>jj", in: .queue)
    #expect(state.selection(of: .queue) == .job(cluster: "vega", id: 1))
    #expect(text(state).contains("1 others come first (Priority)"))
    let budget = try typed("/sort:-granted<Enter>j", in: .budget)
    #expect(
      budget.selection(of: .budget)
        == .allocation(cluster: "vega", account: "project_2", unit: .gpuHours))
    #expect(text(budget).contains("project_2"))
    #expect(text(budget).contains("2.0 k"))
  }

  @Test("An order alone lists all, and the prompt begins with the filter and the order that are there")
  func order() throws {
    let state = try typed("/sort:-wait<Enter>", in: .queue)
    #expect(jobs(state) == [6, 5, 4, 3, 2, 1, 7])
    #expect(text(state).contains("2 Queue · by wait ▼ ─"))
    let again = try typed("/sort:-wait<Enter>/user:anna<Enter>", in: .queue)
    #expect(jobs(again) == [6, 4, 2, 7])
    #expect(again.queries[.jobs]?.written == "user:anna sort:-wait")
    #expect(try typed("/sort:-wait<Enter><Esc>", in: .queue).queries[.jobs] == nil)
  }

  @Test("Each list keeps its own filter, in whatever view one is")
  func apart() throws {
    let state = try typed("/user:ben<Enter>4/used>1k<Enter>2", in: .queue)
    #expect(jobs(state).count == 3)
    #expect(state.rows(of: .budget).isEmpty)
    #expect(
      text(try typed("4/used>1k<Enter>", in: .queue)).contains(
        "0 of 3: no allocation matches “used>1k” · Esc drops the filter"))
  }

  @Test(
    "A row of several tasks is copied by its array's number, and exported as the records that it stands for")
  func foldedRows() throws {
    #expect(try effects(of: "Gy") == [.copy("7")])
    #expect(try effects(of: "GYc") == [.copy("scontrol show job 7")])
    #expect(try effects(of: "y") == [.copy("1")])
    // A row that is listed for what its tasks are together is exported as all of them.
    for keys in ["/array<Enter>x<Enter>", "/tasks>=2<Enter>x<Enter>", "G x<Enter>"] {
      guard case .export(let order)? = try effects(of: keys).last else {
        Issue.record("nothing was exported by \(keys)")
        continue
      }
      let text = ListText(order.list, order.listing, columns: [0, 3]).csv
      #expect(text == "id,tasks\n7_7,1\n7_8,1\n")
    }
  }

  @Test(
    "The question how to export counts what will be written, of jobs each record",
    arguments: [
      ("G x", 2), ("/array<Enter>x", 2), ("/array id:7_8<Enter>x", 1), ("/tasks>=2<Enter>x", 2), ("", nil),
    ])
  func exportCount(keys: String, count: Int?) throws {
    let all = try typed("x", in: .queue)
    guard case .export(let order)? = try effects(of: "xl<Enter>").last else {
      Issue.record("nothing was exported")
      return
    }
    let count = count ?? order.listing.places.count
    let words = "Export · jobs, \(count) \(count == 1 ? "row" : "rows")"
    #expect(text(keys.isEmpty ? all : try typed(keys, in: .queue)).contains(words))
  }

  private func effects(of keys: String) throws -> [Effect] {
    var state = DashboardState(view: .queue)
    state.receive(DashboardModel(factory: Self.factory, policy: .standard, now: Fixture.now))
    return try KeyNotation.keys(in: keys).flatMap {
      state.handle(.key($0, isAlone: true), size: Self.size, now: Fixture.now)
    }
  }

  @Test("Enter opens the page of the row, from the overview too, and closes none")
  func enter() throws {
    #expect(try typed("2<Enter>", in: .overview).page?.row == .cluster("vega"))
    for (view, keys, words) in [
      (View.queue, "j", ["2 Queue › job 2 ", " anna ", "who pays"]),
      (.budget, "", ["4 Budget › project_1 ", " 1.0 k GPU-h", "granted"]),
      (.utilization, "", ["1 Utilization › cluster vega ", "running "]),
    ] {
      let state = try typed(keys + "<Enter><Enter>", in: view)
      #expect(state.view == view && state.page != nil)
      for word in words { #expect(text(state).contains(word), "\(word) in \(text(state))") }
      #expect(try typed(keys + "<Enter><Esc>", in: view).page == nil)
    }
    #expect(try typed("?<Enter>", in: .overview).overlay == .help)
  }

  @Test(
    "Partitions that a filter leaves stand without their clusters, which a column then names, in both panes"
  )
  func partitions() throws {
    func factory(_ clusters: [SafeText]) -> Factory {
      Factory(
        clusters: clusters.map { name in
          Cluster(
            name: name,
            nodes: [
              Node(name: "\(name)1", state: NodeState(.idle), partitions: ["gpu"], gpus: 8, gpusAllocated: 0),
              Node(
                name: "\(name)2", state: NodeState(.mixed), partitions: ["dev"], gpus: 4, gpusAllocated: 3),
            ])
        })
    }
    let state = try typed("/idle>0 sort:idle,-cluster<Enter>", in: .overview, factory(["vega", "lumi"]))
    let rows: [RowID] = [
      .partition(cluster: "vega", name: "dev"), .partition(cluster: "lumi", name: "dev"),
      .partition(cluster: "vega", name: "gpu"), .partition(cluster: "lumi", name: "gpu"),
    ]
    #expect(Array(state.rows(of: .utilization)) == rows)
    #expect(Array(state.rows(of: .queue)) == rows)
    let drawn = text(state)
    let first = try #require(drawn.split(separator: "\n").first { $0.contains(" dev ") })
    #expect(first.split(separator: " vega ").count == 3)
    #expect(drawn.split(separator: " · by idle ▲, cluster ▼ · idle>0 ─").count == 3)
    #expect(drawn.split(separator: " 4 of 4 ").count == 3)
    let down = try typed("/idle>0 sort:idle,-cluster<Enter>jj", in: .utilization, factory(["vega", "lumi"]))
    #expect(down.selection(of: .utilization) == rows[2])
    #expect(text(try typed("/name:gpu<Enter>", in: .overview, factory(["vega"]))).contains("│  gpu "))
    #expect(
      text(try typed("/zzz<Enter>", in: .utilization, factory(["vega"]))).contains(
        "no partition matches “zzz”"))
    let back = try typed("/idle>0<Enter><Esc>", in: .overview, factory(["vega"]))
    #expect(back.rows(of: .utilization).first == .cluster("vega"))
  }

  @Test("A newer reading is listed by the same filter, and the cursor stays on its job")
  func newer() throws {
    var state = try typed("/user:anna<Enter>j", in: .queue)
    #expect(state.selection(of: .queue) == .job(cluster: "vega", id: 4))
    var factory = Self.factory
    factory.clusters[0].jobs?.jobs.removeFirst(2)
    state.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now))
    #expect(jobs(state) == [4, 6, 7])
    #expect(state.selection(of: .queue) == .job(cluster: "vega", id: 4))
    #expect(state.selectedIndex(of: .queue, in: state.rows(of: .queue)) == 0)
  }
}
