/// A day of the proleptic Gregorian calendar.
package struct CivilDate: Hashable, Comparable, Sendable {
  package let year: Int
  package let month: Int
  package let day: Int

  package init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }
  package static func < (left: CivilDate, right: CivilDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

/// A zone of the European Union: a standard offset, and summer time by Directive 2000/84/EC.
package struct EuropeanZone: Hashable, Sendable {
  package let standardOffset: Seconds
  package init(standardOffset: Seconds) { self.standardOffset = standardOffset }
  /// Europe/Luxembourg.
  package static let central = EuropeanZone(standardOffset: .hours(1))
}
