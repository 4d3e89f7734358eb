import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("The keys and the alerts over the screen")
struct HelpTests {
  private static func typed(_ keys: String, _ view: View, size: Size, factory: Factory = Fixture.factory())
    throws -> DashboardState
  {
    var state = Fixture.state(view, factory: factory)
    for key in try KeyNotation.keys(in: keys) {
      _ = state.take(.key(key, isAlone: true), size: size, now: Fixture.now)
    }
    return state
  }

  private static func text(_ state: DashboardState, _ size: Size) -> String {
    render(state, size: size, clock: Fixture.clock).text
  }

  static let places: [(keys: String, view: View, scopes: [KeyScope])] = [
    ("", .overview, [.everywhere]), ("3", .overview, [.applications, .listedApplications, .everywhere]),
    ("", .utilization, [.nodeMap, .everywhere]), ("", .queue, [.queueView, .everywhere]),
    ("", .budget, [.everywhere]),
    ("", .applications, [.applicationList, .applications, .listedApplications, .everywhere]),
    ("<Enter>", .applications, [.applications, .applicationPage, .everywhere]),
  ]

  @Test("Keys are those of where one is, the innermost first", arguments: places.indices)
  func scopes(place: Int) throws {
    let (keys, view, scopes) = Self.places[place]
    let size = Size(columns: 160, rows: 48)
    let state = try Self.typed(keys, view, size: size)
    #expect(state.scopes == scopes)
    let help = try Self.typed(keys + "?", view, size: size)
    #expect(help.scopes == [.everywhere])
    #expect(help.scopesUnderOverlay == scopes)
  }

  @Test(
    "The help can be read to its end at every size, and lists the keys that count where one is, no others",
    arguments: places.indices,
    [Size(columns: 80, rows: 24), Size(columns: 53, rows: 17), Size(columns: 40, rows: 12)])
  func readable(place: Int, size: Size) throws {
    let (keys, view, scopes) = Self.places[place]
    var state = try Self.typed(keys + "?", view, size: size)
    let text = try #require(ScreenDrawing(state: state, clock: Fixture.clock).overlayText(size: size))
    #expect(Self.text(state, size).contains("j k scroll, ? or q") == (text.scroll.lines > size.rows - 2))
    var seen: [String] = []
    for _ in 0..<80 {
      let rows = Self.text(state, size).split(separator: "\n").dropFirst().dropLast()
      seen += rows.map(String.init)
      let before = state.overlayTop
      _ = state.take(.key(.character("j"), isAlone: true), size: size, now: Fixture.now)
      if state.overlayTop == before { break }
    }
    let told = seen.joined(separator: " ")
    for binding in KeyTable.bindings {
      // The first word and the last, because at 40 columns a line is broken.
      let words = binding.help.shown.split(separator: " ")
      let first = "\(KeyNotation.name(of: binding.keys[0]).shown)"
      let isTold = scopes.contains(binding.scope)
      let line = seen.contains { $0.contains(" \(first) ") && $0.contains(words[0]) }
      if isTold { #expect(line && told.contains(words[words.count - 1]), "\(binding.help.shown)") }
      if !isTold { #expect(!told.contains(binding.help.shown)) }
    }
    #expect(state.overlayTop == max(0, text.scroll.lines - size.rows + 2))
  }

  @Test("The key of the help has its place in the last line wherever one is", arguments: places.indices)
  func footer(place: Int) throws {
    let (keys, view, _) = Self.places[place]
    for size in [Size(columns: 160, rows: 48), Size(columns: 80, rows: 24), Size(columns: 53, rows: 17)] {
      let text = Self.text(try Self.typed(keys, view, size: size), size)
      #expect(text.split(separator: "\n").last?.contains("? help") == true)
    }
  }

  @Test("A key that an inner scope takes is not told of the outer one")
  func shadowed() throws {
    let lines = KeyBindings.standard.bindings(in: [.applicationPage, .everywhere])
    #expect(lines.first?.binding.scope == .applicationPage)
    #expect(lines.first { $0.binding.action == .toggleExpand }?.keys == [.character("e")])
    #expect(
      KeyBindings.standard.bindings(in: [.everywhere]).first { $0.binding.action == .toggleExpand }?.keys
        .count == 2)
  }

  @Test("While help lies over the list or a page, keys scroll the help and leave what is below")
  func underneath() throws {
    let size = Size(columns: 80, rows: 24)
    for open in ["j", "j<Enter>jj"] {
      let before = try Self.typed(open, .applications, size: size)
      let after = try Self.typed(open + "?<C-d>Gjk<PgUp>jj", .applications, size: size)
      #expect(after.overlayTop > 0)
      #expect(after.page == before.page)
      #expect(after.selection(of: .applications) == before.selection(of: .applications))
      let again = try Self.typed(open + "?Gg", .applications, size: size)
      #expect(again.overlayTop == 0)
      #expect(try Self.typed(open + "?G<Esc>?", .applications, size: size).overlayTop == 0)
      #expect(try Self.typed(open + "?<Esc>", .applications, size: size).page == before.page)
    }
  }

  @Test("Every alert can be read where there are more than rows, and in whole where it is narrow")
  func alerts() throws {
    var factory = Fixture.factory()
    factory.allocations = (1...40).map { number in
      Allocation(
        account: "account\(number)", cluster: "name0", unit: .gpuHours, granted: 1000, used: 2000,
        startsAt: Fixture.now + .days(-30), endsAt: Fixture.now + .days(30))
    }
    let size = Size(columns: 53, rows: 17)
    var state = try Self.typed("a", .overview, size: size, factory: factory)
    let alerts = try #require(state.content?.figures.alerts)
    #expect(alerts.count > 40)
    #expect(Self.text(state, size).contains("1–15/"))
    var seen = ""
    for _ in 0..<60 {
      seen += Self.text(state, size)
      _ = state.take(.key(.pageDown, isAlone: true), size: size, now: Fixture.now)
    }
    for number in 1...40 { #expect(seen.contains("account\(number): ")) }
    #expect(Self.text(state, size).contains(" ▲ "))
  }
}
