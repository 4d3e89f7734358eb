import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("What lists show of their rows, marks and columns")
struct ListLookTests {
  @Test("Without a filter, n goes to the next job that failed or can never start, in whatever order they are")
  func jobTrouble() throws {
    var symbols = SymbolTable()
    func job(_ id: Int64, _ state: JobState.Base, _ reason: SafeText) -> Job {
      Job(id: id, state: JobState(state), reason: symbols.intern(reason), priority: 100 - id)
    }
    let jobs = [
      job(1, .pending, "Priority"), job(2, .pending, "DependencyNeverSatisfied"),
      job(3, .pending, "Resources"),
      job(4, .pending, "BadConstraints"), job(5, .running, "None"), job(6, .failed, "NonZeroExitCode"),
      job(7, .completed, "None"), job(8, .cancelled, ""),
    ]
    let cluster = Cluster(name: "vega", jobs: JobTable(symbols: symbols, jobs: jobs))
    var state = DashboardState(view: .queue)
    state.receive(DashboardModel(factory: Factory(clusters: [cluster]), policy: .standard, now: Fixture.now))
    func reached(_ keys: String) throws -> Int64? {
      if case .job(_, let id)? = try ListKeysTests.typed(keys, in: state).rowAtHand { id } else { nil }
    }
    #expect(try reached("n") == 2)
    #expect(try reached("nn") == 4)
    #expect(try reached("nnn") == 6)
    #expect(try reached("GN") == 6)
    #expect(try reached(":sort id desc<Enter>gn") == 6)
    #expect(try reached(":sort id desc<Enter>gnnn") == 2)
    let end = try ListKeysTests.typed("nnnn", in: state)
    #expect(ListKeysTests.text(end).contains("no job that failed or can never start is further on"))
    #expect(try reached("nnnn") == 6)
  }

  @Test("What trouble is, is told in words for every kind of list", arguments: ListKind.allCases)
  func troubleInWords(kind: ListKind) throws {
    var state = DashboardState()
    state.receive(DashboardModel(factory: ListKeysTests.factory, policy: .standard, now: Fixture.now))
    state.show(listOf: kind)
    let rows = state.rows(at: state.placeAtHand).count
    let end = try ListKeysTests.typed(String(repeating: "n", count: rows + 1), in: state)
    guard rows > 0 else { return }
    #expect(ListKeysTests.text(end).contains("is further on"))
    #expect(!ListKeysTests.text(end).contains("no match"))
  }

  @Test(
    "The word of a state looks as it does elsewhere",
    arguments: [
      (.nodes, "state", "down", .critical), (.nodes, "state", "inval", .critical),
      (.nodes, "state", "fail", .critical), (.nodes, "state", "drained", .warning),
      (.nodes, "state", "draining", .warning), (.nodes, "state", "maint", .warning),
      (.nodes, "state", "reboot", .warning), (.nodes, "state", "planned", .barPlanned),
      (.nodes, "state", "idle", .barIdle), (.nodes, "state", "mixed", .barAllocated),
      (.jobs, "state", "running", .ok), (.jobs, "state", "out_of_memory", .critical),
      (.jobs, "state", "cancelled", .muted), (.jobs, "state", "pending", .text),
      (.partitions, "state", "drain", .warning), (.partitions, "state", "up", nil),
      (.allocations, "state", "exhausted", .critical), (.allocations, "state", "under", .warning),
      (.applications, "class", "breached", .critical), (.applications, "class", "at_risk", .warning),
      (.sources, "state", "stale", .stale), (.sources, "state", "ok", .text),
      (.clusters, "state", "error", .critical), (.alerts, "severity", "critical", .critical),
      (.alerts, "severity", "warning", .warning), (.applications, "mode", "playground", nil),
    ] as [(ListKind, String, SafeText, Role?)])
  func stateRoles(kind: ListKind, key: String, word: SafeText, role: Role?) throws {
    let field = try #require(kind.schema.place(of: key))
    #expect(kind.schema.role(of: word, in: field) == role)
  }

  @Test("In a list of nodes states have their colours, and power its unit")
  func coloured() throws {
    let nodes = [
      Node(name: "n1", state: NodeState(.down), watts: 412),
      Node(name: "n2", state: NodeState(.idle), watts: 1900),
      Node(name: "n3", state: NodeState(.idle), watts: 0),
      Node(name: "n4", state: NodeState(.idle, .notResponding)),
    ]
    var state = DashboardState()
    let factory = Factory(clusters: [Cluster(name: "vega", nodes: nodes)])
    state.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now))
    state.show(listOf: .nodes)
    #expect(try ListKeysTests.row(state, "n1 ").contains(" 412 W "))
    #expect(try ListKeysTests.row(state, "n2 ").contains(" 1.9 kW "))
    #expect(try !ListKeysTests.row(state, "n3 ").contains("W"))
    let canvas = render(state, size: ListKeysTests.size, clock: Fixture.clock)
    let row = try #require(
      ListKeysTests.text(state).split(separator: "\n").firstIndex { $0.contains("n1 ") && $0.hasPrefix("│") })
    let critical = canvas.cells(row: row).filter { $0.style.role == .critical }.map { String($0.scalar) }
    #expect(critical.joined() == "down")
    // It does not answer.
    let silent = canvas.cells(row: row + 3).filter { $0.style.role == .warning }.map { String($0.scalar) }
    #expect(silent.joined() == "idle*")
  }

  @Test("Columns move only where some have no room, and the line of titles says to which side there are more")
  func scrollEnds() throws {
    func titles(_ state: DashboardState, columns: Int) throws -> Substring {
      let lines = ListKeysTests.text(state, Size(columns: columns, rows: 24)).split(separator: "\n")
      return try #require(lines.first { $0.contains("node  ") && $0.hasPrefix("│") })
    }
    var state = DashboardState()
    state.receive(DashboardModel(factory: ListKeysTests.factory, policy: .standard, now: Fixture.now))
    state.show(listOf: .nodes)
    let narrow = Size(columns: 80, rows: 24)
    #expect(try titles(state, columns: 80).hasSuffix("›│"))
    #expect(try !titles(state, columns: 80).contains("‹"))
    let far = try ListKeysTests.typed(String(repeating: "l", count: 30), in: state, size: narrow)
    #expect(try titles(far, columns: 80).contains("‹"))
    #expect(try !titles(far, columns: 80).contains("›"))
    #expect(ListKeysTests.text(far, narrow).contains("no column is further on"))
    // The last column is there, and not alone with the first.
    #expect(try titles(far, columns: 80).split(separator: " ").count > 4)
    let wide = Size(columns: 300, rows: 24)
    let whole = try ListKeysTests.typed("l", in: state, size: wide)
    #expect(whole.looks[.nodes]?.firstColumn ?? 0 == 0)
    #expect(ListKeysTests.text(whole, wide).contains("this list has all its columns on the screen"))
    #expect(try !titles(state, columns: 300).contains("›"))
    // A pane beside others does not move its columns.
    let pane = try ListKeysTests.typed("l", in: .overview)
    #expect(ListKeysTests.text(pane).contains("the columns of this list do not move"))
  }

  @Test(
    "What is marked and gone is told apart, nothing acts on it, and it is marked again when it comes back")
  func goneMarks() throws {
    func content(without gone: Set<SafeText>) -> DashboardModel {
      var factory = FilterFixture.factory
      factory.applications = factory.applications?.filter { !gone.contains($0.id) }
      return DashboardModel(factory: factory, policy: .standard, now: Fixture.now)
    }
    var state = FilterFixture.state()
    let ids = state.rows(of: .applications).prefix(3).compactMap(\.application)
    state = try ListKeysTests.typed("   ", in: state)
    #expect(ListKeysTests.text(state).contains(" 3 marked ") && !ListKeysTests.text(state).contains("gone"))
    state.receive(content(without: [ids[1]]))
    #expect(ListKeysTests.text(state).contains(" 2 marked · 1 gone "))
    #expect(try FilterFixture.typed("y", in: state).effects == [.copy("\(ids[0].shown)\n\(ids[2].shown)")])
    guard case .export(let order)? = try FilterFixture.typed("x<Enter>", in: state).effects.first else {
      Issue.record("nothing was exported")
      return
    }
    #expect(order.listing.places.count == 2)
    #expect(ListKeysTests.text(try FilterFixture.typed("x", in: state).state).contains("2 marked"))
    var none = state
    none.receive(content(without: Set(ids)))
    #expect(ListKeysTests.text(none).contains(" 0 marked · 3 gone "))
    for keys in ["y", "Y", "x<Enter>"] {
      let (refused, effects) = try FilterFixture.typed(keys, in: none)
      #expect(effects.isEmpty)
      #expect(ListKeysTests.text(refused).contains("nothing of what is marked is there any more"), "\(keys)")
    }
    #expect(!ListKeysTests.text(try ListKeysTests.typed("<Esc>", in: none)).contains("gone"))
    state.receive(content(without: []))
    #expect(ListKeysTests.text(state).contains(" 3 marked "))
  }

  @Test(
    "A column that is hidden stays under the cursor, and comes back in its place, until the menu is opened again"
  )
  func hidden() throws {
    func keys(_ state: DashboardState) -> [String]? {
      state.looks[.jobs]?.columns?.map { ListKind.jobs.schema.fields[$0].key }
    }
    let hidden = try ListKeysTests.typed("cj ", in: .queue)
    #expect(keys(hidden)?.prefix(3) == ["id", "tasks", "partition"])
    let lines = ListKeysTests.text(hidden).split(separator: "\n").map(String.init)
    let row = try #require(lines.firstIndex { $0.contains("   state ") })
    #expect(lines[row - 1].contains("●  id") && lines[row + 1].contains("●  tasks"))
    #expect(keys(try ListKeysTests.typed(" ", in: hidden))?.prefix(3) == ["id", "state", "tasks"])
    // Opened again, what is hidden stands behind what is shown.
    let again = ListKeysTests.text(try ListKeysTests.typed("<Esc>c", in: hidden)).split(separator: "\n").map(
      String.init)
    let last = try #require(again.firstIndex { $0.contains("   state ") })
    #expect(again[last - 2].contains("●  name") && again[last - 1].contains("   cluster"))
  }
}
