/// A zone of the European Union, a standard offset and summer time by Directive 2000/84/EC; or one beside it without
/// summer time, as those of Iceland and Türkiye.
package struct EuropeanZone: Hashable, Sendable {
  /// How far its clocks are ahead of UTC outside summer time.
  package let standardOffset: Seconds
  package let hasSummerTime: Bool
  package init(standardOffset: Seconds, hasSummerTime: Bool = true) {
    self.standardOffset = standardOffset
    self.hasSummerTime = hasSummerTime
  }
  /// Europe/Luxembourg.
  package static let central = EuropeanZone(standardOffset: .hours(1))
}

/// A day and the time of that day on the clock on the wall.
package struct LocalTime: Hashable, Sendable {
  package var date: CivilDate
  /// Since midnight, 0..<86,400: on the days of the change the clock's own reading, not the time passed.
  package var secondOfDay: Int

  package init(date: CivilDate, secondOfDay: Int) {
    self.date = date
    self.secondOfDay = secondOfDay
  }
  package var hour: Int { secondOfDay / 3600 }
  package var minute: Int { secondOfDay / 60 % 60 }
}

extension EuropeanZone {
  /// What the clock shows at `moment`.
  package func localTime(at moment: Timestamp) -> LocalTime {
    (moment + offset(at: moment)).timeInUTC
  }

  /// The offset from UTC: one hour more from the last Sunday of March to that of October, 01:00 UTC each
  /// (Directive 2000/84/EC, articles 2 and 3).
  package func offset(at moment: Timestamp) -> Seconds {
    guard hasSummerTime else { return standardOffset }
    let year = moment.timeInUTC.date.year
    let summer = Self.change(of: 3, year)..<Self.change(of: 10, year)
    return summer.contains(moment) ? Seconds(standardOffset.count + 3600) : standardOffset
  }

  /// The moment at which the clock shows `local`.
  ///
  /// A time that the change to summer time skips is read as standard time; of a time that comes twice in October
  /// the first is meant.
  package func moment(at local: LocalTime) -> Timestamp {
    let reading = Timestamp(
      secondsSince1970: Int64(local.date.daysSince1970) &* 86_400 &+ Int64(local.secondOfDay))
    let inSummer = reading + Seconds(-standardOffset.count - 3600)
    return offset(at: inSummer) == standardOffset ? inSummer + .hours(1) : inSummer
  }

  /// Midnight at the start of `date`.
  package func startOfDay(_ date: CivilDate) -> Timestamp {
    moment(at: LocalTime(date: date, secondOfDay: 0))
  }

  private static func change(of month: Int, _ year: Int) -> Timestamp {
    let last = CivilDate(year: year, month: month, day: 31)
    let sunday = last.adding(days: -((last.weekday + 1) % 7))
    return Timestamp(secondsSince1970: Int64(sunday.daysSince1970) * 86_400 + 3600)
  }
}

extension Timestamp {
  /// Day and time of day in UTC. Overflow wraps, so that an absurd number from a file stays merely absurd.
  package var timeInUTC: LocalTime {
    let days = secondsSince1970.flooredDivision(by: 86_400)
    return LocalTime(
      date: CivilDate(daysSince1970: Int(days)), secondOfDay: Int(secondsSince1970 &- days &* 86_400))
  }
}
