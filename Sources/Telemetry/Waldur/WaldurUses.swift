import Model
import Text

/// What was used of each resource's components, month by month, as far back as the lists of use reach.
struct WaldurUses {
  private struct Months {
    var amounts: [CivilDate: Double] = [:]
    var reportedAt: Timestamp?
  }

  /// By resource and component.
  private var told: [WaldurUUID: [SafeText: Months]] = [:]
  /// The first month of the lists that tell of a resource: one that was asked for from a later month on says nothing of
  /// how far back another reaches.
  private var beginnings: [WaldurUUID: CivilDate] = [:]
  /// The month from which on every list tells.
  private let lastBeginning: CivilDate?
  /// Of which a part could not be read; without a component, all of the resource's.
  private var unknown: Set<Part> = []
  /// Whether the lists hold all that there is of what was asked for.
  private let areWhole: Bool

  private struct Part: Hashable {
    var resource: WaldurUUID
    var component: SafeText?
  }

  init(_ usages: [WaldurUsage], areWhole: Bool) {
    self.areWhole = areWhole
    lastBeginning = usages.compactMap(\.listBegins).max()
    for usage in usages {
      guard let resource = usage.resource else { continue }
      guard let component = usage.component, let month = usage.period, let amount = usage.amount else {
        unknown.insert(Part(resource: resource, component: usage.component))
        continue
      }
      var months = told[resource]?[component] ?? Months()
      // A change of plan within a month makes two records of it.
      months.amounts[month, default: 0] += amount
      months.reportedAt = [months.reportedAt, usage.date].compactMap(\.self).max()
      told[resource, default: [:]][component] = months
      beginnings[resource] = [beginnings[resource], usage.listBegins].compactMap(\.self).min()
    }
  }

  func components(of resource: WaldurUUID?) -> [SafeText] {
    resource.flatMap { told[$0] }.map { Array($0.keys) } ?? []
  }

  /// Use since `start`; `nil` when the lists begin later, lack a page, or have a record of it that cannot be read, for
  /// then they tell a part of it only.
  func use(of component: SafeText, by resource: WaldurUUID?, since start: Timestamp?) -> WaldurUse? {
    guard let resource, let start, reach(back: start, for: resource), let months = told[resource]?[component],
      areKnown(component, of: resource)
    else {
      return nil
    }
    return WaldurUse(months: months.amounts, reportedAt: months.reportedAt, startedAt: start)
  }

  /// Whether the lists reach back to `start`, and say nothing of the component: then nothing was reported.
  func areSilent(on component: SafeText, of resource: WaldurUUID?, since start: Timestamp?) -> Bool {
    guard let resource, let start else { return false }
    return reach(back: start, for: resource) && told[resource]?[component] == nil
      && areKnown(component, of: resource)
  }

  private func areKnown(_ component: SafeText, of resource: WaldurUUID) -> Bool {
    areWhole && !unknown.contains(Part(resource: resource, component: component))
      && !unknown.contains(Part(resource: resource, component: nil))
  }

  /// Whether the lists that tell of the resource, of one that none tells of all lists, have some record of the month of
  /// `start` or an earlier one: what was asked for began there.
  private func reach(back start: Timestamp, for resource: WaldurUUID) -> Bool {
    let day = EuropeanZone.central.localTime(at: start).date
    return (beginnings[resource] ?? lastBeginning).map {
      $0 <= CivilDate(year: day.year, month: day.month, day: 1)
    } ?? false
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
