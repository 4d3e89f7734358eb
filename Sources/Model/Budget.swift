extension BudgetFigures {
  /// Where `allocation` stands at `now`.
  ///
  /// With grant `G`, use `U`, elapsed `T`, left `D` and length `L`, all in the allocation's own unit:
  /// `u = U / G`; `pace = u / (T / L)` once a day is over; burn `b` over 7 days, else over 30, else `(U - U0) / T`,
  /// with `U0` what was counted at the start;
  /// `need = (G - U) / D`; `exhaust = t + (G - U) / b`; estimate at the end `EAC = U + b * D`. These are plain linear
  /// projections, as centres' own accounting pages draw them; the month's quota is CINECA's. Whatever lacks a term is
  /// `nil`.
  init(of allocation: Allocation, factors: UnitFactors, policy: Policy, now: Timestamp) {
    let period = AllocationPeriod(allocation)
    let curve = UsageCurve(allocation, now: now)
    let elapsed = period?.elapsed(at: now)
    let left = period?.left(at: now)

    let usedFraction = Self.usedFraction(of: allocation)
    let calendarFraction = period?.calendarFraction(at: now)
    let pace = Self.pace(usedFraction: usedFraction, calendarFraction: calendarFraction, elapsed: elapsed)
    let burn =
      curve.burnPerDay ?? Self.averageBurn(of: allocation.used.flatMap(curve.sinceStart), over: elapsed)
    let exhaustsAt = Self.exhaustion(of: allocation, burnPerDay: burn, now: now)
    self.init(
      allocation: allocation, usedFraction: usedFraction, calendarFraction: calendarFraction, pace: pace,
      burnPerDay: burn, neededPerDay: Self.needed(by: allocation, left: left), exhaustsAt: exhaustsAt,
      estimateAtEnd: Self.estimateAtEnd(used: allocation.used, burnPerDay: burn, left: left),
      monthQuota: allocation.granted.flatMap { period?.monthQuota(of: $0, at: now, zone: policy.zone) },
      monthUsed: Self.monthUse(of: allocation, curve: curve, at: now, zone: policy.zone),
      state: .unknown,
      granted: allocation.granted.flatMap { factors.gpuHours(in: Amount($0, allocation.unit)) },
      used: allocation.used.flatMap { factors.gpuHours(in: Amount($0, allocation.unit)) },
      gpuHoursPerUnit: factors.gpuHours(in: Amount(1, allocation.unit))?.count)
    state = policy.budget.state(of: self, period: period, now: now)
  }

  /// `u = U / G`; `nil` without a grant.
  static func usedFraction(of allocation: Allocation) -> Double? {
    guard let granted = allocation.granted, let used = allocation.used, granted > 0 else { return nil }
    return used / granted
  }

  /// `u / cal`, 1 on the line; `nil` in the first day, when an hour more or less would decide it.
  static func pace(usedFraction: Double?, calendarFraction: Double?, elapsed: Seconds?) -> Double? {
    guard let usedFraction, let calendarFraction, let elapsed, elapsed >= .days(1) else { return nil }
    return usedFraction / calendarFraction
  }

  /// `U / T`, per day; `nil` in the first day.
  static func averageBurn(of used: Double?, over elapsed: Seconds?) -> Double? {
    guard let used, let elapsed, elapsed >= .days(1) else { return nil }
    return max(0, used / elapsed.inDays)
  }

  /// `(G - U) / D`, not below 0; `nil` when no time is left.
  static func needed(by allocation: Allocation, left: Seconds?) -> Double? {
    guard let granted = allocation.granted, let used = allocation.used, let left, left > Seconds(0) else {
      return nil
    }
    return max(0, (granted - used) / left.inDays)
  }

  /// `t + (G - U) / b`, also beyond the allocation's end.
  ///
  /// `nil` without burn, when nothing is left, after the end, and beyond the year 9999, which no calendar shows.
  static func exhaustion(of allocation: Allocation, burnPerDay: Double?, now: Timestamp) -> Timestamp? {
    guard let granted = allocation.granted, let used = allocation.used, let burnPerDay, burnPerDay > 0,
      used < granted, allocation.endsAt.map({ now < $0 }) ?? true
    else { return nil }
    let seconds = (granted - used) / burnPerDay * 86_400
    let lastMoment = Timestamp(secondsSince1970: 253_402_300_799)
    guard seconds < Double((lastMoment - now).count) else { return nil }
    return now + Seconds(Int64(seconds.rounded()))
  }

  /// `EAC = U + b * D`; after the end, what was used.
  static func estimateAtEnd(used: Double?, burnPerDay: Double?, left: Seconds?) -> Double? {
    guard let used, let left else { return nil }
    if left == Seconds(0) { return used }
    return burnPerDay.map { used + $0 * left.inDays }
  }

  /// All since its start when the allocation began this month, else the rise since the month began.
  private static func monthUse(
    of allocation: Allocation, curve: UsageCurve, at now: Timestamp, zone: EuropeanZone
  ) -> Double? {
    guard let used = allocation.used else { return nil }
    let today = zone.localTime(at: now).date
    let first = CivilDate(year: today.year, month: today.month, day: 1)
    let begin = zone.startOfDay(first)
    // The first day of one that began with the month began in Luxembourg, where documents name days.
    if let start = allocation.startsAt, start >= min(begin, EuropeanZone.central.startOfDay(first)) {
      return curve.sinceStart(used)
    }
    return curve.used(at: begin).map { max(0, used - $0) }
  }
}

extension BudgetThresholds {
  /// The one word for a budget, the first that applies:
  ///
  /// 1. `ended`: nothing can be done any more, also where its portal has terminated it before its last day;
  /// 2. `notStarted`: its first day is still to come;
  /// 3. `unknown`: use, grant or dates are missing, or nothing was granted and nothing used; where only a balance is
  ///    known, `exhausted` when nothing of it is left;
  /// 4. `exhausted`: all is used (known even without dates, and in the first day);
  /// 5. `unknown`: it is in its first day, and there is no pace yet;
  /// 6. `idleStart`: nothing used although it began a while ago;
  /// 7. `ahead`: faster than its calendar, or gone well before its end;
  /// 8. `under`: slower, once enough of the calendar is over to say so;
  /// 9. `ending`: on pace, and its end is near;
  /// 10. `onPace`.
  func state(of figures: BudgetFigures, period: AllocationPeriod?, now: Timestamp) -> BudgetState {
    let allocation = figures.allocation
    if allocation.standing == .terminated { return .ended }
    if let end = allocation.endsAt, now >= end { return .ended }
    if let start = allocation.startsAt, now < start, period != nil || allocation.endsAt == nil {
      return .notStarted
    }
    guard let granted = allocation.granted, let used = allocation.used else {
      return allocation.balance.map { $0.value <= 0 } == true ? .exhausted : .unknown
    }
    if used >= granted { return used > 0 ? .exhausted : .unknown }
    guard let period, let pace = figures.pace else { return .unknown }
    if used <= 0, period.elapsed(at: now) > idleStartAfter { return .idleStart }
    if pace > aheadPace { return .ahead }
    if let gone = figures.exhaustsAt, gone + aheadMargin < period.end { return .ahead }
    if pace < underPace, period.calendarFraction(at: now) > underFromCalendarFraction { return .under }
    return period.left(at: now) <= endingWithin ? .ending : .onPace
  }
}
