import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("The dashboard in lines of words")
struct LinearDialogTests {
  /// What answers lines that are typed one after the other: of each its lines as one text.
  private static func answers(
    _ lines: [String], to state: DashboardState = FilterFixture.state(.overview),
    before: ((inout LinearDialog, _ line: Int) -> Void)? = nil
  ) -> [String] {
    var dialog = LinearDialog(state)
    _ = dialog.say(Fixture.clock)
    return lines.enumerated().map { index, line in
      before?(&dialog, index)
      _ = dialog.handle(line, isAlone: true, now: Fixture.now)
      return dialog.say(Fixture.clock).written
    }
  }

  private static func many(_ count: Int) -> Factory {
    var factory = Fixture.factory()
    factory.applications = (1...count).map {
      Application(
        id: SafeText(untrusted: "EHPC-AIF-2026PG01-\(9000 + $0)"), mode: .playground, state: .decision,
        organisation: "firm", machine: "lumi")
    }
    return factory
  }

  @Test("The beginning is the overview: whose factory, how it stands, and each pane with its number")
  func overview() {
    var dialog = LinearDialog(Fixture.state(.overview, factory: Fixture.factory()))
    let text = dialog.say(Fixture.clock).written
    for start in ["1. Utilization, ", "2. Queue, ", "3. Applications, ", "4. Budget, "] {
      #expect(text.contains("\n\(start)"), "\(text)")
    }
    #expect(!text.contains { "▆▁╱│╭·…—".contains($0) }, "\(text)")
  }

  @Test("Nothing read is said, and is no empty answer")
  func nothing() {
    var dialog = LinearDialog(DashboardState())
    #expect(dialog.say(Fixture.clock).written == "No source has been read yet.\n")
  }

  @Test("A kind with a filter is listed with count, filter, numbers, names and values")
  func list() {
    let text = Self.answers(["applications step:tech_assessment"])[0]
    #expect(text.hasPrefix("Applications, 1 of 7. Filter: step:tech_assessment.\n"), "\(text)")
    #expect(text.contains("\n1. EHPC-AIF-2026PG01-9002, "), "\(text)")
    #expect(
      text.contains("organisation: Aurinko Health") && text.contains("step: tech assessment"), "\(text)")
  }

  @Test("A number opens what was said with it, and back comes to that row")
  func numbers() {
    let texts = Self.answers(["applications sort:id", "3", "back", "back"])
    #expect(texts[1].hasPrefix("EHPC-AIF-2026FL01-9003") || texts[1].hasPrefix("EHPC-AIF-"), "\(texts[1])")
    let opened = texts[0].split(separator: "\n").first { $0.hasPrefix("3. ") }
      .map { String($0.dropFirst(3).prefix { $0 != "," }) }
    #expect(opened.map { texts[1].hasPrefix($0) } == true, "\(texts[1])")
    #expect(texts[2].contains("\n3. \(opened ?? "?"),") && !texts[2].contains("\n2. "), "\(texts[2])")
  }

  @Test("Numbers that come before the row one has come back to still lead there")
  func numbersBefore() {
    let texts = Self.answers(["applications sort:id", "3", "back", "1"])
    let first = texts[0].split(separator: "\n").first { $0.hasPrefix("1. ") }
      .map { String($0.dropFirst(3).prefix { $0 != "," }) }
    #expect(first.map { texts[3].hasPrefix($0) } == true, "\(texts[3])")
  }

  @Test("A long list comes in parts of ten; an empty line goes on to its end and then says so")
  func parts() {
    let texts = Self.answers(
      ["applications", "", "", "", "25"], to: Fixture.state(.overview, factory: Self.many(25)))
    #expect(texts[0].contains("\n10. ") && !texts[0].contains("\n11. "))
    #expect(texts[0].hasSuffix("15 more; an empty line goes on.\n"))
    #expect(texts[1].hasPrefix("11. ") && texts[1].hasSuffix("5 more; an empty line goes on.\n"))
    #expect(texts[2].hasPrefix("21. ") && texts[2].hasSuffix("That is all.\n"))
    #expect(texts[3] == "That is all.\n")
    #expect(texts[4].hasPrefix("EHPC-AIF-2026PG01-"))
  }

  @Test("A number that was not said leads nowhere, and the numbers that there are are told")
  func wrongNumber() {
    let texts = Self.answers(["applications", "99", "0", "99999999999999999999"])
    #expect(texts[1] == "There is no 99 here: the numbers go from 1 to 7.\n")
    #expect(texts[2] == "There is no 0 here: the numbers go from 1 to 7.\n")
    #expect(texts[3].contains("no command") || texts[3].contains("called"), "\(texts[3])")
  }

  @Test("A page says its sections, and its links have the numbers")
  func page() {
    var state = Fixture.state(.overview, factory: PageCase.factory)
    state.receive(Glyphs.unicode)
    let texts = Self.answers(["applications", "1", "", "", "", "1"], to: state)
    let whole = texts[1...4].joined()
    #expect(whole.contains("\nApplication.\ntitle: Speech models for small languages.\n"), "\(whole)")
    #expect(whole.contains("Links: 1: "), "\(whole)")
    #expect(texts[5].hasPrefix("cluster ") || texts[5].hasPrefix("partition "), "\(texts[5])")
  }

  @Test("Names stay hidden until they are asked for, and go with the page")
  func names() {
    var factory = PageCase.factory
    factory.applications?[0].applicant = .told(name: "Maija Meikäläinen", email: "maija@example.org")
    let texts = Self.answers(
      ["applications", "1", "names", "back", "1"], to: Fixture.state(.overview, factory: factory))
    #expect(!texts[0].contains("Maija") && !texts[1].contains("Maija"))
    #expect(texts[2].contains("Maija"), "\(texts[2])")
    #expect(!texts[3].contains("Maija") && !texts[4].contains("Maija"))
  }

  @Test("Said again, what has changed comes first")
  func changes() {
    let newer = PageCase.content { $0[1].state = .awarded }
    let texts = Self.answers(
      ["applications sort:id", "again", "again"], to: Fixture.state(.overview, factory: PageCase.factory)
    ) { dialog, index in
      if index == 2 { dialog.change { $0.receive(newer) } }
    }
    #expect(!texts[1].contains("changed"), "\(texts[1])")
    let line = texts[2].split(separator: "\n").first { $0.contains("changed: ") }
    #expect(line?.contains("changed: step: ") == true, "\(texts[2])")
    #expect(texts[2].components(count: "changed: ") == 1, "\(texts[2])")
  }

  @Test("Said again, a list tells what has come into it and what has gone")
  func comings() {
    let texts = Self.answers(
      ["applications", "again", "again"], to: Fixture.state(.overview, factory: PageCase.factory)
    ) { dialog, index in
      guard index == 2 else { return }
      var factory = PageCase.factory
      let last = factory.applications?.popLast()
      #expect(last != nil)
      factory.applications?.append(
        Application(id: "EHPC-AIF-2026PG01-9999", mode: .playground, state: .decision))
      dialog.change { $0.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now)) }
    }
    #expect(!texts[1].contains("Changed: "), "\(texts[1])")
    #expect(
      texts[2].replacing("\n", with: " ").contains(
        " Changed: new are EHPC-AIF-2026PG01-9999; no longer there are DRAFT-3."), "\(texts[2])"
    )
  }

  @Test("That time has passed is no change")
  func passing() {
    var known = KnownFacts()
    let row = Passage.Choice.pane(.queue)
    let before = [Passage.Fact("as of 2 seconds ago"), Passage.Fact("2 days 3 hours", of: "wait")]
    let after = [Passage.Fact("as of 1 minute ago"), Passage.Fact("2 days 4 hours", of: "wait")]
    #expect(known.changes(of: row, before).isEmpty)
    #expect(known.changes(of: row, after).count == 1)
    #expect(
      known.changes(of: row, [Passage.Fact("as of 7 minutes ago"), Passage.Fact("running")]).map(\.words) == [
        "running"
      ])
  }

  @Test("Of a page, what has changed since it was said stands under its title")
  func pageChanges() {
    let newer = PageCase.content { $0[0].title = "Speech models for all languages" }
    let texts = Self.answers(
      ["applications", "EHPC-AIF-2026PG01-9001", "again"],
      to: Fixture.state(.overview, factory: PageCase.factory)
    ) { dialog, index in
      if index == 2 { dialog.change { $0.receive(newer) } }
    }
    #expect(!texts[1].contains("Changed: "))
    #expect(texts[2].contains("\nChanged: title: Speech models for all languages.\n"), "\(texts[2])")
  }

  @Test("A new critical alert comes as one line at the end of the next answer, and once")
  func alerts() {
    var factory = Fixture.factory()
    factory.allocations = []
    let calm = DashboardModel(factory: factory, policy: .standard, now: Fixture.now)
    factory.allocations = [
      Allocation(
        account: "acc", cluster: "name0", unit: .gpuHours, granted: 10, used: 11,
        startsAt: Fixture.now + .days(-30), endsAt: Fixture.now + .days(30))
    ]
    let worse = DashboardModel(factory: factory, policy: .standard, now: Fixture.now)
    var state = DashboardState()
    state.receive(calm)
    let texts = Self.answers(["nodes", "help", "help"], to: state) { dialog, index in
      if index == 1 { dialog.change { $0.receive(worse) } }
    }
    #expect(!texts[0].contains("New critical"))
    #expect(texts[1].split(separator: "\n").last?.hasPrefix("New critical: ") == true, "\(texts[1])")
    #expect(texts[1].contains("acc"), "\(texts[1])")
    #expect(!texts[2].contains("New critical"))
  }

  @Test(
    "The number of a pane opens its list",
    arguments: [("1", "Partitions, "), ("2", "Jobs, "), ("3", "Applications, "), ("4", "Allocations, ")])
  func panes(pane: (number: String, list: String)) {
    let text = Self.answers([pane.number], to: Fixture.state(.overview, factory: Fixture.factory()))[0]
    #expect(text.hasPrefix(pane.list), "\(text)")
  }

  @Test(
    "The same command again says its list again, and a number that was not said is a job's where there is one"
  )
  func again() {
    let texts = Self.answers(
      ["jobs", "jobs", "30"], to: Fixture.state(.overview, factory: Fixture.factory()))
    #expect(texts[0].hasPrefix("Jobs, ") && texts[1].hasPrefix("Jobs, "), "\(texts[1])")
    #expect(texts[2].hasPrefix("job 30"), "\(texts[2])")
  }

  @Test("Back goes where one was, also from a list that a link has filtered; at the beginning it says so")
  func back() {
    let texts = Self.answers(
      ["partition name1", "2", "back", "back", "back"],
      to: Fixture.state(.overview, factory: Fixture.factory()))
    #expect(texts[1].hasPrefix("Jobs, "), "\(texts[1])")
    #expect(texts[2].hasPrefix("partition name1") && texts[2].contains("Back here"), "\(texts[2])")
    #expect(texts[3].contains("1. Utilization, "), "\(texts[3])")
    #expect(texts[4] == "This is the beginning; quit ends.\n")
  }

  @Test("Figures that are not whole are called so")
  func partial() {
    var dialog = LinearDialog(Fixture.state(.overview, factory: Fixture.factory()))
    dialog.isReading = true
    #expect(dialog.say(Fixture.clock).written.hasPrefix("Some sources are still being read"))
  }

  @Test("What is no command, an unfinished one and one that is too long are told, and nothing changes")
  func mistakes() {
    let texts = Self.answers([
      "nonsense", "applications step:desicion", "filter", String(repeating: "x ", count: 9_000), "again",
    ])
    #expect(texts[0] == "no command is called “nonsense”, and nothing else. help says what there is.\n")
    #expect(texts[1].contains("decision"), "\(texts[1])")
    #expect(texts[2].contains("needs words"), "\(texts[2])")
    #expect(texts[3] == "That line is too long.\n")
    #expect(texts[4].contains("1. Utilization, "))
  }

  @Test("A slash filters the list that was said last, and a slash alone lists all of it")
  func slash() {
    let texts = Self.answers(["applications", "/country:FI", "/"])
    #expect(texts[1].hasPrefix("Applications, 1 of 7. Filter: country:FI.\n"), "\(texts[1])")
    #expect(texts[2].hasPrefix("Applications, 7.\n"), "\(texts[2])")
  }

  @Test("Names of things open their pages; of several it is asked which, by number")
  func goingByName() {
    let texts = Self.answers(["EHPC-AIF-2026PG01", "2"])
    #expect(texts[0].hasPrefix("Which one.\n1. EHPC-AIF-2026PG01-900"), "\(texts[0])")
    let second = texts[0].split(separator: "\n").first { $0.hasPrefix("2. ") }
      .map { String($0.dropFirst(3).prefix { $0 != "," }) }
    #expect(second.map { texts[1].hasPrefix($0) } == true, "\(texts[1])")
  }

  @Test("Columns are chosen by number, and rows say those alone")
  func columns() {
    let texts = Self.answers(["applications", "columns", "3", "back"])
    #expect(texts[1].contains("\n3. mode, chosen, "), "\(texts[1])")
    #expect(texts[2].contains("\n3. mode, EuroHPC"), "\(texts[2])")
    #expect(texts[0].contains("mode: playground") && !texts[3].contains("mode: "), "\(texts[3])")
  }

  @Test(
    "What only a screen shows is not done, and that is said",
    arguments: ["ascii", "mouse", "theme default", "screenshot a.svg", "layout wall", "split 60"])
  func ofScreen(command: String) {
    #expect(
      Self.answers([command])[0]
        == "That needs the screen; from a shell, factorytop list writes files.\n")
  }

  @Test("Quit ends, under each of its names", arguments: ["quit", "q", "Quit"])
  func quit(word: String) {
    var dialog = LinearDialog(FilterFixture.state(.overview))
    #expect(dialog.handle(word, isAlone: true, now: Fixture.now) == [.quit])
  }

  @Test(
    "Every kind of list is said without a sign or a column, each line within 80 cells",
    arguments: ListKind.allCases)
  func kinds(kind: ListKind) {
    let text = Self.answers([kind.rawValue], to: Fixture.state(.overview, factory: Fixture.factory()))[0]
    #expect(text.hasPrefix(kind.title.shown), "\(text)")
    #expect(text.split(separator: "\n").allSatisfy { SafeText(untrusted: String($0)).width <= 80 })
    #expect(!text.contains { "▆▁╱│╭·—▲▼".contains($0) }, "\(text)")
  }
}

extension String {
  fileprivate func components(count part: String) -> Int { ranges(of: part).count }
}
