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
      _ = state.handle(.key(key, isAlone: true), size: size, now: Fixture.now)
    }
    return state
  }

  private static func text(_ state: DashboardState, _ size: Size) -> String {
    render(state, size: size, clock: Fixture.clock).text
  }

  static let places: [(keys: String, view: View, scopes: [KeyScope])] = [
    ("", .overview, [.filteredList, .everywhere]),
    ("3", .overview, [.applications, .listedApplications, .filteredList, .everywhere]),
    ("", .utilization, [.nodeMap, .filteredList, .everywhere]),
    ("", .queue, [.queueView, .filteredList, .everywhere]),
    ("", .budget, [.filteredList, .everywhere]),
    ("", .applications, [.applications, .listedApplications, .filteredList, .everywhere]),
    ("<Enter>", .applications, [.applications, .page, .everywhere]),
    ("<Enter>", .queue, [.page, .everywhere]),
  ]

  @Test("Keys are those of where one is, the innermost first", arguments: places.indices)
  func scopes(place: Int) throws {
    let (keys, view, scopes) = Self.places[place]
    let size = Size(columns: 160, rows: 48)
    let state = try Self.typed(keys, view, size: size)
    #expect(state.scopes == scopes)
    let help = try Self.typed(keys + "?", view, size: size)
    #expect(help.scopes == [.help, .everywhere])
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
    for _ in 0..<120 {
      let rows = Self.text(state, size).split(separator: "\n").dropFirst().dropLast()
      seen += rows.map(String.init)
      let before = state.overlayTop
      _ = state.handle(.key(.character("j"), isAlone: true), size: size, now: Fixture.now)
      if state.overlayTop == before { break }
    }
    let told = seen.joined(separator: " ")
    for binding in KeyTable.bindings {
      // The first word and the last, because at 40 columns a line is broken.
      let words = binding.help.shown.split(separator: " ")
      let first = "\(KeyNotation.name(of: binding.keys[0]).shown)"
      // What an inner scope has taken all keys from is not told.
      let isTold = KeyBindings.standard.bindings(in: scopes).contains { $0.binding.name == binding.name }
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
    let lines = KeyBindings.standard.bindings(in: [.page, .everywhere])
    #expect(lines.first?.binding.scope == .page)
    #expect(lines.first { $0.binding.action == .nextLink }?.keys == [.tab])
    #expect(!lines.contains { $0.binding.action == .nextPane })
    #expect(lines.first { $0.binding.action == .openRow }?.keys == [.enter])
  }

  @Test("While help lies over the list or a page, keys scroll the help and leave what is below")
  func underneath() throws {
    let size = Size(columns: 80, rows: 24)
    for open in ["j", "j<Enter>jj"] {
      let before = try Self.typed(open, .applications, size: size)
      let after = try Self.typed(open + "?<C-d>Gjk<C-b>jjHML", .applications, size: size)
      #expect(after.overlayTop > 0)
      #expect(after.page == before.page)
      #expect(after.selection(of: .applications) == before.selection(of: .applications))
      let again = try Self.typed(open + "?Gg", .applications, size: size)
      #expect(again.overlayTop == 0)
      #expect(try Self.typed(open + "?G<Esc>?", .applications, size: size).overlayTop == 0)
      #expect(try Self.typed(open + "?<Esc>", .applications, size: size).page == before.page)
    }
  }

  private static let size = Size(columns: 100, rows: 30)

  /// The lines of the help that are shown, without its frame.
  private static func helpLines(_ state: DashboardState) throws -> [String] {
    let lines = text(state, size).split(separator: "\n").map(String.init)
    let top = try #require(lines.firstIndex { $0.contains("╭ Keys") })
    let start = try #require(lines[top].firstRange(of: "╭ Keys")?.lowerBound)
    let column = lines[top].distance(from: lines[top].startIndex, to: start)
    return lines[(top + 1)...].map { String($0.dropFirst(column)) }.prefix { !$0.hasPrefix("╰") }
      .map { $0.dropFirst().prefix { $0 != "│" }.split(separator: " ").joined(separator: " ") }
  }

  @Test("A search of the help shows what has each of its words, in whatever place, and where that is")
  func search() throws {
    let state = try Self.typed("?/NEXT row", .overview, size: Self.size)
    #expect(try Self.helpLines(state) == ["everywhere", "j Down next row"])
    #expect(Self.text(state, Self.size).contains("Keys with “NEXT row”: 1"))
    #expect(Self.text(state, Self.size).contains(" /NEXT row "))
    #expect(Self.text(state, Self.size).contains("Enter keeps · Esc drops"))
    let form = try Self.typed("?/form", .overview, size: Self.size)
    let told = try Self.helpLines(form)
    #expect(told.contains("in a form") && told.contains("Esc C-c close; a draft is kept"))
    // By the name that a configuration has for it, and by its key.
    #expect(try Self.helpLines(Self.typed("?/freeze", .queue, size: Self.size)).count == 2)
    #expect(try Self.helpLines(Self.typed("?/time.fr", .queue, size: Self.size)).count == 2)
    #expect(
      try Self.helpLines(Self.typed("?/f10", .queue, size: Self.size)) == [
        "everywhere", "Q C-c F10 quit at once",
      ])
    #expect(
      try Self.helpLines(Self.typed("?/xyzzy", .queue, size: Self.size)) == ["no key has to do with that"])
  }

  @Test("What a search finds here comes first")
  func searchHere() throws {
    let lines = try Self.helpLines(Self.typed("?/why tasks", .queue, size: Self.size))
    #expect(lines.first == "in the full view of the queue")
    let other = try Self.helpLines(Self.typed("?/next", .utilization, size: Self.size))
    #expect(other.first == "on the map of nodes")
  }

  @Test("Letters of a search act on nothing; Enter keeps it, Esc drops it, and then closes the help")
  func searchKeys() throws {
    let typing = try Self.typed("?/q?a/", .overview, size: Self.size)
    #expect(typing.overlay == .help && typing.helpSearch?.field.text == "q?a/")
    #expect(try Self.typed("?/abc<BS><C-w>x", .overview, size: Self.size).helpSearch?.field.text == "x")
    let kept = try Self.typed("?/next<Enter>", .overview, size: Self.size)
    #expect(kept.helpSearch?.isTyping == false && kept.overlay == .help)
    #expect(try Self.helpLines(kept) == Self.helpLines(Self.typed("?/next", .overview, size: Self.size)))
    #expect(Self.text(kept, Self.size).contains("/ search"))
    let more = try Self.typed("?/next<Enter>/ row", .overview, size: Self.size)
    #expect(more.helpSearch?.field.text == "next row")
    let dropped = try Self.typed("?/next<Enter><Esc>", .overview, size: Self.size)
    #expect(dropped.overlay == .help && dropped.helpSearch == nil)
    #expect(try Self.typed("?/next<Esc><Esc>", .overview, size: Self.size).overlay == nil)
    #expect(try Self.typed("?/next<Enter>q", .overview, size: Self.size).overlay == nil)
    #expect(try Self.typed("?/next<Enter>q?", .overview, size: Self.size).helpSearch == nil)
    for key in ["<F3>", "<F4>"] {
      let other = try Self.typed("?\(key)next", .overview, size: Self.size)
      #expect(other.helpSearch?.field.text == "next")
    }
    let interrupted = try Self.typed("?/next<C-c>", .overview, size: Self.size)
    #expect(interrupted.overlay == .help && interrupted.helpSearch == nil)
    #expect(try Self.typed("?/ <Enter>", .overview, size: Self.size).helpSearch == nil)
    var pasted = typing
    _ = pasted.handle(.paste("\nz"), size: Self.size, now: Fixture.now)
    #expect(pasted.helpSearch?.field.text == "q?a/ z")
  }

  @Test("A search begins at the top, and what it finds can be scrolled")
  func searchScrolls() throws {
    let size = Size(columns: 53, rows: 17)
    let state = try Self.typed("?G/e", .overview, size: size)
    #expect(state.overlayTop == 0)
    #expect(try Self.typed("?/e<Down><Down><PgDn>", .overview, size: size).overlayTop > 2)
    #expect(try Self.typed("?/e<Enter>jj", .overview, size: size).overlayTop == 2)
    #expect(try Self.typed("?/e<Enter>jj/x", .overview, size: size).overlayTop == 0)
    let quit = try Self.typed("?/e", .overview, size: size)
    var left = quit
    #expect(left.handle(.key(.function(10), isAlone: true), size: size, now: Fixture.now) == [.quit])
  }

  @Test("Every alert can be read in whole where it is narrow, and where there are more than rows")
  func alerts() throws {
    var factory = Fixture.factory()
    factory.allocations = (1...40).map { number in
      Allocation(
        account: "account\(number)", cluster: "name0", unit: .gpuHours, granted: 1000, used: 2000,
        startsAt: Fixture.now + .days(-30), endsAt: Fixture.now + .days(30))
    }
    for size in [Size(columns: 53, rows: 17), Layout.minimum] {
      var state = try Self.typed("a", .overview, size: size, factory: factory)
      let alerts = try #require(state.content?.figures.alerts)
      #expect(alerts.count > 40)
      #expect(Self.text(state, size).contains("1/\(alerts.count) ▼"))
      for alert in alerts {
        let rows = Self.text(state, size).split(separator: "\n").map { $0.filter { $0 != "│" && $0 != " " } }
        #expect(rows.joined().contains(alert.text.shown.filter { $0 != " " }))
        _ = state.handle(.key(.down, isAlone: true), size: size, now: Fixture.now)
      }
      #expect(Self.text(state, size).contains("\(alerts.count)/\(alerts.count) ▲"))
    }
  }
}
