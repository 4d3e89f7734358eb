import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("The two lines of the prompt")
struct PromptCompletionTests {
  private static let sizes = [
    Size(columns: 160, rows: 48), Size(columns: 80, rows: 24), Size(columns: 40, rows: 12),
  ]

  private func typed(
    _ keys: String, into state: DashboardState = FilterFixture.state(), size: Size = FilterFixture.size
  ) throws -> DashboardState {
    var state = state
    for key in try KeyNotation.keys(in: keys) {
      #expect(state.handle(.key(key, isAlone: true), size: size, now: Fixture.now).isEmpty)
    }
    return state
  }

  private func written(_ state: DashboardState) -> String? { state.prompt?.field.shown(line: 0).shown }

  @Test("Tab puts in what could follow, again the next, Shift-Tab the one before, and any other key keeps it")
  func cycle() throws {
    let state = try typed("/mo<Tab>")
    #expect(written(state) == "mode:")
    // The only one is taken, and the next Tab completes what comes behind it.
    #expect(written(try typed("<Tab>", into: state)) == "mode:playground")
    #expect(written(try typed("<Tab><Tab>", into: state)) == "mode:other")
    #expect(written(try typed("<Tab><Tab><S-Tab>", into: state)) == "mode:playground")
    let last = try typed("<S-Tab>", into: state)
    #expect(written(try typed("<Tab>", into: last)) == "mode:playground")
    let kept = try typed("<Tab>,<Tab><Tab>", into: state)
    #expect(written(kept) == "mode:playground,other")
    #expect(FilterFixture.listed(kept) == ["9001", "9002", "9006", "9007"])
    #expect(written(try typed("/zzz<Tab>")) == "zzz")
  }

  @Test("What is put in filters as if it were typed; a key does not until it has a value")
  func listing() throws {
    #expect(FilterFixture.listed(try typed("/country:N<Tab>")) == ["9004"])
    #expect(FilterFixture.listed(try typed("/country:<Tab>")).count == 1)
    let keys = try typed("/mode:PG le<Tab>")
    #expect(written(keys) == "mode:PG left")
    let several = try typed("/mode:PG d<Tab><Tab><Tab>")
    #expect(several.prompt?.chosen != nil)
    #expect(FilterFixture.listed(several) == ["9001", "9002"])
    #expect(FilterFixture.listed(try typed("/mode:PG !wait")) == ["9001", "9002"])
    #expect(FilterFixture.listed(try typed("/veloce<C-a>mo <Left>")) == ["9001"])
    // A word that goes on behind the cursor is the text that it is.
    #expect(FilterFixture.listed(try typed("/decade<Left><Left><Left>")) == [])
    #expect(FilterFixture.listed(try typed("<Esc>", into: several)).count == 7)
  }

  @Test("The prompt takes two rows at every size, and the list one less", arguments: sizes)
  func rows(size: Size) throws {
    let before = Layout(FilterFixture.state(), size: size)
    let state = try typed("/mode:PG", size: size)
    let open = Layout(state, size: size)
    #expect(open.body.height == before.body.height - 1)
    let rows = FilterFixture.rows(state, columns: size.columns, rows: size.rows)
    #expect(rows[size.rows - 2].hasPrefix(" /mode:PG"))
    #expect(rows[size.rows - 2].hasSuffix(" 2 of 7"))
    #expect(rows[size.rows - 3].hasPrefix("╰"))
    #expect(rows[size.rows - 1].hasPrefix(" PG 2"))
    let summary = try typed(
      "3/mode:PG", into: FilterFixture.state(.overview), size: Size(columns: 40, rows: 12))
    #expect(FilterFixture.rows(summary, columns: 40, rows: 12)[10].hasPrefix(" /mode:PG"))
    let kept = try typed("<Enter>", into: state)
    #expect(Layout(kept, size: size).body == before.body)
  }

  @Test("Under the text stand the values with their counts, and a sentence on the one that Tab puts in")
  func offered() throws {
    let values = try #require(FilterFixture.rows(try typed("/country:")).last)
    #expect(values.hasPrefix(" FI 1  FR 1  DK 1  NL 1  PL 1  - 2"))
    #expect(values.contains("country: the country of the organisation"))
    #expect(values.hasSuffix("Tab completes"))
    let figure = try #require(FilterFixture.rows(try typed("/gpu-hours>")).last)
    #expect(figure.hasPrefix(" gpu-hours: what it asks for, such as gpu-hours>=1k"))
    let small = FilterFixture.rows(try typed("/"), columns: 40, rows: 12)
    #expect(small.last?.hasPrefix(" mine  waiting") == true)
    #expect(small.last?.contains(" +") == true)
    #expect(small.allSatisfy { $0.count <= 40 })
    // However far one goes, the one that is put in is among those that are shown.
    var state = try typed("/")
    for _ in 0..<30 {
      state = try typed("<Tab>", into: state)
      let (index, offered) = try #require(state.prompt?.chosen.map { ($0.index, $0.offered) })
      for columns in [40, 80] {
        let row = FilterFixture.rows(state, columns: columns).last ?? ""
        #expect(row.contains(offered.candidates[index].title.shown), "\(row)")
      }
    }
  }

  @Test("The one that is put in is selected, also without colour")
  func selected() throws {
    let canvas = render(try typed("/m<Tab><Tab>"), size: FilterFixture.size, clock: Fixture.clock)
    let selected = canvas.cells(row: 47).filter(\.style.isSelected).map { String($0.scalar) }.joined()
    #expect(selected == "mode")
    let before = render(try typed("/m"), size: FilterFixture.size, clock: Fixture.clock)
    #expect(!before.cells(row: 47).contains { $0.style.isSelected })
  }

  /// The cells under which a mark stands, and the text of the same cells in the line above.
  private func marked(_ state: DashboardState, _ size: Size, mark: Unicode.Scalar = "▔") -> String {
    var canvas = render(state, size: size, clock: Fixture.clock)
    if mark == "^" { canvas = canvas.foldedToASCII() }
    let (text, marks) = (canvas.cells(row: size.rows - 2), canvas.cells(row: size.rows - 1))
    return zip(text, marks).filter { $0.1.scalar == mark }.map { String($0.0.scalar) }.joined()
  }

  @Test("What is wrong is marked under the piece, wherever that has gone", arguments: sizes)
  func marks(size: Size) throws {
    let step = try typed("/mode:PG step:kitchn x", size: size)
    #expect(marked(step, size) == (size.columns == 40 ? "" : "kitchn"))
    #expect(marked(try typed("/mdoe:PG x", size: size), size) == "mdoe")
    #expect(marked(try typed("/mdoe:PG x", size: size), size, mark: "^") == "mdoe")
    // Wide letters take two cells each.
    let wide = try typed("/日本 mdoe:PG x", size: size)
    #expect(marked(wide, size) == "mdoe")
    let far = try typed("/" + String(repeating: "日本 abc ", count: 30) + "mdoe:PG x", size: size)
    #expect(marked(far, size) == "mdoe")
    let gone = try typed("/mdoe:PG " + String(repeating: "日本 abc ", count: 30), size: size)
    #expect(marked(gone, size) == "‹")
    let small = FilterFixture.rows(try typed("/mode:PG mdoe:x", size: size), columns: 40, rows: 12).last ?? ""
    #expect(small.contains("did you mean mode?"))
  }

  @Test("The piece that is wrong looks so itself, and the sentence is told where the marks have no room")
  func wrongPiece() throws {
    let size = Size(columns: 40, rows: 12)
    let state = try typed("/mode:PG step:kitchn x", size: size)
    let canvas = render(state, size: size, clock: Fixture.clock)
    let wrong = canvas.cells(row: 10).filter { $0.style.role == .warning }.map { String($0.scalar) }.joined()
    #expect(wrong == "kitchn")
    #expect(
      FilterFixture.rows(state, columns: 40, rows: 12).last?.hasPrefix(" no step is called “kitchn”") == true)
  }

  @Test("Of a word that is being typed nothing is wrong yet; who wants to keep it is told what is")
  func unfinished() throws {
    func last(_ keys: String) throws -> String { FilterFixture.rows(try typed(keys)).last ?? "" }
    for keys in [
      "/mode:", "/mode:pl", "/(mine", "/mine or ", "/!", "/country:FI,", "/sort:", "/organisation:\"Vé",
    ] {
      #expect(try !last(keys).contains("▔"), "\(keys)")
    }
    for (keys, sentence) in [
      ("/mode:<Enter>", "mode: needs a value"), ("/(mine<Enter>", "the bracket is not closed"),
      ("/mode:pl<Enter>", "no mode is called “pl”"), ("/mode:zz", "no mode is called “zz”"),
      ("/mode:pl x", "no mode is called “pl”"), ("/\"left open", "the quote is not closed"),
      ("/organisation:\"Vé<Enter>", "the quote is not closed"), ("/left>x", "left takes a span"),
      ("/assignee>an", "assignee has no order"),
      ("/mine and ", "words side by side all hold"), ("/not mine", "as in !mine"),
    ] {
      #expect(try last(keys).contains(sentence), "\(keys)")
      #expect(try last(keys).contains("▔"), "\(keys)")
    }
    #expect(FilterFixture.listed(try typed("/mode:PG \"left open")) == ["9001", "9002"])
    #expect(try !last("/mode:<Enter>P").contains("needs a value"))
  }

  @Test(
    "The line under a time says when that is by the clock of the site, and by that of the screen where it is another",
    arguments: [
      ("/due>=06:00", "since 23 Nov 06:00 CET (05:00 UTC)"),
      ("/due>=06:00 ", "since 23 Nov 06:00 CET (05:00 UTC)"),
      ("/due>=06:00 m", "mine: assigned"),
      ("/!due<lt>yesterday", "before 22 Nov 00:00 CET (21 Nov 23:00 UTC)"),
      ("/due>2026-07-01", "after 1 Jul 00:00 CEST (30 Jun 22:00 UTC)"),
      ("/due<lt>=2027-01-01", "until 1 Jan 2027 00:00 CET (31 Dec 23:00 UTC)"),
      ("/due:-2h", "from 23 Nov 09:00 CET (08:00 UTC) to 23 Nov 11:00 CET"),
      ("/due:mon,2026-11-20", "from 20 Nov 00:00 CET (19 Nov 23:00 UTC) to 21 Nov 00:00 CET"),
      ("/due:2026-11-20..", "since 20 Nov"), ("/due:..2026-11-20", "before 21 Nov 00:00 CET"),
      (":nodes since>=06:00", "since 23 Nov 06:00 CET (05:00 UTC)"), ("/due:-", "due: when the promise ends"),
      ("/due>", "by the clock of the site"), ("/due>=6am", "due takes a time by the clock of the site"),
    ])
  func times(keys: String, told: String) throws {
    let last = FilterFixture.rows(try typed(keys)).last ?? ""
    #expect(last.contains(told), "\(last)")
  }

  @Test("A screen that goes by the clock of the site names a time once, and on the smallest one it has room")
  func siteTime() throws {
    let state = try typed("/due>=06:00", size: Size(columns: 40, rows: 12))
    let clock = Clock(now: Fixture.now, utcOffset: .hours(1))
    let site = render(state, size: Size(columns: 40, rows: 12), clock: clock).text.split(separator: "\n")
    #expect(site.last?.contains(" since 23 Nov 06:00 CET  ") == true)
    let other = FilterFixture.rows(state, columns: 40, rows: 12)
    #expect(other.last == " since 23 Nov 06:00 CET (05:00 UTC)")
  }

  @Test("Values are counted in what the other words leave, of a long list as soon as that is listed")
  func countedInRest() throws {
    let rest = try typed("/mode:PG country:")
    #expect(FilterFixture.rows(rest).last?.hasPrefix(" FI 1  FR 1   country:") == true)
    #expect(
      FilterFixture.rows(try typed("/mode:PG country:F")).last?.hasPrefix(" FI 1  FR 1   country:") == true)
    // Back in a value whose rest is not what is listed.
    let back = try typed("/mode:PG country:FI<C-a>" + String(repeating: "<Right>", count: 5))
    #expect(FilterFixture.rows(back).last?.hasPrefix(" playground 1  ") == true)
    let command = try typed(":applications country:FI mode:")
    #expect(FilterFixture.rows(command).last?.hasPrefix(" playground 1  fast_lane 0") == true)
  }

  @Test("Values are counted once while one types, and anew of a newer reading")
  func cached() throws {
    var state = try typed("/country:F")
    let field = try #require(ListKind.applications.schema.place(of: "country"))
    var counted = CountedFields()
    _ = counted.counts(of: field, .applications) { nil }
    state.prompt?.valueCounts = counted
    #expect(try typed("I", into: state).prompt?.completion.candidates.isEmpty == true)
    state.receive(DashboardModel(factory: FilterFixture.factory, policy: .standard, now: Fixture.now))
    #expect(try typed("I", into: state).prompt?.completion.candidates.map(\.title.shown) == ["FI"])
  }

  @Test(
    "Older and newer go through what was kept in this kind of list, and what was typed comes back at the end")
  func history() throws {
    let state = try typed("/mode:PG<Enter>/<C-u>waiting<Enter>/<C-u>mode:PG<Enter><Esc>/country:F")
    #expect(state.promptHistory[.filter(.applications)].map(\.shown) == ["mode:PG", "waiting"])
    let one = try typed("<Up>", into: state)
    #expect(written(one) == "mode:PG")
    #expect(FilterFixture.listed(one) == ["9001", "9002"])
    let two = try typed("<C-p>", into: one)
    #expect(written(two) == "waiting")
    #expect(written(try typed("<Up>", into: two)) == "waiting")
    #expect(written(try typed("<Down>", into: two)) == "mode:PG")
    let back = try typed("<C-n><C-n>", into: two)
    #expect(written(back) == "country:F")
    #expect(FilterFixture.listed(back) == FilterFixture.listed(state))
    #expect(written(try typed("<Down>", into: back)) == "country:F")
    // What is changed is not what was kept any more.
    #expect(written(try typed("<Up>x<Down>", into: state)) == "mode:PGx")
    #expect(written(try typed("<Up>x<Up>", into: state)) == "mode:PG")
    // The prompt begins with what was kept last.
    let again = try typed("<Enter>/<Up>", into: one)
    #expect(written(again) == "waiting")
    #expect(written(try typed("<Down>", into: again)) == "mode:PG ")
    #expect(written(try typed("<Esc>4/<Up>", into: state)) == "")
  }

  @Test("The history has an end, and keeps nothing that is empty")
  func historyEnds() {
    var history = PromptHistory()
    for number in 0..<150 { history.add("gpus>\(number)", of: .filter(.jobs)) }
    history.add("", of: .filter(.jobs))
    #expect(history[.filter(.jobs)].count == PromptHistory.most)
    #expect(history[.filter(.jobs)].first == "gpus>149")
  }

  @Test("A filter that finds nothing says which of its words alone finds nothing, and what was meant")
  func nothing() throws {
    func said(_ keys: String) throws -> String {
      let state = try typed(keys)
      return try #require(state.listed[.applications]).nothingFound("Esc").shown
    }
    #expect(
      try said("/mode:LS organisation:lowlands_aera<Enter>")
        == "0 of 7: organisation:lowlands_aera alone finds 0 (did you mean Lowlands Aero?), mode:LS 1 · Esc drops the filter"
    )
    #expect(
      try said("/mode:LS country:FI<Enter>")
        == "0 of 7: mode:LS 1, country:FI 1, but none of them all · Esc drops the filter")
    #expect(
      try said("/wating<Enter>")
        == "0 of 7: no application matches “wating” (did you mean waiting?) · Esc drops the filter")
    #expect(
      try said("/mode:LS wating<Enter>")
        == "0 of 7: wating alone finds 0 (did you mean waiting?), mode:LS 1 · Esc drops the filter")
    #expect(
      try said("/country:FI country:NL pending mode:PG !mine<Enter>")
        == "0 of 7: country:FI 1, country:NL 1, pending 4, mode:PG 2, but none of them all · +1 more · Esc drops the filter"
    )
    let narrow = FilterFixture.rows(
      try typed("/organisation:lowlands_aera mode:LS<Enter>"), columns: 80, rows: 24)
    #expect(narrow.contains { $0.contains("drops the filter") })
  }

  @Test("The help's search has none of it: arrows scroll there, and Tab does nothing")
  func helpSearch() throws {
    let size = Size(columns: 80, rows: 24)
    let state = try typed("?/e<Down><Down>", size: size)
    #expect(state.overlayTop == 2)
    #expect(
      try typed("<Tab>", into: state, size: size).notice?.text.shown.contains("Tab does nothing") == true)
  }
}
