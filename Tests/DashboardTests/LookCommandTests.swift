import Entities
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Commands for what the screen looks like")
struct LookCommandTests {
  private static func state() -> DashboardState {
    var state = FilterFixture.state()
    state.receive(themes: ["default-dark", "high-contrast", "house style"])
    return state
  }

  private func typed(_ keys: String, in state: DashboardState = state()) throws -> DashboardState {
    try FilterFixture.typed(keys, in: state).state
  }

  private func last(_ keys: String) throws -> String { FilterFixture.rows(try typed(keys)).last ?? "" }

  @Test("A theme is shown while it is chosen; Esc brings the former one back, Enter keeps it")
  func preview() throws {
    let begun = try typed(":theme high-contras")
    #expect(begun.themes.shown == "default-dark")
    let shown = try typed("t", in: begun)
    #expect(shown.themes.shown == "high-contrast")
    #expect(try typed("<BS>", in: shown).themes.shown == "default-dark")
    #expect(try typed("<Esc>", in: shown).themes.shown == "default-dark")
    #expect(try typed("<C-c>", in: shown).themes.shown == "default-dark")
    let kept = try typed("<Enter>", in: shown)
    #expect(kept.themes.shown == "high-contrast" && kept.prompt == nil)
    #expect(try typed(":theme default-dark<Esc>", in: kept).themes.shown == "high-contrast")
    #expect(try typed("<C-t>", in: kept).themes.shown == "house style")
  }

  @Test("Themes are completed, each shown while one goes through them; names may have spaces, in either case")
  func completion() throws {
    let state = try typed(":theme ")
    #expect(
      state.prompt?.completion.candidates.map(\.text) == ["default-dark", "high-contrast", "house style"])
    let second = try typed("<Tab><Tab>", in: state)
    #expect(second.themes.shown == "high-contrast")
    let third = try typed("<Tab>", in: second)
    #expect(third.prompt?.field.text == "theme house style" && third.themes.shown == "house style")
    #expect(try typed("<S-Tab>", in: third).themes.shown == "high-contrast")
    #expect(try typed(":theme HOUSE  Style<Enter>").themes.shown == "house style")
    #expect(try last(":theme hi").contains("theme high-contrast"))
  }

  @Test("What is no theme and no name of a file is told, and nothing is done")
  func mistakes() throws {
    for (keys, sentence) in [
      (":theme high-contrats", "no theme is called “high-contrats”; did you mean high-contrast?"),
      (":theme zzz", "there are default-dark, high-contrast, house style"),
      (":theme<Enter>", "theme needs a name"), (":ascii now", "nothing follows ascii"),
      (":screenshot<Enter>", "screenshot needs a name, such as screenshot queue.svg"),
      (
        ":screenshot a.png<Enter>",
        "the name has to end in .svg for a picture, .ans for ANSI, or .txt for text"
      ),
      (":screenshot .svg<Enter>", "the name has to end in"),
      (":screenshot a/.txt<Enter>", "the name has to end in"),
    ] {
      #expect(try last(keys).contains(sentence), "\(keys)")
      let (state, effects) = try FilterFixture.typed(keys + "<Enter>", in: Self.state())
      #expect(state.prompt != nil && effects.isEmpty)
    }
  }

  @Test("ascii changes the characters, and back; a locale that has no others says so")
  func ascii() throws {
    let folded = try typed(":ascii<Enter>")
    #expect(folded.glyphs == .ascii)
    #expect(try typed(":ascii<Enter>", in: folded).glyphs == .unicode)
    var state = Self.state()
    state.receive(Glyphs.asciiAlone)
    let alone = try typed(":ascii<Enter>", in: state)
    #expect(alone.glyphs == .asciiAlone && alone.notice?.text.shown.contains("not UTF-8") == true)
  }

  @Test(
    "A screenshot has the form that the end of its name says",
    arguments: [
      ("a.txt", SnapshotFormat.text), ("~/shots/A.SVG", .svg), ("/tmp/x.y.ans", .ansi), ("b c.ansi", .ansi),
    ])
  func screenshot(path: String, format: SnapshotFormat) throws {
    let (state, effects) = try FilterFixture.typed(":screenshot \(path)<Enter>", in: Self.state())
    guard case .screenshot(let order)? = effects.first else {
      Issue.record("nothing is written")
      return
    }
    #expect(order.path == path && order.format == format && effects.count == 1)
    #expect(state.prompt == nil)
  }

  @Test("What is written has no personal names")
  func names() {
    var state = Self.state()
    state.revealed = "EHPC-AIF-2026PG01-9001"
    #expect(state.withoutNames.revealed == nil)
  }
}
