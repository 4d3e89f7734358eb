package import Model

/// A moment as somebody writes it who goes to one: `14:02`, `24 14:02`, `2026-11-24 14:02`, `-2h`, `six`, `yesterday 18:00`,
/// `mon`, or as RFC 3339 has it; times are by the calendar of the site.
package struct WrittenMoment: Hashable, Sendable {
  private enum Form: Hashable {
    case point(TimePoint)
    /// `24 14:02`: the last such day.
    case dayOfMonth(Int, secondOfDay: Int)
  }

  private let form: Form

  package init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    if words.map({ $0.lowercased() }) == ["six"] {
      form = .point(.timeOfDay(secondOfDay: 6 * 3600))
    } else if words.count == 2, words[0].count <= 2, let day = Int(words[0]), (1...31).contains(day),
      case .timeOfDay(let second)? = TimePoint(words[1])
    {
      form = .dayOfMonth(day, secondOfDay: second)
    } else if let point = TimePoint(words.joined(separator: " ")) {
      form = .point(point)
    } else {
      return nil
    }
  }

  /// The moment, reckoned from `now`; a time without a day, and a day without a month, is the last one that is not after
  /// `newest`.
  package func moment(now: Timestamp, newest: Timestamp, zone: EuropeanZone) -> Timestamp {
    switch form {
    case .point(.timeOfDay(let second)):
      let today = zone.localTime(at: now).date
      return last(through: newest) {
        zone.moment(at: LocalTime(date: today.adding(days: $0), secondOfDay: second))
      }
    case .point(let point): return point.start(now: now, zone: zone)
    case .dayOfMonth(let day, let second):
      let today = zone.localTime(at: now).date
      // No two months without a 31st follow each other.
      let days = (-62...31).map { today.adding(days: $0) }.filter { $0.day == day }
      let moments = days.map { zone.moment(at: LocalTime(date: $0, secondOfDay: second)) }
      return moments.last { $0 <= newest } ?? moments.first ?? now
    }
  }

  /// The moment of a recording, reckoned from what is shown of it: as above, but where the last such moment is before its
  /// beginning and the next one behind its end, whichever is nearer.
  package func moment(now: Timestamp, within extent: ClosedRange<Timestamp>, zone: EuropeanZone) -> Timestamp
  {
    let last = moment(now: now, newest: extent.upperBound, zone: zone)
    guard last < extent.lowerBound else { return last }
    let next = moment(now: now, newest: extent.upperBound + .days(28), zone: zone)
    return next > extent.upperBound && next - extent.upperBound < extent.lowerBound - last ? next : last
  }

  /// The end of a span that begins at `start`: a time without a day is the first one from there on, and a span counts from
  /// `now`.
  package func moment(after start: Timestamp, now: Timestamp, zone: EuropeanZone) -> Timestamp {
    guard case .point(.timeOfDay(let second)) = form else {
      return moment(now: now, newest: now, zone: zone)
    }
    let day = zone.localTime(at: start).date
    let moments = [0, 1].map { zone.moment(at: LocalTime(date: day.adding(days: $0), secondOfDay: second)) }
    return moments.first { $0 >= start } ?? moments[1]
  }

  /// Of the day at hand; where that is still to come, of the day before.
  private func last(through newest: Timestamp, _ moment: (_ day: Int) -> Timestamp) -> Timestamp {
    let today = moment(0)
    return today <= newest ? today : moment(-1)
  }
}
