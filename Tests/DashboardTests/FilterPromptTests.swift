import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("The prompt for a filter")
struct FilterPromptTests {
  private let size = FilterFixture.size

  private func typed(_ keys: String, into state: DashboardState = FilterFixture.state()) throws
    -> DashboardState
  {
    var state = state
    for key in try KeyNotation.keys(in: keys) {
      let effects = state.handle(.key(key, isAlone: true), size: size, now: Fixture.now)
      #expect(effects.isEmpty)
    }
    return state
  }

  private func text(_ state: DashboardState, _ size: Size = FilterFixture.size) -> String {
    render(state, size: size, clock: Fixture.clock).text
  }

  /// The line at the bottom, and the one above it, without spaces at their ends.
  private func footer(_ state: DashboardState, columns: Int = 160) -> String {
    FilterFixture.rows(state, columns: columns).last ?? ""
  }
  private func line(_ state: DashboardState, columns: Int = 160) -> String {
    FilterFixture.rows(state, columns: columns).dropLast().last ?? ""
  }

  @Test("The list is filtered while one types, and Enter keeps it")
  func keep() throws {
    let open = try typed("/mode:PG coun")
    #expect(open.prompt != nil)
    // What may become a key asks for nothing yet.
    #expect(FilterFixture.listed(open) == ["9001", "9002"])
    #expect(FilterFixture.listed(try typed("x", into: open)) == [])
    #expect(FilterFixture.listed(try typed("<Enter>", into: open)) == [])
    #expect(line(open).hasPrefix(" /mode:PG coun "))
    let country = try typed("try:fi", into: open)
    #expect(FilterFixture.listed(country) == ["9002"])
    let kept = try typed("<Enter>", into: country)
    #expect(kept.prompt == nil)
    #expect(FilterFixture.listed(kept) == ["9002"])
    #expect(text(kept).contains("3 Applications · mode:PG country:fi ─"))
    #expect(text(kept).contains("─ 1 of 7 · "))
  }

  @Test("Escape drops what was typed, and the former filter counts again")
  func drop() throws {
    #expect(FilterFixture.listed(try typed("/waiting<Esc>")).count == 7)
    #expect(FilterFixture.listed(try typed("/waiting<C-c>")).count == 7)
    #expect(try typed("/waiting<C-c>").prompt == nil)
    #expect(FilterFixture.listed(try typed("<F3>waiting<Enter>")).count < 7)
    let former = try typed("/mode:PG<Enter>")
    let again = try typed("/<C-u>waiting", into: former)
    #expect(FilterFixture.listed(again) == ["9003"])
    #expect(FilterFixture.listed(try typed("<Esc>", into: again)) == ["9001", "9002"])
    #expect(FilterFixture.listed(try typed("/<C-u><Enter>", into: former)).count == 7)
  }

  @Test("The prompt begins with the filter that is there, to be added to")
  func prefilled() throws {
    #expect(FilterFixture.listed(try typed("/mode:PG<Enter>/country:FR<Enter>")) == ["9001"])
  }

  @Test("While it is open, keys are text: none of them quits, leaves or jumps")
  func keysAreText() throws {
    let state = try typed("/q?ae1234jkrftmwD/")
    #expect(state.view == .applications)
    #expect(state.overlay == nil)
    #expect(line(state).hasPrefix(" /q?ae1234jkrftmwD/ "))
    #expect(try typed("<Tab>", into: state).focus == .applications)
    var quitting = state
    #expect(quitting.handle(.key(.function(10), isAlone: true), size: size, now: Fixture.now) == [.quit])
  }

  @Test("Every list opens it, and nothing that lies over them")
  func elsewhere() throws {
    #expect(try typed("1/").prompt?.kind == .partitions)
    #expect(try typed("3/", into: FilterFixture.state(.overview)).prompt != nil)
    #expect(try typed("?/").prompt == nil)
  }

  @Test("Help lies over the prompt, which is there again afterwards")
  func help() throws {
    let state = try typed("/wait<F1>")
    #expect(state.overlay == .help)
    let back = try typed("<Esc>ing", into: state)
    #expect(FilterFixture.listed(back) == ["9003"])
  }

  @Test("What cannot be understood is said as a warning; the rest counts, and Enter leaves the prompt open")
  func mistakes() throws {
    let state = try typed("/mode:PG step:kitchen")
    #expect(FilterFixture.listed(state) == ["9001", "9002"])
    let canvas = render(state, size: Size(columns: 300, rows: 48), clock: Fixture.clock)
    let last = canvas.styled.split(separator: "\n").last { $0.contains("warning") } ?? ""
    #expect(!last.isEmpty)
    #expect(footer(state).contains("no step is called “kitchen”"))
    let stubborn = try typed("<Enter>", into: state)
    #expect(stubborn.prompt != nil)
    let mended = try typed("<C-w>step:decision<Enter>", into: stubborn)
    #expect(mended.prompt == nil)
    #expect(FilterFixture.listed(mended) == ["9001"])
  }

  @Test("A paste goes in as one line and decides nothing; one of 100 kB is refused, and the field stays")
  func paste() throws {
    var state = try typed("/mode:")
    _ = state.handle(.paste("PG\ncountry:FI\r\n"), size: size, now: Fixture.now)
    #expect(state.prompt != nil)
    #expect(FilterFixture.listed(state) == ["9002"])
    let before = state.prompt?.field
    _ = state.handle(.paste(String(repeating: "q\n", count: 50_000)), size: size, now: Fixture.now)
    #expect(state.prompt?.field == before)
    #expect(FilterFixture.listed(state) == ["9002"])
    #expect(footer(state).contains("too long: a filter has at most 1,000 characters"))
    #expect(!footer(try typed("<Left>", into: state)).contains("too long"))
    var closed = FilterFixture.state()
    #expect(closed.handle(.paste("/q\n"), size: size, now: Fixture.now).isEmpty)
    #expect(closed.prompt == nil && closed.queries[.applications] == nil)
  }

  @Test("Escape in the list clears the filter before it leaves the view, and nothing elsewhere")
  func escape() throws {
    let filtered = try typed("w")
    let cleared = try typed("<Esc>", into: filtered)
    #expect(cleared.view == .applications)
    #expect(cleared.queries[.applications] == nil)
    #expect(try typed("<Esc>", into: cleared).view == .overview)
    #expect(try typed("?<Esc>", into: filtered).queries[.applications] != nil)
    let other = try typed("4<Esc>", into: filtered)
    #expect(other.view == .overview)
    #expect(other.queries[.applications] != nil)
  }

  @Test("m, w and D add their word to the one filter, and take it away")
  func toggles() throws {
    let state = FilterFixture.state(user: "anna")
    #expect(FilterFixture.listed(try typed("m", into: state)) == ["9001"])
    #expect(try typed("wm", into: state).queries[.applications]?.text == "waiting mine")
    #expect(FilterFixture.listed(try typed("D", into: state)) == ["9004", "9005"])
    #expect(FilterFixture.listed(try typed("/mode:SC<Enter>D", into: state)) == ["9005"])
    #expect(try typed("DD", into: state).queries[.applications] == nil)
    #expect(try typed("1m", into: state).queries[.applications] == nil)
  }

  @Test("Where nobody is known to look, mine lists nothing, and the screen says why")
  func nobody() throws {
    let state = try typed("/mine")
    #expect(FilterFixture.listed(state) == [])
    #expect(footer(state).contains("it is not known who looks"))
    #expect(text(state).contains("no application matches “mine” · Esc drops the filter"))
    #expect(!footer(try typed("/mine", into: FilterFixture.state(user: "anna"))).contains("not known"))
  }

  @Test("The cursor stays on its row, and comes back to one that was away while a filter was typed")
  func cursor() throws {
    let down = try typed("jj")
    let row = try #require(down.selection(of: .applications))
    guard case .application(let id) = row else { return }
    let there = try typed("/\(id.shown)", into: down)
    #expect(there.selection(of: .applications) == row)
    let away = try typed("/!\(id.shown)", into: down)
    #expect(away.selection(of: .applications) == away.rows(of: .applications).first)
    #expect(try typed("<Esc>", into: away).selection(of: .applications) == row)
    // Once a filter is kept, its first row is where the cursor is.
    let first = away.selection(of: .applications)
    #expect(try typed("<Enter><Esc>", into: away).selection(of: .applications) == first)
    #expect(try typed("mm", into: down).selection(of: .applications) == row)
    // None is listed in between.
    #expect(try typed("/xyzzy<C-u>", into: down).selection(of: .applications) == row)
    // Whoever moves has chosen another row.
    let moved = try typed("<PgDn>", into: away)
    #expect(moved.selection(of: .applications) == away.rows(of: .applications).last)
    #expect(
      try typed("<Esc>", into: moved).selection(of: .applications) == away.rows(of: .applications).last)
  }

  @Test("The detail is of the row under the cursor, and moves stay within the listed rows")
  func detail() throws {
    let state = try typed("/country:DK,NL<Enter>G")
    #expect(state.selection(of: .applications) == .application("EHPC-AIF-2026LS01-9004"))
    #expect(text(state).contains("Lowlands Aero"))
    #expect(!text(state).contains("Véloce"))
    let row = text(state).split(separator: "\n").first { $0.contains("application   EHPC") } ?? ""
    #expect(row.contains("EHPC-AIF-2026LS01-9004"))
  }

  @Test("A new reading, a freeze and another view keep the filter", arguments: [false, true])
  func kept(frozen: Bool) throws {
    var state = try typed(frozen ? "/country:NL<Enter>f" : "/country:NL<Enter>")
    var factory = FilterFixture.factory
    factory.applications?.append(
      Application(id: "DRAFT-9010", mode: .playground, state: .submitted, country: "NL"))
    state.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now))
    #expect(FilterFixture.listed(state) == (frozen ? ["9004"] : ["9004", "9010"]))
    if frozen { state = try typed("f", into: state) }
    #expect(FilterFixture.listed(state) == ["9004", "9010"])
    #expect(FilterFixture.listed(try typed("12e3", into: state)) == ["9004", "9010"])
  }

  @Test("The headline counts all applications, and before that stands how many are listed")
  func counts() throws {
    let all = try #require(text(FilterFixture.state()).split(separator: "\n")[1].split(separator: "─ ").last)
    let filtered = text(try typed("/country:NL<Enter>")).split(separator: "\n")[1]
    #expect(filtered.hasSuffix("─ 1 of 7 · \(all)"))
  }

  @Test(
    "The filter shows at every size", arguments: [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24)])
  func sizes(size: Size) throws {
    for state in [try typed("3w", into: FilterFixture.state(.overview)), try typed("w")] {
      #expect(text(state, size).contains("1 of 7"))
      #expect(text(state, size).contains("· waiting "))
    }
  }

  @Test("However long the text, the end that is typed is seen, and so is what is wrong with it")
  func long() throws {
    let state = try typed("/" + String(repeating: "abcdefghi ", count: 30) + "mode:zz")
    for columns in [40, 80, 160] {
      #expect(line(state, columns: columns).hasPrefix(" /‹"))
      #expect(line(state, columns: columns).contains("mode:zz "))
      #expect(footer(state, columns: columns).contains("no mode is"))
    }
    let begins = line(try typed("<Home>", into: state), columns: 80)
    #expect(begins.hasPrefix(" /abcdefghi") && begins.contains("›"))
  }

  @Test("Bad news stays beside the prompt until it is left, good news until the next key")
  func notices() throws {
    var state = try typed("/wait")
    state.notice = Notice("NOT RECORDED: the disk is full", isBad: true)
    state = try typed("ing", into: state)
    #expect(line(state).contains("/waiting"))
    #expect(footer(state).contains("NOT RECORDED: the disk is full"))
    state = try typed("<Enter>", into: state)
    #expect(footer(state).contains("NOT RECORDED: the disk is full"))
    #expect(!footer(try typed("j", into: state)).contains("NOT RECORDED"))
    state = try typed("/", into: state)
    state.notice = Notice("recorded")
    #expect(footer(state).contains("recorded"))
    #expect(!footer(try typed("@", into: state)).contains("recorded"))
  }

  @Test("Who looks may become known later")
  func userLater() throws {
    var state = try typed("m")
    #expect(FilterFixture.listed(state) == [])
    state.receive(user: "anna")
    #expect(FilterFixture.listed(state) == ["9001"])
  }

  @Test("A decision is on the row under the cursor of the filtered list, and on none that came in its place")
  func deciding() throws {
    func content(_ records: [DecisionRecord]) -> DashboardModel {
      let merged = FilterFixture.factory.merged(
        with: records.caseHistories(), calendar: Policy.standard.workingCalendar)
      return DashboardModel(factory: merged, policy: .standard, now: Fixture.now)
    }
    let author = RecordAuthor(name: "anna", uid: 1000, host: "login1", isVerified: true)
    var state = FilterFixture.state()
    state.receive(RecordingAccess.open(author))
    state.receive(content([]))
    // What is due today stands before what is breached.
    state = try typed("/mode:PG step:decision,assessment<Enter>j", into: state)
    let row = try #require(state.rowUnderCursor(of: .applications))
    #expect(row == .application("EHPC-AIF-2026PG01-9001"))
    #expect(state.caseAtHand?.application.id == "EHPC-AIF-2026PG01-9001")
    let asked = try typed("d", into: state)
    #expect(asked.overlay == .triageActions)
    // The same again changes nothing; a colleague's decision takes the row away.
    var same = asked
    same.receive(content([]))
    #expect(same.overlay == .triageActions)
    let accepted = content([
      DecisionRecord(
        id: "b:1", application: "EHPC-AIF-2026PG01-9001", kind: .decision(.accept), note: nil, seen: [],
        from: .decision, to: .awarded, portal: .decision, isForced: false,
        author: RecordAuthor(name: "ben", uid: 1001, host: "login1", isVerified: true),
        at: Fixture.now + .minutes(-1))
    ])
    var gone = asked
    gone.receive(accepted)
    #expect(gone.overlay == nil)
    #expect(footer(gone).contains("not listed any more"))
    #expect(FilterFixture.listed(gone) == ["9002"])
    // From a page it is still the page's, although the cursor of the list is on the other one now.
    var page = try typed("<Enter>d", into: state)
    page.receive(accepted)
    #expect(page.overlay == .triageActions)
    #expect(page.rowUnderCursor(of: .applications) == .application("EHPC-AIF-2026PG01-9002"))
    #expect(text(page, FilterFixture.size).contains("the filter leaves it out"))
    #expect(try typed("n", into: page).form?.application == "EHPC-AIF-2026PG01-9001")
    #expect(try typed("<Esc>J", into: page).page?.application == "EHPC-AIF-2026PG01-9002")
  }
}
