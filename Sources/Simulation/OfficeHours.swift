import Model

/// When the people of a simulated service desk work: Monday to Friday, 08:00 to 17:00 in Europe/Luxembourg.
enum OfficeHours {
  private static let zone = EuropeanZone.central
  private static let opens = 8 * 3600
  private static let closes = 17 * 3600

  static func isWeekend(_ date: CivilDate) -> Bool { date.weekday >= 5 }

  static func isWeekend(_ moment: Timestamp) -> Bool { isWeekend(moment.timeInUTC.date) }

  /// When `work` is done that begins at `start`.
  static func after(_ work: Seconds, from start: Timestamp) -> Timestamp {
    var local = zone.localTime(at: start)
    var left = Int(work.count)
    while true {
      let morning = max(local.secondOfDay, opens)
      let today = isWeekend(local.date) ? 0 : max(0, closes - morning)
      if left < today { return zone.moment(at: LocalTime(date: local.date, secondOfDay: morning + left)) }
      left -= today
      local = LocalTime(date: local.date.adding(days: 1), secondOfDay: 0)
    }
  }

  /// When `work` began that is done at `end`.
  static func before(_ work: Seconds, until end: Timestamp) -> Timestamp {
    var local = zone.localTime(at: end)
    var left = Int(work.count)
    while true {
      let evening = min(local.secondOfDay, closes)
      let today = isWeekend(local.date) ? 0 : max(0, evening - opens)
      if left < today { return zone.moment(at: LocalTime(date: local.date, secondOfDay: evening - left)) }
      left -= today
      local = LocalTime(date: local.date.adding(days: -1), secondOfDay: 86_399)
    }
  }

  /// The part of `start` ..< `end` that is not on a Saturday or a Sunday.
  static func withoutWeekends(from start: Timestamp, to end: Timestamp) -> Seconds {
    guard start < end else { return Seconds(0) }
    var total: Int64 = 0
    var moment = start
    while moment < end {
      let date = zone.localTime(at: moment).date
      let midnight = min(end, zone.startOfDay(date.adding(days: 1)))
      if !isWeekend(date) { total += (midnight - moment).count }
      moment = midnight
    }
    return Seconds(total)
  }
}
