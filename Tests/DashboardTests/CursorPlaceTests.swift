import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Where the terminal's cursor stands")
struct CursorPlaceTests {
  private static let sizes = [
    Size(columns: 160, rows: 48), Size(columns: 80, rows: 24), Size(columns: 53, rows: 17),
    Size(columns: 40, rows: 12),
  ]

  private static func canvas(_ keys: String, _ view: View, _ size: Size, journal: Bool = false) throws
    -> Canvas
  {
    var factory = Fixture.factory()
    if journal { factory = factory.merged(with: [:], calendar: Policy.standard.workingCalendar) }
    var state = Fixture.state(view, factory: factory)
    if journal { state.receive(.open(RecordAuthor(name: "anna", uid: 1000, host: "login1"))) }
    for key in try KeyNotation.keys(in: keys) {
      _ = state.handle(.key(key, isAlone: true), size: size, now: Fixture.now)
    }
    return render(state, size: size, clock: Fixture.clock)
  }

  /// What stands in the cursor's row from the cursor on, and before it.
  private static func text(_ canvas: Canvas) throws -> (from: String, isSelected: Bool, isTyping: Bool) {
    let cursor = try #require(canvas.cursor)
    let cells = Array(canvas.cells(row: cursor.row))
    let from = cells[cursor.column...].map { String($0.scalar) }.joined()
    return (from, cells[cursor.column].style.isSelected, cursor.isTyping)
  }

  @Test(
    "In a list it is the first letter of the selected row",
    arguments: [
      ("", View.overview, "name0"), ("j", .overview, "name1"), ("2", .overview, "name0"),
      ("3j", .overview, "DRAFT-2"), ("4j", .overview, "name"), ("jj", .queue, "26 "),
      ("j", .applications, "DRAFT-2"),
      ("", .budget, "name"), ("j", .utilization, "name1"),
    ], sizes)
  func lists(place: (keys: String, view: View, begins: String), size: Size) throws {
    let found = try Self.text(try Self.canvas(place.keys, place.view, size))
    #expect(found.from.hasPrefix(place.begins))
    #expect(found.isSelected)
    #expect(!found.isTyping)
  }

  @Test("It goes with the selected row, and a key that changes something else leaves it", arguments: sizes)
  func moves(size: Size) throws {
    let first = try #require(try Self.canvas("3", .overview, size).cursor)
    let second = try #require(try Self.canvas("3j", .overview, size).cursor)
    #expect(second.row == first.row + 1 && second.column == first.column)
    #expect(try Self.canvas("3jtf", .overview, size).cursor == second)
  }

  @Test("On the map it is the node's cell, until a key moves from row to row")
  func map() throws {
    let size = Self.sizes[0]
    let row = try Self.canvas("j", .utilization, size).cursor
    let node = try #require(try Self.canvas("jl", .utilization, size).cursor)
    #expect(node != row)
    let next = try #require(try Self.canvas("jll", .utilization, size).cursor)
    #expect(next.column == node.column + 1 && next.row == node.row)
    #expect(try Self.text(try Self.canvas("jll", .utilization, size)).isSelected)
    #expect(try Self.canvas("jlkj", .utilization, size).cursor == row)
  }

  @Test("On a page it is the first line, over the screen that of what lies there", arguments: sizes)
  func pages(size: Size) throws {
    let page = try #require(try Self.canvas("<Enter>", .applications, size).cursor)
    #expect(page.row == 2 && page.column <= 2)
    for keys in ["?", "e<Enter>"] {
      let found = try Self.text(try Self.canvas(keys, .overview, size))
      #expect(!found.isSelected && !found.from.hasPrefix(" "))
    }
  }

  @Test("In a text it is where letters go: the prompt, a form, and what nothing comes of", arguments: sizes)
  func texts(size: Size) throws {
    for keys in ["/ab", "1/ab", ":ab", "danab"] {
      let before = try Self.canvas(keys, .applications, size, journal: true)
      let after = try Self.canvas(keys + "c", .applications, size, journal: true)
      let (cursor, next) = (try #require(before.cursor), try #require(after.cursor))
      #expect(cursor.isTyping && next.isTyping, "\(keys)")
      #expect(next.row == cursor.row && next.column == cursor.column + 1, "\(keys)")
      let typed = after.cells(row: cursor.row).map(\.scalar)[cursor.column]
      #expect(typed == "c", "\(keys)")
    }
    // Where letters are no text, it stands on what the keys change.
    #expect(try Self.text(try Self.canvas("do", .applications, size, journal: true)).from.hasPrefix("‹"))
    let question = try Self.text(try Self.canvas("dt<C-d>", .applications, size, journal: true))
    #expect(question.from.hasPrefix("Record it?") && !question.isTyping)
  }

  @Test("An empty list, and a terminal that is too small, have a place for it too")
  func empty() throws {
    let state = DashboardState()
    for size in Self.sizes + [Size(columns: 10, rows: 2)] {
      let canvas = render(state, size: size, clock: Fixture.clock)
      #expect(canvas.cursor != nil)
      let found = try Self.text(canvas).from
      #expect(found.hasPrefix("reading") || found.hasPrefix("needs"))
    }
  }

  @Test("While keys come fast the list shows the cursor, and what is told beside it stays until it rests")
  func rest() throws {
    var state = try PageCase.opened("")
    func detail(_ state: DashboardState) -> String {
      let canvas = PageCase.text(state, PageCase.wide)
      return canvas.contains("Speech models for small languages") ? "first" : "other"
    }
    #expect(detail(state) == "first")
    state.holdDetails()
    state = try PageCase.typed("j", into: state, size: PageCase.wide)
    #expect(state.holdsDetails && state.selection(of: .applications) != nil)
    #expect(detail(state) == "first")
    // A second key does not begin anew.
    state.holdDetails()
    state = try PageCase.typed("j", into: state, size: PageCase.wide)
    #expect(detail(state) == "first")
    state.releaseDetails()
    #expect(!state.holdsDetails && detail(state) == "other")
  }
}
