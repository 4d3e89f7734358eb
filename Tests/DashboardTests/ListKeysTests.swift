import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Sorting, marking and arranging lists")
struct ListKeysTests {
  static let size = Size(columns: 160, rows: 48)

  static func typed(_ keys: String, in view: View, size: Size = size) throws -> DashboardState {
    var state = DashboardState(view: view)
    state.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now))
    return try typed(keys, in: state, size: size)
  }

  static func typed(_ keys: String, in state: DashboardState, size: Size = size) throws
    -> DashboardState
  {
    var state = state
    for key in try KeyNotation.keys(in: keys) {
      #expect(state.handle(.key(key, isAlone: true), size: size, now: Fixture.now).isEmpty)
    }
    return state
  }

  static func text(_ state: DashboardState, _ size: Size = size) -> String {
    render(state, size: size, clock: Fixture.clock).text
  }

  /// The row of the screen that begins with what is given, after the frame.
  static func row(_ state: DashboardState, _ beginning: String) throws -> Substring {
    try #require(text(state).split(separator: "\n").first { $0.contains(beginning) })
  }

  private static func jobs(_ state: DashboardState) -> [Int64] {
    state.rows(of: .queue).compactMap { if case .job(_, let id) = $0 { id } else { nil } }
  }

  /// Jobs 1 to 12 wait since as many hours; every third asks for as many GPUs as its number, others for one.
  static let factory: Factory = {
    var symbols = SymbolTable()
    let (anna, ben) = (symbols.intern("anna"), symbols.intern("ben"))
    let (project, gpu) = (symbols.intern("project_1"), symbols.intern("gpu"))
    var jobs: [Job] = []
    for number: Int64 in 1...12 {
      let since = Fixture.now + .hours(-number)
      let gpus: Int32 = number % 3 == 0 ? Int32(number) : 1
      jobs.append(
        Job(
          id: number, state: JobState(.pending), user: number % 2 == 0 ? anna : ben, account: project,
          partition: gpu, priority: 100 - number, submittedAt: since, eligibleAt: since,
          timeLimit: .minutes(60), nodeCount: 1, gpus: gpus))
    }
    var nodes: [Node] = []
    for number in 1...4 {
      let isDown = number == 3
      nodes.append(
        Node(
          name: "node\(number)", state: NodeState(isDown ? .down : .idle), partitions: ["gpu"], gpus: 4,
          gpusAllocated: 0, reason: isDown ? "no answer" : nil,
          reasonSetAt: isDown ? Fixture.now + .hours(-2) : nil))
    }
    return Factory(clusters: [
      Cluster(name: "vega", nodes: nodes, jobs: JobTable(symbols: symbols, jobs: jobs))
    ])
  }()

  @Test(
    "s chooses what to sort by, figures from the largest; again turns it round; the first line is the list's own order"
  )
  func sortMenu() throws {
    let menu = try Self.typed("s", in: .queue)
    #expect(menu.overlay == .sort)
    for field in ListKind.jobs.schema.fields { #expect(Self.text(menu).contains(" \(field.key)")) }
    let gpus = try Self.typed("s" + String(repeating: "j", count: 10) + "<Enter>", in: .queue)
    #expect(gpus.overlay == nil)
    #expect(gpus.queries[.jobs]?.written == "sort:-gpus")
    #expect(Self.jobs(gpus).prefix(4) == [12, 9, 6, 3])
    let menuAgain = try Self.typed("<F6>", in: gpus)
    #expect(menuAgain.menuCursor == 10)
    #expect(try Self.typed("<F6><Enter>", in: gpus).queries[.jobs]?.written == "sort:gpus")
    #expect(try Self.typed("sg<Enter>", in: gpus).queries[.jobs] == nil)
    // What belongs to no menu closes it.
    let closed = try Self.typed("sx", in: .queue)
    #expect(closed.overlay == .sort || closed.overlay == nil)
    #expect(try Self.typed("s<Esc>", in: .queue).overlay == nil)
  }

  @Test("< and > sort by the columns that are shown, S the other way round, and the filter stays")
  func sortByColumn() throws {
    let first = try Self.typed("/user:anna<Enter>>", in: .queue)
    #expect(first.queries[.jobs]?.written == "user:anna sort:id")
    #expect(try Self.row(first, "│ job▲").contains(" state "))
    let next = try Self.typed(">", in: first)
    #expect(next.queries[.jobs]?.written == "user:anna sort:state")
    let back = try Self.typed("<lt>", in: next)
    #expect(back.queries[.jobs]?.written == "user:anna sort:id")
    #expect(Self.text(try Self.typed("<lt>", in: back)).contains("no column is further on"))
    let turned = try Self.typed("S", in: back)
    #expect(Self.jobs(turned) == [12, 10, 8, 6, 4, 2])
    #expect(Self.text(turned).contains("2 Queue · by job ▼ · user:anna ─"))
    #expect(Self.text(try Self.typed("S", in: .queue)).contains("the list has its own order · s sorts"))
    // From the right.
    #expect(try Self.typed("<lt>", in: .queue).queries[.jobs]?.written == "sort:name")
    // In a pane, the partitions stand without their clusters then.
    let pane = try Self.typed(">>", in: .overview)
    #expect(pane.queries[.partitions]?.written == "sort:-gpus")
    #expect(Self.text(pane).contains("GPUs▼"))
  }

  @Test("Sorted or not, the cursor stays on its job")
  func cursor() throws {
    let state = try Self.typed("jjj", in: .queue)
    #expect(state.selection(of: .queue) == .job(cluster: "vega", id: 4))
    for keys in [">", ">S", "s" + String(repeating: "j", count: 10) + "<Enter>"] {
      #expect(try Self.typed(keys, in: state).selection(of: .queue) == .job(cluster: "vega", id: 4))
    }
  }

  @Test(
    "Space marks by ID and goes on, and marks are counted and kept over filter, order and a newer reading")
  func marks() throws {
    var state = try Self.typed("  j ", in: .queue)
    let marked: Set<RowID> = [
      .job(cluster: "vega", id: 1), .job(cluster: "vega", id: 2), .job(cluster: "vega", id: 4),
    ]
    #expect(state.looks[.jobs]?.marks.rows == marked)
    #expect(Self.text(state).contains("─ 3 marked · 12 pending"))
    #expect(try Self.row(state, "● 4 ").contains("ben") == false)
    #expect(try Self.row(state, "  3 ").contains("●") == false)
    state = try Self.typed("/user:ben<Enter>S/<C-u><Enter>", in: state)
    var factory = Self.factory
    factory.clusters[0].jobs?.jobs.removeFirst()
    state.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now))
    #expect(state.looks[.jobs]?.marks.gone == [.job(cluster: "vega", id: 1)])
    #expect(state.looks[.jobs]?.marks.rows == marked.subtracting([.job(cluster: "vega", id: 1)]))
    #expect(try Self.typed("gg ", in: state).looks[.jobs]?.marks.rows.count == 1)
    #expect(try Self.typed("<Esc>", in: state).looks[.jobs]?.marks.isEmpty == true)
    #expect(try Self.typed("/zzz<Enter> ", in: .queue).looks[.jobs] == nil)
  }

  @Test("* marks all that is listed, and again none")
  func markAll() throws {
    let state = try Self.typed("/user:anna<Enter>*", in: .queue)
    #expect(state.looks[.jobs]?.marks.rows.count == 6)
    #expect(try Self.typed("/<C-u><Enter>*", in: state).looks[.jobs]?.marks.rows.count == 12)
    #expect(try Self.typed("*", in: state).looks[.jobs]?.marks.isEmpty == true)
    #expect(!Self.text(try Self.typed("*", in: state)).contains("marked"))
  }

  @Test("Among partitions, partitions are marked: with a cluster all of its own, and no line between them")
  func markPartitions() throws {
    let partition = RowID.partition(cluster: "vega", name: "gpu")
    for keys in [" ", "j ", "*"] {
      let state = try Self.typed(keys, in: .overview)
      #expect(state.looks[.partitions]?.marks.rows == [partition], "\(keys)")
      #expect(Self.text(state).contains("1 marked"))
      var copy = state
      #expect(
        copy.handle(.key(.character("y"), isAlone: true), size: Self.size, now: Fixture.now) == [.copy("gpu")]
      )
    }
    for keys in ["  ", " jgg ", "**"] {
      #expect(
        try Self.typed(keys == "  " ? " gg " : keys, in: .overview).looks[.partitions]?.marks.isEmpty == true)
    }
  }

  @Test("The full view of utilization has the columns that are chosen or settled")
  func partitionColumns() throws {
    let own = try #require(Self.typed("c", in: .utilization).menu).items.dropFirst().filter { $0.sign == "●" }
    #expect(own.prefix(3).map(\.title) == ["name", "gpus", "allocated"])
    let state = try Self.typed("cjj <Esc>", in: .utilization)
    #expect(state.looks[.partitions]?.columns?.count == own.count - 1)
    #expect(try !Self.row(state, " gpu ").contains("▁"))
    #expect(try Self.row(Self.typed("", in: .utilization), " gpu ").contains("▁"))
    var settings = ListSettings()
    settings.preferences[.partitions] = ListPreference(
      columns: try ListKind.partitions.schema.places(of: ["name", "waiting", "idle"]))
    var settled = try Self.typed("", in: .utilization)
    settled.adopt(settings)
    #expect(try Self.row(settled, "waiting").contains("idle"))
    #expect(try Self.row(settled, " gpu ").contains("12"))
    #expect(Self.text(settled).contains("▸vega") == false)
    // The overview keeps its own.
    #expect(!Self.text(try Self.typed("<Esc>", in: settled)).contains("waiting  "))
  }

  @Test("On the map, nodes that the filter of the list leaves out stand back")
  func mapOfFilter() throws {
    let view = try Self.typed("", in: .utilization)
    #expect(Self.text(view).contains("vega  4 nodes"))
    #expect(Self.text(view).contains(" ..D."))
    let filtered = try Self.typed("<Tab>/down<Enter>", in: view)
    #expect(Self.text(filtered).contains("vega  4 nodes, 1 by the filter"))
    #expect(Self.text(filtered).contains(" --D-"))
    #expect(Self.text(try Self.typed("<Esc>", in: filtered)).contains(" ..D."))
  }

  @Test("What a filter leaves out can be listed too, its matches marked, and n and N go from one to the next")
  func rest() throws {
    let state = try Self.typed("/gpus>5<Enter>\\", in: .queue)
    #expect(Self.jobs(state).count == 12)
    #expect(try Self.row(state, "› 6 ").contains("anna"))
    #expect(try !Self.row(state, "  5 ").contains("›"))
    #expect(Self.text(state).contains("3 of 12 ·"))
    #expect(Self.text(state).contains("12 pending") == false)
    // The cursor was on the first match.
    #expect(state.selection(of: .queue) == .job(cluster: "vega", id: 6))
    #expect(try Self.typed("n", in: state).selection(of: .queue) == .job(cluster: "vega", id: 9))
    #expect(try Self.typed("nnN", in: state).selection(of: .queue) == .job(cluster: "vega", id: 9))
    #expect(Self.text(try Self.typed("nnn", in: state)).contains("no match is further on"))
    #expect(Self.jobs(try Self.typed("\\", in: state)) == [6, 9, 12])
    #expect(Self.jobs(try Self.typed("<Esc>/user:ben<Enter>", in: state)).count == 6)
    #expect(Self.text(try Self.typed("\\", in: .queue)).contains("no filter leaves anything out"))
  }

  @Test("Without a filter, n goes to the next row that needs a hand")
  func trouble() throws {
    var state = DashboardState()
    state.receive(DashboardModel(factory: Self.factory, policy: .standard, now: Fixture.now))
    state.show(listOf: .nodes)
    #expect(try Self.typed("n", in: state).rowAtHand == .entity(EntityID(.node, "node3", cluster: "vega")))
    #expect(
      Self.text(try Self.typed("nn", in: state)).contains("no node that is out of service is further on"))
  }

  @Test("Columns behind the first move with h and l, and all can be reached")
  func scroll() throws {
    let size = Size(columns: 80, rows: 24)
    let state = try Self.typed("", in: .queue, size: size)
    #expect(!Self.text(state, size).contains(" name "))
    let far = try Self.typed(String(repeating: "l", count: 20), in: state, size: size)
    let titles = try #require(Self.text(far, size).split(separator: "\n").first { $0.contains("│ job ") })
    #expect(titles.contains(" name ") && titles.contains("‹") && !titles.contains("›"))
    let moved = try #require(far.looks[.jobs]).firstColumn
    let back = try Self.typed(String(repeating: "h", count: moved), in: far, size: size)
    #expect(Self.text(back, size) == Self.text(state, size))
    #expect(Self.text(try Self.typed("h", in: back, size: size), size).contains("no column is further on"))
  }

  @Test("Columns are chosen and put in order from all fields, and one stays at least")
  func columns() throws {
    let menu = try Self.typed("c", in: .queue)
    // What is shown is what the list shows: of one cluster no column tells its name.
    let own = [
      "id", "state", "tasks", "partition", "account", "user", "nodes", "gpus", "limit", "wait", "reason",
      "name",
    ]
    for key in own { #expect(Self.text(menu).contains("●  \(key) "), "\(key)") }
    #expect(Self.text(menu).contains("   cluster "))
    #expect(Self.text(menu).contains("   qos "))
    // The first goes, the cluster comes last and then before the last; all others stay as they were.
    let chosen = try Self.typed(
      "c " + String(repeating: "j", count: own.count) + " K<Esc>", in: .queue)
    let keys = chosen.looks[.jobs]?.columns?.map { ListKind.jobs.schema.fields[$0].key }
    #expect(keys == own.dropFirst().dropLast() + ["cluster", "name"])
    let titles = try Self.row(chosen, "│ state")
    #expect(titles.contains("   time ") && titles.contains(" why, or where "))
    let one = try Self.typed("c" + String(repeating: " j", count: own.count), in: .queue)
    #expect(one.looks[.jobs]?.columns?.count == 1)
    // The first line brings the list's own back.
    #expect(Self.text(menu).contains("●  its own columns "))
    #expect(!Self.text(try Self.typed("c ", in: .queue)).contains("●  its own columns "))
    let back = try Self.typed("c j k k ", in: .queue)
    #expect(back.looks[.jobs]?.columns == nil)
    #expect(Self.text(try Self.typed("<Esc>", in: back)) == Self.text(try Self.typed("", in: .queue)))
    // A pane keeps its own.
    #expect(try Self.typed("c e2", in: .applications).look(of: .pane(.queue)).columns == nil)
  }

  @Test(
    "Every kind has a list of its own that is filtered, sorted and marked; one level back leads to where one was",
    arguments: ListKind.allCases)
  func everyKind(kind: ListKind) throws {
    var state = DashboardState(view: .overview)
    state.receive(DashboardModel(factory: Self.factory, policy: .standard, now: Fixture.now))
    let before = Self.text(state)
    state.show(listOf: kind)
    #expect(Self.text(state) != before)
    for size in [Size(columns: 160, rows: 48), Size(columns: 80, rows: 24), Layout.minimum] {
      var other = state
      for keys in [
        ">", "S", " ", "*", "l", "h", "s<Esc>", "c<Esc>", "n", "N", "/zzz<Enter>", "\\", "<Esc>", "<Enter>",
        "q",
      ] {
        other = try Self.typed(keys, in: other, size: size)
        #expect(render(other, size: size, clock: Fixture.clock).size == size)
      }
    }
    #expect(Self.text(try Self.typed("<Esc>", in: state)) == before)
    #expect(Self.text(try Self.typed("q", in: state)) == before)
  }

  @Test("The list of nodes shows every field, and under it all of the one under the cursor")
  func nodes() throws {
    var state = DashboardState(view: .overview)
    state.receive(DashboardModel(factory: Self.factory, policy: .standard, now: Fixture.now))
    state.show(listOf: .nodes)
    let down = try Self.typed("/down<Enter>", in: state)
    #expect(Self.text(down).contains("╭ Nodes · down ─"))
    #expect(Self.text(down).contains("─ 1 of 4 ─╮"))
    #expect(try Self.row(down, "│ node3").contains("no answer"))
    #expect(Self.text(down).contains("reason  no answer"))
  }

  @Test(
    "Utilization lists the nodes that are out of service, which Tab reaches and which are a list like any other"
  )
  func outOfService() throws {
    let view = try Self.typed("", in: .utilization)
    #expect(Self.text(view).contains("out of service: 1 node, newest first"))
    #expect(try Self.row(view, " node3 ").contains("no answer"))
    #expect(view.rowAtHand == .cluster("vega"))
    let nodes = try Self.typed("<Tab>", in: view)
    #expect(nodes.rowAtHand == .entity(EntityID(.node, "node3", cluster: "vega")))
    #expect(try Self.typed("<S-Tab>", in: nodes).rowAtHand == .cluster("vega"))
    #expect(try Self.typed("<Tab><Tab>", in: view).view == .queue)
    // In another order it is still what is out of service.
    let sorted = try Self.typed("<Tab>S", in: view)
    #expect(try Self.row(sorted, "out of service").contains("out of service: 1 node · by since ▲"))
    #expect(try Self.row(sorted, "since▲").contains("node"))
    #expect(Self.text(try Self.typed("<Tab>>", in: view)).contains("out of service: 1 node · by node ▲"))
    #expect(
      Self.text(try Self.typed("<Tab>/gpus:4<Enter>", in: view)).contains(
        "nodes: 4 of 4 · by since ▼ · gpus:4"))
    let all = try Self.typed("<Tab>/gpus:4<Enter>S >", in: view)
    #expect(Self.text(all).contains("nodes: 4 of 4"))
    #expect(all.looks[.nodes]?.marks.rows.count == 1)
    // The filter goes, then the view.
    let back = try Self.typed("<Esc><Esc><Esc>", in: all)
    #expect(Self.text(back).contains("out of service: 1 node, newest first"))
    // A small screen shows what the keys act on.
    let small = Size(columns: 80, rows: 13)
    #expect(!Self.text(view, small).contains("out of service: 1 node"))
    #expect(Self.text(nodes, small).contains("out of service: 1 node"))
    #expect(try Self.typed("<Tab>1", in: view).view == .utilization)
  }

  @Test(
    "The page of a cluster is shown whatever is listed of the clusters, and what is out of service whatever order is settled"
  )
  func listedElsewhere() throws {
    let page = try Self.typed(":clusters zzz<Enter>q1<Enter>", in: .overview)
    #expect(Self.text(page).contains("1 Utilization › cluster vega "))
    var settings = ListSettings()
    settings.preferences[.nodes] = ListPreference(sort: [SortTerm(field: 0, isDescending: false)])
    var state = try Self.typed("", in: .utilization)
    state.adopt(settings)
    #expect(Self.text(state).contains("out of service: 1 node, newest first"))
  }

  @Test("Enter on an alert goes to what it is about, and back leads to the alerts")
  func alert() throws {
    let alerts = try Self.typed("a", in: .overview)
    let rows = Array(alerts.rows(at: .alone(.alerts)))
    let wait = try #require(
      rows.firstIndex { if case .alert(.nodesOutOfService, _) = $0 { true } else { false } })
    let there = try Self.typed(String(repeating: "j", count: wait) + "<Enter>", in: alerts)
    #expect(there.openList == .nodes)
    #expect(Array(there.rows(at: .alone(.nodes))) == [.entity(EntityID(.node, "node3", cluster: "vega"))])
    let back = try Self.typed("q", in: there)
    #expect(back.openList == .alerts && back.rowAtHand == rows[wait])
    #expect(!Self.text(back).contains("listing"))
    // A list that has been left is listed again, whichever key goes back to it.
    let chain = try Self.typed(":users<Enter>:qos<Enter>:jobs<Enter>q", in: alerts)
    #expect(chain.openList == .qos && !Self.text(chain).contains("listing"))
    #expect(try Self.typed("q", in: chain).openList == .users)
    // Back where one has been, there is no second way.
    #expect(try Self.typed(":alerts<Enter>", in: chain).trail.count == 1)
    #expect(try Self.typed("<Esc>", in: back).view == .overview)
  }
}
