import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("The search of a page")
struct PageSearchTests {
  private static let size = PageCase.size

  private static func text(_ state: DashboardState, _ size: Size = size) -> String {
    PageCase.text(state, size)
  }

  /// What is drawn as if the cursor were on it, row by row.
  private static func marked(_ state: DashboardState, _ size: Size = size) -> [String] {
    let canvas = render(state, size: size, clock: Fixture.clock)
    return (1..<(size.rows - 1)).map { row in
      String(
        String.UnicodeScalarView(canvas.cells(row: row).filter { $0.style.isSelected }.map(\.scalar)))
    }.filter { !$0.isEmpty }
  }

  private static func opened(_ keys: String) throws -> DashboardState {
    try PageCase.opened("<Enter>" + keys)
  }

  @Test("The page goes to the first match while one types, whatever the case, and marks all that are shown")
  func typing() throws {
    let typed = try Self.opened("/VAT fi73")
    #expect(Self.marked(typed) == ["VAT FI73"])
    #expect(Self.text(typed).contains("“VAT fi73” 1 of 1"))
    #expect(try #require(typed.page).top > 0)
    #expect(Self.text(typed).contains("/VAT fi73"))
    // What is typed on may be no match any more, and then the page is where it was.
    let gone = try PageCase.typed("x", into: typed)
    #expect(gone.page?.top == 0)
    #expect(Self.text(gone).contains("“VAT fi73x” is not here"))
    #expect(try PageCase.typed("<BS>", into: gone).page == typed.page)
  }

  @Test("Enter keeps the search, n and N go on in it and round its ends, which is told")
  func matches() throws {
    let size = Size(columns: 80, rows: 130)
    var state = try PageCase.typed(
      "<Enter>/the<Enter>", into: Fixture.state(.applications, factory: PageCase.factory), size: size)
    #expect(!state.isSearchingPage)
    let count = try #require(Self.count(of: state, size))
    #expect(count > 2)
    for number in 2...count {
      state = try PageCase.typed("n", into: state, size: size)
      #expect(Self.text(state, size).contains("“the” \(number) of \(count)"))
      #expect(state.notice == nil)
    }
    state = try PageCase.typed("n", into: state, size: size)
    #expect(Self.text(state, size).contains("“the” 1 of \(count)"))
    #expect(Self.text(state, size).contains("no match is further down: the first again"))
    state = try PageCase.typed("N", into: state, size: size)
    #expect(Self.text(state, size).contains("“the” \(count) of \(count)"))
    #expect(Self.text(state, size).contains("no match is further up: the last again"))
    #expect(
      try Self.text(PageCase.typed("N", into: state, size: size), size).contains("“the” \(count - 1) of"))
  }

  /// The second number of `“the” 1 of 7`.
  private static func count(of state: DashboardState, _ size: Size) -> Int? {
    let text = Self.text(state, size)
    guard let start = text.firstRange(of: "“the” 1 of ") else { return nil }
    return Int(text[start.upperBound...].prefix(while: \.isNumber))
  }

  @Test(
    "A match that is not on the screen is scrolled to, and from a place that one has scrolled to the search goes on"
  )
  func scrolling() throws {
    let first = try Self.opened("/time line<Enter>")
    let (top, scroll) = try PageCase.scroll(first)
    let place = try #require(first.page?.search?.place)
    #expect((top..<(top + scroll.rows)).contains(place.line))
    let away = try PageCase.typed("gn", into: first)
    #expect(away.page?.search?.place == place)
    #expect(try PageCase.scroll(away).top > 0)
  }

  @Test("Esc drops what is typed, then the search, then leaves the page; q leaves at once")
  func leaving() throws {
    let kept = try Self.opened("/staff<Enter>")
    let typing = try PageCase.typed("/zzz<Esc>", into: kept)
    #expect(typing.page == kept.page)
    let dropped = try PageCase.typed("<Esc>", into: kept)
    #expect(dropped.page?.search == nil && dropped.page != nil)
    #expect(Self.marked(dropped).isEmpty)
    #expect(try PageCase.typed("<Esc>", into: dropped).page == nil)
    #expect(try PageCase.typed("q", into: kept).page == nil)
    let nothing = try PageCase.typed("/<Enter>", into: kept)
    #expect(nothing.page == kept.page)
  }

  @Test("What is not found is told with the words, and by n again")
  func notFound() throws {
    let state = try Self.opened("/quokka<Enter>")
    #expect(Self.text(state).contains("no line of this page has “quokka”"))
    #expect(try Self.text(PageCase.typed("jn", into: state)).contains("no line of this page has “quokka”"))
    #expect(try Self.text(Self.opened("n")).contains("nothing is searched for · / searches the page"))
  }

  @Test("The next page is searched for the same, and a page that is left and come back to still is")
  func otherPages() throws {
    let first = try Self.opened("/submitted<Enter>")
    let next = try PageCase.typed("J", into: first)
    #expect(next.page?.row != first.page?.row)
    #expect(next.page?.search?.words == "submitted")
    #expect(Self.text(next).contains("“submitted” 1 of "))
    let back = try PagesOfThingsTests.typed(":nodes<Enter><Enter>/maint<Enter><Tab><Enter><Esc>")
    #expect(back.page?.search?.words == "maint")
  }

  @Test("Letters are text while one types, and do nothing else")
  func letters() throws {
    let state = try Self.opened("/qQ4a:jk")
    #expect(state.isSearchingPage && state.page != nil)
    #expect(Self.text(state).contains("/qQ4a:jk"))
    #expect(try PageCase.typed("<C-u>staff", into: state).page?.search?.words == "staff")
  }

  @Test("Every page is searched", arguments: PagesOfThingsTests.pages.map(\.keys))
  func everyPage(keys: String) throws {
    let state = try PagesOfThingsTests.typed(keys + "/vega<Enter>")
    #expect(state.page?.search?.place != nil)
    let text = PagesOfThingsTests.text(state)
    #expect(text.contains("“vega” 1 of "))
    #expect(text.split(separator: "\n").contains { $0.contains("▸") && $0.contains("vega") })
  }

  @Test("Without colours a sign stands before each line with a match")
  func signs() throws {
    let state = try PagesOfThingsTests.typed(":nodes<Enter><Enter>/name<Enter>")
    let canvas = render(state, size: PagesOfThingsTests.size, clock: Fixture.clock)
    let rows = canvas.shown(inASCII: true, depth: .none).text.split(separator: "\n")
    let found = rows.dropFirst(2).dropLast(2).filter { $0.lowercased().contains("name") }
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.hasPrefix("|>") || $0.contains(" >") })
  }

  @Test("The footer tells the keys of the search while there is one")
  func footer() throws {
    let state = try Self.opened("/staff<Enter>j")
    #expect(Self.text(state).contains("n N match  Esc end search"))
    #expect(try !Self.text(Self.opened("")).contains("n N match"))
  }
}
