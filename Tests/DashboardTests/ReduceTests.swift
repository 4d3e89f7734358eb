import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("What keys do to the state")
struct ReduceTests {
  let size = Size(columns: 160, rows: 48)

  private func reduced(_ state: DashboardState, _ actions: Action...) -> DashboardState {
    var state = state
    for action in actions { _ = state.reduce(action, size: size, now: Fixture.now) }
    return state
  }

  @Test("Tab goes round the four panes, and back")
  func panes() {
    var state = Fixture.state()
    let seen = (0..<4).map { _ in
      state = reduced(state, .nextPane)
      return state.focus
    }
    #expect(seen == [.queue, .applications, .budget, .utilization])
    #expect(reduced(state, .previousPane).focus == .budget)
  }

  @Test("Expanding shows the focused pane's full view; Escape leaves it and never quits")
  func expand() {
    let full = reduced(Fixture.state(), .jump(.queue), .toggleExpand)
    #expect(full.view == .queue)
    #expect(reduced(full, .nextPane).view == .applications)
    var back = reduced(full, .back)
    #expect(back.view == .overview)
    #expect(back.focus == .queue)
    #expect(back.reduce(.back, size: size, now: Fixture.now).isEmpty)
  }

  @Test("The cursor of the map stays on its node when nodes come, go or change places")
  func nodeCursor() {
    func factory(_ names: [SafeText]) -> Factory {
      var factory = Fixture.factory()
      factory.clusters[0].nodes = names.map { Node(name: $0, state: NodeState(.idle), partitions: ["name1"]) }
      return factory
    }
    func selected(_ state: DashboardState) -> SafeText? {
      state.mappedNodes.map { $0.nodes[$0.selected].node.name }
    }
    var state = reduced(Fixture.state(.utilization, factory: factory(["n2", "n3", "n4", "n9"])), .moveDown)
    #expect(selected(state) == "n2")
    state = reduced(state, .moveRight)
    #expect(selected(state) == "n3")
    for (names, expected) in [
      (["n1", "n2", "n3", "n4", "n9"], "n3"), (["n9", "n4", "n3"], "n3"), (["n1", "n2", "n4", "n9"], "n1"),
      (["n10", "n2", "n1"], "n1"), (["n1"], "n1"), ([], nil), (["n1", "n2"], "n1"),
    ] as [([SafeText], SafeText?)] {
      state.receive(DashboardModel(factory: factory(names), policy: .standard, now: Fixture.now))
      #expect(
        state.mappedNodes?.nodes.isEmpty == true ? expected == nil : selected(state) == expected, "\(names)")
    }
    state = reduced(state, .moveRight, .moveRight, .moveRight)
    #expect(selected(state) == "n2")
    #expect(selected(reduced(state, .moveLeft)) == "n1")
    #expect(selected(reduced(state, .moveUp, .moveDown)) == "n1")
  }

  @Test("Escape closes the help before it leaves the view")
  func help() {
    let state = reduced(Fixture.state(.budget), .toggleHelp)
    #expect(state.overlay == .help)
    let closed = reduced(state, .back)
    #expect(closed.overlay == nil)
    #expect(closed.view == .budget)
  }

  @Test("The cursor stays on its row when rows come before it")
  func selectionIsKeyedByID() throws {
    var state = reduced(Fixture.state(), .jump(.applications), .moveDown)
    let selected = state.selection(of: .applications)
    #expect(selected == .application("DRAFT-2"))
    var factory = Fixture.factory()
    factory.applications?.insert(
      Application(id: "EARLIER", mode: .playground, state: .submitted, submittedAt: Fixture.now + .days(-60)),
      at: 0)
    state.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now))
    #expect(state.selection(of: .applications) == selected)
    // Where it is known to be, or every frame looks for it among all rows.
    let place = try #require(state.cursors[.pane(.applications)]?.place)
    #expect(state.rows(of: .applications)[place] == selected)
    #expect(reduced(state, .moveDown).selection(of: .applications) == .application("DRAFT-3"))
  }

  @Test("When the row under the cursor goes, the cursor stays where it was", arguments: [false, true])
  func selectedRowGoes(frozen: Bool) {
    var state = reduced(Fixture.state(), .jump(.applications), .moveDown)
    if frozen { state = reduced(state, .toggleFreeze) }
    var factory = Fixture.factory()
    factory.applications?.removeAll { $0.id == "DRAFT-2" }
    state.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now))
    if frozen { state = reduced(state, .toggleFreeze) }
    #expect(state.selection(of: .applications) == .application("DRAFT-3"))
    factory.applications?.removeAll { $0.id == "DRAFT-3" }
    state.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now))
    #expect(state.selection(of: .applications) == .application("EHPC-AIF-2026PG01-9001"))
  }

  @Test("In a longer list it stays at its place, and not at the end")
  func rowInTheMiddleGoes() {
    func factory(without gone: Int?) -> Factory {
      var factory = Fixture.factory()
      factory.applications = (1...12).filter { $0 != gone }.map { number in
        Application(
          id: SafeText(untrusted: "DRAFT-\(number + 10)"), title: "t", mode: .playground, state: .adminCheck,
          submittedAt: Fixture.now + .hours(Int64(number)))
      }
      return factory
    }
    var state = Fixture.state(.applications, factory: factory(without: nil))
    let rows = state.rows(of: .applications)
    state = reduced(state, .moveDown, .moveDown, .moveDown, .moveDown)
    #expect(state.selection(of: .applications) == rows[4])
    let gone = (1...12).first { rows[4] == .application(SafeText(untrusted: "DRAFT-\($0 + 10)")) }
    state.receive(DashboardModel(factory: factory(without: gone), policy: .standard, now: Fixture.now))
    #expect(state.selection(of: .applications) == rows[5])
  }

  @Test(
    "A page is the rows of the list that are seen, less one to keep the eye's place",
    arguments: [
      (Size(columns: 60, rows: 17), 9), (Size(columns: 160, rows: 48), 18), (Size(columns: 30, rows: 9), 1),
    ])
  func pageLength(size: Size, expected: Int) {
    let state = reduced(Fixture.state(), .jump(.utilization))
    #expect(Layout(state, size: size).pageLength == expected)
  }

  @Test("Half a page is half the rows that a page key moves over, or a row more")
  func halfPage() {
    let state = Fixture.state(.queue)
    let rows = state.rows(of: .queue)
    let page = Layout(state, size: size).pageLength
    #expect(page > 5)
    let half = (page + 1) / 2
    #expect(reduced(state, .pageDown).selection(of: .queue) == rows[min(page, rows.count - 1)])
    #expect(reduced(state, .halfPageDown).selection(of: .queue) == rows[half])
    let back = reduced(state, .halfPageDown, .moveDown, .halfPageUp)
    #expect(back.selection(of: .queue) == rows[1])
  }

  @Test(
    "The cursor goes to the first, the middle and the last of the rows that are shown, at every size",
    arguments: [
      Size(columns: 160, rows: 48), Size(columns: 80, rows: 24), Size(columns: 60, rows: 17),
      Size(columns: 40, rows: 12),
    ])
  func screenRows(size: Size) throws {
    var symbols = SymbolTable()
    var factory = Fixture.factory()
    let partition = symbols.intern("p")
    factory.clusters[0].jobs = JobTable(
      symbols: symbols,
      jobs: (1...200).map {
        Job(id: 100_000 + Int64($0), state: JobState(.running), partition: partition, startedAt: Fixture.now)
      })
    func typed(_ keys: String) throws -> DashboardState {
      var state = Fixture.state(.queue, factory: factory)
      for key in try KeyNotation.keys(in: keys) {
        _ = state.handle(.key(key, isAlone: true), size: size, now: Fixture.now)
      }
      return state
    }
    func shown(_ state: DashboardState) -> [String] {
      render(state, size: size, clock: Fixture.clock).text.matches(of: /\b100\d{3}\b/).map {
        String($0.output)
      }
    }
    let start = try typed("<C-f><C-f><C-f>")
    let rows = start.rows(of: .queue)
    let first = start.selectedIndex(of: .queue, in: rows)
    let visible = try #require(
      ScreenDrawing(state: start, clock: Fixture.clock).shownRows(size: size))
    // As many as are drawn, the one under the cursor among them; beside a list its job may be told once more.
    #expect(Set(shown(start)).count == visible.count)
    #expect(visible.contains(first))
    for (key, place) in [
      ("H", visible.lowerBound), ("M", (visible.lowerBound + visible.upperBound - 1) / 2),
      ("L", visible.upperBound - 1),
    ] {
      let moved = try typed("<C-f><C-f><C-f>\(key)")
      #expect(moved.selectedIndex(of: .queue, in: rows) == place, "\(key)")
    }
    #expect(try typed("L").selectedIndex(of: .queue, in: rows) == visible.count - 1)
    #expect(try typed("GH").selectedIndex(of: .queue, in: rows) == rows.count - visible.count)
  }

  @Test("The cursor stops at both ends of a list")
  func ends() {
    let state = Fixture.state(.queue)
    let bottom = reduced(state, .bottom)
    #expect(reduced(bottom, .moveDown, .pageDown).selection(of: .queue) == bottom.selection(of: .queue))
    let top = reduced(bottom, .top)
    #expect(reduced(top, .moveUp, .pageUp).selection(of: .queue) == top.selection(of: .queue))
    #expect(top.selection(of: .queue) != bottom.selection(of: .queue))
  }

  @Test("Frozen figures stay until they are thawed; then the newest is shown")
  func freeze() {
    var state = reduced(Fixture.state(), .toggleFreeze)
    var newer = Fixture.factory()
    newer.site = "newer"
    state.receive(DashboardModel(factory: newer, policy: .standard, now: Fixture.now))
    #expect(state.content?.factory.site != "newer")
    #expect(
      render(state, size: size, clock: Fixture.clock).text.contains(
        " FROZEN at 10:00 · <1 m ago · 1 newer reading waits"))
    state = reduced(state, .toggleFreeze)
    #expect(state.content?.factory.site == "newer")
  }

  @Test("What the loop has to do is returned, not done")
  func effects() {
    var state = Fixture.state()
    #expect(state.reduce(.quit, size: size, now: Fixture.now) == [.quit])
    #expect(state.reduce(.refresh, size: size, now: Fixture.now) == [.refresh])
    #expect(state.reduce(.suspend, size: size, now: Fixture.now) == [.suspend])
    #expect(state.reduce(.redraw, size: size, now: Fixture.now) == [.redraw])
    #expect(state.reduce(.nextTheme, size: size, now: Fixture.now).isEmpty)
  }
}
