import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Layouts")
struct LayoutChoiceTests {
  private static let size = Size(columns: 160, rows: 48)

  private func typed(_ keys: String, in state: DashboardState = FilterFixture.state(.overview)) throws
    -> DashboardState
  {
    try FilterFixture.typed(keys, in: state).state
  }

  private func panes(_ state: DashboardState, _ size: Size = size) -> [(pane: Pane, rect: Rect)] {
    guard case .panes(let panes) = Layout(state, size: size).arrangement else { return [] }
    return panes
  }

  @Test("A preset shows its panes, the upper row with its share of the height")
  func presets() throws {
    #expect(panes(try typed("")).map(\.pane) == Pane.allCases)
    let wall = panes(try typed(":layout wall<Enter>"))
    #expect(wall.map(\.pane) == Pane.allCases && wall.map(\.rect.height) == [23, 23, 23, 23])
    let laptop = panes(try typed(":layout LAPTOP<Enter>"))
    #expect(laptop.map(\.pane) == [.utilization, .queue, .applications])
    #expect(laptop.map(\.rect.height) == [28, 28, 18] && laptop.map(\.rect.width) == [80, 80, 160])
    guard case .summary = Layout(try typed(":layout phone<Enter>"), size: Self.size).arrangement else {
      Issue.record("phone is not narrow")
      return
    }
    #expect(panes(try typed(":layout phone<Enter>:layout standard<Enter>")).map(\.pane) == Pane.allCases)
  }

  @Test(
    "Where few rows stand below, the machines have more of the height", arguments: [(3, true), (100, false)])
  func room(applications: Int, hasRoom: Bool) {
    var factory = Fixture.factory()
    factory.applications = (1...applications).map {
      Application(id: "EHPC-AIF-2026PG01-\($0)", mode: .playground, state: .decision)
    }
    let state = Fixture.state(factory: factory)
    let needed = (state.content?.partitionRows.count ?? 0) + 12
    let upper = panes(state).first?.rect.height ?? 0
    #expect(hasRoom ? upper > max(needed, 19) : upper <= max(needed, 19), "\(upper)")
    #expect(upper + (panes(state).last?.rect.height ?? 0) == Self.size.rows - 2)
  }

  @Test("However little a row is given, a pane keeps what shows a row", arguments: [10, 60, 90])
  func split(percent: Int) throws {
    let state = try typed(":layout wall<Enter>:split \(percent)<Enter>")
    #expect(state.layouts.current.split == percent)
    for size in [Self.size, Size(columns: 76, rows: 20)] {
      let heights = panes(state, size).map(\.rect.height)
      #expect(heights.count == 4 && heights[0] + heights[2] == size.rows - 2)
      #expect(heights.allSatisfy { $0 >= 4 })
    }
    #expect(try typed(":split \(percent)%<Enter>").layouts.current.split == percent)
    #expect(try typed(":layout wall<Enter>", in: state).layouts.current.split == 50)
  }

  @Test("What cannot be split or is no layout is told, and changes nothing")
  func mistakes() throws {
    for (keys, sentence) in [
      (":split 9<Enter>", "a whole number from 10 to 90"), (":split x<Enter>", "a whole number"),
      (":split<Enter>", "split needs a share"), (":split 60 x", "nothing follows the share"),
      (":layout walk", "no layout is called “walk”; did you mean wall?"),
      (":layout<Enter>", "layout needs a name"),
      (":layout phone<Enter>:split 60<Enter>", "the layout phone has one row"),
    ] {
      let state = try typed(keys)
      #expect(FilterFixture.rows(state).last?.contains(sentence) == true, "\(keys)")
      #expect(state.layouts.current.split == nil)
    }
    #expect(
      try typed(":layout ").prompt?.completion.candidates.map(\.text) == [
        "standard", "wall", "laptop", "phone",
      ])
  }

  private static func two() -> DashboardState {
    var state = FilterFixture.state(.overview)
    state.adopt([PaneLayout(name: "two", panes: [.queue, .budget])], beginningWith: "two")
    return state
  }

  @Test("Tab goes over the panes that are shown, and two of them have the whole height")
  func tab() throws {
    let state = Self.two()
    #expect(state.focus == .queue && panes(state).map(\.rect.height) == [46, 46])
    #expect(try typed("<Tab>", in: state).focus == .budget)
    #expect(try typed("<Tab><Tab>", in: state).focus == .queue)
    #expect(try typed("<S-Tab>", in: state).focus == .budget)
    #expect(FilterFixture.rows(state, columns: 60, rows: 20)[1].contains("2 "))
    #expect(FilterFixture.rows(state, columns: 60, rows: 20)[2].contains("4 "))
  }

  @Test(
    "A pane that is not shown is opened by its number in its full view; the overview gives the keys to one that is"
  )
  func hidden() throws {
    let opened = try typed("3", in: Self.two())
    #expect(opened.view == .applications && opened.focus == .applications)
    for key in ["q", "<Esc>", "e", ":overview<Enter>"] {
      let back = try typed(key, in: opened)
      #expect(back.view == .overview && back.focus == .queue, "\(key)")
    }
    #expect(try typed("<Tab>", in: opened).view == .queue)
    #expect(try typed("<S-Tab>", in: opened).view == .budget)
    #expect(try typed("4", in: Self.two()).view == .overview)
    let jobs = try typed(":jobs<Enter>q", in: Self.two())
    #expect(jobs.view == .overview && jobs.focus == .queue)
  }

  @Test("What is chosen stays over a reload, unless it is another now, or another is asked for")
  func reload() throws {
    var state = try typed(":layout wall<Enter>:split 30<Enter>", in: Self.two())
    let two = PaneLayout(name: "two", panes: [.queue, .budget])
    state.adopt([two], beginningWith: "two")
    #expect(state.layouts.current.name == "wall" && state.layouts.current.split == 30)
    state.adopt([two, PaneLayout(name: "wall", panes: [.budget])], beginningWith: "two")
    #expect(state.layouts.current.panes == [.budget] && state.focus == .budget)
    state.adopt([two], beginningWith: "laptop")
    #expect(state.layouts.current.name == "laptop")
    state.adopt([], beginningWith: nil)
    #expect(state.layouts.current == .standard)
    state = try typed(":layout phone<Enter>", in: Self.two())
    state.adopt([], beginningWith: "two")
    #expect(state.layouts.current == .standard)
  }
}
