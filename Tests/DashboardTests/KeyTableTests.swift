import Dashboard
import Screen
import Testing
import Text

@Suite("The key table")
struct KeyTableTests {
  @Test("No key is bound twice in one scope", arguments: KeyScope.allCases)
  func collisions(scope: KeyScope) {
    let keys = KeyTable.bindings.filter { $0.scope == scope }.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
  }

  @Test("No action has two lines in one scope", arguments: KeyScope.allCases)
  func actions(scope: KeyScope) {
    let actions = KeyTable.bindings.filter { $0.scope == scope }.map(\.action)
    #expect(Set(actions).count == actions.count)
  }

  @Test("Each key of the table asks for the action of its line")
  func lookup() {
    for binding in KeyTable.bindings {
      for key in binding.keys {
        #expect(KeyBindings.standard.action(for: key, in: [binding.scope]) == binding.action)
      }
    }
    #expect(KeyBindings.standard.action(for: .character("@"), in: KeyScope.allCases) == nil)
  }

  @Test("The help names every key that counts in the overview and says what it does")
  func help() {
    var state = Fixture.state()
    _ = state.reduce(.toggleHelp, size: Size(columns: 120, rows: 40), now: Fixture.now)
    var text = ""
    for _ in 0..<4 {
      text += render(state, size: Size(columns: 120, rows: 40), clock: Fixture.clock).text
      _ = state.reduce(.pageDown, size: Size(columns: 120, rows: 40), now: Fixture.now)
    }
    for binding in KeyTable.bindings where binding.scope == .everywhere {
      #expect(text.contains(binding.help.shown))
      for key in binding.keys { #expect(text.contains(KeyNotation.name(of: key).shown)) }
    }
  }
}
