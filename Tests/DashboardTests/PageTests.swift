import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("The page of one application")
struct PageTests {
  @Test(
    "Enter opens the application under the cursor, Esc or q goes back to it in the list, and Enter closes nothing"
  )
  func openAndBack() throws {
    for back in ["<Esc>", "q", "<Enter><Esc>"] {
      let state = try PageCase.opened("j<Enter>")
      let id = try #require(state.page?.application)
      #expect(state.selection(of: .applications) == .application(id))
      #expect(PageCase.text(state).contains(" › \(id.shown) · "))
      let closed = try PageCase.typed(back, into: state)
      #expect(closed.page == nil)
      #expect(closed.view == .applications)
      #expect(closed.selection(of: .applications) == .application(id))
      #expect(try PageCase.typed("<Esc>", into: closed).view == .overview)
    }
  }

  @Test("e expands a pane of the overview, and leaves page and full view")
  func expanding() throws {
    let full = try PageCase.typed("3e", into: Fixture.state(factory: PageCase.factory))
    #expect(full.view == .applications && full.page == nil)
    let left = try PageCase.typed("<Enter>e", into: full)
    #expect(left.view == .overview && left.page == nil)
    let elsewhere = try PageCase.typed("<Enter>4", into: full)
    #expect(elsewhere.view == .budget && elsewhere.page == nil)
    #expect(try PageCase.typed("3", into: elsewhere).page == nil)
  }

  @Test("Without an application there is no page")
  func none() throws {
    #expect(try PageCase.opened(factory: Factory(applications: [])).page == nil)
    #expect(try PageCase.opened(factory: Factory()).page == nil)
  }

  @Test("The page scrolls by line and by page, and stops at both ends")
  func scrolling() throws {
    let first = try PageCase.opened()
    let (top, scroll) = try PageCase.scroll(first)
    #expect(top == 0 && scroll.rows == 20 && scroll.lines > 45)
    #expect(PageCase.text(first).contains("1–20/\(scroll.lines) ▼"))
    #expect(try PageCase.scroll(PageCase.typed("jj<Down>k", into: first)).top == 2)
    #expect(try PageCase.scroll(PageCase.typed("<C-f>", into: first)).top == 19)
    #expect(try PageCase.scroll(PageCase.typed("<C-d>", into: first)).top == 10)
    #expect(try PageCase.scroll(PageCase.typed("<C-f><C-u>", into: first)).top == 9)
    #expect(try PageCase.scroll(PageCase.typed("<PgDn>j<C-b>", into: first)).top == 1)
    #expect(try PageCase.scroll(PageCase.typed("k<PgUp><Up>", into: first)).top == 0)
    let last = try PageCase.typed("G", into: first)
    #expect(try PageCase.scroll(last).top == scroll.lines - 20)
    #expect(PageCase.text(last).contains("\(scroll.lines - 19)–\(scroll.lines)/\(scroll.lines) ▲ "))
    #expect(try PageCase.typed("j<C-d><C-f>LG", into: last).page == last.page)
    #expect(try PageCase.scroll(PageCase.typed("k", into: last)).top == scroll.lines - 21)
    #expect(try PageCase.scroll(PageCase.typed("g", into: last)).top == 0)
    #expect(PageCase.text(try PageCase.typed("j", into: first)).contains("2–21/\(scroll.lines) ▲▼"))
  }

  @Test("In a larger window what was scrolled away comes back, and the next key moves at once")
  func resized() throws {
    let last = try PageCase.typed("G", into: PageCase.opened())
    let large = Size(columns: 80, rows: 130)
    #expect(PageCase.text(last, large).contains("Speech models"))
    let (_, scroll) = try PageCase.scroll(last)
    let size = Size(columns: 80, rows: 30)
    #expect(try PageCase.scroll(PageCase.typed("k", into: last, size: size)).top == scroll.lines - 26 - 1)
  }

  @Test("Where all of it fits there is nothing to scroll, and no position")
  func fitting() throws {
    let size = Size(columns: 160, rows: 80)
    let state = try PageCase.typed("jG<PgDn>", into: PageCase.opened(size: size), size: size)
    #expect(state.page?.top == 0)
    #expect(!PageCase.text(state, size).contains("▼"))
  }

  @Test("J and K open the next and the previous application from its beginning, and stop at the ends")
  func turning() throws {
    let state = try PageCase.opened("<Enter>jjj")
    let rows = (state.content?.applicationRows ?? .none).compactMap(\.application)
    #expect(state.page?.application == rows[0] && state.page?.top == 3)
    #expect(try PageCase.typed("K", into: state).page == state.page)
    let next = try PageCase.typed("J", into: state)
    #expect(next.page?.application == rows[1] && next.page?.top == 0)
    #expect(next.selection(of: .applications) == .application(rows[1]))
    #expect(PageCase.text(next).contains("2 of 3"))
    #expect(try PageCase.typed("JJJ", into: next).page?.application == rows[2])
    #expect(try PageCase.typed("K", into: next).page?.application == rows[0])
  }

  @Test("The page stays on its application when others come before it", arguments: ["<Enter>", "j<Enter>"])
  func resorted(keys: String) throws {
    var state = try PageCase.opened("\(keys)jj")
    let (id, top) = (try #require(state.page?.application), state.page?.top)
    state.receive(
      PageCase.content { applications in
        applications.insert(
          Application(
            id: "EARLIER", mode: .playground, state: .submitted, submittedAt: Fixture.now + .days(-60)), at: 0
        )
      })
    #expect(state.page?.application == id && state.page?.top == top)
    #expect(PageCase.text(state).contains("\(id.shown) · "))
    #expect(state.selection(of: .applications) == .application(id))
    #expect(try PageCase.typed("<Esc>", into: state).selection(of: .applications) == .application(id))
  }

  @Test("An application that vanishes is said to, and what acts on the list's row does not act from its page")
  func vanished() throws {
    let open = try PageCase.opened("j<Enter>jj")
    let id = try #require(open.page?.application)
    #expect(open.scopes == [.applications, .page, .everywhere])
    var state = open
    state.receive(PageCase.content { $0.removeAll { $0.id == id } })
    #expect(PageCase.text(state).contains("\(id.shown) is no longer among the applications."))
    #expect(PageCase.text(state).contains("Esc goes back"))
    #expect(state.scopes == [.page, .everywhere])
    #expect(try PageCase.typed("<Esc>", into: state).page == nil)
    let rows = (state.content?.applicationRows ?? .none).compactMap(\.application)
    #expect(try PageCase.typed("J", into: state).page?.application == rows[1])
    #expect(try PageCase.typed("K", into: state).page?.application == rows[0])
    state.receive(PageCase.content { _ in })
    #expect(state.scopes == [.applications, .page, .everywhere])
    #expect(state.selection(of: .applications) == .application(id))
    #expect(!PageCase.text(state).contains("no longer"))
  }

  @Test("When all applications have gone the page still says so and lets go")
  func allVanished() throws {
    var state = try PageCase.opened()
    state.receive(DashboardModel(factory: Factory(), policy: .standard, now: Fixture.now))
    #expect(PageCase.text(state).contains("is no longer among the applications."))
    #expect(try PageCase.typed("JKG", into: state).page != nil)
    #expect(try PageCase.typed("<Enter>", into: state).page != nil)
    #expect(try PageCase.typed("<Esc>", into: state).page == nil)
  }
}
