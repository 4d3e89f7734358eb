import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Commands")
struct PromptCommandTests {
  private static let size = FilterFixture.size

  private static func last(_ keys: String, columns: Int = 160) throws -> String {
    FilterFixture.rows(try FilterFixture.typed(keys).state, columns: columns).last ?? ""
  }

  private static func table(_ kind: ListKind = .applications) throws -> CommandTable {
    CommandTable(
      on: kind,
      [
        try SavedFilter("late", words: "breached sort:left", of: .applications),
        try SavedFilter("late", words: "wait>1d", of: .jobs),
        try SavedFilter("big", words: "gpus>8", of: .jobs),
        try SavedFilter("jobs", words: "gpus>8", of: .jobs),
        try SavedFilter("drained", words: "drained", of: .nodes),
      ])
  }

  private func offered(_ text: SafeText, _ kind: ListKind = .applications) throws -> [String] {
    try Self.table(kind).completion(of: text, cursor: text.shown.count) { _, _, _ in nil }.candidates.map(
      \.title.shown)
  }

  @Test(
    "A word is completed to the commands that can be done, and to saved filters; what follows, by what it takes"
  )
  func completion() throws {
    #expect(
      try offered("") == [
        "late", "big", "drained", "jobs", "nodes", "partitions", "accounts", "users", "qos", "applications",
        "allocations", "budgets", "reservations", "sources", "alerts", "clusters", "overview", "utilization",
        "queue", "budget", "sort", "filter", "save", "unsave", "columns", "help", "quit", "theme", "layout",
        "split",
        "ascii", "mouse", "screenshot", "at", "mark", "compare",
      ] + KeyTable.bindings.filter { $0.scope == .everywhere }.map(\.name.shown))
    #expect(Set(try offered("")).isSuperset(of: ListKind.words))
    #expect(
      try offered("a") == [
        "accounts", "applications", "allocations", "alerts", "ascii", "at", "alerts.toggle",
      ])
    #expect(try offered("jobs st") == ["state", "starts"])
    #expect(try offered("jobs state:pe") == ["pending"])
    #expect(try offered("  jobs running or state:pe") == ["pending"])
    #expect(try offered("filter mo") == ["mode"])
    #expect(try offered("sort le") == ["left"])
    #expect(try offered("sort -le") == ["-left"])
    #expect(try offered("sort left ") == ["desc", "asc"])
    #expect(try offered("sort left d") == ["desc"])
    #expect(try offered("quit ") == [] && offered("zzz x") == [] && offered("save ") == [])
    for kind in ListKind.allCases {
      for text in [
        "", " ", "jobs", " jobs  x:y", "sort", "sort ", "sort a b c", "filter (", "save a b", "日本 語",
      ] {
        for cursor in 0...text.count {
          let completion = try Self.table(kind).completion(of: SafeText(untrusted: text), cursor: cursor) {
            _, _, _ in nil
          }
          #expect(completion.place.lowerBound >= 0 && completion.place.upperBound <= text.count)
        }
      }
    }
  }

  @Test(
    "The two rows are those of the filter: what could follow with what it does, and what is wrong under its piece"
  )
  func rows() throws {
    let rows = FilterFixture.rows(try FilterFixture.typed(":").state)
    #expect(rows[46].hasPrefix(" : ") && rows[46].hasSuffix(" applications"))
    #expect(rows[47].hasPrefix(" jobs  nodes  partitions"))
    #expect(try Self.last(":qui").hasPrefix(" quit   quit: ends the dashboard"))
    #expect(try Self.last(":save ").hasPrefix(" save: keeps the filter of these applications"))
    #expect(try Self.last(":applications country:").hasPrefix(" FI 1  FR 1"))
    #expect(
      try FilterFixture.typed(":appl<Tab> country:f<Tab>").state.prompt?.field.text
        == "applications country:FI")
    #expect(try FilterFixture.typed(":sor<Tab> le<Tab> d<Tab>").state.prompt?.field.text == "sort left desc")
    let small = FilterFixture.rows(try FilterFixture.typed(":jbos").state, columns: 40, rows: 12)
    #expect(small[10].hasPrefix(" :jbos") && small[11].contains("did you mean jobs?"))
  }

  @Test("What cannot be understood is told at its place, and nothing is done")
  func mistakes() throws {
    for (keys, sentence) in [
      (":jbos", "no command is called “jbos”; did you mean jobs?"),
      (":zzzzzz", "the commands are jobs, nodes"),
      (":jobs usr:x ", "did you mean user?"), (":quit now", "nothing follows quit"),
      (":sort lefd", "did you mean left?"), (":sort left up", "desc is the greatest first"),
      (":sort left desc x", "nothing follows the order"), (":save a b", "the name of a filter has to be"),
      (":sort<Enter>", "sort needs the key of a field"), (":filter <Enter>", "filter needs words, such as"),
      (":save<Enter>", "save needs a name"), (":jobs state:<Enter>", "state: needs a value"),
    ] {
      #expect(try Self.last(keys).contains(sentence), "\(keys)")
      #expect(try Self.last(keys).contains("▔"), "\(keys)")
      let entered = try FilterFixture.typed(keys + "<Enter>")
      #expect(entered.state.prompt != nil && entered.effects.isEmpty && entered.state.view == .applications)
    }
    let canvas = render(try FilterFixture.typed(":jobs usr:x ").state, size: Self.size, clock: Fixture.clock)
    let marked = zip(canvas.cells(row: 46), canvas.cells(row: 47)).filter { $0.1.scalar == "▔" }
    #expect(marked.map { String($0.0.scalar) }.joined() == "usr")
  }

  @Test("A kind opens its list, with words filtered by them; the list that is there is filtered and sorted")
  func lists() throws {
    for (word, view) in [
      ("partitions", View.utilization), ("jobs", .queue), ("applications", .applications),
      ("budgets", .budget),
      ("ALLOCATIONS", .budget),
    ] {
      let state = try FilterFixture.typed(":\(word)<Enter>", in: FilterFixture.state(.overview)).state
      #expect(state.view == view && state.focus == view.pane && state.prompt == nil)
      #expect(try FilterFixture.typed("<Esc>", in: state).state.view == .overview)
    }
    let jobs = try FilterFixture.typed(":jobs gpus>1 sort:-id<Enter>").state
    #expect(jobs.view == .queue && jobs.queries[.jobs]?.written == "gpus>1 sort:-id")
    #expect(try FilterFixture.typed(":jobs<Enter>", in: jobs).state.queries[.jobs] != nil)
    let filtered = try FilterFixture.typed(":filter mode:PG<Enter>").state
    #expect(FilterFixture.listed(filtered) == ["9001", "9002"])
    let sorted = try FilterFixture.typed(":sort country desc<Enter>", in: filtered).state
    #expect(sorted.queries[.applications]?.written == "mode:PG sort:-country")
    #expect(
      try FilterFixture.typed(":sort -country asc<Enter>", in: sorted).state.queries[.applications]?.written
        == "mode:PG sort:country")
    let page = try FilterFixture.typed("<Enter>:filter mode:PG<Enter>").state
    #expect(page.page == nil && FilterFixture.listed(page) == ["9001", "9002"])
  }

  @Test(
    "A saved filter is a command of its name, on the list that has the keys before others; save keeps one")
  func saved() throws {
    var state = FilterFixture.state()
    var settings = ListSettings()
    settings.keep(try SavedFilter("late", words: "breached", of: .applications))
    settings.keep(try SavedFilter("late", words: "wait>1d", of: .jobs))
    settings.keep(try SavedFilter("big", words: "gpus>8", of: .jobs))
    state.adopt(settings)
    let late = try FilterFixture.typed(":late<Enter>", in: state).state
    #expect(late.view == .applications && late.queries[.applications]?.written == "breached")
    let big = try FilterFixture.typed(":big<Enter>", in: late).state
    #expect(big.view == .queue && big.queries[.jobs]?.written == "gpus>8")
    #expect(try FilterFixture.typed(":late<Enter>", in: big).state.queries[.jobs]?.written == "wait>1d")
    let (_, effects) = try FilterFixture.typed("/mode:PG<Enter>:save mine<Enter>", in: state)
    guard case .save(let filter)? = effects.first else {
      Issue.record("nothing was saved")
      return
    }
    #expect(filter.name == "mine" && filter.query.written == "mode:PG")
    #expect(
      try FilterFixture.typed(":save x<Enter>", in: state).state.notice?.text.shown.contains("no filter")
        == true
    )
  }

  @Test(
    "What the dashboard has saved is forgotten by its name; what a configuration has, and no filter, is told so"
  )
  func unsave() throws {
    var state = FilterFixture.state()
    var settings = ListSettings()
    var late = try SavedFilter("late", words: "breached", of: .applications)
    late.isKept = true
    var jobs = try SavedFilter("late", words: "wait>1d", of: .jobs)
    jobs.isKept = true
    settings.keep(jobs)
    settings.keep(late)
    settings.keep(try SavedFilter("site", words: "mine", of: .applications))
    // One that is kept for another list does not go in its place.
    var other = try SavedFilter("site", words: "held", of: .jobs)
    other.isKept = true
    settings.keep(other)
    state.adopt(settings)
    #expect(try FilterFixture.typed(":unsave late<Enter>", in: state).effects == [.unsave(late)])
    #expect(try FilterFixture.typed("2:unsave LATE<Enter>", in: state).effects == [.unsave(jobs)])
    #expect(try FilterFixture.typed(":unsave <Tab><Enter>", in: state).effects == [.unsave(late)])
    for (words, sentence) in [
      ("unsave site", "“site” is of the configuration, and goes by being taken out there"),
      ("unsave lat", "no filter is saved as “lat”; did you mean late?"),
      ("unsave zzz", "no filter is saved as “zzz”"), ("unsave", "unsave needs the name of a saved filter"),
    ] {
      let (refused, effects) = try FilterFixture.typed(":\(words)<Enter>", in: state)
      #expect(effects.isEmpty)
      #expect(FilterFixture.rows(refused).last?.contains(sentence) == true, "\(words)")
    }
    let offered = try FilterFixture.typed(":unsave ", in: state).state.prompt?.completion.candidates
    #expect(offered?.map(\.text) == ["late", "site"])
  }

  @Test("Help, alerts and quit are commands too; quit loses no draft")
  func others() throws {
    #expect(try FilterFixture.typed(":help<Enter>").state.overlay == .help)
    #expect(try FilterFixture.typed(":alerts<Enter>").state.openList == .alerts)
    #expect(try FilterFixture.typed("2:columns<Enter>").state.overlay == .columns)
    #expect(try FilterFixture.typed(":quit<Enter>").effects == [.quit])
    #expect(try FilterFixture.typed(":<Enter>").state.prompt == nil)
    var state = FilterFixture.state()
    state.receive(.open(RecordAuthor(name: "anna", uid: 1000, host: "login1")))
    let factory = FilterFixture.factory.merged(with: [:], calendar: Policy.standard.workingCalendar)
    state.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now))
    let draft = try FilterFixture.typed("dnabc<Esc>", in: state).state
    #expect(!draft.drafts.isEmpty)
    let (warned, effects) = try FilterFixture.typed(":quit<Enter>", in: draft)
    #expect(effects.isEmpty && warned.notice?.text.shown.contains("Q leaves all the same") == true)
    #expect(try FilterFixture.typed("Q", in: warned).effects == [.quit])
  }

  @Test("It is typed over whatever lies there, which goes; letters are text, and Esc drops them")
  func anywhere() throws {
    for keys in ["", "?", "a", "'", "<Enter>"] {
      let state = try FilterFixture.typed("\(keys):qQ1jk?", in: FilterFixture.state()).state
      #expect(state.prompt?.field.text == "qQ1jk?" && state.overlay == nil && state.view == .applications)
      let dropped = try FilterFixture.typed("<Esc>", in: state).state
      #expect(dropped.prompt == nil && dropped.view == .applications)
    }
    var desk = FilterFixture.state()
    desk.receive(.open(RecordAuthor(name: "anna", uid: 1000, host: "login1")))
    let factory = FilterFixture.factory.merged(with: [:], calendar: Policy.standard.workingCalendar)
    desk.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now))
    #expect(try FilterFixture.typed("d:q", in: desk).state.prompt?.field.text == "q")
    // In a form it is text, or nothing comes of it.
    let form = try FilterFixture.typed("dn:q", in: desk).state
    #expect(form.prompt == nil && form.form?.note.text == ":q")
    let asked = try FilterFixture.typed("dt<C-d>:q", in: desk).state
    #expect(asked.unoffered?.field.text == "q" && asked.form != nil)
    #expect(FilterFixture.rows(asked).last?.contains("a form takes no commands") == true)
  }

  @Test("Commands have a history of their own")
  func history() throws {
    let state = try FilterFixture.typed(":filter mode:PG<Enter>/<C-u>waiting<Enter>:sort left<Enter>:x<Up>")
      .state
    #expect(state.prompt?.field.text == "sort left")
    #expect(try FilterFixture.typed("<Up>", in: state).state.prompt?.field.text == "filter mode:PG")
    #expect(try FilterFixture.typed("<Down>", in: state).state.prompt?.field.text == "x")
  }
}
