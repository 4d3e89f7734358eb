import Model

/// On which days the simulated calls cut off, at 10:00 in Europe/Luxembourg, in any year.
///
/// The rules come close to the dates of 2026, which are a table and no rule.
enum Cutoffs {
  /// `nil` for modes that assess each application as it comes.
  static func next(of mode: AccessMode, after moment: Timestamp) -> Timestamp? {
    search(mode, from: moment, step: 1) { $0 > moment }
  }

  static func last(of mode: AccessMode, until moment: Timestamp) -> Timestamp? {
    search(mode, from: moment, step: -1) { $0 <= moment }
  }

  private static func search(
    _ mode: AccessMode, from moment: Timestamp, step: Int, where accepts: (Timestamp) -> Bool
  ) -> Timestamp? {
    let today = EuropeanZone.central.localTime(at: moment).date
    for distance in 0...400 {
      let date = today.adding(days: distance * step)
      let tenOClock = EuropeanZone.central.moment(at: LocalTime(date: date, secondOfDay: 10 * 3600))
      if isCutoff(of: mode, on: date), accepts(tenOClock) { return tenOClock }
    }
    return nil
  }

  private static func isCutoff(of mode: AccessMode, on date: CivilDate) -> Bool {
    switch mode {
    case .playground, .fastLane, .other: false
    case .largeScale: isWorkday(date, closing: 15) || isLastWorkday(date)
    case .aiScience: date.month.isMultiple(of: 2) && isLastWorkday(date)
    case .benchmark, .development: date.day == 1
    case .regular: (date.month, date.day) == (3, 30) || (date.month, date.day) == (9, 4)
    case .extremeScale: (date.month, date.day) == (5, 4) || (date.month, date.day) == (10, 19)
    }
  }

  private static func isLastWorkday(_ date: CivilDate) -> Bool {
    isWorkday(date, closing: CivilDate.days(inMonth: date.month, of: date.year))
  }

  /// Whether `date` is that day of its month, or the Friday before it when it falls on a weekend.
  private static func isWorkday(_ date: CivilDate, closing day: Int) -> Bool {
    let nominal = CivilDate(year: date.year, month: date.month, day: day)
    return date == nominal.adding(days: -max(0, nominal.weekday - 4))
  }
}
