import Model
import Text

extension WaldurResource {
  /// A budget for each component that the site accounts in a unit: storage and the like are none.
  func allocations(proposal: SafeText?, uses: WaldurUses, _ rules: TelemetryRules) -> [Allocation] {
    let told = Set(limits.keys).union(limitUsage.keys).union(currentUsages.keys)
    let components = told.union(uses.components(of: uuid)).sorted()
    return components.compactMap { component in
      rules.waldur.units[component].map {
        allocation(of: component, in: $0, proposal: proposal, uses: uses, rules)
      }
    }
  }

  private func allocation(
    of component: SafeText, in unit: AccountingUnit, proposal: SafeText?, uses: WaldurUses,
    _ rules: TelemetryRules
  ) -> Allocation {
    let zone = EuropeanZone.central
    let use = uses.use(of: component, by: uuid, since: createdAt)
    let countedAt = lastSync ?? use?.reportedAt
    var allocation = Allocation(
      account: account,
      proposal: proposal,
      cluster: offering.map(rules.clusterName(for:)),
      mode: proposal.flatMap { ProposalID($0)?.mode },
      unit: unit,
      granted: granted(component),
      used: use?.used ?? lifetimeUse(of: component, uses),
      startsAt: createdAt.map { zone.startOfDay(zone.localTime(at: $0).date) },
      endsAt: end.map { zone.startOfDay($0.adding(days: 1)) },
      // The end of the month under way is still to come.
      history: use?.readings.filter { reading in countedAt.map { reading.at <= $0 } ?? false } ?? [],
      countedAt: countedAt,
      standing: standing)
    allocation.source = path
    return allocation
  }

  /// A limit that begins anew every month, quarter or year is no grant for the allocation's life.
  private func granted(_ component: SafeText) -> Double? {
    switch limitPeriods[component] {
    case nil, "total": limits[component]
    default: nil
    }
  }

  /// The use since the beginning as far as the resource tells it itself.
  ///
  /// `limit_usage` is that of the limit's period, and of a month where Waldur is told nothing else; `current_usages` is
  /// the latest month's report. So the first is a lifetime's where the period is `total`, and either is one in the
  /// month in which the resource was made. Where the lists of use reach back that far and hold no record of it, its
  /// own figure is taken if that is 0: of a resource that never ran a job nothing is reported.
  private func lifetimeUse(of component: SafeText, _ uses: WaldurUses) -> Double? {
    if limitPeriods[component] == "total", let used = limitUsage[component] { return used }
    let latest = limitUsage[component] ?? currentUsages[component]
    if isInFirstMonth { return latest }
    return latest == 0 && uses.areSilent(on: component, of: uuid, since: createdAt) ? 0 : nil
  }

  private var isInFirstMonth: Bool {
    guard let createdAt, let lastSync else { return false }
    let (made, counted) = (createdAt.timeInUTC.date, lastSync.timeInUTC.date)
    return (made.year, made.month) == (counted.year, counted.month)
  }
}
