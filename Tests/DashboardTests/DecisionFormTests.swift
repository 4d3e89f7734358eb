import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Deciding in the dashboard")
struct DecisionFormTests {
  private static let size = Size(columns: 160, rows: 48)
  private static let id: SafeText = "EHPC-AIF-2026PG01-9001"
  private static let anna = RecordAuthor(name: "anna", uid: 1000, host: "login1")

  private static func record(
    _ id: SafeText, _ kind: DecisionKind, seen: [SafeText] = [], to: ApplicationState? = nil,
    uid: UInt32 = 1001
  ) -> DecisionRecord {
    DecisionRecord(
      id: id, application: Self.id, kind: kind, note: "because", seen: seen,
      from: to == nil ? nil : .decision,
      to: to, portal: .decision,
      author: RecordAuthor(name: uid == 1000 ? "anna" : "ben", uid: uid, host: "h"),
      at: Fixture.now)
  }

  private static func content(_ records: [DecisionRecord] = [], portal: ApplicationState = .decision)
    -> DashboardModel
  {
    var factory = Fixture.factory()
    factory.applications?.removeLast(2)
    factory.applications?[0].state = portal
    return DashboardModel(
      factory: factory.merged(with: records.caseHistories(), calendar: Policy.standard.workingCalendar),
      policy: .standard, now: Fixture.now)
  }

  private static func state(
    _ records: [DecisionRecord] = [], portal: ApplicationState = .decision,
    desk: RecordingAccess = .open(anna)
  ) -> DashboardState {
    var state = DashboardState(view: .applications)
    state.receive(desk)
    state.receive(content(records, portal: portal))
    return state
  }

  @discardableResult
  private static func type(_ keys: String, into state: inout DashboardState, isAlone: Bool = true) throws
    -> [Effect]
  {
    try KeyNotation.keys(in: keys).flatMap {
      state.handle(.key($0, isAlone: isAlone), size: size, now: Fixture.now)
    }
  }

  private static func text(_ state: DashboardState, _ size: Size = size) -> String {
    render(state, size: size, clock: Fixture.clock).text
  }

  @Test("Nothing is recorded before it was shown and agreed to, and then what was shown")
  func asksOnce() throws {
    var state = Self.state()
    #expect(try Self.type("datwo months<Enter>from 1 December<C-d>", into: &state).isEmpty)
    let shown = Self.text(state)
    for part in [
      "Record it?", "accept", "decision → awarded", "two months", "from 1 December", "anna on login1",
    ] {
      #expect(shown.contains(part))
    }
    let effects = try Self.type("y", into: &state)
    guard case .record(let order)? = effects.first, effects.count == 1 else {
      Issue.record("\(effects)")
      return
    }
    #expect(order.drafts[0].found.application.id == Self.id)
    #expect(
      order.drafts[0].draft
        == DecisionDraft(.decision(.accept), note: SafeText(untrusted: "two months\nfrom 1 December"))
    )
    // Until the disk has it, nothing says so, and the key does it no second time.
    #expect(!Self.text(state).contains("recorded "))
    #expect(try Self.type("y", into: &state).isEmpty)
    state.receive(
      RecordReport(
        ticket: order.ticket,
        [.recorded(Self.record("a:1", .decision(.accept), to: .awarded, uid: 1000), conflicts: [])]))
    #expect(state.form == nil)
    #expect(Self.text(state).contains("recorded accept of \(Self.id.shown) as a:1"))
    #expect(try Self.type("q", into: &state) == [.quit])
  }

  @Test("F10 leaves an empty form and the program; where something is written it asks first, and a Q is text")
  func leavingAtOnce() throws {
    var empty = Self.state()
    #expect(try Self.type("dn<F10>", into: &empty) == [.quit])
    for keys in ["dnQ<F10>", "dnQ<C-d><F10>"] {
      var state = Self.state()
      #expect(try Self.type(keys, into: &state).isEmpty)
      #expect(state.form == nil && state.drafts.count == 1)
      #expect(Self.text(state).contains("a draft is not recorded: the same key again leaves all the same"))
      #expect(try Self.type("<F10>", into: &state) == [.quit])
    }
  }

  @Test(
    "The question what to do is a menu: keys that move go through it, Enter takes what is under the cursor")
  func menu() throws {
    let asked = KeyTable.bindings.compactMap { binding -> TriageAction? in
      if case .open(let triageAction) = binding.action { triageAction } else { nil }
    }
    #expect(asked == TriageAction.allCases)
    for (keys, triageAction) in [
      ("d<Enter>", TriageAction.take), ("djj<Enter>", .ask), ("djjk<Enter>", .assign),
      ("d<Down><Down><Up><Enter>", .assign),
      ("dG<Enter>", .correct), ("dGjk<Enter>", .note), ("dGgk<Enter>", .take), ("dG<Esc>d<Enter>", .take),
    ] {
      var state = Self.state([Self.record("a:1", .note, uid: 1000)])
      try Self.type(keys, into: &state)
      #expect(state.form?.triageAction == triageAction, "\(keys)")
    }
    var closed = Self.state()
    try Self.type("djq", into: &closed)
    #expect(closed.overlay == nil && closed.form == nil)
    for size in [Self.size, Size(columns: 40, rows: 12)] {
      var state = Self.state()
      try Self.type("dG", into: &state)
      let canvas = render(state, size: size, clock: Fixture.clock)
      let place = try #require(canvas.cursor)
      let rows = canvas.text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(rows[place.row].contains("c  correct"), "\(size)")
    }
  }

  @Test("Help is shown in place of what can be done about an application")
  func helpBesideTriageActions() throws {
    var state = Self.state()
    try Self.type("d?", into: &state)
    #expect(state.overlay == .help)
  }

  @Test(
    "Each action has its form, and comes to its kind of record",
    arguments: [
      ("t", DecisionKind.assign(to: "anna"), ApplicationState.decision),
      ("sben<Enter>", .assign(to: "ben"), .decision), ("i", .ask, .adminCheck),
      ("w", .answer, .infoRequested), ("o<Tab>", .outcome(.eligible), .adminCheck),
      ("o<Right><Tab>", .outcome(.ineligible), .adminCheck), ("a", .decision(.accept), .decision),
      ("r", .decision(.reject), .decision), ("l", .decision(.waitlist), .decision), ("n", .note, .active),
      ("c<Tab>", .correction(of: "a:1"), .decision),
    ])
  func triageActions(keys: String, kind: DecisionKind, portal: ApplicationState) throws {
    var state = Self.state([Self.record("a:1", .note, uid: 1000)], portal: portal)
    let effects = try Self.type("d\(keys)why<C-d>y", into: &state)
    guard case .record(let order)? = effects.first else {
      Issue.record("\(Self.text(state))")
      return
    }
    #expect(order.drafts[0].draft == DecisionDraft(kind, note: "why"))
  }

  @Test("What the step does not allow says why, and is recorded only when it is forced and explained")
  func forced() throws {
    var state = Self.state(portal: .adminCheck)
    try Self.type("d", into: &state)
    #expect(Self.text(state).contains("can be forced"))
    #expect(try Self.type("a<C-d>", into: &state).isEmpty)
    #expect(Self.text(state).contains("the application is in admin check"))
    #expect(try Self.type("y<C-d>y", into: &state).isEmpty)
    // The force field has the keys after the refusal.
    try Self.type(" <C-d>", into: &state)
    #expect(Self.text(state).contains("what is forced has to say why, in the"))
    let effects = try Self.type("by phone<C-d>y", into: &state)
    guard case .record(let order)? = effects.first else {
      Issue.record("\(Self.text(state))")
      return
    }
    #expect(order.drafts[0].draft == DecisionDraft(.decision(.accept), note: "by phone", isForced: true))
  }

  @Test("What a choice or a tick wants is said in the frame of the form while one is at it")
  func keysOfField() throws {
    var state = Self.state(portal: .adminCheck)
    try Self.type("do", into: &state)
    #expect(Self.text(state).contains("← → choose"))
    try Self.type("<Tab>", into: &state)
    #expect(!Self.text(state).contains("← → choose"))
    try Self.type("<Esc>da<C-d>", into: &state)
    #expect(Self.text(state).contains("Space ticks"))
  }

  @Test("Where a step allows no outcome, the question what to do says so, and the form too")
  func noOutcome() throws {
    var state = Self.state(portal: .closed)
    try Self.type("d", into: &state)
    #expect(Self.text(state).split(separator: "\n").contains { $0.contains("o  outcome   not in “closed”") })
    try Self.type("o", into: &state)
    #expect(Self.text(state).contains("the step allows none"))
    try Self.type("<C-d>", into: &state)
    #expect(Self.text(state).contains("choose an outcome"))
  }

  @Test("Escape keeps the draft, the form has it again, and leaving the program warns of it once")
  func drafts() throws {
    var state = Self.state()
    try Self.type("darough idea<Esc>", into: &state)
    #expect(state.form == nil)
    #expect(try Self.type("q", into: &state).isEmpty)
    #expect(Self.text(state).contains("a draft is not recorded"))
    try Self.type("d", into: &state)
    #expect(Self.text(state).contains("draft"))
    try Self.type("a", into: &state)
    #expect(Self.text(state).contains("rough idea"))
    try Self.type("<C-x>", into: &state)
    #expect(try Self.type("q", into: &state) == [.quit])
  }

  @Test("Leaving with a draft is possible: the same key again")
  func leaveWithDraft() throws {
    var state = Self.state()
    try Self.type("danx<Esc>", into: &state)
    #expect(try Self.type("q", into: &state).isEmpty)
    #expect(try Self.type("q", into: &state) == [.quit])
  }

  @Test(
    "A change that arrives while the form is open is shown, and has to be looked at before anything is recorded"
  )
  func change() throws {
    var state = Self.state()
    try Self.type("dafine<C-d>", into: &state)
    state.receive(Self.content([Self.record("b:1", .decision(.reject), to: .rejected)]))
    let shown = Self.text(state)
    #expect(shown.contains("changed meanwhile: ben recorded reject as b:1"))
    #expect(try Self.type("y", into: &state).isEmpty)
    #expect(state.form?.stage == .editing)
    // What is decided then knows of it.
    #expect(state.form?.seen?.standing.history.heads == ["b:1"])
  }

  @Test("A frozen screen hides no change from a form")
  func frozen() throws {
    var state = Self.state()
    try Self.type("fda", into: &state)
    state.receive(Self.content([Self.record("b:1", .note)]))
    #expect(Self.text(state).contains("ben recorded note"))
  }

  @Test("The portal's change is a change too")
  func portal() throws {
    var state = Self.state()
    try Self.type("da", into: &state)
    state.receive(Self.content(portal: .awarded))
    #expect(Self.text(state).contains("the portal’s state is awarded"))
  }

  @Test(
    "An application or a journal that is gone is said to be, and has to be looked at before anything is recorded",
    arguments: [(true, "no file holds the application any more"), (false, "the journal is gone")])
  func gone(isApplication: Bool, told: String) throws {
    var state = Self.state()
    try Self.type("dafine<C-d>", into: &state)
    var factory = Fixture.factory()
    if isApplication {
      factory.applications?.removeFirst()
      factory = factory.merged(with: [:], calendar: Policy.standard.workingCalendar)
    }
    let later = DashboardModel(factory: factory, policy: .standard, now: Fixture.now)
    state.receive(later)
    #expect(Self.text(state).contains(told))
    #expect(try Self.type("y", into: &state).isEmpty)
    // Who has looked at it is not asked again and again.
    try Self.type("<C-d>", into: &state)
    state.receive(later)
    #expect(try Self.type("y", into: &state).count == 1)
  }

  @Test("What could not be recorded and what was begun meanwhile are both kept", arguments: [true, false])
  func twoDrafts(isOpen: Bool) throws {
    var state = Self.state()
    try Self.type("dnfirst<C-d>y<Esc>dnsecond", into: &state)
    if !isOpen { try Self.type("<Esc>", into: &state) }
    state.receive(RecordReport(ticket: 1, [.failed("NOT RECORDED: the disk is full")]))
    #expect(Self.text(state).contains("NOT RECORDED: the disk is full"))
    var kept: Set<String> = []
    try Self.type("<Esc>", into: &state)
    for _ in 0..<2 {
      try Self.type("dn", into: &state)
      kept.insert(try #require(state.form).note.text.shown)
      try Self.type("<C-x>", into: &state)
    }
    #expect(kept == ["first", "second"])
  }

  @Test("What could not be recorded takes the keys from no filter that is being typed")
  func whileTyping() throws {
    var state = Self.state()
    try Self.type("dnfirst<C-d>y<Esc>/mode", into: &state)
    state.receive(RecordReport(ticket: 1, [.failed("NOT RECORDED: the disk is full")]))
    #expect(state.form == nil)
    #expect(Self.text(state).contains("NOT RECORDED: the disk is full"))
    try Self.type(":PG<Esc>dn", into: &state)
    #expect(state.form?.note.text == "first")
  }

  @Test("Why it is not recorded comes before what has changed, and the newest of that before the rest")
  func foot() throws {
    var state = Self.state()
    try Self.type("dafine<C-d>y", into: &state)
    state.receive(RecordReport(ticket: 1, [.changed((1...9).map { "ben recorded note as b:\($0)" })]))
    for size in [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24)] {
      let text = Self.text(state, size)
      #expect(text.contains("NOT RECORDED"))
      #expect(text.contains("more changed meanwhile"))
    }
    let text = Self.text(state, Size(columns: 80, rows: 24))
    #expect(text.contains("b:9") && !text.contains("b:1"))
  }

  @Test("A key that nothing is bound to is no second one to leave by")
  func leaveAfterOther() throws {
    var state = Self.state()
    try Self.type("danx<Esc>q", into: &state)
    _ = state.handle(.key(.character("~"), isAlone: true), size: Self.size, now: Fixture.now)
    #expect(try Self.type("q", into: &state).isEmpty)
  }

  @Test("What the disk did not take comes back as it was written, with the reason")
  func failure() throws {
    var state = Self.state()
    try Self.type("dafine<C-d>y", into: &state)
    state.receive(RecordReport(ticket: 1, [.failed("NOT RECORDED: the disk is full")]))
    let shown = Self.text(state)
    #expect(shown.contains("NOT RECORDED: the disk is full"))
    #expect(shown.contains("fine"))
    #expect(state.form?.stage == .editing)
  }

  @Test("What somebody else recorded in the meantime is shown before it is tried again")
  func faster() throws {
    var state = Self.state()
    try Self.type("dafine<C-d>y", into: &state)
    state.receive(RecordReport(ticket: 1, [.changed(["ben recorded reject as b:1"])]))
    #expect(Self.text(state).contains("ben recorded reject as b:1"))
    #expect(Self.text(state).contains("NOT RECORDED"))
  }

  @Test(
    "A form that was closed while the disk worked comes back when it failed, and does not when it did not")
  func background() throws {
    var state = Self.state()
    try Self.type("dafine<C-d>y<Esc>", into: &state)
    #expect(state.form == nil)
    #expect(try Self.type("q", into: &state).isEmpty)
    #expect(Self.text(state).contains("still being recorded"))
    var failed = state
    failed.receive(RecordReport(ticket: 1, [.failed("NOT RECORDED: no")]))
    #expect(failed.form?.note.text == "fine")
    state.receive(RecordReport(ticket: 1, [.recorded(Self.record("a:1", .note, uid: 1000), conflicts: [])]))
    #expect(state.form == nil)
    #expect(try Self.type("q", into: &state) == [.quit])
  }

  @Test("A late conflict is told with the record that it is with")
  func conflict() throws {
    var state = Self.state()
    try Self.type("dafine<C-d>y", into: &state)
    state.receive(
      RecordReport(
        ticket: 1, [.recorded(Self.record("a:1", .decision(.accept), uid: 1000), conflicts: ["b:1"])]))
    #expect(Self.text(state).contains("in CONFLICT with b:1"))
  }

  @Test("A record that the file system gave to somebody else, beside a verified one, is said not to count")
  func outranked() throws {
    var state = Self.state()
    try Self.type("dafine<C-d>y", into: &state)
    let record = Self.record("a:1", .decision(.accept), uid: 1000)
    state.receive(RecordReport(ticket: 1, [.recorded(record, conflicts: [], isOutranked: true)]))
    #expect(Self.text(state).contains("it does NOT COUNT"))
  }

  @Test(
    "Read-only refuses every action, and says so at once and whenever it is asked",
    arguments: [RecordingAccess.readOnly(because: "the folder is gone"), .none])
  func readOnly(desk: RecordingAccess) throws {
    var state = Self.state(desk: desk)
    if desk != .none {
      #expect(Self.text(state).contains("read-only: the folder is gone"))
      #expect(Self.text(state).contains("READ-ONLY"))
    }
    for triageAction in TriageAction.allCases {
      #expect(try Self.type("d", into: &state).isEmpty)
      #expect(state.overlay == nil)
      #expect(state.reduce(.open(triageAction), size: Self.size, now: Fixture.now).isEmpty)
      #expect(state.form == nil)
      #expect(Self.text(state).contains(desk == .none ? "there is no journal" : "read-only"))
    }
  }

  @Test("A burst of keys, as a paste on a terminal that does not mark it, records nothing")
  func burst() throws {
    for text in ["dafine<C-d>y", "dan<C-d>y<Enter>y", "diq<C-d>yyyy", "dkq<C-d>yyyy", "d<Enter>q<C-d>yyyy"] {
      var state = Self.state(portal: .adminCheck)
      #expect(
        try !Self.type(text, into: &state, isAlone: false).contains {
          if case .record = $0 { true } else { false }
        })
    }
    var state = Self.state()
    try Self.type("dafine<C-d>", into: &state)
    #expect(try Self.type("y", into: &state, isAlone: false).isEmpty)
    #expect(Self.text(state).contains("press it by itself"))
    #expect(try Self.type("y", into: &state).count == 1)
  }

  @Test("Where the screen is too small to show what would be recorded, nothing is")
  func tooSmall() throws {
    var state = Self.state()
    try Self.type("dafine<C-d>", into: &state)
    for size in [Size(columns: 39, rows: 48), Size(columns: 160, rows: 11), Size(columns: 1, rows: 1)] {
      let key = Input.key(.character("y"), isAlone: true)
      #expect(state.handle(key, size: size, now: Fixture.now).isEmpty)
    }
    #expect(Self.text(state).contains("the terminal was too small"))
    #expect(try Self.type("y", into: &state).count == 1)
  }

  @Test("Where all of it does not fit, the question is there, and which key shows the rest")
  func low() throws {
    var state = Self.state(portal: .adminCheck)
    try Self.type("da one<Enter>two<Enter>three<Tab> <C-d>", into: &state)
    let low = Self.text(state, Size(columns: 40, rows: 12))
    for part in ["record       accept", "Record it?  PgDn for the rest", " ▼ "] {
      #expect(low.contains(part), "\(part)")
    }
    let high = Self.text(state, Size(columns: 80, rows: 24))
    for part in ["three", "by           ", "knowing", "Record it?  y records it"] {
      #expect(high.contains(part), "\(part)")
    }
  }

  @Test("What an outcome is called is never broken")
  func outcomes() throws {
    var state = Self.state(portal: .techAssessment)
    try Self.type("do", into: &state)
    for columns in [80, 100, 120, 160] {
      let text = Self.text(state, Size(columns: columns, rows: 24))
      for outcome in ["feasible_with_conditions", "infeasible"] {
        #expect(text.contains(outcome), "\(columns) \(outcome)")
      }
    }
  }

  @Test(
    "What was recorded is said beside a remark that comes with it, whichever is first",
    arguments: [true, false])
  func recordedBesideRemark(isRecordFirst: Bool) throws {
    var state = Self.state()
    try Self.type("dafine<C-d>y", into: &state)
    let report = RecordReport(
      ticket: 1, [.recorded(Self.record("a:1", .decision(.accept), to: .awarded, uid: 1000), conflicts: [])])
    if isRecordFirst { state.receive(report) }
    state.receive(RecordingAccess.readOnly(because: "nothing can be written"))
    if !isRecordFirst { state.receive(report) }
    let text = try #require(state.notice?.text.shown)
    #expect(text.hasPrefix("recorded accept of"))
    #expect(text.contains("read-only: nothing can be written"))
  }

  @Test("A paste of 100 kB decides nothing: not in the list, the question, the form or the confirmation")
  func hugePaste() throws {
    let text = String(repeating: "dafine\u{4}y\r\nq", count: 10_000)
    for keys in ["", "d", "da", "dafine<C-d>", "ds", "do"] {
      var state = Self.state()
      try Self.type(keys, into: &state)
      let before = state.form
      #expect(state.handle(.paste(text), size: Self.size, now: Fixture.now).isEmpty)
      #expect(state.form?.note == before?.note)
      #expect(state.form?.stage == before?.stage)
    }
  }

  @Test("A short paste goes into the note, lines and all, and is no key")
  func paste() throws {
    var state = Self.state()
    try Self.type("da", into: &state)
    #expect(state.handle(.paste("one\ny\n\u{4}"), size: Self.size, now: Fixture.now).isEmpty)
    #expect(state.form?.note.text.lines.map(\.shown) == ["one", "y", "␄"])
    #expect(state.form?.stage == .editing)
  }

  @Test(
    "Nothing that is drawn of any stage at any size leaves the window",
    arguments: [(40, 12), (53, 17), (80, 24), (160, 48), (76, 20)])
  func sizes(columns: Int, rows: Int) throws {
    for keys in ["d", "da", "dalong note<Enter>second<C-d>", "do", "dc", "ds", "dafine<C-d>y"] {
      var state = Self.state([Self.record("a:1", .note, uid: 1000)])
      try Self.type(keys, into: &state)
      let size = Size(columns: columns, rows: rows)
      let lines = Self.text(state, size).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= rows + 1)
      if state.form?.stage == .editing { #expect(Self.text(state, size).contains("[ done ]")) }
      if case .confirming = state.form?.stage { #expect(Self.text(state, size).contains("Record it?")) }
    }
  }
}
