import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("The pages of things, and the links between them")
struct PagesOfThingsTests {
  static let size = Size(columns: 160, rows: 48)

  /// One cluster with two nodes, three jobs of one account, an array, its budget and the application that it was granted to.
  static var factory: Factory {
    var factory = Fixture.factory { number in
      switch number {
      case 0: "vega"
      case 1: "gpu"
      case 3: "anna"
      case 4: "project_1"
      default: "name\(number)"
      }
    }
    var jobs = factory.clusters[0].jobs ?? JobTable()
    let (list, none) = (jobs.symbols.intern("name[11-12]"), jobs.symbols.intern("Priority"))
    let (dependency, detail) = (
      jobs.symbols.intern("afterok:1(unfulfilled)"), jobs.symbols.intern("see the desk")
    )
    jobs.jobs = jobs.jobs.filter { $0.id <= 4 }
    jobs.jobs[0].nodeList = list
    jobs.jobs[1].dependency = dependency
    jobs.jobs[1].reasonDetail = detail
    for task in 0..<3 {
      jobs.jobs.append(
        Job(
          id: Int64(100 + task), arrayID: 100, arrayTaskID: Int64(task),
          state: JobState(task == 0 ? .running : .pending), account: jobs.jobs[0].account,
          partition: jobs.jobs[0].partition, reason: none, gpus: 1))
    }
    factory.clusters[0].jobs = jobs
    factory.clusters[0].qos = [QOS(name: "normal")]
    factory.clusters[0].reservations = [
      Reservation(
        name: "maint", nodeCount: 1, nodeList: "name11", startsAt: Fixture.now + .hours(2),
        endsAt: Fixture.now + .hours(4), flags: ["MAINT"])
    ]
    factory.allocations = [
      Allocation(
        account: "Project_1", proposal: "EHPC-AIF-2026PG01-9001", cluster: "vega", unit: .gpuHours,
        granted: 1000,
        used: 250, startsAt: Fixture.now + .days(-30), endsAt: Fixture.now + .days(30))
    ]
    factory.applications?[0].applicant = .told(name: "Nobody One", email: "nobody@example.org")
    return factory
  }

  static func typed(_ keys: String, in view: View = .overview) throws -> DashboardState {
    try PageCase.typed(keys, into: Fixture.state(view, factory: factory), size: size)
  }

  static func text(_ state: DashboardState, _ size: Size = size) -> String { PageCase.text(state, size) }

  static let pages: [(keys: String, title: String, tells: [String])] = [
    (
      ":clusters<Enter><Enter>", "cluster vega", ["partitions", " gpu ", "maint", "out of service", "name14"]
    ),
    ("1j<Enter>", "partition gpu · vega", ["who waits", " project_1 ", "name14", "cluster        vega"]),
    (
      ":nodes<Enter><Enter>", "node name11 · vega",
      [" 1 ", "project_1", "reservation", " maint ", "3 of 4 in use"]
    ),
    (
      ":jobs id=1<Enter><Enter>", "job 1 · name2",
      ["on 2 nodes", " name11 ", "EHPC-AIF-2026PG01-9001", "25.0 % used"]
    ),
    (
      ":jobs id=2<Enter><Enter>", "job 2 · name2",
      ["others come first (Priority)", "see the desk", "afterok:1"]
    ),
    (
      ":accounts name:proj<Enter><Enter>", "project_1 · vega",
      ["25.0 % used", " anna ", "today", "Playground"]
    ),
    ("4<Enter>", "Project_1 · vega", ["25.0 % used", " anna ", "today", "Playground"]),
    (":users<Enter><Enter>", "user anna · vega", ["jobs", " project_1 "]),
    (":qos<Enter><Enter>", "QOS normal · vega", ["max wall", "cluster"]),
    (
      ":reservations<Enter><Enter>", "reservation maint · vega", ["begins 23 Nov 12:00", "nodes", " name11 "]
    ),
    (":sources<Enter><Enter>", "source name40", ["slurm", "vega"].dropFirst().map(\.self)),
    (":jobs id:100_0<Enter><Enter>", "job 100_0", ["its array 100", "2 tasks"]),
    (
      "3<Enter>", "EHPC-AIF-2026PG01-9001 · name8",
      ["belongs to it", " Project_1 ", "on pace"].dropLast().map(\.self)
    ),
  ]

  @Test(
    "Enter opens the page of whatever is under the cursor, and Esc or q goes back", arguments: pages.indices)
  func opening(place: Int) throws {
    let (keys, title, tells) = Self.pages[place]
    let state = try Self.typed(keys)
    let text = Self.text(state)
    #expect(text.contains("› \(title) ") || text.contains("› \(title)\n"), "\(text)")
    for told in tells { let isTold = text.contains(told); #expect(isTold, "MISSING \(told)") }
    for back in ["<Esc>", "q"] {
      let before = try PageCase.typed(back, into: state, size: Self.size)
      #expect(before.page == nil)
      #expect(before.openList == state.openList && before.view == state.view)
    }
  }

  @Test("Every field of every kind is told on the page of a thing of that kind", arguments: ListKind.allCases)
  func fields(kind: ListKind) throws {
    let size = Size(columns: 160, rows: 300)
    let state = Fixture.state(factory: Self.factory)
    let content = try #require(state.content)
    let list = content.list(of: kind, user: nil)
    let rows = content.rows(of: list)
    try #require(!rows.isEmpty)
    for place in rows.indices where kind != .jobs || place < 4 {
      var open = state
      open.openPage(of: rows[place])
      let text = Self.text(open, size).replacing("\n", with: " ")
      for (field, description) in list.schema.fields.enumerated()
      where !Self.isToldOtherwise(description.key, of: kind) {
        guard case .text(let cell, _) = Fixture.clock.cell(field, of: place, in: list), cell != .unknown
        else { continue }
        let isTold = text.contains(cell.shown)
        #expect(isTold, "MISSING \(kind) \(description.key): \(cell.shown)")
      }
    }
  }

  /// In words of the page's own: shares with their sign, times with their age, what is in the title in short.
  private static func isToldOtherwise(_ key: String, of kind: ListKind) -> Bool {
    switch kind {
    case .applications: ["gpu-hours", "step", "mode", "class", "left"].contains(key)
    case .allocations: ["unit", "out", "starts", "ends", "used%", "elapsed"].contains(key)
    case .clusters, .partitions: key == "of-available"
    case .jobs: key == "starts"
    case .nodes: key == "busy"
    case .accounts, .users, .qos, .reservations, .sources, .alerts: false
    }
  }

  @Test("Tab goes from link to link and round, Enter follows, Esc comes back to the same link")
  func links() throws {
    let page = try Self.typed(":jobs id=1<Enter><Enter>")
    #expect(
      try PageCase.typed("<Enter>", into: page, size: Self.size).notice?.text.shown.contains("Tab") == true)
    let first = try PageCase.typed("<Tab>", into: page, size: Self.size)
    let place = try #require(first.page?.link)
    #expect(Self.text(first).contains("▸name11 "))
    let node = try PageCase.typed("<Enter>", into: first, size: Self.size)
    #expect(node.page?.row == .entity(EntityID(.node, "name11", cluster: "vega")))
    #expect(Self.text(node).contains("2 Queue › job 1 › node name11 · vega"))
    let back = try PageCase.typed("<Esc>", into: node, size: Self.size)
    #expect(back.page?.link == place && back.page?.row == first.page?.row)
    let text = ScreenDrawing(state: page, clock: Fixture.clock).text(
      of: try #require(page.page), in: Layout(page, size: Self.size).body)
    #expect(text.links.count > 6)
    let round = try PageCase.typed(
      String(repeating: "<Tab>", count: text.links.count + 1), into: page, size: Self.size)
    #expect(round.page?.link == place)
    #expect(try PageCase.typed("<S-Tab>", into: page, size: Self.size).page?.link == text.links.last?.target)
    #expect(
      try PageCase.typed("<Tab><S-Tab>", into: page, size: Self.size).page?.link == text.links.last?.target)
    #expect(Set(text.links.map(\.target)).count == text.links.count)
  }

  @Test("A link to a list filters it, and going back brings the former filter and the page")
  func listed() throws {
    let page = try Self.typed(":accounts name:proj<Enter><Enter>")
    var state = page
    repeat {
      state = try PageCase.typed("<Tab>", into: state, size: Self.size)
    } while !Self.text(state).contains("▸all: ")
    let list = try PageCase.typed("<Enter>", into: state, size: Self.size)
    #expect(list.view == .queue && list.page == nil)
    #expect(list.queries[.jobs]?.text == "account=project_1 cluster=vega")
    let back = try PageCase.typed("q", into: list, size: Self.size)
    #expect(back.page?.row == page.page?.row && back.openList == .accounts && back.queries[.jobs] == nil)
  }

  @Test("A link that is out of sight is scrolled to")
  func scrolledTo() throws {
    let size = Size(columns: 80, rows: 12)
    var state = try PageCase.typed("4<Enter>", into: Fixture.state(factory: Self.factory), size: size)
    for _ in 0..<6 {
      state = try PageCase.typed("<Tab>", into: state, size: size)
      #expect(Self.text(state, size).contains("▸"))
    }
    #expect((state.page?.top ?? 0) > 0)
  }

  @Test("J and K step through the list behind, also where the page was opened from another kind's")
  func stepping() throws {
    let node = try Self.typed(":nodes<Enter><Enter>J")
    #expect(node.page?.row.entity.name == "name12")
    #expect(node.cursors[.alone(.nodes)]?.row.entity.name == "name12")
    #expect(Self.text(node).contains("2 of 4"))
    let linked = try Self.typed(":jobs id=1<Enter><Enter><Tab><Enter>J")
    #expect(linked.page?.row.entity.name == "name12")
    #expect(linked.selection(of: .queue)?.entity.name != "name12")
    #expect(Self.text(linked).contains("2 of 4"))
    #expect(try PageCase.typed("<Esc>", into: linked, size: Self.size).page?.row.entity.name == "1")
  }

  @Test("o lists what belongs to a thing, from its row and from its page, and goes there")
  func goingTo() throws {
    for keys in [":jobs id=1<Enter>o", ":jobs id=1<Enter><Enter>o"] {
      let menu = try Self.typed(keys)
      #expect(menu.overlay == .links)
      let items = menu.linkMenu.items.map(\.title.shown)
      for item in ["node name11", "account project_1", "user anna", "cluster vega", "partition gpu"] {
        #expect(items.contains(item), "\(item) in \(items)")
      }
      #expect(Set(items).count == items.count)
      #expect(Self.text(menu).contains("Go to · job 1"))
      let there = try PageCase.typed("j<Enter>", into: menu, size: Self.size)
      #expect(there.overlay == nil && there.page?.row.entity.name == "name12")
    }
    #expect(try Self.typed("?o").overlay == .help)
  }

  @Test("A link to what has gone says so and stays")
  func gone() throws {
    var state = try Self.typed(":jobs id=1<Enter><Enter><Tab>")
    let page = state.page
    var factory = Self.factory
    factory.clusters[0].nodes?.removeAll { $0.name == "name11" }
    state.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now))
    let followed = try PageCase.typed("<Enter>", into: state, size: Self.size)
    #expect(followed.page?.row == page?.row)
    #expect(followed.notice?.text.shown.contains("not on the page any more") == true)
    #expect(followed.page?.link == nil)
  }

  @Test(
    "Names stay hidden on every page until p, and are hidden again where one leaves",
    arguments: [
      "4<Enter>", ":accounts name:proj<Enter><Enter>", ":jobs id=1<Enter><Enter>",
    ])
  func names(keys: String) throws {
    let page = try Self.typed(keys)
    #expect(!Self.text(page).contains("Nobody"))
    #expect(Self.text(page).contains("hidden: p shows"))
    let shown = try PageCase.typed("p", into: page, size: Self.size)
    #expect(Self.text(shown).contains("Nobody One") && Self.text(shown).contains("nobody@example.org"))
    #expect(try PageCase.typed("p", into: shown, size: Self.size).revealed == nil)
    #expect(try PageCase.typed("<Esc>", into: shown, size: Self.size).revealed == nil)
    #expect(
      try PageCase.typed("J", into: shown, size: Self.size).revealed == nil
        || page.content?.budgets.count == 1)
  }

  @Test("An alert opens what it is about, those that it counts, or its own page")
  func alerts() throws {
    let state = try Self.typed("a")
    let alerts = try #require(state.content?.figures.alerts)
    for (place, alert) in alerts.enumerated() {
      let open = try PageCase.typed(
        String(repeating: "j", count: place) + "<Enter>", into: state, size: Self.size)
      #expect(open.page != nil || open.openList != .alerts, "\(alert.rule)")
      #expect(try PageCase.typed("q", into: open, size: Self.size).openList == .alerts)
    }
  }
}
