extension Policy {
  /// EuroHPC's promises and cut-offs as they were published for 2026, and thresholds that a site may change.
  ///
  /// The promises are those of the access-mode pages of eurohpc-ju.europa.eu; the thresholds of budgets and alerts
  /// are this program's proposals. Holidays are a site's own, so there are none.
  package static let standard = Policy(
    modes: [
      .playground: ModePolicy(promise: .workingDays(2), start: .submission, cutoffs: []),
      .fastLane: ModePolicy(promise: .workingDays(4), start: .submission, cutoffs: []),
      .largeScale: ModePolicy(promise: .workingDays(10), start: .cutoff, cutoffs: largeScaleCutoffs),
      .aiScience: ModePolicy(promise: .days(30), start: .cutoff, cutoffs: aiScienceCutoffs),
      .benchmark: ModePolicy(promise: .days(14), start: .cutoff, cutoffs: monthlyCutoffs),
      .development: ModePolicy(promise: .days(14), start: .cutoff, cutoffs: monthlyCutoffs),
      .regular: ModePolicy(
        promise: .days(120), start: .cutoff, cutoffs: cutoffs([(2026, 3, 30), (2026, 9, 4)])),
      // The published dates of the second cut-off disagree (19 and 26 October), so it is left to the site.
      .extremeScale: ModePolicy(promise: .days(180), start: .cutoff, cutoffs: cutoffs([(2026, 5, 4)])),
    ],
    zone: .central,
    holidays: [],
    budget: BudgetThresholds(
      idleStartAfter: .days(7), underPace: 0.5, underFromCalendarFraction: 0.25, aheadPace: 1.2,
      aheadMargin: .days(7), endingWithin: .days(30)),
    staleness: StalenessThresholds(
      scheduler: .minutes(3), applications: .hours(2), allocations: .hours(36), surroundings: .minutes(30)),
    alerts: AlertThresholds(
      unavailableFraction: 0.05, criticalFraction: 0.5, idleFraction: 0.10, idleWhileWaiting: .hours(1),
      idleBusyFraction: 0.05,
      idleAllocatedFraction: 0.25, quotaFraction: 0.95, oldestWait: .hours(72),
      drainHours: 168, dueWithin: .hours(4), cutoffWithin: .hours(24), idleBudgetAfter: .days(30),
      maintenanceWithin: .hours(24), accountingBacklog: 1000),
    atRiskFraction: 0.25)

  /// Large Scale has two cut-offs a month.
  private static let largeScaleCutoffs = cutoffs([
    (2026, 1, 30), (2026, 2, 16), (2026, 2, 27), (2026, 3, 16), (2026, 3, 31), (2026, 4, 15), (2026, 4, 30),
    (2026, 5, 13), (2026, 6, 15), (2026, 6, 30), (2026, 7, 15), (2026, 7, 31), (2026, 8, 14), (2026, 8, 31),
    (2026, 9, 15), (2026, 9, 30), (2026, 10, 15), (2026, 10, 30), (2026, 11, 13), (2026, 11, 30),
    (2026, 12, 15), (2027, 1, 4),
  ])

  /// AI for Science has one every two months.
  private static let aiScienceCutoffs = cutoffs([
    (2026, 2, 27), (2026, 4, 30), (2026, 6, 30), (2026, 8, 31), (2026, 10, 30), (2026, 12, 11),
  ])

  /// Benchmark and Development have theirs on the first of each month.
  private static let monthlyCutoffs = cutoffs((1...12).map { (2026, $0, 1) } + [(2027, 1, 1)])

  /// 10:00 in Luxembourg on each of `days`.
  private static func cutoffs(_ days: [(year: Int, month: Int, day: Int)]) -> [Timestamp] {
    days.map { day in
      let date = CivilDate(year: day.year, month: day.month, day: day.day)
      return EuropeanZone.central.moment(at: LocalTime(date: date, secondOfDay: 10 * 3600))
    }
  }
}
