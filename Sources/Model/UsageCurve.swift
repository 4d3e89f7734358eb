/// What an allocation had used at each time that it was counted.
///
/// Use before the allocation's first day is none of its: where readings reach back beyond its start, the last of them
/// stands at the start. Where that is more than what was counted next, the counter was set back, and they tell nothing.
package struct UsageCurve: Sendable {
  /// Oldest first, the present count last.
  private let readings: [UsageReading]
  private let start: Timestamp?
  private let end: Timestamp?
  /// Whether readings before the start were of a counter that was set back since.
  private let isSetBack: Bool
  /// What the count was at the start, where a reading until then tells; else 0, as where the count begins with it.
  private let usedAtStart: Double
  /// Whether the last count was made before the start, which has passed since.
  private let isCountedBeforeStart: Bool

  /// The history up to the present count, which is taken as of `now` when nobody says when it was made.
  package init(_ allocation: Allocation, now: Timestamp) {
    start = allocation.startsAt
    end = allocation.endsAt
    var known: [UsageReading]
    if let used = allocation.used {
      let countedAt = min(allocation.countedAt ?? now, now)
      known = allocation.history.filter { $0.at < countedAt } + [UsageReading(at: countedAt, used: used)]
    } else {
      known = allocation.history.filter { $0.at <= now }
    }
    var atStart: Double?
    var isSetBack = false
    var isLastBeforeStart = false
    if let start {
      if let last = known.last { isLastBeforeStart = last.at < start && start < now }
      let before = known.prefix { $0.at <= start }
      if let last = before.last {
        isSetBack = known[before.endIndex...].first.map { $0.used < last.used } ?? false
        atStart = isSetBack ? nil : last.used
        known.replaceSubrange(
          before.indices, with: isSetBack ? [] : [UsageReading(at: start, used: last.used)])
      }
    }
    self.isSetBack = isSetBack
    usedAtStart = atStart ?? 0
    isCountedBeforeStart = isLastBeforeStart
    readings = known
  }

  private init(_ readings: [UsageReading], of curve: UsageCurve) {
    self.readings = readings
    start = curve.start
    end = curve.end
    isSetBack = curve.isSetBack
    usedAtStart = curve.usedAtStart
    isCountedBeforeStart = curve.isCountedBeforeStart
  }

  /// What of `used`, the last count, was used since the start; `nil` where it was counted before, and something was used
  /// then.
  package func sinceStart(_ used: Double) -> Double? {
    isCountedBeforeStart && usedAtStart > 0 ? nil : max(0, used - usedAtStart)
  }

  /// The same, from 0 at the allocation's start where no reading tells what was used until then.
  package var sinceStart: UsageCurve {
    guard !isSetBack, let start, let first = readings.first, first.at > start else { return self }
    return UsageCurve([UsageReading(at: start, used: 0)] + readings, of: self)
  }

  /// The readings in stretches, parted where nobody counted for long. The start of the allocation is no reading that
  /// somebody made.
  package var stretches: [[UsageReading]] {
    readings.stretches(of: \.at) { $0.at != start }
  }

  /// The same up to the allocation's end: the first reading after it stands at the end.
  private var untilEnd: UsageCurve {
    guard let end, let after = readings.firstIndex(where: { $0.at > end }) else { return self }
    return UsageCurve(readings[..<after] + [UsageReading(at: end, used: readings[after].used)], of: self)
  }

  private func ends(withinDays days: Int64) -> Bool {
    guard let start, let last = readings.last else { return false }
    return last.at - start <= .days(days)
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

  /// `b = max(0, (U(t) - U(t - w)) / w)`, per day, where `t` is the last reading and `w` seven days, else thirty.
  ///
  /// Windows lie within the allocation. In its first seven days the window is all of its time: it begins at the start,
  /// at 0 or at the last reading before it. Later the readings of the last seven days have to span a day or more; where
  /// they do not, the last thirty days count, in which no reading has to lie, and in its first thirty days all of its
  /// time again. Use at the beginning of a window is interpolated between the readings around it; where they begin
  /// later, so does the window. `nil` when there is less than a day to look at.
  package var burnPerDay: Double? {
    let curve = untilEnd
    guard let last = curve.readings.last else { return nil }
    if let start, curve.ends(withinDays: 7) { return curve.sinceStart.burn(since: start) }
    let week = last.at + .days(-7)
    if let first = curve.readings.first(where: { $0.at >= week }), last.at - first.at >= .days(1) {
      return curve.burn(since: week)
    }
    if let start, curve.ends(withinDays: 30) { return curve.sinceStart.burn(since: start) }
    return curve.burn(since: last.at + .days(-30))
  }

  /// From `begin`, or from the first reading after it where nothing tells the use at `begin`, to the last reading.
  private func burn(since begin: Timestamp) -> Double? {
    guard let last = readings.last,
      let from = used(at: begin).map({ UsageReading(at: begin, used: $0) })
        ?? readings.first(where: { $0.at >= begin }),
      last.at - from.at >= .days(1)
    else { return nil }
    return max(0, (last.used - from.used) / (last.at - from.at).inDays)
  }

  /// What was used in each of the last `count` days of 24 hours up to the last reading, the newest day last.
  ///
  /// `nil` for a day that begins before the allocation or that no readings surround. A correction downwards is 0.
  package func usedByDay(last count: Int) -> [Double?] {
    guard let last = readings.last else { return [] }
    let curve = ends(withinDays: 7) ? sinceStart : self
    let bounds = (0...count).map { curve.used(at: last.at + .days(Int64($0 - count))) }
    return zip(bounds, bounds.dropFirst()).map { begin, end in
      guard let begin, let end else { return nil }
      return max(0, end - begin)
    }
  }
}
