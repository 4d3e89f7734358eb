import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Saved filters and settled orders")
struct SavedFilterTests {
  private static let size = FilterFixture.size

  private static func settings(_ filters: [(SafeText, String, Unicode.Scalar?)]) throws -> ListSettings {
    var settings = ListSettings()
    for (name, words, key) in filters {
      settings.keep(try SavedFilter(name, words: words, of: .applications, key: key))
    }
    return settings
  }

  private static func typed(_ keys: String, in start: DashboardState) throws -> DashboardState {
    var state = start
    for key in try KeyNotation.keys(in: keys) {
      _ = state.handle(.key(key, isAlone: true), size: size, now: Fixture.now)
    }
    return state
  }

  private static func text(_ state: DashboardState, _ size: Size = size) -> String {
    render(state, size: size, clock: Fixture.clock).text
  }

  private static func desk() throws -> DashboardState {
    var state = FilterFixture.state()
    state.adopt(
      try settings([
        ("late", "breached", "l"), ("mine", "mode:PG sort:-id", nil), ("new", "step:decision", "n"),
      ]))
    return state
  }

  @Test("The menu shows key, name and words; a letter takes its filter, with its order")
  func letter() throws {
    let open = try Self.typed("'", in: try Self.desk())
    let text = Self.text(open)
    #expect(text.contains("Saved filters · applications"))
    #expect(text.contains("l  late  breached"))
    #expect(text.contains("   mine  mode:PG sort:-id"))
    #expect(text.contains("j k move, Enter takes, Esc closes"))
    let taken = try Self.typed("n", in: open)
    #expect(taken.overlay == nil)
    #expect(FilterFixture.listed(taken) == ["9001"])
  }

  @Test(
    "The cursor moves over the menu, stays in it, and Enter takes what it is on in place of what was listed by"
  )
  func cursor() throws {
    let state = try Self.typed("/mode:FL<Enter>", in: try Self.desk())
    let taken = try Self.typed("'kkjjk<Enter>", in: state)
    #expect(taken.overlay == nil)
    #expect(taken.queries[.applications]?.written == "mode:PG sort:-id")
    let last = try Self.typed("'jjjjjjjj<Enter>", in: state)
    #expect(last.queries[.applications]?.written == "step:decision")
  }

  @Test(
    "Esc and q close the menu and leave what is listed; so does a key that is none of it",
    arguments: ["<Esc>", "q", "f"])
  func closes(key: String) throws {
    let before = try Self.typed("/mode:FL<Enter>", in: try Self.desk())
    let after = try Self.typed("'j\(key)", in: before)
    #expect(after.overlay == nil)
    #expect(after.queries == before.queries)
    #expect(after.frozenAt == nil)
    #expect(after.view == before.view)
  }

  @Test("Each list has its own; without any, the menu says how to have some")
  func none() throws {
    let queue = try Self.typed("2'", in: try Self.desk())
    let text = Self.text(queue)
    #expect(text.contains("no filter of jobs is saved"))
    #expect(text.contains("list = \"jobs\""))
    #expect(try Self.typed("<Enter>", in: queue).overlay == .savedFilters)
    #expect(!Self.text(try Self.typed("'", in: try Self.desk())).contains("is saved"))
  }

  @Test("More than there is room for are scrolled with the cursor")
  func scrolls() throws {
    var state = FilterFixture.state()
    let many = (0..<60).map { (SafeText(untrusted: "f\($0)"), "step:decision", nil as Unicode.Scalar?) }
    state.adopt(try Self.settings(many))
    let size = Size(columns: 80, rows: 24)
    let end = try Self.typed("'G", in: state)
    #expect(Self.text(end, size).contains("f59"))
    #expect(Self.text(end, size).contains("60/60"))
    #expect(!Self.text(end, size).contains("f0 "))
  }

  @Test("A settled order counts where no filter has one, and Esc does not take it away")
  func order() throws {
    var state = FilterFixture.state()
    var settings = ListSettings()
    settings.preferences[.applications] = ListPreference(
      sort: try ListKind.applications.schema.order(by: ["-id"]))
    _ = state.reduce(.moveDown, size: Self.size, now: Fixture.now)
    let selected = state.selection(of: .applications)
    state.adopt(settings)
    let ids = state.rows(of: .applications).compactMap(\.application)
    #expect(ids == ids.sorted { $1.precedesByNumber($0) })
    #expect(state.selection(of: .applications) == selected)
    #expect(Self.text(state).contains("▼"))
    let filtered = try Self.typed("/sort:id<Enter>", in: state)
    #expect(filtered.rows(of: .applications).compactMap(\.application) == ids.reversed())
    let back = try Self.typed("<Esc>", in: filtered)
    #expect(back.rows(of: .applications).compactMap(\.application) == ids)
    var without = back
    without.adopt(ListSettings())
    #expect(without.listed[.applications] == nil)
  }

  @Test("What is listed by is saved under a name; without a filter, or by no name, that is said")
  func save() throws {
    var state = try Self.typed("/mode:PG sort:-id<Enter>", in: try Self.desk())
    let query = try #require(state.queries[.applications])
    #expect(state.saveFilter(named: "fresh") == [.save(SavedFilter("fresh", query))])
    // One that is there keeps its key.
    #expect(state.saveFilter(named: "late") == [.save(SavedFilter("late", query, key: "l"))])
    #expect(state.saveFilter(named: "two words").isEmpty)
    #expect(state.notice?.text.shown.contains("the name of a filter has to be") == true)
    #expect(state.saveFilter(named: "quit").isEmpty)
    state = try Self.typed("<Esc><Esc>", in: state)
    #expect(state.saveFilter(named: "fresh").isEmpty)
    #expect(state.notice?.text.shown.contains("there is no filter to save") == true)
  }

  @Test("A filter that is too long to be read again with its order is not saved, and that is said")
  func tooLong() throws {
    var state = FilterFixture.state()
    let text = SafeText(untrusted: String(repeating: "a", count: SavedFilter.longest))
    state.list(.applications, by: FilterFixture.reading(text).query)
    #expect(state.saveFilter(named: "long").count == 1)
    state.list(.applications, by: FilterFixture.reading("\(text) sort:id").query)
    #expect(state.saveFilter(named: "long").isEmpty)
    #expect(state.notice?.text == "not saved: too long: a filter has at most 1,000 characters")
  }

  @Test(
    "Where filters are read again under the open menu, the cursor stays on its filter; where that is gone, the menu closes"
  )
  func renewed() throws {
    var state = try Self.typed("'j", in: try Self.desk())
    state.adopt(
      try Self.settings([
        ("first", "waiting", nil), ("late", "breached", "l"), ("mine", "mode:PG sort:-id", nil),
      ]))
    #expect(try Self.typed("<Enter>", in: state).queries[.applications]?.written == "mode:PG sort:-id")
    state.adopt(try Self.settings([("first", "waiting", nil), ("late", "breached", "l")]))
    #expect(state.overlay == nil)
    #expect(state.notice == Notice("what was under the cursor is not there any more", isBad: true))
    #expect(try Self.typed("<Enter>", in: state).queries[.applications] == nil)
  }

  @Test("So with columns: the cursor stays on its field")
  func renewedColumns() throws {
    let schema = ListKind.jobs.schema
    var state = try Self.typed("cj", in: Fixture.state(.queue))
    var settings = ListSettings()
    settings.preferences[.jobs] = ListPreference(columns: try schema.places(of: ["user", "id", "state"]))
    let field = try #require(state.menu?.items[state.menuCursor].title)
    state.adopt(settings)
    #expect(state.overlay == .columns)
    #expect(state.menu?.items[state.menuCursor].title == field)
  }

  @Test(
    "The menu of orders has the configured one where a configuration sorts, which counts where no other is chosen"
  )
  func configuredOrder() throws {
    #expect(Self.text(try Self.typed("s", in: FilterFixture.state())).contains("●  its own order"))
    var state = FilterFixture.state()
    var settings = ListSettings()
    settings.preferences[.applications] = ListPreference(
      sort: try ListKind.applications.schema.order(by: ["-id"]))
    state.adopt(settings)
    let open = Self.text(try Self.typed("s", in: state))
    #expect(open.contains("●  as configured") && open.contains("by application ▼"))
    #expect(!open.contains("its own order"))
    let other = try Self.typed("/sort:mode<Enter>s", in: state)
    #expect(!Self.text(other).contains("●  as configured"))
    #expect(try Self.typed("g<Enter>", in: other).queries[.applications] == nil)
  }

  @Test("What became of it is told, beside bad news that nobody has read")
  func outcome() {
    var state = FilterFixture.state()
    state.receive(Outcome("saved"))
    #expect(state.notice == Notice("saved"))
    state.receive(Outcome("not saved", isBad: true))
    state.receive(Outcome("saved"))
    #expect(state.notice == Notice("not saved; saved", isBad: true))
  }
}
