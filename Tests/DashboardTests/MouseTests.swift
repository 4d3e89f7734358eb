import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("The mouse")
struct MouseTests {
  private static let size = Size(columns: 160, rows: 48)

  private static func state(_ view: View = .overview) -> DashboardState {
    var state = FilterFixture.state(view)
    state.adopt(usesMouse: true)
    return state
  }

  /// Where a text begins on the screen as it is drawn.
  private func place(of text: String, in state: DashboardState, size: Size = size) throws -> (
    column: Int, row: Int
  ) {
    let canvas = render(state, size: size, clock: Fixture.clock)
    for row in 0..<size.rows {
      let glyphs = String(String.UnicodeScalarView(canvas.cells(row: row).map(\.scalar)))
      if let found = glyphs.firstRange(of: text) {
        return (glyphs.distance(from: glyphs.startIndex, to: found.lowerBound), row)
      }
    }
    Issue.record("\(text) is not on the screen")
    return (0, 0)
  }

  private func done(
    _ kind: MouseEvent.Kind, on text: String, at time: Duration = .zero, in start: DashboardState,
    size: Size = size
  ) throws -> DashboardState {
    var state = start
    let (column, row) = try place(of: text, in: start, size: size)
    _ = state.handle(MouseEvent(kind, column: column, row: row), at: time, size: size, now: Fixture.now)
    return state
  }

  private func row(_ state: DashboardState) -> String {
    guard case .application(let id)? = state.rowAtHand else { return "" }
    return String(id.shown.suffix(4))
  }

  @Test("A click selects the row that is drawn there, and gives its pane the keys", arguments: View.allCases)
  func rows(view: View) throws {
    guard view == .overview || view == .applications else { return }
    for number in ["9001", "9002", "9003"] {
      var start = Self.state(view)
      if view == .overview { start = try FilterFixture.typed("1", in: start).state }
      let clicked = try done(.press, on: number, in: start)
      #expect(clicked.focus == .applications && row(clicked) == number && clicked.view == view)
      #expect(clicked.overlay == nil && clicked.page == nil)
    }
  }

  @Test(
    "Every row that is shown is where it is clicked, in every list",
    arguments: [size, Size(columns: 80, rows: 24), Size(columns: 50, rows: 16)])
  func everyRow(size: Size) throws {
    for keys in [
      "", "2", "4", "3/mode:PG<Enter>", "1e", "2e", "3e", "4e", ":alerts<Enter>", ":accounts<Enter>",
      ":nodes<Enter>", ":layout phone<Enter>3",
    ] {
      let start = try FilterFixture.typed(keys, in: Self.state()).state
      let screen = ScreenDrawing(state: start, clock: Fixture.clock)
      var found: [ListPlace: [Int]] = [:]
      for line in 0..<size.rows {
        for column in stride(from: 1, to: size.columns, by: 3) {
          guard let target = screen.target(of: MouseEvent(.press, column: column, row: line), size: size),
            case .row(let index) = target.hit
          else { continue }
          if found[target.place]?.last != index { found[target.place, default: []].append(index) }
          var state = start
          _ = state.handle(
            MouseEvent(.press, column: column, row: line), at: .zero, size: size, now: Fixture.now)
          let rows = start.rows(at: target.place)
          #expect(rows[index] == .divider || state.rowAtHand == rows[index], "\(keys) \(index)")
        }
      }
      // Those of a list are a range, and all that are shown of the one that has the keys.
      let shown = screen.shownRows(size: size) ?? 0..<0
      #expect(Set(found[start.placeAtHand] ?? []) == Set(shown), "\(keys)")
    }
  }

  /// A press on the first line of a row as it is drawn.
  private func press(onRow index: Int, in state: DashboardState, size: Size = size) throws -> MouseEvent {
    let screen = ScreenDrawing(state: state, clock: Fixture.clock)
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let event = MouseEvent(.press, column: column, row: row)
        let target = screen.target(of: event, size: size)
        if target?.place == state.placeAtHand, target?.hit == .row(index) { return event }
      }
    }
    Issue.record("row \(index) is not on the screen")
    return MouseEvent(.press, column: 0, row: 0)
  }

  private func done(
    _ event: MouseEvent, at time: Duration, in start: DashboardState, size: Size = size
  ) -> DashboardState {
    var state = start
    _ = state.handle(event, at: time, size: size, now: Fixture.now)
    return state
  }

  @Test("A second click within 400 ms on the same row opens it, as Enter does")
  func double() throws {
    let list = Self.state(.applications)
    let (first, second) = (try press(onRow: 1, in: list), try press(onRow: 2, in: list))
    let once = done(first, at: .seconds(1), in: list)
    #expect(done(first, at: .milliseconds(1400), in: once).page != nil)
    #expect(done(first, at: .milliseconds(1401), in: once).page == nil)
    #expect(done(second, at: .milliseconds(1100), in: once).page == nil)
    let key = try FilterFixture.typed("j", in: once).state
    #expect(done(first, at: .milliseconds(1100), in: key).page == nil)
    // A third one is none of a double click.
    let overview = Self.state()
    let pane = try press(onRow: 1, in: overview)
    let opened = done(pane, at: .seconds(1), in: done(pane, at: .seconds(1), in: overview))
    #expect(opened.view == .overview && opened.page != nil)
    #expect(done(pane, at: .seconds(1), in: opened).page == opened.page)
    let alerts = try FilterFixture.typed("a", in: Self.state()).state
    let alert = try press(onRow: 0, in: alerts)
    #expect(done(alert, at: .zero, in: done(alert, at: .zero, in: alerts)).openList != .alerts)
  }

  @Test("In a list that moves under the pointer when a row is selected, the row that was clicked is opened")
  func doubleInLongList() throws {
    let size = Size(columns: 80, rows: 12)
    let list = Self.state(.applications)
    let last = try #require(ScreenDrawing(state: list, clock: Fixture.clock).shownRows(size: size)?.last)
    #expect(last + 1 < list.rows(at: list.placeAtHand).count)
    let event = try press(onRow: last, in: list, size: size)
    let once = done(event, at: .zero, in: list, size: size)
    #expect(try press(onRow: last, in: once, size: size) != event)
    let twice = done(event, at: .milliseconds(100), in: once, size: size)
    #expect(twice.page != nil && twice.rowAtHand == list.rows(at: list.placeAtHand)[last])
  }

  /// A press in the middle of the title of the column that is sorted by that field.
  private func press(onTitleOf key: String, in state: DashboardState) throws -> MouseEvent {
    let screen = ScreenDrawing(state: state, clock: Fixture.clock)
    let field = try #require(ListKind.applications.schema.place(of: key))
    let cells = (0..<Self.size.rows).flatMap { row in
      (0..<Self.size.columns).map { MouseEvent(.press, column: $0, row: row) }
    }.filter { screen.target(of: $0, size: Self.size)?.hit == .title(field) }
    return try #require(cells.isEmpty ? nil : cells[cells.count / 2])
  }

  @Test("A click on the title of a column sorts by it, and another one the other way round")
  func titles() throws {
    let start = Self.state(.applications)
    let event = try press(onTitleOf: "organisation", in: start)
    let (column, row) = try place(of: "organisation", in: start)
    #expect(event.row == row && event.column > column)
    let once = done(event, at: .zero, in: start)
    #expect(once.queries[.applications]?.written == "sort:organisation")
    let again = try press(onTitleOf: "organisation", in: once)
    #expect(done(again, at: .zero, in: once).queries[.applications]?.written == "sort:-organisation")
    let other = try press(onTitleOf: "gpu-hours", in: once)
    #expect(done(other, at: .zero, in: once).queries[.applications]?.written == "sort:-gpu-hours")
  }

  @Test("The wheel moves three rows of the list under the pointer, and the keys stay where they are")
  func wheel() throws {
    let start = try FilterFixture.typed("1", in: Self.state()).state
    let down = try done(.wheelDown, on: "9002", in: start)
    #expect(down.focus == .utilization && down.cursors[.pane(.applications)]?.place == 3)
    #expect(try done(.wheelUp, on: "9002", in: down).cursors[.pane(.applications)]?.place == 0)
    let own = try done(.wheelDown, on: "9002", in: Self.state(.applications))
    #expect(own.cursors[.pane(.applications)]?.place == 3)
    let help = try FilterFixture.typed("?", in: Self.state()).state
    var scrolled = help
    let small = Size(columns: 80, rows: 24)
    _ = scrolled.handle(MouseEvent(.wheelDown, column: 40, row: 12), at: .zero, size: small, now: Fixture.now)
    #expect(scrolled.overlayTop == 3)
  }

  @Test("While it is off, while something is typed or asked, and beside everything, nothing is done")
  func nothing() throws {
    let event = MouseEvent(.press, column: 100, row: 30)
    for keys in ["/", ":", "?", "'", "x"] {
      var state = try FilterFixture.typed(keys, in: Self.state()).state
      let (rows, cursors) = (FilterFixture.rows(state), state.cursors.count)
      _ = state.handle(event, at: .zero, size: Self.size, now: Fixture.now)
      #expect(FilterFixture.rows(state) == rows && state.cursors.count == cursors, "\(keys)")
    }
    var off = FilterFixture.state(.applications)
    _ = off.handle(MouseEvent(.wheelDown, column: 10, row: 10), at: .zero, size: Self.size, now: Fixture.now)
    #expect(off.cursors.isEmpty)
    for (column, row) in [(-1, -1), (0, 0), (159, 47), (160, 48), (Int.max, Int.max), (0x11_0000, 3)] {
      for view in View.allCases {
        var state = Self.state(view)
        _ = state.handle(
          MouseEvent(.press, column: column, row: row), at: .zero, size: Self.size, now: Fixture.now)
        #expect(state.view == view && state.rowAtHand == Self.state(view).rowAtHand)
      }
    }
  }

  @Test("mouse turns it on and off; a configuration that says the same as before leaves it")
  func command() throws {
    let on = try FilterFixture.typed(":mouse<Enter>").state
    #expect(on.usesMouse && on.notice?.text.shown.contains("Shift") == true)
    #expect(try !FilterFixture.typed(":mouse<Enter>", in: on).state.usesMouse)
    var state = FilterFixture.state()
    state.adopt(usesMouse: false)
    state = try FilterFixture.typed(":mouse<Enter>", in: state).state
    state.adopt(usesMouse: false)
    #expect(state.usesMouse)
    state.adopt(usesMouse: true)
    state.adopt(usesMouse: false)
    #expect(!state.usesMouse)
  }

  @Test("A click on a link of a page selects it, another follows it, and one beside it does nothing")
  func links() throws {
    var state = Fixture.state(.queue, factory: PagesOfThingsTests.factory)
    state.adopt(usesMouse: true)
    state = try PageCase.typed("/id=1<Enter><Enter>", into: state, size: Self.size)
    let selected = try done(.press, on: "name11", in: state)
    #expect(selected.page?.link == .page(.entity(EntityID(.node, "name11", cluster: "vega"))))
    #expect(selected.page?.row == state.page?.row)
    let followed = try done(.press, on: "name11", in: selected)
    #expect(followed.page?.row == .entity(EntityID(.node, "name11", cluster: "vega")))
    #expect(try done(.press, on: "where it runs", in: state).page == state.page)
  }
}
