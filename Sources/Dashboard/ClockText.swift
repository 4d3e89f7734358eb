import Model
import Screen
import Text

/// Moments as the screen writes them, on the reader's clock.
extension Clock {
  private func local(_ moment: Timestamp) -> LocalTime { (moment + utcOffset).timeInUTC }

  /// `Mon 23 Nov 10:04`. No seconds: a screen on which nothing happens is not written to.
  var text: SafeText {
    let local = local(now)
    return "\(Clock.weekdays[local.date.weekday]) \(day(of: now)) \(time(of: now))"
  }

  /// `UTC`, or the offset from it: `+01:00`.
  var zone: SafeText {
    guard utcOffset.count != 0 else { return "UTC" }
    let minutes = abs(utcOffset.count) / 60
    return "\(utcOffset.count < 0 ? "-" : "+")\(minutes / 60, digits: 2):\(minutes % 60, digits: 2)"
  }

  /// `23 Nov`, with the year when it is not this one.
  func day(of moment: Timestamp) -> SafeText { day(local(moment).date) }

  /// The same of a day that is the same on every clock.
  func day(_ date: CivilDate) -> SafeText {
    let text: SafeText = "\(date.day) \(Clock.months[date.month - 1])"
    return date.year == local(now).date.year ? text : "\(text) \(date.year)"
  }

  /// `23 Nov` within half a year, where the day cannot be mistaken for another year's; `Jan 2028` beyond. At most
  /// eight cells.
  func dayOrMonth(of moment: Timestamp) -> SafeText { dayOrMonth(local(moment).date) }

  /// The same of a day that is the same on every clock.
  func dayOrMonth(_ date: CivilDate) -> SafeText {
    let month = Clock.months[date.month - 1]
    return abs(date.daysSince1970 - local(now).date.daysSince1970) < 183
      ? "\(date.day) \(month)" : "\(month) \(date.year)"
  }

  /// `10:04`.
  func time(of moment: Timestamp) -> SafeText {
    let local = local(moment)
    return "\(local.hour, digits: 2):\(local.minute, digits: 2)"
  }

  private static let weekdays: [SafeText] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months: [SafeText] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
