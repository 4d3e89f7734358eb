import Model
import Text

/// A record of `marketplace-component-usages`: what a resource used of one component in one month.
package struct WaldurUsage: Sendable {
  var uuid: WaldurUUID?
  var resource: WaldurUUID?
  var component: SafeText?
  var amount: Double?
  /// The month's first day.
  var period: CivilDate?
  /// When it was reported last.
  var date: Timestamp?
  /// The first month that its list tells anything of.
  var listBegins: CivilDate?
}

extension WaldurUsage {
  init?(_ record: WaldurRecord) {
    self = record.usage
    guard resource != nil, component != nil, amount != nil, let day = period else { return nil }
    uuid = record.uuid
    period = CivilDate(year: day.year, month: day.month, day: 1)
  }

  /// Midnight after the month.
  static func end(ofMonth first: CivilDate) -> Timestamp {
    let days = CivilDate.days(inMonth: first.month, of: first.year)
    return EuropeanZone.central.startOfDay(first.adding(days: days))
  }
}
