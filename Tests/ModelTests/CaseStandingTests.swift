import Model
import Testing
import Text

@Suite struct CaseStandingTests {
  private let calendar = Policy.standard.workingCalendar

  private func merged(_ portal: ApplicationState, _ records: DecisionRecord...) -> Application {
    Application(id: "A", mode: .playground, state: portal)
      .merged(with: CaseHistory(of: "A", records: records), calendar: calendar)
  }

  @Test(
    "What the portal makes of the journal's state",
    arguments: [
      // The record was made in this state, with the portal in that, and leads on; then the portal says this.
      (.outcome(.eligible), .adminCheck, .adminCheck, .adminCheck, .journalAhead, .techAssessment),
      (.outcome(.eligible), .adminCheck, .submitted, .adminCheck, .journalAhead, .techAssessment),
      (.outcome(.eligible), .submitted, .submitted, .adminCheck, .journalAhead, .techAssessment),
      (.outcome(.eligible), .adminCheck, .adminCheck, .techAssessment, .caughtUp, .techAssessment),
      (.outcome(.eligible), .adminCheck, .adminCheck, .decision, .portalAhead, .decision),
      (.outcome(.ineligible), .adminCheck, .adminCheck, .techAssessment, .disagree, .techAssessment),
      (.decision(.accept), .decision, .decision, .rejected, .disagree, .rejected),
      (.decision(.accept), .decision, .techAssessment, .decision, .journalAhead, .awarded),
      (.decision(.accept), .decision, .decision, .onboarding, .portalAhead, .onboarding),
      (.decision(.reject), .decision, .decision, .withdrawn, .disagree, .withdrawn),
      (.ask, .adminCheck, .adminCheck, .techAssessment, .portalAhead, .techAssessment),
      (.decision(.accept), .decision, .decision, .other("in_revision"), .portalAhead, .other("in_revision")),
    ]
      as [(
        DecisionKind, ApplicationState, ApplicationState, ApplicationState, PortalRelation, ApplicationState
      )])
  func relation(
    _ kind: DecisionKind, _ from: ApplicationState, _ then: ApplicationState, _ now: ApplicationState,
    _ relation: PortalRelation, _ state: ApplicationState
  ) {
    let application = merged(now, decided("a", kind, from: from, portal: then))
    #expect(application.standing?.relation == relation)
    #expect(application.state == state)
    #expect(application.standing?.portalState == now)
    #expect(application.standing?.stateOrigin == (relation == .journalAhead ? .journal : .portal))
  }

  @Test func `Without records the portal says all`() {
    let application = merged(.decision)
    #expect(application.state == .decision)
    #expect(application.standing?.relation == .noRecord)
    #expect(application.decision == nil)
  }

  @Test func `A decision that the portal has yet to learn is the application's, with its time`() {
    let application = merged(
      .decision, decided("a", .decision(.reject), at: 77), decided("b", .assign(to: "Anna"), at: 78))
    #expect(application.decision == "reject")
    #expect(application.decidedAt == Timestamp(secondsSince1970: 77))
    #expect(application.assignee == "Anna")
    #expect(application.standing?.assigneeOrigin == .journal)
    #expect(!application.state.isPending)
  }

  @Test func `The decision stays the application's through what follows from it, and goes with the state`() {
    let accept = decided("a", .decision(.accept), at: 77)
    let accepted = decided("b", .outcome(.accepted), seen: ["a"], from: .awarded, at: 78)
    let onboarding = merged(.decision, accept, accepted)
    #expect(onboarding.state == .onboarding)
    #expect(onboarding.decision == "accept")
    #expect(onboarding.decidedAt == Timestamp(secondsSince1970: 77))
    #expect(merged(.decision, accept, decided("c", .correction(of: "a"), seen: ["a"])).decision == nil)
    let again = merged(.decision, accept, decided("d", .ask, seen: ["a"], from: .awarded, at: 79))
    #expect(again.state == .infoRequested)
    #expect(again.decision == nil)
  }

  @Test func `While states are in dispute the application counts as undecided`() {
    let application = merged(
      .decision, decided("a", .decision(.accept)), decided("b", .decision(.reject)))
    #expect(application.state == .decision)
    #expect(application.state.isPending)
    #expect(application.decision == nil)
    #expect(application.standing?.startingStates(effective: .decision) == [.decision, .awarded, .rejected])
  }

  @Test func `A question stops the service clock, its answer moves the due time by the wait`() throws {
    let monday = try moment("2026-11-23T09:00:00Z")
    let ask = decided(
      "a", .ask, from: .adminCheck, portal: .adminCheck, at: monday.secondsSince1970 + 3600)
    let answer = decided(
      "b", .answer, seen: ["a"], from: .infoRequested, portal: .adminCheck,
      at: monday.secondsSince1970 + 3 * 3600)
    var portal = Application(id: "A", mode: .playground, state: .adminCheck)
    portal.submittedAt = monday
    func clock(_ records: [DecisionRecord], at now: String) throws -> ServiceClock {
      let application = portal.merged(with: CaseHistory(of: "A", records: records), calendar: calendar)
      return Policy.standard.serviceClock(of: application, at: try moment(now))
    }
    #expect(try clock([], at: "2026-11-23T12:00:00Z").dueAt == moment("2026-11-25T09:00:00Z"))
    #expect(try clock([ask], at: "2026-11-23T12:00:00Z").serviceClass == .paused)
    #expect(try clock([ask, answer], at: "2026-11-23T13:00:00Z").dueAt == moment("2026-11-25T11:00:00Z"))
    // The portal may tell of the same wait.
    portal.pausedFor = .hours(2)
    #expect(try clock([ask, answer], at: "2026-11-23T13:00:00Z").dueAt == moment("2026-11-25T11:00:00Z"))
  }

  @Test(
    "An answer to what the portal asked ends that wait, and the due time keeps it",
    arguments: [
      nil, "2026-11-25T09:00:00Z",
    ])
  func answered(stated: String?) throws {
    let monday = try moment("2026-11-23T09:00:00Z")
    var portal = Application(id: "A", mode: .playground, state: .infoRequested)
    portal.submittedAt = monday
    portal.infoRequestedAt = try moment("2026-11-23T10:00:00Z")
    portal.dueAt = try stated.map { try moment($0) }
    let answer = decided(
      "a", .answer, from: .infoRequested, portal: .infoRequested, at: monday.secondsSince1970 + 3 * 3600)
    func application(_ records: DecisionRecord...) -> Application {
      portal.merged(with: CaseHistory(of: "A", records: records), calendar: calendar)
    }
    func clock(_ application: Application, at now: String) throws -> ServiceClock {
      Policy.standard.serviceClock(of: application, at: try moment(now))
    }
    // A due time that the portal states knows of the wait that the portal tells.
    let due = try moment(stated ?? "2026-11-25T11:00:00Z")
    let asked = try clock(application(), at: "2026-11-23T12:00:00Z")
    #expect(asked.dueAt == due)
    let answered = application(answer)
    #expect(answered.state == .adminCheck)
    #expect(answered.infoRequestedAt == nil)
    #expect(answered.pausedFor == .hours(2))
    #expect(try clock(answered, at: "2026-11-23T12:00:00Z").left == asked.left)
    #expect(try clock(answered, at: "2026-11-23T15:00:00Z").dueAt == moment("2026-11-25T11:00:00Z"))
    // Another question, before the portal knows of anything.
    let again = decided(
      "b", .ask, seen: ["a"], from: .adminCheck, portal: .infoRequested,
      at: monday.secondsSince1970 + 5 * 3600)
    let anew = application(answer, again)
    #expect(anew.state == .infoRequested)
    #expect(try anew.infoRequestedAt == moment("2026-11-23T14:00:00Z"))
    #expect(try clock(anew, at: "2026-11-23T15:00:00Z").dueAt == moment("2026-11-25T12:00:00Z"))
  }

  @Test(
    "Nothing jumps when the journal asks and when it is answered, before the due time, after it, or on a day off",
    arguments: [nil, "2026-11-18T09:00:00Z", "2026-11-21T10:00:00Z"],
    [
      ("2026-11-16T10:00:00Z", "2026-11-17T10:00:00Z"), ("2026-11-17T10:00:00Z", "2026-11-27T10:00:00Z"),
      ("2026-11-19T09:00:00Z", "2026-11-20T09:00:00Z"), ("2026-11-21T09:00:00Z", "2026-11-22T09:00:00Z"),
      ("2026-11-20T22:00:00Z", "2026-11-24T11:00:00Z"), ("2026-11-28T12:00:00Z", "2026-12-09T01:00:00Z"),
    ])
  func continuity(stated: String?, wait: (String, String)) throws {
    let (from, to) = (try moment(wait.0), try moment(wait.1))
    var portal = Application(id: "A", mode: .playground, state: .adminCheck)
    portal.submittedAt = try moment("2026-11-16T09:00:00Z")
    portal.dueAt = try stated.map { try moment($0) }
    let ask = decided("a", .ask, from: .adminCheck, portal: .adminCheck, at: from.secondsSince1970)
    let answer = decided(
      "b", .answer, seen: ["a"], from: .infoRequested, portal: .adminCheck, at: to.secondsSince1970)
    func clock(_ records: [DecisionRecord], _ now: Timestamp) -> ServiceClock {
      let application = portal.merged(with: CaseHistory(of: "A", records: records), calendar: calendar)
      return Policy.standard.serviceClock(of: application, at: now)
    }
    let before = clock([], from)
    let left = try #require(before.left)
    for hours in stride(from: 0, through: (to - from).count / 3600, by: 3) {
      let open = clock([ask], from + .hours(hours))
      #expect(open.left == left)
      #expect(open.serviceClass == (before.serviceClass == .breached ? .breached : .paused))
    }
    let (last, first) = (clock([ask], to), clock([ask, answer], to))
    #expect(last.dueAt == first.dueAt)
    #expect(first.left == left)
    let due = try #require(before.dueAt)
    #expect(first.dueAt == calendar.adding(calendar.workingTime(from: from, to: to), to: due))
    #expect(
      clock([ask, answer], to + .hours(30)).left
        == Seconds(left.count - calendar.workingTime(from: to, to: to + .hours(30)).count))
  }

  @Test(
    "Of a wait that the journal tells, only what lies after the start of the clock moves the due time",
    arguments: [
      // Days before the cut-off from which on, and after it up to which somebody waited, and how much that moves.
      (-96, -72, 0), (-96, 0, 0), (-48, 5, 5), (5, 29, 24),
    ] as [(Int64, Int64, Int64)], [nil, "2026-11-25T09:00:00Z"])
  func waitBeforeStart(wait: (Int64, Int64, Int64), stated: String?) throws {
    // A Tuesday, so that no wait reaches a weekend but before it.
    let start = try moment("2026-11-10T09:00:00Z")
    var portal = Application(id: "A", mode: .largeScale, state: .adminCheck)
    portal.submittedAt = start + .days(-6)
    portal.cutoffAt = start
    portal.dueAt = try stated.map { try moment($0) }
    let ask = decided(
      "a", .ask, from: .adminCheck, portal: .adminCheck, at: (start + .hours(wait.0)).secondsSince1970)
    let answer = decided(
      "b", .answer, seen: ["a"], from: .infoRequested, portal: .adminCheck,
      at: (start + .hours(wait.1)).secondsSince1970)
    func clock(_ hours: Int64) -> ServiceClock {
      let records = [ask, answer].filter { $0.at <= start + .hours(hours) }
      let application = portal.merged(with: CaseHistory(of: "A", records: records), calendar: calendar)
      return Policy.standard.serviceClock(of: application, at: start + .hours(hours))
    }
    let promised = try moment(stated ?? "2026-11-24T09:00:00Z")
    #expect(clock(-1).serviceClass == .notStarted)
    #expect(clock(-1).dueAt == promised)
    #expect(clock(50).dueAt == promised + .hours(wait.2))
    // While it lasts after the start, the clock stands at what it was.
    guard wait.1 > 0 else { return }
    #expect(clock(wait.1 - 1).serviceClass == .paused)
    #expect(clock(wait.1 - 1).left == clock(wait.1).left)
    #expect(clock(wait.1).dueAt == promised + .hours(wait.2))
  }

  @Test func `Of a wait that both tell, a stated due time moves by the part that the journal alone tells`()
    throws
  {
    let ask = decided(
      "a", .ask, from: .adminCheck, portal: .adminCheck,
      at: try moment("2026-11-23T09:00:00Z").secondsSince1970)
    var portal = Application(id: "A", mode: .playground, state: .infoRequested)
    portal.submittedAt = try moment("2026-11-20T12:00:00Z")
    portal.dueAt = try moment("2026-11-24T12:00:00Z")
    func clock(_ now: String) throws -> ServiceClock {
      let application = portal.merged(with: CaseHistory(of: "A", records: [ask]), calendar: calendar)
      return Policy.standard.serviceClock(of: application, at: try moment(now))
    }
    // The portal learned of the question three hours later.
    portal.infoRequestedAt = try moment("2026-11-23T12:00:00Z")
    #expect(try clock("2026-11-23T11:00:00Z").dueAt == moment("2026-11-24T14:00:00Z"))
    for now in ["2026-11-23T12:00:00Z", "2026-11-27T12:00:00Z"] {
      #expect(try clock(now).dueAt == moment("2026-11-24T15:00:00Z"))
      #expect(try clock(now).left == .hours(27))
    }
    // It does not say when it was asked.
    portal.infoRequestedAt = nil
    #expect(try clock("2026-11-27T12:00:00Z").dueAt == moment("2026-11-24T12:00:00Z"))
    #expect(try clock("2026-11-27T12:00:00Z").left == .hours(27))
  }

  @Test func `A question that the portal has gone on from stops no clock any more`() throws {
    let ask = decided("a", .ask, from: .adminCheck, portal: .adminCheck, at: 1_795_424_400)
    var portal = Application(id: "A", mode: .playground, state: .techAssessment)
    portal.submittedAt = try moment("2026-11-20T12:00:00Z")
    let application = portal.merged(with: CaseHistory(of: "A", records: [ask]), calendar: calendar)
    let clock = Policy.standard.serviceClock(of: application, at: try moment("2026-11-27T12:00:00Z"))
    #expect(clock.dueAt == (try moment("2026-11-24T12:00:00Z")))
    #expect(clock.left == .days(-3))
  }

  @Test
  func `The portal learns later of a question that the journal asked, and the wait began when it was asked`()
    throws
  {
    let ask = decided("a", .ask, from: .adminCheck, portal: .adminCheck, at: 1000)
    var portal = Application(id: "A", mode: .playground, state: .infoRequested)
    portal.infoRequestedAt = Timestamp(secondsSince1970: 5000)
    func since() -> Timestamp? {
      portal.merged(with: CaseHistory(of: "A", records: [ask]), calendar: calendar).infoRequestedAt
    }
    #expect(since() == Timestamp(secondsSince1970: 1000))
    // One that knows of a wait that is over has asked anew.
    portal.pausedFor = .hours(1)
    #expect(since() == Timestamp(secondsSince1970: 5000))
  }

  @Test func `What is new since somebody looked is said, record by record and state by state`() throws {
    let standing = try #require(merged(.decision, decided("a", .decision(.accept))).standing)
    let form = FormDigest(of: Application(id: "A", mode: .playground, state: .decision))
    #expect(standing.mark.tokens == ["portal:decision", "form:\(form.digits)", "a"])
    #expect(standing.news(since: SeenMark(tokens: standing.mark.tokens)).isEmpty)
    #expect(
      standing.news(since: SeenMark(tokens: ["portal:decision", "form:00000000", "a"]))
        == ["its form in the portal has changed"])
    for token in standing.mark.tokens.prefix(2) + ["3fa2:1"] { #expect(SeenMark.mistake(in: token) == nil) }
    #expect(try #require(SeenMark.mistake(in: "form:zz")).shown.contains("eight digits from 0 to f"))
    #expect(try #require(SeenMark.mistake(in: "foo")).shown.contains("none of portal:STATE, form:DIGITS"))
    #expect(standing.news(since: SeenMark(tokens: ["portal:decision", "a"])).isEmpty)
    #expect(standing.news(since: SeenMark(tokens: ["portal:decision"])).count == 1)
    #expect(standing.news(since: SeenMark(tokens: ["portal:submitted", "a"])).count == 1)
    #expect(standing.news(since: SeenMark(tokens: ["a"])).count == 1)
    #expect(standing.news(since: SeenMark(tokens: ["portal:decision", "a", "x"])).count == 1)
  }
}
