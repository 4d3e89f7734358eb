import Model
import Text

/// What was used of each resource's components, month by month, as far back as the lists of use reach.
struct WaldurUses {
  private struct Part: Hashable {
    var resource: WaldurUUID
    var component: SafeText
  }

  private var months: [Part: [CivilDate: Double]] = [:]
  private var dates: [Part: Timestamp] = [:]
  /// The first month that any record is of.
  private let firstMonth: CivilDate?

  init(_ usages: [WaldurUsage]) {
    firstMonth = usages.compactMap(\.period).min()
    for usage in usages {
      guard let resource = usage.resource, let component = usage.component, let month = usage.period,
        let amount = usage.amount
      else { continue }
      let part = Part(resource: resource, component: component)
      // A change of plan within a month makes two records of it.
      months[part, default: [:]][month, default: 0] += amount
      dates[part] = [dates[part], usage.date].compactMap(\.self).max()
    }
  }

  func components(of resource: WaldurUUID?) -> [SafeText] {
    months.keys.filter { $0.resource == resource }.map(\.component)
  }

  /// Use since `start`; `nil` when the lists begin later, for then they tell a part of it only.
  func use(of component: SafeText, by resource: WaldurUUID?, since start: Timestamp?) -> WaldurUse? {
    guard let resource, let start, let firstMonth else { return nil }
    let day = EuropeanZone.central.localTime(at: start).date
    guard firstMonth <= CivilDate(year: day.year, month: day.month, day: 1) else { return nil }
    let part = Part(resource: resource, component: component)
    return months[part].map { WaldurUse(months: $0, reportedAt: dates[part], startedAt: start) }
  }

  /// Whether the lists reach back to `start`, and say nothing of the component: then nothing was reported.
  func isSilent(on component: SafeText, of resource: WaldurUUID?, since start: Timestamp?) -> Bool {
    guard let resource, let start, let firstMonth else { return false }
    let day = EuropeanZone.central.localTime(at: start).date
    return firstMonth <= CivilDate(year: day.year, month: day.month, day: 1)
      && months[Part(resource: resource, component: component)] == nil
  }
}

/// The use of one component of one resource since its beginning.
struct WaldurUse {
  let used: Double
  let reportedAt: Timestamp?
  /// What it came to before and after each month that something was reported of, oldest first.
  let readings: [UsageReading]

  init(months: [CivilDate: Double], reportedAt: Timestamp?, startedAt: Timestamp) {
    self.reportedAt = reportedAt
    let zone = EuropeanZone.central
    var sum = 0.0
    var readings: [UsageReading] = []
    for (month, amount) in months.sorted(by: { $0.key < $1.key }) {
      let begin = zone.startOfDay(month)
      if begin > readings.last?.at ?? startedAt { readings.append(UsageReading(at: begin, used: sum)) }
      sum += amount
      readings.append(UsageReading(at: WaldurUsage.end(ofMonth: month), used: sum))
    }
    used = sum
    self.readings = readings
  }
}
