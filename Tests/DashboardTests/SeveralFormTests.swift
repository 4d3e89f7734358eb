import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Deciding on several at once")
struct SeveralFormTests {
  private static func isRecorded(_ id: SafeText, in state: DashboardState) -> Bool {
    state.content?.application(id)?.application.state == .awarded
  }

  @Test(
    "What is marked is decided on, whatever is under the cursor, one record each, when that was shown and agreed to"
  )
  func marked() throws {
    var desk = DecisionFixture()
    #expect(try desk.type("<Space>j<Space>gda").isEmpty)
    #expect(desk.state.form?.scope == .several)
    #expect(desk.text.contains("accept · 2 marked"))
    let marked = desk.state.markedApplications
    #expect(try desk.type("fine<C-d>").isEmpty)
    for part in ["2 of 2 will be recorded", "Record?", "decision → awarded", "fine", "y records 2"] {
      #expect(desk.told.contains(part), "\(part)")
    }
    #expect(try desk.type("y", isAlone: false).isEmpty)
    let order = try desk.order("y")
    #expect(order.drafts.map(\.found.application.id) == marked)
    #expect(order.drafts.allSatisfy { $0.draft == DecisionDraft(.decision(.accept), note: "fine") })
    #expect(desk.text.contains("recording"))
    #expect(try desk.type("y").isEmpty)
    try desk.carryOut(order)
    #expect(desk.state.form == nil)
    #expect(desk.text.contains("2 recorded"))
    #expect(marked.allSatisfy { Self.isRecorded($0, in: desk.state) })
  }

  @Test(
    "Each action comes to its kind of record",
    arguments: [
      ("t", DecisionKind.assign(to: "anna"), ApplicationState.decision),
      ("sben<Tab>", .assign(to: "ben"), .decision),
      ("i", .ask, .adminCheck), ("w", .answer, .infoRequested), ("o<Tab>", .outcome(.eligible), .adminCheck),
      ("o<Right><Tab>", .outcome(.ineligible), .adminCheck), ("a", .decision(.accept), .decision),
      ("r", .decision(.reject), .decision), ("l", .decision(.waitlist), .decision), ("n", .note, .active),
    ])
  func triageActions(keys: String, kind: DecisionKind, portal: ApplicationState) throws {
    var desk = DecisionFixture { $0.portal = [portal, portal, portal, portal] }
    let order = try desk.order("*d\(keys)why<C-d>y")
    #expect(order.drafts.count == 4)
    #expect(order.drafts.allSatisfy { $0.draft == DecisionDraft(kind, note: "why") })
  }

  @Test("A correction is of one record, and says what takes back a batch")
  func correction() throws {
    var desk = DecisionFixture()
    try desk.type("*dc")
    #expect(desk.state.form == nil)
    #expect(desk.text.contains("take back all with u"))
  }

  @Test("The question what to do says of how many each can be recorded")
  func counts() throws {
    var desk = DecisionFixture()
    try desk.type("*d")
    let rows = desk.text.split(separator: "\n")
    #expect(rows.contains { $0.contains("accept    3 of 4") })
    #expect(rows.contains { $0.contains("note      4 of 4") })
    #expect(desk.text.contains("Decide · 4 marked"))
  }

  @Test("Each that is left out is named with the reason, and gets no record")
  func leftOut() throws {
    var desk = DecisionFixture {
      $0.portal = [.decision, .adminCheck, .decision, .awarded]
      $0.records = [$0.decision("b:1", .accept, of: 2), $0.decision("c:1", .reject, of: 2)]
    }
    try desk.type("*da")
    for part in [
      "1 of 4", "3 are left out", "awarded already: left out", "has to be forced: left out",
      "contradict each other: settle it by itself: left out",
    ] {
      #expect(desk.told.contains(part), "\(part)\n\(desk.told)")
    }
    let order = try desk.order("<C-d>y")
    #expect(order.drafts.map(\.found.application.id) == [DecisionFixture.ids[0]])
    try desk.carryOut(order)
    #expect(desk.text.contains("1 recorded, 3 left out: "))
    // Nobody needs to be told twice to take what is theirs.
    var taken = DecisionFixture { $0.records = [] }
    let take = try taken.order("*dt<C-d>y")
    try taken.carryOut(take)
    try taken.type("dt")
    #expect(taken.text.contains("0 of 4"))
    #expect(taken.text.contains("it is yours: left out"))
    try taken.type("<C-d>")
    #expect(taken.text.contains("nothing would be recorded"))
  }

  @Test("What would be granted is summed against pool, machine and drain, and what is not known is a dash")
  func sums() throws {
    var desk = DecisionFixture()
    try desk.type("*da")
    #expect(desk.text.contains("together"))
    #expect(desk.text.contains("3.0 k GPU-h: 3.0 k name0"))
    #expect(desk.text.contains("PG —, none is configured"))
    #expect(desk.text.contains("% of available"))
    try desk.type("<Esc><Esc>*dr")
    #expect(!desk.text.contains("together"))
  }

  @Test("What is marked asks for together stands under the list, a dash where one does not tell")
  func asked() throws {
    var desk = DecisionFixture()
    #expect(!desk.text.contains("marked ask"))
    try desk.type("<Space><Space>")
    #expect(desk.text.contains("─ marked ask 2.0 k GPU-h ─"))
    // Those that a filter hides are marked all the same.
    try desk.type("/id:9009<Enter>")
    #expect(desk.text.contains("─ marked ask 2.0 k GPU-h ─"))
    var factory = desk.content.factory
    factory.applications?[0].requested = nil
    try desk.type("/<C-u><Enter>*")
    desk.state.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now))
    #expect(desk.text.contains("─ marked ask — GPU-h ─"))
  }

  @Test("Marks that a filter hides count, and what no file holds any more is named")
  func hiddenAndGone() throws {
    var desk = DecisionFixture()
    try desk.type("*/id:9001<Enter>dn")
    #expect(desk.text.contains("note · 4 marked"))
    var gone = DecisionFixture()
    try gone.type("*")
    var factory = gone.content.factory
    factory.applications?.removeLast()
    gone.state.receive(DashboardModel(factory: factory, policy: .standard, now: Fixture.now))
    try gone.type("dn")
    #expect(gone.text.contains("note · 4 marked"))
    #expect(gone.text.contains("no file holds it any more: left out"))
  }

  @Test("On the page of an application it alone is decided on, whatever is marked")
  func page() throws {
    var desk = DecisionFixture()
    try desk.type("*g<Enter>dn")
    #expect(desk.state.form?.scope == .one)
  }

  @Test("A text of the configuration is chosen, filled for each, and never put over what somebody typed")
  func templates() throws {
    var desk = DecisionFixture {
      $0.portal = [.adminCheck, .adminCheck, .adminCheck, .adminCheck]; $0.organisations[3] = nil
    }
    desk.state.adopt(
      TextTemplates([
        TextTemplate(name: "data", text: "Which data, {organisation}? ({id})"),
        TextTemplate(name: "short", text: "Soon?"),
      ]))
    try desk.type("*di<S-Tab>")
    #expect(desk.text.contains("‹ none ›"))
    try desk.type("<Right>")
    #expect(desk.text.contains("‹ data ›"))
    #expect(desk.told.contains("which no file tells: left out"))
    try desk.type("<Right>")
    #expect(desk.text.contains("‹ short ›") && desk.text.contains("Soon?"))
    try desk.type("<Left><C-d>")
    #expect(desk.told.contains("Which data, Aurinko Health? (\(DecisionFixture.ids[1].shown))"))
    let order = try desk.order("y")
    #expect(order.drafts.count == 3)
    #expect(order.drafts.map(\.draft.note).contains("Which data, Tidal Agri? (\(DecisionFixture.ids[0]))"))
    var typed = DecisionFixture { $0.portal = [.adminCheck, .adminCheck, .adminCheck, .adminCheck] }
    typed.state.adopt(desk.state.templates)
    try typed.type("*dimy own<S-Tab><Right>")
    #expect(typed.text.contains("what is typed is kept"))
    #expect(typed.state.form?.note.text == "my own")
  }

  @Test("A hidden organisation is filled into no text, nor is one whose name looks like a place")
  func filling() throws {
    let application = Application(
      id: "A-{organisation}", mode: .playground, state: .decision, organisation: "{id} Ltd {organisation}")
    let text: SafeText = "{organisation} {id} {other} {"
    #expect(
      try TextTemplates().filled(text, for: application)
        == "{id} Ltd {organisation} A-{organisation} {other} {")
    #expect(throws: TextTemplate.Refusal.noOrganisation(isHidden: true)) {
      try TextTemplates(areOrganisationsHidden: true).filled(text, for: application)
    }
    #expect(throws: TextTemplate.Refusal.tooLong(1003)) {
      try TextTemplates().filled(
        SafeText(untrusted: String(repeating: "x", count: 987) + "{id}"), for: application)
    }
  }

  @Test("Esc keeps the draft, what is marked then finds it again, and what has changed of the marks is told")
  func drafts() throws {
    var desk = DecisionFixture()
    try desk.type("<Space><Space>damy words<Esc>")
    #expect(desk.text.contains("the draft is kept"))
    #expect(try desk.type("q").isEmpty)
    #expect(desk.text.contains("a draft is not recorded"))
    let marked = desk.state.markedApplications
    // The first row is unmarked, and the third one marked.
    try desk.type("g<Space>j<Space>d")
    #expect(desk.text.contains("draft"))
    try desk.type("a")
    #expect(desk.text.contains("my words"))
    #expect(desk.state.form?.news.count == 2)
    #expect(desk.told.contains("marked since the draft, and in it now"))
    #expect(desk.told.contains("not marked any more, and out of it: \(marked[0].shown)"))
    #expect(desk.state.form?.parts.map(\.application) == desk.state.markedApplications)
    try desk.type("<C-x>")
    #expect(desk.text.contains("thrown away"))
    #expect(try desk.type("<Esc>q") == [.quit])
  }

  @Test("A draft of others than those that are marked now says whose it was, where it is read first")
  func draftOfOthers() throws {
    var desk = DecisionFixture { $0.size = Size(columns: 80, rows: 24) }
    try desk.type("<Space>damy words<Esc>")
    let before = desk.state.markedApplications[0]
    try desk.type("g<Space>j<Space>da")
    #expect(desk.state.form?.note.text == "my words")
    #expect(desk.told.contains("this draft was of others, none of which is marked now"), "\(desk.text)")
    #expect(desk.told.contains(before.shown))
    #expect(!desk.told.contains("more changed meanwhile"))
  }

  @Test(
    "An outcome that ends an application is chosen for nobody",
    arguments: [
      (.infoRequested, nil), (.awarded, .accepted), (.adminCheck, .eligible), (.decision, nil),
    ] as [(ApplicationState, StepOutcome?)])
  func outcome(portal: ApplicationState, chosen: StepOutcome?) throws {
    var desk = DecisionFixture { $0.portal = [portal, portal, portal, portal] }
    try desk.type("*d")
    #expect(desk.text.contains("outcome   4 of 4"))
    try desk.type("o")
    #expect(desk.state.form?.outcome == chosen)
    guard chosen == nil else { return }
    #expect(try desk.type("<C-d>").isEmpty)
    #expect(desk.told.contains("choose an outcome"))
    let order = try desk.order("<Right><C-d>y")
    #expect(order.drafts.allSatisfy { $0.draft.kind == .outcome(.withdrawn) })
  }

  @Test("The note of several is counted as that of one")
  func counter() throws {
    var desk = DecisionFixture()
    try desk.type("*dafine")
    #expect(desk.text.contains("4/1000"))
  }

  @Test("Nothing of a form lies over another thing in it, however little room there is")
  func overlap() throws {
    var desk = DecisionFixture { $0.portal = [.adminCheck, .adminCheck, .adminCheck, .adminCheck] }
    desk.state.adopt(TextTemplates([TextTemplate(name: "short", text: "Soon?")]))
    let order = try desk.order("*do<Tab><Tab>my words<C-d>y")
    let long = SafeText(untrusted: "NOT RECORDED: \(String(repeating: "so ", count: 90))")
    desk.state.receive(RecordReport(order, allFailed: long))
    desk.size = Size(columns: 40, rows: 12)
    for part in ["outcome", "text", "note", "[ done ]", "my words"] {
      #expect(desk.text.contains(part), "\(part)\n\(desk.text)")
    }
  }

  @Test("An empty form leaves no draft, and a question needs its text")
  func empty() throws {
    var desk = DecisionFixture { $0.portal = [.adminCheck, .adminCheck, .adminCheck, .adminCheck] }
    try desk.type("*di<C-d>")
    #expect(desk.text.contains("the question is empty"))
    try desk.type("<Esc>ds<C-d>")
    #expect(desk.text.contains("name a colleague or a team"))
    try desk.type("<Esc>")
    #expect(desk.state.drafts.isEmpty)
  }

  @Test(
    "A change that arrives while it is asked has to be looked at before anything is recorded",
    arguments: [false, true])
  func change(isFrozen: Bool) throws {
    var desk = DecisionFixture()
    try desk.type("\(isFrozen ? "f" : "")*dafine<C-d>")
    desk.records.append(desk.decision("b:1", .reject, of: 1))
    desk.read()
    #expect(desk.text.contains("changed meanwhile: 2026PG01-9002: ben recorded reject as b:1"))
    #expect(try desk.type("y").isEmpty)
    #expect(desk.state.form?.stage == .editing)
    let order = try desk.order("<C-d>y")
    #expect(order.drafts.map(\.found.application.id) == [DecisionFixture.ids[0], DecisionFixture.ids[2]])
  }

  @Test("What met a newer record is named afterwards, keeps its draft, and is all that is left of it")
  func newer() throws {
    var desk = DecisionFixture()
    let order = try desk.order("*dafine<C-d>y")
    var results = try desk.record(order)
    results[1] = .changed(["ben recorded reject as b:1"])
    desk.state.receive(RecordReport(ticket: order.ticket, results))
    #expect(desk.state.form?.parts.map(\.application) == [order.drafts[1].found.application.id])
    #expect(desk.text.contains("2 recorded, 2 left out: "))
    #expect(desk.text.contains("ben recorded reject as b:1"))
    #expect(desk.state.form?.note.text == "fine")
    // Those that are recorded are not decided on again.
    #expect(!desk.state.markedApplications.contains(order.drafts[0].found.application.id))
    #expect(desk.state.markedApplications.count == 2)
  }

  @Test("What the disk did not take is told with the reason, and comes back as it was written")
  func failed() throws {
    var desk = DecisionFixture()
    let order = try desk.order("*dafine<C-d>y")
    var results = try desk.record(order)
    for place in 1...2 { results[place] = .failed("NOT RECORDED: the disk is full") }
    desk.state.receive(RecordReport(ticket: order.ticket, results))
    let text = desk.told
    for part in ["1 recorded", "2 not: ", "NOT RECORDED: the disk is full", "fine"] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(desk.state.form?.parts.count == 2)
    desk.records.removeLast(2)
    desk.read()
    let again = try desk.order("<C-d>y")
    #expect(again.drafts.count == 2)
    // The rest is of the same batch, so that it is taken back at once.
    #expect(again.batch == desk.records.first?.batch && again.batch != nil)
    #expect(again.drafts.allSatisfy { $0.draft.note == "fine" })
  }

  @Test("Closed while it is being recorded, what becomes of it is told, and what failed comes back")
  func background() throws {
    var desk = DecisionFixture()
    let order = try desk.order("*dafine<C-d>y")
    try desk.type("<Esc>")
    #expect(desk.state.form == nil)
    #expect(try desk.type("q").isEmpty)
    #expect(desk.text.contains("still being recorded"))
    var typing = desk
    try typing.type("/mode")
    typing.state.receive(RecordReport(order, allFailed: "NOT RECORDED: no"))
    #expect(typing.state.form == nil && typing.state.drafts.count == 1)
    desk.state.receive(RecordReport(order, allFailed: "NOT RECORDED: no"))
    #expect(desk.state.form?.note.text == "fine")
  }

  @Test("Records that came to a conflict are told so")
  func conflict() throws {
    var desk = DecisionFixture()
    let order = try desk.order("*da<C-d>y")
    var results = try desk.record(order)
    guard case .recorded(let record, _, _) = results[0] else { return }
    results[0] = .recorded(record, conflicts: ["b:1"])
    desk.state.receive(RecordReport(ticket: order.ticket, results))
    #expect(desk.text.contains("is in CONFLICT with b:1"))
  }

  @Test(
    "Of many, all can be scrolled to, also on the smallest screen",
    arguments: [(40, 12), (80, 24), (53, 17), (160, 48)])
  func small(columns: Int, rows: Int) throws {
    var desk = DecisionFixture { $0.size = Size(columns: columns, rows: rows) }
    try desk.type("*dafine")
    var seen: Set<SafeText> = []
    for _ in 0..<12 {
      for id in DecisionFixture.ids where desk.text.contains(id.withoutProgramme.shown) { seen.insert(id) }
      try desk.type("<PgDn>")
    }
    #expect(seen.count == 4, "\(desk.text)")
    #expect(desk.text.contains("fine"))
    try desk.type("<C-d>")
    #expect(desk.text.contains("Record?"))
    #expect(desk.text.contains("3 of 4"))
    #expect(desk.state.form?.note.text == "fine")
  }

  @Test("Read-only refuses what is marked as it refuses one")
  func readOnly() throws {
    var desk = DecisionFixture(desk: .readOnly(because: "so"))
    try desk.type("*d")
    #expect(desk.state.overlay == nil)
    #expect(desk.text.contains("read-only: so"))
  }
}
