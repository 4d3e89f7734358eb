/// The days on which promises run: Monday to Friday, less holidays, each the whole local day of 24 hours.
///
/// Summer time begins and ends on Sundays, so every working day has exactly 24 hours and local clock time is enough.
package struct WorkingCalendar: Sendable {
  package var zone: EuropeanZone
  package var holidays: Set<CivilDate>

  package init(zone: EuropeanZone, holidays: Set<CivilDate> = []) {
    self.zone = zone
    self.holidays = holidays
  }

  package func isWorkingDay(_ date: CivilDate) -> Bool { date.weekday < 5 && !holidays.contains(date) }

  /// The moment at which `span` of working time has passed since `start`: two days after Thursday 09:12 is Monday 09:12.
  ///
  /// A start on a day off counts from the next working day's midnight. An end at 24:00 stays with the day that ends,
  /// which is a working day: one day after Friday 00:00 is Friday 24:00, that is Saturday 00:00. No span moves nothing.
  /// Takes time linear in the holidays, however long the span; spans beyond 10,000 days, which only bad data holds,
  /// count as that.
  package func adding(_ span: Seconds, to start: Timestamp) -> Timestamp {
    guard span > Seconds(0) else { return start }
    let local = zone.localTime(at: start)
    var rest = Int(min(span.count, 10_000 * 86_400))
    var date = local.date
    if isWorkingDay(date) { rest += local.secondOfDay } else { date = nextWorkingDay(after: date) }
    // Whole weeks at once, but for the second that leaves 24:00 with its day. Holidays among them, the day arrived at
    // included, are still to be made up for.
    let weeks = (rest - 1) / (5 * 86_400)
    let afterWeeks = date.adding(days: 7 * weeks)
    let missed = holidays.count { $0.weekday < 5 && date < $0 && $0 <= afterWeeks }
    rest -= (5 * weeks - missed) * 86_400
    date = afterWeeks
    while rest > 86_400 {
      date = nextWorkingDay(after: date)
      rest -= 86_400
    }
    return zone.moment(at: LocalTime(date: date, secondOfDay: rest))
  }

  /// The day that `moment` belongs to as the end of something: midnight is 24:00 of the day before.
  package func dayEnding(at moment: Timestamp) -> CivilDate { zone.localTime(at: moment + Seconds(-1)).date }

  /// Working time from `start` to `end`, negative when `end` comes first. Takes time linear in the holidays.
  package func workingTime(from start: Timestamp, to end: Timestamp) -> Seconds {
    Seconds(
      workingSeconds(before: zone.localTime(at: end)) &- workingSeconds(before: zone.localTime(at: start)))
  }

  /// Working time since Monday 1969-12-29.
  private func workingSeconds(before local: LocalTime) -> Int64 {
    let days = local.date.daysSince1970 + 3
    let weeks = days.flooredDivision(by: 7)
    let off = holidays.count { $0.weekday < 5 && $0 < local.date && $0.daysSince1970 >= -3 }
    let whole = weeks * 5 + min(days - weeks * 7, 5) - off
    return Int64(whole) * 86_400 + Int64(isWorkingDay(local.date) ? local.secondOfDay : 0)
  }

  private func nextWorkingDay(after date: CivilDate) -> CivilDate {
    var next = date.adding(days: 1)
    while !isWorkingDay(next) { next = next.adding(days: 1) }
    return next
  }
}

extension Policy {
  package var workingCalendar: WorkingCalendar { WorkingCalendar(zone: zone, holidays: holidays) }
}
