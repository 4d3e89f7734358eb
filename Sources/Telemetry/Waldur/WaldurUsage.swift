import Model
import Text

/// A record of `marketplace-component-usages`: what a resource used of one component in one month.
package struct WaldurUsage: Sendable {
  var uuid: WaldurUUID?
  var resource: WaldurUUID?
  /// `nil` where it cannot be read.
  var component: SafeText?
  /// `nil` where it cannot be read: then nobody knows what was used in all.
  var amount: Double?
  /// The month's first day; `nil` where it cannot be read.
  var period: CivilDate?
  /// When it was reported last.
  var date: Timestamp?
  /// The first month that its list tells anything of.
  var listBegins: CivilDate?
}

extension WaldurUsage {
  init?(_ record: WaldurRecord) {
    self = record.usage
    guard resource != nil else { return nil }
    uuid = record.uuid
    period = period.map { CivilDate(year: $0.year, month: $0.month, day: 1) }
  }

  /// Whether all of it could be read.
  var isWhole: Bool { component != nil && amount != nil && period != nil }

  /// Midnight after the month.
  static func end(ofMonth first: CivilDate) -> Timestamp {
    let days = CivilDate.days(inMonth: first.month, of: first.year)
    return EuropeanZone.central.startOfDay(first.adding(days: days))
  }
}
