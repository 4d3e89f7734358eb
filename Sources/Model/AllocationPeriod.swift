/// The time between an allocation's first and last moment.
package struct AllocationPeriod: Hashable, Sendable {
  package let start: Timestamp
  /// The first moment after it.
  package let end: Timestamp

  /// `nil` when a date is missing or the end is not after the start.
  package init?(_ allocation: Allocation) {
    guard let start = allocation.startsAt, let end = allocation.endsAt, start < end else { return nil }
    self.start = start
    self.end = end
  }

  /// `L = e - s`.
  package var length: Seconds { end - start }

  /// `T = clamp(t - s, 0, L)`.
  package func elapsed(at now: Timestamp) -> Seconds { min(max(now - start, Seconds(0)), length) }

  /// `D = L - T`.
  package func left(at now: Timestamp) -> Seconds { Seconds(length.count - elapsed(at: now).count) }

  /// `cal = T / L`, 0...1.
  package func calendarFraction(at now: Timestamp) -> Double { elapsed(at: now).inDays / length.inDays }

  /// The linear quota of the month that `now` falls in: `G * days(m) / L`, with `L` in days of the calendar, of which one
  /// may have 23 or 25 hours; 0 in the months before the period, and once it is over.
  ///
  /// CINECA's `saldo -b` prints it, rounded down, as `monthTotal`; beyond it jobs run at lower priority.
  package func monthQuota(of granted: Double, at now: Timestamp, zone: EuropeanZone) -> Double {
    guard now < end else { return 0 }
    let today = zone.localTime(at: now).date
    let (first, last) = (zone.localTime(at: start), zone.localTime(at: end))
    guard (today.year, today.month) >= (first.date.year, first.date.month) else { return 0 }
    let days =
      Double(last.date.daysSince1970 - first.date.daysSince1970) + Double(
        last.secondOfDay - first.secondOfDay) / 86_400
    return granted * Double(CivilDate.days(inMonth: today.month, of: today.year)) / days
  }
}
