import Text

extension Figures {
  /// Everything that `report` prints and the panes draw, from what is known at `now`.
  ///
  /// One pass over nodes, jobs, applications and allocations; 100,000 jobs take about ten milliseconds.
  package init(of factory: Factory, policy: Policy, now: Timestamp) {
    let sources = factory.sources.map { SourceFigures($0, thresholds: policy.staleness, now: now) }
    let byCluster = Dictionary(grouping: sources, by: \.source.cluster)
    let clusters = factory.clusters.map {
      ClusterFigures(of: $0, sources: byCluster[$0.name] ?? [], policy: policy, now: now)
    }
    let periods = factory.budgetedAllocations(at: now)
    let allocations = periods?.counting
    self.init(
      now: now, site: factory.site, clusters: clusters,
      outages: OutageDigest.digests(of: clusters.map { ($0.name, $0.outages) }),
      waiters: Waiters.joined(clusters.map(\.waiters)),
      applications: ApplicationFigures(
        of: factory, clusters: clusters,
        // A pool is less by every grant that runs, also where an account has two.
        allocations: (allocations ?? []) + (periods?.others ?? []).map(\.allocation), policy: policy, now: now
      ),
      budgets: allocations?.map { allocation in
        let factors = factory.factors(of: allocation.cluster) ?? UnitFactors()
        return BudgetFigures(of: allocation, factors: factors, policy: policy, now: now)
      },
      sources: sources.naming(
        (periods?.others ?? []).map { ($0.allocation.source, $0.inWords) }
          + (periods?.unusedBalances ?? []).map { ($0.balance.source, $0.inWords) }),
      fullQuotas: StorageQuota.full(factory.quotas ?? [], policy: policy.alerts),
      alerts: [])
    alerts = alerts(by: policy)
  }
}

extension [SourceFigures] {
  /// The same, each with what of its allocations and balances does not count, the first ten of them in words.
  fileprivate func naming(_ others: [(source: SafeText?, inWords: SafeText)]) -> [SourceFigures] {
    guard !others.isEmpty else { return self }
    let bySource = Dictionary(grouping: others, by: \.source)
    return map { figures in
      guard let others = bySource[figures.source.path] else { return figures }
      var figures = figures
      let more: [SafeText] = others.count > 10 ? ["and \(others.count - 10) more"] : []
      let remarks = [figures.source.notUsed].compactMap(\.self) + others.prefix(10).map(\.inWords) + more
      figures.source.notUsed = remarks.joined(separator: "; ")
      return figures
    }
  }
}
