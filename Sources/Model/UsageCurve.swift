/// What an allocation had used at each time that it was counted.
package struct UsageCurve: Sendable {
  /// Oldest first, the present count last.
  private let readings: [UsageReading]

  /// The history up to the present count, which is taken as of `now` when nobody says when it was made.
  package init(_ allocation: Allocation, now: Timestamp) {
    guard let used = allocation.used else {
      readings = allocation.history.filter { $0.at <= now }
      return
    }
    let countedAt = min(allocation.countedAt ?? now, now)
    readings = allocation.history.filter { $0.at < countedAt } + [UsageReading(at: countedAt, used: used)]
  }

  /// Use at `moment`, on the straight line between the readings around it; `nil` outside them.
  package func used(at moment: Timestamp) -> Double? {
    guard let next = readings.firstIndex(where: { $0.at >= moment }) else { return nil }
    if readings[next].at == moment { return readings[next].used }
    guard next > 0 else { return nil }
    let (before, after) = (readings[next - 1], readings[next])
    let part = (moment - before.at).inDays / (after.at - before.at).inDays
    return before.used + (after.used - before.used) * part
  }

  /// `b = max(0, (U(t) - U(t - w)) / w)`, per day, up to the last reading.
  ///
  /// The readings within the window must span a day or more, else `nil`. Where the window's beginning lies between
  /// two readings the use there is interpolated; where the history is shorter, `w` is what there is of it.
  package func burnPerDay(within window: Seconds) -> Double? {
    guard let last = readings.last else { return nil }
    let begin = last.at + Seconds(-window.count)
    guard let first = readings.first(where: { $0.at >= begin }), last.at - first.at >= .days(1) else {
      return nil
    }
    let from = used(at: begin).map { UsageReading(at: begin, used: $0) } ?? first
    return max(0, (last.used - from.used) / (last.at - from.at).inDays)
  }
}
