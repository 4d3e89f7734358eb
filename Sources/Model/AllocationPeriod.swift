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

  /// The linear quota of the month that `now` falls in: `G * days(m) / L`, 0 once the period is over.
  ///
  /// CINECA's `saldo -b` prints it, rounded down, as `monthTotal`; beyond it jobs run at lower priority.
  package func monthQuota(of granted: Double, at now: Timestamp, zone: EuropeanZone) -> Double {
    guard now < end else { return 0 }
    let today = zone.localTime(at: now).date
    return granted * Double(CivilDate.days(inMonth: today.month, of: today.year)) / length.inDays
  }
}
