import Screen
import Testing
import Text

@testable import Dashboard

struct ThemeChoiceTests {
  private func state(_ names: SafeText...) -> DashboardState {
    var state = Fixture.state()
    state.receive(themes: names)
    return state
  }

  private func stepped(_ state: DashboardState) -> DashboardState {
    var state = state
    _ = state.reduce(.nextTheme, size: Size(columns: 80, rows: 24), now: Fixture.now)
    return state
  }

  @Test("The theme key goes through the themes in their order, and round")
  func round() {
    var state = state("a", "b")
    #expect(state.themes.shown == "a")
    state = stepped(state)
    #expect(state.themes.shown == "b")
    state = stepped(state)
    #expect(state.themes.shown == "a")
    #expect(state.notice == nil)
    #expect(stepped(self.state("a")).notice?.text == "there is no theme but a")
    #expect(stepped(Fixture.state()).themes.shown == nil)
  }

  @Test(
    "Files that come and go leave the theme that is shown, but where it goes, or another one is asked for")
  func files() {
    var state = stepped(state("a", "b"))
    state.receive(themes: ["a", "new", "b"])
    #expect(state.themes.shown == "b")
    state.receive(themes: ["c", "a", "b"], isAskedAnew: true)
    #expect(state.themes.shown == "c")
    state = stepped(stepped(state))
    state.receive(themes: ["c", "a"])
    #expect(state.themes.shown == "c")
  }
}
