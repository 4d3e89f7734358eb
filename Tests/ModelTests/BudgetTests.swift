import Model
import Testing
import Text

@Suite struct BudgetTests {
  /// An allocation of 5,000 GPU-hours over 61 days, the package of a Playground award.
  private func figures(
    granted: Double? = 5000, used: Double?, starts: String? = "2026-10-01T00:00:00Z",
    ends: String? = "2026-12-01T00:00:00Z", now: String, history: [UsageReading] = [], counted: String? = nil,
    unit: AccountingUnit = .gpuHours, factors: UnitFactors = UnitFactors(), zone: EuropeanZone = .central
  ) throws -> BudgetFigures {
    let allocation = Allocation(
      account: "ehpc-9001", cluster: "test", unit: unit, granted: granted, used: used,
      startsAt: try starts.map { try moment($0) }, endsAt: try ends.map { try moment($0) }, history: history,
      countedAt: try counted.map { try moment($0) })
    let factory = Factory(clusters: [Cluster(name: "test", factors: factors)], allocations: [allocation])
    var policy = Policy.standard
    policy.zone = zone
    let budgets = Figures(of: factory, policy: policy, now: try moment(now)).budgets
    return try #require(budgets?.first)
  }

  @Test func `On the line the pace is one`() throws {
    let budget = try figures(used: 2500, now: "2026-10-31T12:00:00Z")
    #expect(budget.usedFraction == 0.5)
    #expect(budget.calendarFraction == 0.5)
    #expect(budget.pace == 1)
    #expect(budget.neededPerDay.map { ($0 * 100).rounded() / 100 } == 81.97)
    #expect(budget.burnPerDay.map { ($0 * 100).rounded() / 100 } == 81.97)
    #expect(budget.exhaustsAt == (try moment("2026-12-01T00:00:00Z")))
    #expect(budget.estimateAtEnd.map { $0.rounded() } == 5000)
    #expect(budget.state == .onPace)
  }

  @Test func `Five thousand GPU-hours in 61 days are 82 a day`() throws {
    let budget = try figures(used: 0, now: "2026-10-01T00:00:00Z")
    #expect(budget.neededPerDay.map { $0.rounded() } == 82)
  }

  @Test func `A grant of zero has no used fraction, and is unknown until something is used`() throws {
    let untouched = try figures(granted: 0, used: 0, now: "2026-10-31T12:00:00Z")
    #expect(untouched.usedFraction == nil)
    #expect(untouched.pace == nil)
    #expect(untouched.exhaustsAt == nil)
    #expect(untouched.state == .unknown)
    #expect(try figures(granted: 0, used: 10, now: "2026-10-31T12:00:00Z").state == .exhausted)
  }

  @Test func `What is not told is unknown, never zero`() throws {
    let unused = try figures(used: nil, now: "2026-10-31T12:00:00Z")
    #expect(unused.usedFraction == nil)
    #expect(unused.burnPerDay == nil)
    #expect(unused.estimateAtEnd == nil)
    #expect(unused.state == .unknown)
    let dateless = try figures(used: 100, starts: nil, ends: nil, now: "2026-10-31T12:00:00Z")
    #expect(dateless.usedFraction == 0.02)
    #expect(dateless.calendarFraction == nil)
    #expect(dateless.monthQuota == nil)
    #expect(dateless.state == .unknown)
    #expect(try figures(granted: nil, used: 100, now: "2026-10-31T12:00:00Z").state == .unknown)
    #expect(try figures(used: 5000, starts: nil, ends: nil, now: "2026-10-31T12:00:00Z").state == .exhausted)
  }

  @Test func `An end before its start is no period`() throws {
    let budget = try figures(
      used: 1, starts: "2026-12-01T00:00:00Z", ends: "2026-10-01T00:00:00Z", now: "2026-09-01T00:00:00Z")
    #expect(budget.calendarFraction == nil)
    #expect(budget.state == .unknown)
  }

  @Test func `Before its start nothing is due and nothing burns`() throws {
    let budget = try figures(used: 0, now: "2026-09-01T00:00:00Z")
    #expect(budget.calendarFraction == 0)
    #expect(budget.pace == nil)
    #expect(budget.burnPerDay == nil)
    #expect(budget.exhaustsAt == nil)
    #expect(budget.state == .notStarted)
  }

  @Test(
    "Before the first day it has not started, whatever else is known, and from its first moment on it has",
    arguments: [
      (5000, 0, "2026-12-01T00:00:00Z"), (5000, 6000, "2026-12-01T00:00:00Z"), (5000, 0, nil),
      (nil, nil, "2026-12-01T00:00:00Z"), (nil, 3, nil),
      // It would be ending, were it running.
      (5000, 0, "2026-10-03T00:00:00Z"),
    ] as [(Double?, Double?, String?)])
  func notStarted(_ granted: Double?, _ used: Double?, _ ends: String?) throws {
    let before = try figures(granted: granted, used: used, ends: ends, now: "2026-09-30T23:59:59Z")
    #expect(before.state == .notStarted)
    #expect(before.burnPerDay == nil)
    #expect(before.exhaustsAt == nil)
    let first = try figures(granted: granted, used: used, ends: ends, now: "2026-10-01T00:00:00Z")
    #expect(first.state != .notStarted)
  }

  @Test func `In the first day there is no pace yet, and no word for it unless all is used`() throws {
    let young = try figures(used: 4900, now: "2026-10-01T23:59:59Z")
    #expect(young.pace == nil)
    #expect(young.burnPerDay == nil)
    #expect(young.state == .unknown)
    #expect(try figures(used: 5000, now: "2026-10-01T23:59:59Z").state == .exhausted)
    let older = try figures(used: 4900, now: "2026-10-02T00:00:00Z")
    #expect(older.pace != nil)
    #expect(older.state == .ahead)
    let short = try figures(used: 1, ends: "2026-10-01T12:00:00Z", now: "2026-10-01T11:00:00Z")
    #expect(short.state == .unknown, "one of half a day never has a pace")
  }

  @Test func `After its end nothing can be done`() throws {
    let budget = try figures(used: 4000, now: "2026-12-01T00:00:00Z")
    #expect(budget.state == .ended)
    #expect(budget.calendarFraction == 1)
    #expect(budget.neededPerDay == nil)
    #expect(budget.exhaustsAt == nil)
    #expect(budget.estimateAtEnd == 4000)
    #expect(budget.monthQuota == 0)
  }

  @Test func `Without burn it never runs out`() throws {
    let history = [UsageReading(at: try moment("2026-10-15T00:00:00Z"), used: 1000)]
    let budget = try figures(used: 1000, now: "2026-10-20T00:00:00Z", history: history)
    #expect(budget.burnPerDay == 0)
    #expect(budget.exhaustsAt == nil)
    #expect(budget.estimateAtEnd == 1000)
  }

  @Test func `A burn too small for any calendar has no date`() throws {
    #expect(try figures(granted: 1e300, used: 1e-9, now: "2026-10-20T00:00:00Z").exhaustsAt == nil)
  }

  @Test(
    "The state is the first that applies",
    arguments: [
      (0, "2026-10-08T00:00:00Z", .onPace), (0, "2026-10-08T00:00:01Z", .idleStart),
      (5000, "2026-10-20T00:00:00Z", .exhausted), (6000, "2026-10-20T00:00:00Z", .exhausted),
      (6000, "2026-12-02T00:00:00Z", .ended), (0, "2026-12-02T00:00:00Z", .ended),
      (2000, "2026-10-20T00:00:00Z", .ahead), (500, "2026-10-17T00:00:00Z", .under),
      // Slow, but a quarter of the calendar is not over.
      (100, "2026-10-15T00:00:00Z", .onPace), (1500, "2026-10-20T00:00:00Z", .onPace),
      (2600, "2026-11-02T00:00:00Z", .ending), (1000, "2026-11-20T00:00:00Z", .under),
      (4900, "2026-11-20T00:00:00Z", .ahead),
    ] as [(Double, String, BudgetState)])
  func states(_ used: Double, _ now: String, _ expected: BudgetState) throws {
    #expect(try figures(used: used, now: now).state == expected)
  }

  @Test func `A late rush that runs out a week before the end is ahead although its pace is low`() throws {
    let history = [UsageReading(at: try moment("2026-10-25T00:00:00Z"), used: 100)]
    let budget = try figures(used: 2200, now: "2026-11-01T00:00:00Z", history: history)
    #expect(budget.pace.map { $0 < 1 } == true)
    #expect(budget.burnPerDay == 300)
    #expect(budget.state == .ahead)
  }

  @Test(
    "In its first seven days an allocation burns what was used since its start",
    arguments: [
      // With nothing known before, from 0; also where a reading lies between.
      ([], 100), ([("2026-10-02T00:00:00Z", 150)], 100), ([("2026-10-01T00:00:00Z", 0)], 100),
      // From the last reading before it, which is none of its use.
      ([("2026-09-24T00:00:00Z", 0)], 100),
      ([("2026-09-24T00:00:00Z", 0), ("2026-10-01T00:00:00Z", 0)], 100),
      ([("2026-09-20T00:00:00Z", 10), ("2026-09-24T00:00:00Z", 50)], 75),
      ([("2026-09-24T00:00:00Z", 50), ("2026-10-02T12:00:00Z", 60)], 75),
      // Higher than what was counted next: the counter was set back.
      ([("2026-09-24T00:00:00Z", 500)], 100),
    ] as [([(String, Double)], Double)])
  func young(_ history: [(String, Double)], _ burn: Double) throws {
    let readings = try history.map { UsageReading(at: try moment($0.0), used: $0.1) }
    let budget = try figures(used: 200, now: "2026-10-03T00:00:00Z", history: readings)
    #expect(budget.burnPerDay == burn)
  }

  @Test(
    "In its first thirty days an allocation that has no week of readings burns what was used since its start",
    arguments: [
      // One old reading: the window is all of its time, 29 days.
      ("2026-10-25T00:00:00Z", [("2026-11-15T00:00:00Z", 70)], 70, 70.0 / 29),
      ("2026-10-25T00:00:00Z", [("2026-11-15T00:00:00Z", 70), ("2026-11-22T12:00:00Z", 70)], 70, 70.0 / 29),
      // From the last reading before it.
      ("2026-10-25T00:00:00Z", [("2026-10-01T00:00:00Z", 12), ("2026-11-15T00:00:00Z", 70)], 70, 2),
      // A week that is known from its third day on is looked at from there.
      ("2026-11-02T00:00:00Z", [("2026-11-18T00:00:00Z", 190)], 215, 5),
      ("2026-10-24T00:00:00Z", [], 60, 2),
      // A second older than thirty days, where the readings begin later than that.
      ("2026-10-23T23:59:59Z", [("2026-11-13T00:00:00Z", 50)], 60, 1),
    ] as [(String, [(String, Double)], Double, Double)])
  func firstMonth(_ start: String, _ history: [(String, Double)], _ used: Double, _ burn: Double) throws {
    let readings = try history.map { UsageReading(at: try moment($0.0), used: $0.1) }
    let budget = try figures(
      used: used, starts: start, ends: "2027-03-01T00:00:00Z", now: "2026-11-23T00:00:00Z", history: readings)
    #expect(try abs(#require(budget.burnPerDay) - burn) < 1e-9, "\(budget.burnPerDay ?? -1)")
  }

  @Test func `Readings before the start, where nothing was used, change no figure`() throws {
    let start = try moment("2026-10-01T00:00:00Z")
    let own = [(2, 30.0), (9, 400), (20, 500), (33, 2100)].map { day, used in
      UsageReading(at: start + .days(day), used: used)
    }
    let earlier = [-40, -11, -3, 0].map { UsageReading(at: start + .days($0), used: 0) }
    for hours in stride(from: 1 as Int64, to: 60 * 24, by: 7) {
      let now = start + .hours(hours)
      let known = [UsageReading(at: start, used: 0)] + own
      func burn(_ history: [UsageReading]) -> Double? {
        UsageCurve(
          Allocation(
            account: "a", unit: .gpuHours, used: 2200, startsAt: start, endsAt: start + .days(61),
            history: history), now: now
        ).burnPerDay
      }
      #expect(burn(earlier + own) == burn(known), "\(hours) hours after the start")
    }
  }

  @Test(
    "Use thirty days ago lies on the line between readings, whichever side of that moment they are",
    arguments: [
      ([("2026-10-23T10:00:00Z", 1000)], 0), ([("2026-10-24T10:00:00Z", 900)], 100.0 / 30),
      ([("2026-10-24T09:59:59Z", 900)], 100.0 / 30), ([("2026-10-04T10:00:00Z", 500)], 10),
      ([("2026-10-04T10:00:00Z", 400), ("2026-11-03T10:00:00Z", 1000)], 200.0 / 30),
      // Nothing was counted before: the window begins at the first reading.
      ([("2026-11-03T10:00:00Z", 900)], 5), ([("2026-11-22T10:00:01Z", 900)], nil),
    ] as [([(String, Double)], Double?)])
  func thirtyDays(_ history: [(String, Double)], _ burn: Double?) throws {
    let readings = try history.map { UsageReading(at: try moment($0.0), used: $0.1) }
    let budget = try figures(
      used: 1000, starts: "2026-09-24T10:00:00Z", ends: "2027-01-22T10:00:00Z", now: "2026-11-23T10:00:00Z",
      history: readings)
    // Where nothing tells, the mean since the start, 60 days ago.
    let expected = burn ?? 1000.0 / 60
    #expect(try abs(#require(budget.burnPerDay) - expected) < 1e-4)
  }

  @Test func `Counts after its end make no burn less: what was used by then was used by its end`() throws {
    let history = [UsageReading(at: try moment("2026-11-20T00:00:00Z"), used: 3600)]
    let counted = ["2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z", "2027-02-01T00:00:00Z"]
    for now in counted {
      let budget = try figures(used: 4000, now: now, history: history)
      #expect(budget.burnPerDay.map { ($0 * 100).rounded() / 100 } == 36.36, "\(now)")
    }
  }

  @Test(
    "First and last day of an allocation are those that its midnights mean, in Luxembourg, Lisbon or Helsinki",
    arguments: [
      ("2026-10-31T23:00:00Z", "2026-11-30T23:00:00Z"), ("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"),
      ("2026-10-31T22:00:00Z", "2026-11-30T22:00:00Z"), ("2026-11-01T10:00:00Z", "2026-11-30T10:00:00Z"),
    ])
  func days(_ start: String, _ end: String) throws {
    let allocation = Allocation(
      account: "a", unit: .gpuHours, startsAt: try moment(start), endsAt: try moment(end))
    #expect(allocation.firstDay == CivilDate(year: 2026, month: 11, day: 1))
    #expect(allocation.lastDay == CivilDate(year: 2026, month: 11, day: 30))
  }

  @Test func `The days of the week that were counted are told one by one, and others are not`() throws {
    let start = try moment("2026-10-01T00:00:00Z")
    func days(_ now: Int64, used: Double, _ history: [(Int64, Double)]) -> [Double?] {
      UsageCurve(
        Allocation(
          account: "a", unit: .gpuHours, used: used, startsAt: start,
          history: history.map { UsageReading(at: start + .days($0.0), used: $0.1) }), now: start + .days(now)
      ).usedByDay(last: 7).map { $0.map { ($0 * 1e6).rounded() / 1e6 } }
    }
    // Twelve daily readings: the last seven days count, and today's is the newest.
    let daily = (0..<12).map { (Int64($0), Double($0 * $0)) }
    #expect(days(12, used: 144, daily) == [11, 13, 15, 17, 19, 21, 23])
    #expect(days(12, used: 100, daily).last == 0, "a correction is no use")
    // Two weeks between readings are no seven days of their own.
    #expect(days(28, used: 280, [(0, 0), (14, 140)]) == [10, 10, 10, 10, 10, 10, 10])
    #expect(days(28, used: 280, [(25, 250)]) == [nil, nil, nil, nil, 10, 10, 10])
    #expect(days(3, used: 30, []) == [nil, nil, nil, nil, 10, 10, 10])
    #expect(days(3, used: 30, [(-9, 3), (-2, 9)]) == [nil, nil, nil, nil, 7, 7, 7])
    #expect(days(30, used: 30, []) == [Double?](repeating: nil, count: 7))
  }

  @Test(
    "Readings make one stretch until none was made for more than three times as long as usual",
    arguments: [
      ([], [[0], [20]]), ([(0, 0), (10, 5)], [[0, 10, 20]]),
      // Nobody counted in the first ten days, and for a week in between.
      ([(10, 5), (11, 6), (12, 7), (19, 8)], [[0], [10, 11, 12], [19, 20]]),
      ([(10, 5), (11, 6), (12, 7), (15, 8), (18, 9)], [[0], [10, 11, 12, 15, 18, 20]]),
    ] as [([(Int64, Double)], [[Int64]])])
  func stretches(_ history: [(Int64, Double)], _ expected: [[Int64]]) throws {
    let start = try moment("2026-10-01T00:00:00Z")
    let curve = UsageCurve(
      Allocation(
        account: "a", unit: .gpuHours, used: 20, startsAt: start,
        history: history.map { UsageReading(at: start + .days($0.0), used: $0.1) }), now: start + .days(20))
    #expect(curve.sinceStart.stretches.map { $0.map { ($0.at - start).count / 86_400 } } == expected)
  }

  @Test func `Burn is that of the last seven days, from the line between readings`() throws {
    let history = [
      UsageReading(at: try moment("2026-10-01T00:00:00Z"), used: 0),
      UsageReading(at: try moment("2026-10-10T00:00:00Z"), used: 900),
      UsageReading(at: try moment("2026-10-16T00:00:00Z"), used: 1500),
    ]
    // Seven days before the 20th is the 13th, where the line stands at 1,200.
    let budget = try figures(used: 1900, now: "2026-10-20T00:00:00Z", history: history)
    #expect(budget.burnPerDay == 100)
  }

  @Test func `Where the last seven days hold less than a day of readings, the last thirty count`() throws {
    let history = [
      UsageReading(at: try moment("2026-10-05T00:00:00Z"), used: 300),
      UsageReading(at: try moment("2026-10-19T18:00:00Z"), used: 1000),
    ]
    let budget = try figures(used: 1050, now: "2026-10-20T00:00:00Z", history: history)
    // Of nineteen days, all that was used.
    #expect(budget.burnPerDay == 1050.0 / 19)
  }

  @Test func `A correction downwards is no burn`() throws {
    let history = [UsageReading(at: try moment("2026-10-15T00:00:00Z"), used: 1000)]
    #expect(try figures(used: 800, now: "2026-10-20T00:00:00Z", history: history).burnPerDay == 0)
  }

  @Test func `Burn ends when the use was counted, not when it is shown`() throws {
    let history = [UsageReading(at: try moment("2026-10-10T00:00:00Z"), used: 500)]
    let budget = try figures(
      used: 900, now: "2026-10-16T00:00:00Z", history: history, counted: "2026-10-14T00:00:00Z")
    #expect(budget.burnPerDay == 100)
  }

  @Test func `The month's linear quota is the one that CINECA prints`() throws {
    let budget = try figures(
      granted: 2_000_000, used: 0, starts: "2026-01-06T23:00:00Z", ends: "2027-01-06T23:00:00Z",
      now: "2026-09-15T12:00:00Z", unit: .coreHours)
    #expect(budget.monthQuota.map { $0.rounded(.down) } == 164_383)
  }

  @Test(
    "Months are as long as they are",
    arguments: [
      ("2027-02-15T12:00:00Z", 28), ("2028-02-15T12:00:00Z", 29), ("2028-04-30T21:59:00Z", 30),
      ("2028-04-30T22:00:00Z", 31),
    ] as [(String, Double)])
  func monthQuota(_ now: String, _ days: Double) throws {
    // Ten units a day: 1,096 days from 2026 to 2029.
    let budget = try figures(
      granted: 10_960, used: 0, starts: "2025-12-31T23:00:00Z", ends: "2028-12-31T23:00:00Z", now: now)
    #expect(budget.monthQuota == days * 10)
  }

  @Test(
    "Days of a month's quota are the calendar's, and before the allocation's first month it is none",
    arguments: [
      ("2026-11-23T10:00:00Z", 1250.0), ("2026-10-23T10:00:00Z", 1291.666667), ("2026-08-31T21:59:59Z", 0),
      ("2026-08-31T22:00:00Z", 1250),
    ])
  func monthQuotaAcrossClockChange(_ now: String, _ quota: Double) throws {
    // 90 days, of which one has 25 hours.
    let budget = try figures(
      granted: 3750, used: 1, starts: "2026-09-01T22:00:00Z", ends: "2026-11-30T23:00:00Z", now: now)
    #expect(try abs(#require(budget.monthQuota) - quota) < 0.000_001)
  }

  @Test func `Use before the first day is none of burn and month`() throws {
    let before = UsageReading(at: try moment("2026-11-18T10:00:00Z"), used: 400)
    func budget(_ history: UsageReading...) throws -> BudgetFigures {
      try figures(
        used: 800, starts: "2026-11-19T10:00:00Z", ends: "2027-01-18T10:00:00Z", now: "2026-11-23T10:00:00Z",
        history: history)
    }
    let counted = try budget(before)
    #expect(counted.monthUsed == 400)
    #expect(counted.burnPerDay == 100)
    #expect(counted.usedFraction == 0.16, "what is told as used stays")
    #expect(try abs(#require(counted.pace) - 2.4) < 1e-9, "and so does its pace")
    #expect(try budget().monthUsed == 800)
    let early = try figures(
      used: 400, starts: "2026-11-10T10:00:00Z", ends: "2027-01-18T10:00:00Z", now: "2026-11-23T10:00:00Z",
      counted: "2026-11-09T10:00:00Z")
    #expect(early.monthUsed == nil, "what was used since nobody has counted")
  }

  @Test(
    "A counter that was set back since the start tells nothing of what it counted before",
    arguments: [
      ([("2026-11-03T10:00:00Z", 5900), ("2026-11-14T10:00:00Z", 10)], 10),
      ([("2026-11-03T10:00:00Z", 5900)], 10),
      ([("2026-11-13T10:00:00Z", 5900), ("2026-11-16T10:00:00Z", 30)], 10),
    ] as [([(String, Double)], Double)])
  func setBack(_ history: [(String, Double)], _ burn: Double) throws {
    let budget = try figures(
      granted: 6000, used: 100, starts: "2026-11-13T10:00:00Z", ends: "2027-01-22T10:00:00Z",
      now: "2026-11-23T10:00:00Z", history: try history.map { UsageReading(at: try moment($0.0), used: $0.1) }
    )
    #expect(budget.burnPerDay == burn)
    #expect(budget.monthUsed == 100)
  }

  @Test func `The month's use needs a reading on each side of its beginning`() throws {
    let history = [
      UsageReading(at: try moment("2026-10-30T23:00:00Z"), used: 1000),
      UsageReading(at: try moment("2026-11-01T23:00:00Z"), used: 1200),
    ]
    // Midnight in Luxembourg, halfway between the two.
    let known = try figures(used: 1500, now: "2026-11-10T00:00:00Z", history: history)
    #expect(known.monthUsed == 400)
    #expect(try figures(used: 1500, now: "2026-11-10T00:00:00Z").monthUsed == nil)
    let young = try figures(used: 70, starts: "2026-11-02T00:00:00Z", now: "2026-11-10T00:00:00Z")
    #expect(young.monthUsed == 70)
    // Where the month begins an hour later, in Lisbon, days of documents begin in Luxembourg all the same, and where it
    // begins an hour before, in Helsinki, an allocation may begin there.
    for (hours, start) in [(0, "2026-10-31T23:00:00Z"), (2, "2026-10-31T22:00:00Z")] as [(Int64, String)] {
      let budget = try figures(
        used: 70, starts: start, now: "2026-11-10T00:00:00Z",
        zone: EuropeanZone(standardOffset: .hours(hours)))
      #expect(budget.monthUsed == 70)
    }
    // One that began with the month, at midnight in Luxembourg, and one of a second before.
    let exact = try figures(used: 70, starts: "2026-10-31T23:00:00Z", now: "2026-11-10T00:00:00Z")
    #expect(exact.monthUsed == 70)
    let older = try figures(used: 70, starts: "2026-10-31T22:59:59Z", now: "2026-11-10T00:00:00Z")
    #expect(older.monthUsed == nil)
  }

  @Test(
    "Amounts in a machine's own unit are shown in GPU-hours",
    arguments: [
      // LUMI-G, Leonardo Booster, MareNostrum 5 ACC, JUPITER, Karolina.
      (1, .nodeHours, UnitFactors(gpuHoursPerNodeHour: 4, gresPerGPU: 2), 4),
      (32, .coreHours, UnitFactors(gpuHoursPerNodeHour: 4, coreHoursPerGPUHour: 8), 4),
      (40_000, .coreHours, UnitFactors(gpuHoursPerNodeHour: 4, coreHoursPerGPUHour: 8), 5000),
      (1250, .nodeHours, UnitFactors(gpuHoursPerNodeHour: 4, coreHoursPerGPUHour: 8), 5000),
      (0.08, .kiloCoreHours, UnitFactors(gpuHoursPerNodeHour: 4, coreHoursPerGPUHour: 20), 4),
      (288, .coreHours, UnitFactors(gpuHoursPerNodeHour: 4, coreHoursPerGPUHour: 72), 4),
      (1, .nodeHours, UnitFactors(gpuHoursPerNodeHour: 8), 8), (7, .gpuHours, UnitFactors(), 7),
      (1, .nodeHours, UnitFactors(coreHoursPerGPUHour: 8), nil),
      (1, .coreHours, UnitFactors(gpuHoursPerNodeHour: 4), nil), (1, .kiloCoreHours, UnitFactors(), nil),
      (1, .coreHours, UnitFactors(coreHoursPerGPUHour: 0), nil),
    ] as [(Double, AccountingUnit, UnitFactors, Double?)])
  func units(_ value: Double, _ unit: AccountingUnit, _ factors: UnitFactors, _ gpuHours: Double?) throws {
    #expect(factors.gpuHours(in: Amount(value, unit)) == gpuHours.map { GPUHours($0) })
    let budget = try figures(
      granted: value, used: value / 2, now: "2026-10-20T00:00:00Z", unit: unit, factors: factors)
    #expect(budget.granted == gpuHours.map { GPUHours($0) })
    #expect(budget.used == gpuHours.map { GPUHours($0 / 2) })
  }

  @Test func `Two GCDs of LUMI make one GPU`() {
    #expect(UnitFactors(gresPerGPU: 2).gpuHours(inGresHours: 8) == GPUHours(4))
    #expect(UnitFactors(gresPerGPU: 0).gpuHours(inGresHours: 8) == nil)
  }
}
