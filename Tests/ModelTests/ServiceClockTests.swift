import Model
import Testing
import Text

@Suite struct ServiceClockTests {
  let policy = Policy.standard

  private func application(
    _ mode: AccessMode = .playground, _ state: ApplicationState = .adminCheck, submitted: String? = nil,
    cutoff: String? = nil, due: String? = nil
  ) throws -> Application {
    Application(
      id: "EHPC-AIF-2026PG01-9001", mode: mode, state: state,
      submittedAt: try submitted.map { try moment($0) },
      cutoffAt: try cutoff.map { try moment($0) }, dueAt: try due.map { try moment($0) })
  }

  @Test(
    "Each mode's promise ends when EuroHPC's pages say",
    arguments: [
      (.playground, "2026-11-19T09:12:00+01:00", "2026-11-23T09:12:00+01:00"),
      (.fastLane, "2026-11-17T16:40:00+01:00", "2026-11-23T16:40:00+01:00"),
      // Submitted before the cut-off of 13 November, 10:00, and ten working days after it.
      (.largeScale, "2026-11-10T12:00:00+01:00", "2026-11-27T10:00:00+01:00"),
      // The cut-off of 30 October, 10:00, and 30 days.
      (.aiScience, "2026-10-20T12:00:00+02:00", "2026-11-29T10:00:00+01:00"),
      (.benchmark, "2026-10-20T12:00:00+02:00", "2026-11-15T10:00:00+01:00"),
      (.development, "2026-10-20T12:00:00+02:00", "2026-11-15T10:00:00+01:00"),
      (.regular, "2026-08-20T12:00:00+02:00", "2027-01-02T10:00:00+01:00"),
      (.extremeScale, "2026-04-20T12:00:00+02:00", "2026-10-31T10:00:00+01:00"),
    ] as [(AccessMode, String, String)])
  func promises(_ mode: AccessMode, _ submitted: String, _ due: String) throws {
    let application = try application(mode, submitted: submitted)
    #expect(policy.serviceClock(of: application, at: try moment(due)).dueAt == (try moment(due)))
  }

  @Test(
    "The class follows the time left of a Playground request of Thursday 09:12",
    arguments: [
      ("2026-11-19T09:12:00+01:00", .ok, 2 * 86_400), ("2026-11-20T12:00:00+01:00", .ok, 76_320),
      // A quarter of the promise is twelve hours.
      ("2026-11-20T21:11:59+01:00", .ok, 43_201), ("2026-11-20T21:12:01+01:00", .atRisk, 43_199),
      ("2026-11-22T12:00:00+01:00", .atRisk, 33_120), ("2026-11-23T00:00:00+01:00", .dueToday, 33_120),
      ("2026-11-23T09:12:00+01:00", .dueToday, 0), ("2026-11-23T09:12:01+01:00", .breached, -1),
      ("2026-11-24T09:12:00+01:00", .breached, -86_400),
    ] as [(String, ServiceClass, Int64)])
  func classes(_ now: String, _ expected: ServiceClass, _ left: Int64) throws {
    let application = try application(submitted: "2026-11-19T09:12:00+01:00")
    let clock = policy.serviceClock(of: application, at: try moment(now))
    #expect(clock.serviceClass == expected)
    #expect(clock.left == Seconds(left))
  }

  @Test func `Before its cut-off a clock has not started, and the due time is known`() throws {
    let application = try application(.largeScale, submitted: "2026-11-20T12:00:00+01:00")
    let clock = policy.serviceClock(of: application, at: try moment("2026-11-23T10:00:00Z"))
    #expect(clock.serviceClass == .notStarted)
    #expect(clock.startsAt == (try moment("2026-11-30T10:00:00+01:00")))
    #expect(clock.dueAt == (try moment("2026-12-14T10:00:00+01:00")))
    #expect(clock.left == nil)
  }

  @Test func `The application's own cut-off wins over the published ones`() throws {
    let application = try application(
      .largeScale, submitted: "2026-11-12T12:00:00+01:00", cutoff: "2026-11-13T09:00:00Z")
    let clock = policy.serviceClock(of: application, at: try moment("2026-11-23T10:00:00Z"))
    #expect(clock.dueAt == (try moment("2026-11-27T09:00:00Z")))
  }

  @Test func `A cut-off before the submission does not start the clock before it`() throws {
    let application = try application(
      .largeScale, submitted: "2026-11-20T10:00:00Z", cutoff: "2026-11-13T09:00:00Z")
    let clock = policy.serviceClock(of: application, at: try moment("2026-11-23T10:00:00Z"))
    #expect(clock.startsAt == application.submittedAt)
    #expect(clock.dueAt == (try moment("2026-12-04T10:00:00Z")))
  }

  @Test func `A due time before the submission is not believed`() throws {
    let asked = "2026-11-19T10:00:00Z"
    let odd = try application(submitted: asked, due: "2026-11-19T09:59:59Z")
    let now = try moment("2026-11-20T10:00:00Z")
    #expect(policy.serviceClock(of: odd, at: now).dueAt == (try moment("2026-11-23T10:00:00Z")))
    let even = try application(submitted: asked, due: asked)
    #expect(policy.serviceClock(of: even, at: now).dueAt == even.dueAt)
  }

  @Test(
    "A sum of waits that is longer than the time since the submission counts for no more than that",
    arguments: [(6, 6), (24, 24), (240, 24)] as [(Int64, Int64)])
  func sumOfWaitsSinceSubmission(hours: Int64, counted: Int64) throws {
    var application = try application(submitted: "2026-11-17T10:00:00Z")
    application.pausedFor = .hours(hours)
    let clock = policy.serviceClock(of: application, at: try moment("2026-11-18T10:00:00Z"))
    #expect(clock.dueAt == (try moment("2026-11-19T10:00:00Z")) + .hours(counted))
  }

  @Test(
    "Of waits that are over as much is told as the clock takes for them: what lies after its start",
    arguments: [
      ("2026-11-17T10:00:00Z", nil, "2026-11-18T10:00:00Z", 240, 24),
      ("2026-11-17T10:00:00Z", nil, "2026-11-18T10:00:00Z", 6, 6),
      // Before the cut-off nothing is taken off, and behind it no more than the working time since.
      ("2026-11-16T10:00:00Z", "2026-11-20T10:00:00Z", "2026-11-19T10:00:00Z", 24, 0),
      ("2026-11-16T10:00:00Z", "2026-11-18T10:00:00Z", "2026-11-18T22:00:00Z", 24, 12),
    ] as [(String, String?, String, Int64, Int64)])
  func toldWaits(submitted: String, cutoff: String?, now: String, hours: Int64, told: Int64) throws {
    var application = try application(cutoff == nil ? .playground : .largeScale, submitted: submitted)
    application.cutoffAt = try cutoff.map { try moment($0) }
    application.pausedFor = .hours(hours)
    let now = try moment(now)
    #expect(policy.pausedTime(of: application, at: now) == .hours(told))
    let figures = Figures(of: Factory(applications: [application]), policy: policy, now: now)
    #expect(figures.applications?.items.first?.pausedFor == .hours(told))
  }

  @Test func `The portal's due time wins over the computed one`() throws {
    let application = try application(
      submitted: "2026-11-19T09:12:00+01:00", due: "2026-11-26T12:00:00+01:00")
    let clock = policy.serviceClock(of: application, at: try moment("2026-11-24T12:00:00+01:00"))
    #expect(clock.dueAt == (try moment("2026-11-26T12:00:00+01:00")))
    #expect(clock.serviceClass == .ok)
  }

  @Test func `A wait for the applicant stops the clock`() throws {
    var application = try application(.playground, .infoRequested, submitted: "2026-11-19T09:12:00+01:00")
    application.infoRequestedAt = try moment("2026-11-20T09:12:00+01:00")
    let clock = policy.serviceClock(of: application, at: try moment("2026-11-25T15:12:00+01:00"))
    #expect(clock.serviceClass == .paused)
    #expect(clock.left == .days(1))
    #expect(clock.dueAt == (try moment("2026-11-26T15:12:00+01:00")))
  }

  @Test func `Earlier waits moved the computed due time by their working time`() throws {
    var application = try application(submitted: "2026-11-19T09:12:00+01:00")
    application.pausedFor = .hours(24)
    let clock = policy.serviceClock(of: application, at: try moment("2026-11-23T12:00:00+01:00"))
    #expect(clock.dueAt == (try moment("2026-11-24T09:12:00+01:00")))
    #expect(clock.serviceClass == .ok)
  }

  @Test func `A question after the due time stops the clock too, and what was breached stays so`() throws {
    var application = try application(.playground, .infoRequested, submitted: "2026-11-16T09:12:00+01:00")
    application.infoRequestedAt = try moment("2026-11-19T09:12:00+01:00")
    for now in ["2026-11-19T09:12:00+01:00", "2026-11-20T09:12:00+01:00", "2026-12-22T10:00:00+01:00"] {
      let clock = policy.serviceClock(of: application, at: try moment(now))
      #expect(clock.serviceClass == .breached)
      #expect(clock.left == .days(-1))
    }
    let later = policy.serviceClock(of: application, at: try moment("2026-11-20T09:12:00+01:00"))
    #expect(later.dueAt == (try moment("2026-11-19T09:12:00+01:00")))
    // Asked on the Saturday after a promise that ended on Friday at 24:00.
    application.submittedAt = try moment("2026-11-19T00:00:00+01:00")
    application.infoRequestedAt = try moment("2026-11-21T12:00:00+01:00")
    for now in ["2026-11-21T12:00:00+01:00", "2026-11-23T12:00:00+01:00", "2026-11-30T12:00:00+01:00"] {
      let clock = policy.serviceClock(of: application, at: try moment(now))
      #expect(clock.serviceClass == .breached)
      #expect(clock.left == Seconds(0))
    }
  }

  @Test(
    "A promise up to 24:00 is due all that day, and breached with the next, a day off or not",
    arguments: [
      // Submitted on a Saturday: Monday and Tuesday are its days.
      (.playground, "2026-11-21T15:00:00+01:00", "2026-11-25T00:00:00+01:00"),
      // On a Thursday at midnight: Thursday and Friday.
      (.playground, "2026-11-19T00:00:00+01:00", "2026-11-21T00:00:00+01:00"),
      (.fastLane, "2026-11-15T09:00:00+01:00", "2026-11-20T00:00:00+01:00"),
      // Thirty calendar days, to Sunday at 24:00.
      (.aiScience, "2026-10-24T00:00:00+02:00", "2026-11-23T00:00:00+01:00"),
    ] as [(AccessMode, String, String)])
  func endOfDay(_ mode: AccessMode, _ start: String, _ end: String) throws {
    let application = try application(mode, submitted: start, cutoff: start)
    let due = try moment(end)
    func clock(_ now: Timestamp) -> ServiceClock { policy.serviceClock(of: application, at: now) }
    #expect(clock(due).dueAt == due)
    for now in [due + .days(-1), due + .hours(-10), due + Seconds(-1), due] {
      #expect(clock(now).serviceClass == .dueToday, "\(now.rfc3339)")
    }
    #expect(clock(due + .days(-1) + Seconds(-1)).serviceClass != .dueToday)
    #expect(clock(due + Seconds(1)).serviceClass == .breached)
    #expect(clock(due + .hours(30)).serviceClass == .breached)
  }

  @Test func `Waits that are over leave an end at 24:00 with its day, and none of no time moves it`() throws {
    var application = try application(submitted: "2026-11-18T12:00:00+01:00")
    application.pausedFor = .hours(12)
    let now = try moment("2026-11-20T20:00:00+01:00")
    #expect(policy.serviceClock(of: application, at: now).dueAt == (try moment("2026-11-21T00:00:00+01:00")))
    #expect(policy.serviceClock(of: application, at: now).serviceClass == .dueToday)
    // Thirty days end on a Saturday; a wait of a weekend takes no working time.
    var weekend = try self.application(.aiScience, .infoRequested, cutoff: "2026-10-29T10:00:00+01:00")
    weekend.infoRequestedAt = try moment("2026-11-21T10:00:00+01:00")
    let sunday = policy.serviceClock(of: weekend, at: try moment("2026-11-22T23:00:00+01:00"))
    #expect(sunday.dueAt == (try moment("2026-11-28T10:00:00+01:00")))
  }

  @Test(
    "A due time that the portal states is not moved by the portal's own wait, and the clock stands all the same",
    arguments: ["2026-11-25T10:00:00Z", "2026-11-28T10:00:00Z"])
  func statedDue(_ due: String) throws {
    var application = try application(
      .fastLane, .infoRequested, submitted: "2026-11-17T09:00:00Z", due: due)
    application.infoRequestedAt = try moment("2026-11-18T09:00:00Z")
    application.pausedFor = .hours(5)
    let calendar = policy.workingCalendar
    let left = calendar.workingTime(from: try moment("2026-11-18T09:00:00Z"), to: try moment(due))
    for now in ["2026-11-18T09:00:00Z", "2026-11-20T09:00:00Z", "2026-12-08T09:00:00Z"] {
      let clock = policy.serviceClock(of: application, at: try moment(now))
      #expect(clock.dueAt == (try moment(due)))
      #expect(clock.left == left)
      #expect(clock.serviceClass == .paused)
    }
  }

  @Test(
    "A question before the clock starts stops nothing until it does, and then all of it",
    arguments: [
      // Asked before the cut-off, and before the submission, which starts it on a Saturday.
      (.largeScale, "2026-11-10T12:00:00Z", "2026-11-13T09:00:00Z", "2026-11-11T09:00:00Z", 10),
      (.playground, "2026-11-21T09:00:00Z", nil, "2026-11-19T09:00:00Z", 2),
    ] as [(AccessMode, String, String?, String, Int64)])
  func askedBefore(_ mode: AccessMode, submitted: String, cutoff: String?, asked: String, days: Int64) throws
  {
    var application = try application(mode, .infoRequested, submitted: submitted, cutoff: cutoff)
    let start = try moment(cutoff ?? submitted)
    let calendar = policy.workingCalendar
    let promised = calendar.adding(.days(days), to: start)
    application.infoRequestedAt = try moment(asked)
    for hours in [1, 30] as [Int64] {
      let before = policy.serviceClock(of: application, at: start + .hours(-hours))
      #expect(before.serviceClass == .notStarted)
      #expect(before.dueAt == promised)
      #expect(before.left == nil)
    }
    for hours in [0, 5, 80, 500] as [Int64] {
      let now = start + .hours(hours)
      let clock = policy.serviceClock(of: application, at: now)
      #expect(clock.serviceClass == .paused)
      #expect(clock.left == .days(days))
      #expect(clock.dueAt == calendar.adding(calendar.workingTime(from: start, to: now), to: promised))
    }
  }

  @Test(
    "A sum of waits counts nothing before a cut-off, and after it no more than the time since",
    arguments: [(-50, 0), (-1, 0), (0, 0), (2, 2), (30, 30), (31, 30), (200, 30)] as [(Int64, Int64)])
  func sumOfWaits(hours: Int64, counted: Int64) throws {
    // From Monday on, and two weeks later all of it is on working days.
    var application = try application(
      .largeScale, submitted: "2026-11-03T12:00:00Z", cutoff: "2026-11-09T09:00:00Z")
    application.pausedFor = .hours(30)
    let start = try moment("2026-11-09T09:00:00Z")
    let now = start + .hours(hours)
    let promised = try moment("2026-11-23T09:00:00Z")
    let due = policy.workingCalendar.adding(.hours(min(counted, 30)), to: promised)
    #expect(policy.serviceClock(of: application, at: now).dueAt == due)
    // Nobody is asked before the submission: where that starts the clock, all of it counts.
    application.mode = .playground
    application.cutoffAt = nil
    let monday = try moment("2026-11-06T18:00:00Z")
    #expect(policy.serviceClock(of: application, at: start).dueAt == monday)
    application.submittedAt = start + .hours(1000)
    #expect(
      policy.serviceClock(of: application, at: now).dueAt
        == policy.workingCalendar.adding(.days(2), to: start + .hours(1000)))
  }

  @Test func `Access before the submission is a contradiction, and keeps no promise`() throws {
    var application = try application(.playground, .decision, submitted: "2026-11-16T09:12:00+01:00")
    application.accessAt = try moment("2026-11-16T09:11:59+01:00")
    let now = try moment("2026-11-30T09:00:00+01:00")
    #expect(policy.serviceClock(of: application, at: now).serviceClass == .breached)
    application.accessAt = application.submittedAt
    #expect(policy.serviceClock(of: application, at: now).serviceClass == .ok)
  }

  @Test(
    "Access that was given in time keeps the promise, whatever step the application is in then",
    arguments: [
      .submitted, .adminCheck, .infoRequested, .techAssessment, .expertReview, .panelReview, .decision,
      .waitlisted, .awarded, .onboarding, .other("in_revision"),
    ] as [ApplicationState])
  func access(_ state: ApplicationState) throws {
    var application = try application(.playground, state, submitted: "2026-11-16T09:12:00+01:00")
    let now = try moment("2026-11-30T09:00:00+01:00")
    application.infoRequestedAt = try moment("2026-11-18T09:30:00+01:00")
    #expect(policy.serviceClock(of: application, at: now).serviceClass == .breached)
    application.infoRequestedAt = nil
    application.accessAt = try moment("2026-11-18T09:12:00+01:00")
    let kept = policy.serviceClock(of: application, at: now)
    #expect(kept.serviceClass == .ok)
    #expect(kept.dueAt == nil)
    #expect(kept.left == nil)
    #expect(kept.startsAt == application.submittedAt)
    // It is planned: the clock runs until then.
    let before = policy.serviceClock(of: application, at: try moment("2026-11-17T09:12:00+01:00"))
    #expect(before.serviceClass == (state == .infoRequested ? .paused : .ok))
    #expect(before.dueAt == (try moment("2026-11-18T09:12:00+01:00")))
    guard state != .infoRequested else { return }
    application.accessAt = try moment("2026-11-19T09:12:00+01:00")
    let late = policy.serviceClock(of: application, at: now)
    #expect(late.serviceClass == .breached)
    #expect(late.left == .days(-1), "it is late by as much as access was")
  }

  @Test func `A wait that began at an unknown time leaves the time left unknown`() throws {
    let application = try application(.playground, .infoRequested, submitted: "2026-11-16T09:12:00+01:00")
    let clock = policy.serviceClock(of: application, at: try moment("2026-11-27T09:12:00+01:00"))
    #expect(clock.serviceClass == .paused)
    #expect(clock.left == nil)
  }

  @Test(
    "Where no clock runs there is no time left",
    arguments: [
      (.draft, .notStarted), (.active, .ok), (.throttled, .ok), (.suspended, .ok), (.ended, .ok),
      (.reportDue, .ok),
      (.reportOverdue, .ok), (.closed, .ok), (.rejected, .ok), (.withdrawn, .ok), (.cancelled, .ok),
    ] as [(ApplicationState, ServiceClass)])
  func stopped(_ state: ApplicationState, _ expected: ServiceClass) throws {
    let application = try application(.playground, state, submitted: "2026-01-05T09:00:00Z")
    let clock = policy.serviceClock(of: application, at: try moment("2026-11-23T10:00:00Z"))
    #expect(clock.serviceClass == expected)
    #expect(clock.left == nil)
    #expect(clock.dueAt == nil)
  }

  @Test func `A mode that the policy does not know has a clock only when the portal states one`() throws {
    let now = try moment("2026-11-23T10:00:00Z")
    let silent = try application(.other("sandbox"), submitted: "2026-11-19T09:12:00Z")
    #expect(policy.serviceClock(of: silent, at: now).serviceClass == .notStarted)
    let stated = try application(
      .other("sandbox"), submitted: "2026-11-19T09:12:00Z", due: "2026-11-20T09:12:00Z")
    #expect(policy.serviceClock(of: stated, at: now).serviceClass == .breached)
  }

  @Test func `Without a submission there is no clock`() throws {
    let clock = policy.serviceClock(of: try application(), at: try moment("2026-11-23T10:00:00Z"))
    #expect(clock.serviceClass == .notStarted)
    #expect(clock.startsAt == nil)
    #expect(clock.dueAt == nil)
  }

  @Test func `The published cut-offs are all there, ascending, at ten in Luxembourg`() throws {
    let largeScale = try #require(policy.modes[.largeScale]).cutoffs
    let aiScience = try #require(policy.modes[.aiScience]).cutoffs
    #expect(largeScale.count == 22)
    #expect(aiScience.count == 6)
    for cutoffs in policy.modes.values.map(\.cutoffs) {
      #expect(cutoffs == cutoffs.sorted())
      #expect(cutoffs.allSatisfy { policy.zone.localTime(at: $0).secondOfDay == 36_000 })
    }
    #expect(largeScale.last == (try moment("2027-01-04T09:00:00Z")))
    #expect(aiScience.first == (try moment("2026-02-27T09:00:00Z")))
  }

  @Test(
    "The next cut-off is the first of any mode",
    arguments: [
      ("2026-11-23T10:00:00Z", .largeScale, "2026-11-30T09:00:00Z"),
      ("2026-11-30T09:00:01Z", .benchmark, "2026-12-01T09:00:00Z"),
      ("2026-12-02T00:00:00Z", .aiScience, "2026-12-11T09:00:00Z"),
      ("2026-02-27T09:00:00Z", .largeScale, "2026-02-27T09:00:00Z"),
    ] as [(String, AccessMode, String)])
  func nextCutoff(_ now: String, _ mode: AccessMode, _ at: String) throws {
    let next = policy.nextCutoff(after: try moment(now))
    #expect(next?.mode == mode)
    #expect(next?.at == (try moment(at)))
  }

  @Test func `After the last known cut-off there is none`() throws {
    #expect(policy.nextCutoff(after: try moment("2028-01-01T00:00:00Z")) == nil)
  }
}
