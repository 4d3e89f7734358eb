extension Figures {
  /// Everything that `report` prints and the panes draw, from what is known at `now`.
  ///
  /// One pass over nodes, jobs, applications and allocations; 100,000 jobs take about ten milliseconds.
  package init(of factory: Factory, policy: Policy, now: Timestamp) {
    let sources = factory.sources.map { SourceFigures($0, thresholds: policy.staleness, now: now) }
    self.init(
      now: now, site: factory.site,
      clusters: factory.clusters.map { ClusterFigures(of: $0, sources: sources, policy: policy, now: now) },
      applications: ApplicationFigures(of: factory, policy: policy, now: now),
      budgets: factory.budgetedAllocations()?.map { allocation in
        let factors = factory.factors(of: allocation.cluster) ?? UnitFactors()
        return BudgetFigures(of: allocation, factors: factors, policy: policy, now: now)
      },
      sources: sources, quotaAlerts: StorageQuota.alerts(factory.quotas ?? [], policy: policy.alerts),
      alerts: [])
    alerts = alerts(by: policy)
  }
}
