import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("The journal of decisions on the screen")
struct TimeLineTests {
  private static let id: SafeText = "EHPC-AIF-2026PG01-9001"

  private static func record(
    _ id: SafeText, _ kind: DecisionKind, by name: SafeText = "anna", note: SafeText? = nil,
    seen: [SafeText] = [], to: ApplicationState? = nil, minutes: Int64 = -20, uid: UInt32 = 1000,
    isForced: Bool = false, isVerified: Bool = true
  ) -> DecisionRecord {
    DecisionRecord(
      id: id, application: Self.id, kind: kind, note: note, seen: seen, from: to == nil ? nil : .decision,
      to: to, portal: .decision, isForced: isForced,
      author: RecordAuthor(name: name, uid: uid, host: "login1", isVerified: isVerified),
      at: Fixture.now + .minutes(minutes))
  }

  private static let accepted = record("a:1", .decision(.accept), note: "two months", to: .awarded)
  private static let conflict = [
    accepted, record("b:1", .decision(.reject), by: "ben", to: .rejected, minutes: -10, uid: 1001),
  ]

  /// Three applications with a journal of these records; the portal's state of the first is given.
  private static func factory(_ records: [DecisionRecord], portal: ApplicationState = .decision) -> Factory {
    var factory = Fixture.factory()
    factory.applications?[0].state = portal
    return factory.merged(
      with: records.caseHistories(), calendar: Policy.standard.workingCalendar)
  }

  private static func canvas(
    _ factory: Factory, _ size: Size = Size(columns: 160, rows: 48), view: View = .applications
  ) -> Canvas {
    var state = Fixture.state(view, factory: factory)
    let items = state.content?.figures.applications?.items ?? []
    for _ in 0..<(items.firstIndex { $0.application.id == id } ?? 0) {
      _ = state.reduce(.moveDown, size: size, now: Fixture.now)
    }
    return render(state, size: size, clock: Fixture.clock)
  }

  private static func text(_ records: [DecisionRecord], portal: ApplicationState = .decision) -> String {
    canvas(factory(records, portal: portal)).text
  }

  /// The time line of the first application as texts.
  private static func lines(
    _ records: [DecisionRecord], portal: ApplicationState = .decision, width: Int = 60, rows: Int = 40
  ) throws -> [String] {
    let application = try #require(factory(records, portal: portal).applications?[0])
    let line = TimeLine(
      application: application, standing: application.standing, clock: Fixture.clock,
      timeWidth: 14)
    return line.lines(width: width, rows: rows).map(\.text.shown)
  }

  @Test("Without a journal nothing of it is on the screen, and no application is marked")
  func without() {
    let text = Self.canvas(Fixture.factory()).text
    #expect(!text.contains("says") && !text.contains("journal") && !text.contains("conflict"))
  }

  @Test(
    "The list says whose the state is, in a word and a role",
    arguments: [
      (accepted, .decision, "journal", .accent, "awarded"),
      (accepted, .awarded, "portal", .muted, "awarded"),
      (accepted, .onboarding, "portal", .muted, "onboarding"),
      (accepted, .rejected, "disagree", .warning, "rejected"),
      (record("n:1", .note, note: "called"), .decision, "portal", .muted, "decision"),
    ] as [(DecisionRecord, ApplicationState, String, Role, String)])
  func mark(record: DecisionRecord, portal: ApplicationState, word: String, role: Role, step: String) throws {
    let canvas = Self.canvas(Self.factory([record], portal: portal))
    let row = try #require(
      canvas.text.split(separator: "\n").first { $0.contains("│ 2026PG01-9001") })
    #expect(row.contains(step))
    #expect(row.contains(word))
    #expect(canvas.cells.contains { $0.style.role == role && $0.scalar == word.unicodeScalars.first })
    #expect(!canvas.text.contains("conflict"))
  }

  @Test("A conflict is a critical word in the list and the headline, until a third record settles it")
  func conflicts() {
    let canvas = Self.canvas(Self.factory(Self.conflict))
    let text = canvas.text
    #expect(text.contains("1 conflict"))
    #expect(text.contains("conflict about the state: accept (anna), reject (ben)"))
    // The headline, the list and the detail.
    #expect(text.matches(of: /conflict/).count == 3)
    #expect(canvas.cells.count { $0.scalar == "f" && $0.style.role == .critical } >= 3)
    let settled = Self.text(
      Self.conflict + [
        Self.record(
          "c:1", .decision(.waitlist), by: "cleo", seen: ["a:1", "b:1"], to: .waitlisted, minutes: -5)
      ])
    #expect(!settled.contains("conflict"))
    #expect(settled.contains("cleo waitlist → waitlisted"))
  }

  @Test("A conflict needs a hand: it is among the alerts, and only while it lasts")
  func alert() {
    func alerts(_ records: [DecisionRecord]) -> [SafeText] {
      Figures(of: Self.factory(records), policy: .standard, now: Fixture.now).alerts.map(\.text)
    }
    let word: SafeText = "1 application in conflict: decisions that did not know of each other"
    #expect(alerts(Self.conflict).contains(word))
    #expect(!alerts([Self.accepted]).contains(word))
  }

  @Test(
    "Where it is narrow a sign stands before the name, with a twin in ASCII",
    arguments: [
      ([accepted], .decision, "↑ name8", "^ name8"), ([accepted], .rejected, "× name8", "x name8"),
      (conflict, .decision, "! name8", "! name8"),
    ] as [([DecisionRecord], ApplicationState, String, String)])
  func narrow(records: [DecisionRecord], portal: ApplicationState, sign: String, folded: String) {
    let canvas = Self.canvas(
      Self.factory(records, portal: portal), Size(columns: 80, rows: 24), view: .overview)
    #expect(canvas.text.contains(sign))
    #expect(canvas.foldedToASCII().text.contains(folded))
  }

  @Test(
    "One line tells where the state is from, and what the portal makes of the journal's",
    arguments: [
      (.decision, "state from the journal; the portal says decision"),
      (.awarded, "state from the portal, which has caught up with the journal"),
      (.onboarding, "state from the portal, which has gone on from awarded"),
      (.rejected, "state from the portal, which disagrees: the journal says awarded"),
    ] as [(ApplicationState, String)])
  func origin(portal: ApplicationState, sentence: String) throws {
    #expect(try Self.lines([Self.accepted], portal: portal, width: 90).first == sentence)
    #expect(try Self.lines([]).first == "state from the portal; the journal has none")
    #expect(
      try Self.lines([Self.record("a:1", .note)]).first
        == "state from the portal; the journal has no state of it")
  }

  @Test("Portal and journal stand on one time line, the newest first, with who, what and why")
  func order() throws {
    let lines = try Self.lines([
      Self.record("n:1", .note, note: SafeText(untrusted: "called\u{1B}[2J"), minutes: -100_000),
      Self.accepted,
    ])
    #expect(
      Array(lines.dropFirst()) == [
        "23 Nov 09:40  anna accept → awarded: two months", "17 Nov 10:00  portal submitted",
        "14 Sep 23:20  anna note: called␛[2J (altered)",
      ])
  }

  private static let letter = record(
    "l:1", .decision(.accept),
    note: SafeText(untrusted: "two months:\n  then a review\n\nnot more\u{7} than that\n"),
    to: .awarded)

  @Test("A note of several lines is told in one line with a sign between, which is no alteration")
  func joinedNote() throws {
    let plain = Self.record("n:1", .note, note: SafeText(untrusted: "first\nsecond\r\nthird"))
    #expect(try Self.lines([plain])[1] == "23 Nov 09:40  anna note: first ⏎ second ⏎ third")
    #expect(
      try Self.lines([Self.letter], width: 200)[1]
        == "23 Nov 09:40  anna accept → awarded: two months: ⏎ then a review ⏎ not more␇ than that (altered)")
    #expect(Self.canvas(Self.factory([plain])).foldedToASCII().text.contains("first / second / third"))
  }

  @Test("On the page each line of a note is a line, and only the one that is altered is marked")
  func wholeNote() throws {
    let long = Self.record(
      "n:1", .note, note: SafeText(untrusted: String(repeating: "word ", count: 200)), minutes: -60)
    let application = try #require(Self.factory([Self.letter, long]).applications?[0])
    let line = TimeLine(
      application: application, standing: application.standing, clock: Fixture.clock, timeWidth: 14)
    let told = line.whole(width: 60).map(\.text.shown)
    #expect(
      Array(told[1...5]) == [
        "23 Nov 09:40  anna accept → awarded:", "              two months:",
        "                then a review", "              ", "              not more␇ than that (altered)",
      ])
    #expect(told.joined(separator: " ").matches(of: /word/).count == 200)
    #expect(told.last == "17 Nov 10:00  portal submitted")
    #expect(!told.contains { $0.contains("more lines") })
  }

  @Test("Without a journal the portal's steps are a time line too")
  func portalAlone() {
    let application = Application(
      id: "A-1", mode: .playground, state: .infoRequested, submittedAt: Fixture.now + .days(-3),
      decidedAt: Fixture.now + .days(-1), infoRequestedAt: Fixture.now + .days(-2))
    let line = TimeLine(application: application, standing: nil, clock: Fixture.clock, timeWidth: 14)
    #expect(
      line.whole(width: 60).map(\.text.shown) == [
        "22 Nov 10:00  portal decided", "21 Nov 10:00  portal the applicant was asked",
        "20 Nov 10:00  portal submitted",
      ])
  }

  @Test("What a decision of the journal does to the application's fields is not told as the portal's step")
  func ownSteps() throws {
    #expect(try !Self.lines([Self.accepted]).contains { $0.contains("decided") })
    var application = try #require(Self.factory([]).applications?[0])
    application.decidedAt = Fixture.now + .minutes(-30)
    let merged = application.merged(
      with: CaseHistory(of: Self.id, records: [Self.accepted]), calendar: Policy.standard.workingCalendar)
    #expect(merged.standing?.portalDecidedAt == Fixture.now + .minutes(-30))
  }

  @Test("Where rows are few the newest record is told nevertheless", arguments: [36, 60])
  func newest(width: Int) throws {
    let lines = try Self.lines(Self.conflict, width: width, rows: 4)
    #expect(lines[0].hasPrefix("conflict about the state"))
    #expect(lines[2].hasPrefix("23 Nov 09:50  ben reject"))
    #expect(lines[3] == "2 earlier")
    let all = try Self.lines(Self.conflict)
    #expect(all[1] == "state from the portal until that is settled")
  }

  @Test("A cut-off that lies ahead is told as one to come")
  func ahead() throws {
    var application = try #require(Self.factory([]).applications?[0])
    application.cutoffAt = Fixture.now + .days(7)
    let line = TimeLine(
      application: application, standing: application.standing, clock: Fixture.clock,
      timeWidth: 14)
    #expect(line.lines(width: 60, rows: 9)[1].text == "30 Nov 10:00  portal cut-off, to come")
  }

  @Test("What does not simply count is marked in words")
  func marks() throws {
    let text = try Self.lines(
      [
        Self.record("f:1", .decision(.accept), note: "x", to: .awarded, isForced: true, isVerified: false),
        Self.record(
          "f:2", .correction(of: "f:1"), note: "slip", seen: ["f:1"], minutes: -15, isVerified: true),
        Self.record("f:3", .correction(of: "f:9"), by: "ben", seen: ["f:2"], minutes: -10, uid: 1001),
        Self.record("f:4", .assign(to: "access team"), seen: ["f:3"], minutes: -5),
      ], width: 100
    ).joined(separator: "\n")
    #expect(text.contains("anna accept → awarded, withdrawn, forced, unverified author: x"))
    #expect(text.contains("anna take back accept: slip"))
    #expect(text.contains("ben take back f:9, without effect"))
    #expect(text.contains("anna assign to access team"))
    let disputed = try Self.lines(Self.conflict)
    #expect(disputed.contains { $0.contains("accept → awarded, disputed: two months") })
    #expect(disputed.contains { $0.contains("reject → rejected, disputed") })
  }

  @Test("An unverified record stands beside the verified one that counts, on the time line and in the list")
  func beside() throws {
    let forged = Self.record(
      "u:1", .decision(.reject), by: "ben", seen: ["a:1"], to: .rejected, minutes: -10, uid: 1001,
      isVerified: false)
    let lines = try Self.lines([Self.accepted, forged], width: 100)
    #expect(lines[0] == "unverified, beside what counts: reject (ben)")
    #expect(lines[1].hasPrefix("state from the journal"))
    #expect(lines.contains { $0.contains("ben reject → rejected, beside what counts, unverified author") })
    let application = Self.factory([Self.accepted, forged]).applications?[0]
    #expect(StandingMark(application?.standing)?.word == "doubtful")
    let settled = Self.record(
      "c:1", .decision(.waitlist), by: "carl", seen: ["a:1", "u:1"], to: .waitlisted, minutes: -5, uid: 1002)
    let after = Self.factory([Self.accepted, forged, settled]).applications?[0]
    #expect(StandingMark(after?.standing)?.word == "journal")
  }

  @Test("Authors are named as the system here names them, in conflicts and in what is new too")
  func names() throws {
    let names = UserNames([1000: .name("anna"), 1001: .nobody])
    let histories = Self.conflict.caseHistories()
    let application = try #require(
      Fixture.factory().merged(
        with: histories, calendar: Policy.standard.workingCalendar, names: names
      ).applications?.first { $0.id == Self.id })
    let line = TimeLine(
      application: application, standing: application.standing, clock: Fixture.clock, timeWidth: 14)
    let lines = line.lines(width: 100, rows: 40).map(\.text.shown)
    #expect(lines[0] == "conflict about the state: accept (anna), reject (uid 1001)")
    #expect(lines.contains { $0.contains("anna accept") })
    #expect(lines.contains { $0.contains("uid 1001 reject") })
    let news = application.standing?.news(since: SeenMark(records: ["a:1"], portal: application.state)) ?? []
    #expect(news.contains { $0.shown.hasPrefix("uid 1001 recorded reject") })
  }

  @Test("No line is wider than its place, and what does not fit is counted", arguments: [36, 46, 62, 90])
  func fitting(width: Int) throws {
    let records = (1...30).map { number in
      Self.record(
        "r:\(number)", .note, note: SafeText(untrusted: String(repeating: "w", count: 20 * number)),
        seen: number == 1 ? [] : ["r:\(number - 1)"], minutes: Int64(number) - 60)
    }
    for rows in 0...60 {
      let lines = try Self.lines(records, width: width, rows: rows)
      #expect(lines.count <= rows)
      #expect(lines.allSatisfy { SafeText(untrusted: $0).width <= width + 1 })
    }
    let few = try Self.lines(records, width: width, rows: 8)
    #expect(few.first { $0.hasPrefix("23 Nov") }?.hasPrefix("23 Nov 09:30  anna note") == true)
    #expect(few.last?.hasSuffix(" earlier") == true)
    let told = few.count { $0.hasPrefix("23 Nov") }
    #expect(few.last == "\(31 - told) earlier")
  }

  @Test(
    "Fields, checks and time line share the detail, whatever its size",
    arguments: [Size(columns: 160, rows: 48), Size(columns: 120, rows: 40), Size(columns: 80, rows: 24)])
  func sharing(size: Size) {
    let text = Self.canvas(Self.factory([Self.accepted]), size).text
    #expect(text.contains("EHPC-AIF-2026PG01-9001"))
    #expect(text.contains("unknown"))
    #expect(text.contains("state from the journal"))
    #expect(text.contains("anna accept"))
  }
}
