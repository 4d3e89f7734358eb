import Text

extension Factory {
  /// Every allocation that some source tells: those of allocation files and of portals as they are, filled up from
  /// Slurm's accounting of the same account and cluster, behind them the accounts that Slurm alone limits, be it by type,
  /// and behind those the projects of which only a balance is known.
  ///
  /// Of several periods of an account on a cluster in one unit, that of `now` alone, and why not the others. `nil` when
  /// no source holds any.
  func budgetedAllocations(at now: Timestamp) -> (counting: [Allocation], others: [OtherPeriod])? {
    guard allocations != nil || !balances.isEmpty || clusters.contains(where: { $0.accounts != nil }) else {
      return nil
    }
    var told = allocations ?? []
    var slurm: [Allocation] = []
    for cluster in clusters {
      let folded = cluster.name.shown.lowercased()
      let here = told.indices.filter { told[$0].cluster?.shown.lowercased() == folded }
      let indices = Dictionary(grouping: here) { told[$0].account }
      for account in cluster.accounts ?? [] {
        guard let same = indices[account.name] else {
          if account.limit != nil || account.isLimitedByType {
            slurm.append(Allocation(account, of: cluster))
          }
          continue
        }
        for index in same { told[index].fill(from: account, of: cluster) }
      }
    }
    var periods = (told + slurm).inPresentPeriods(at: now)
    periods.counting = periods.counting.joined(with: balances)
    return periods
  }
}

extension Allocation {
  /// An account that only Slurm knows: without dates, and without a proposal unless the site maps it.
  fileprivate init(_ account: SlurmAccount, of cluster: Cluster) {
    self.init(
      account: account.name, proposal: account.proposal, cluster: cluster.name, unit: .gpuHours)
    fill(from: account, of: cluster)
  }

  /// Takes from Slurm what is not told here. An allocation in another unit than GPU-hours is of other resources, and
  /// left alone, unless it has no amounts at all and only tells the account's dates and proposal.
  fileprivate mutating func fill(from slurm: SlurmAccount, of cluster: Cluster) {
    proposal = proposal ?? slurm.proposal
    if granted == nil, used == nil, committed == nil { unit = .gpuHours }
    guard unit == .gpuHours else { return }
    func gpuHours(_ hours: GresHours?) -> Double? {
      hours.flatMap { cluster.factors.gpuHours(inGresHours: $0.count)?.count }
    }
    granted = granted ?? gpuHours(slurm.limit)
    guard used == nil else { return }
    let counted = slurm.counted(from: startsAt, to: endsAt)
    used = gpuHours(counted.used)
    committed = committed ?? gpuHours(slurm.committed)
    countedAt = slurm.countedAt
    if history.isEmpty {
      history = counted.readings.compactMap { reading in
        gpuHours(reading.used).map { UsageReading(at: reading.at, used: $0) }
      }
    }
  }
}

extension SlurmAccount {
  /// Use from the day of `start` to that before `end`, and what it was before and after each of those days: use before
  /// and after is of another allocation of the account. Where no days are known it is all that Slurm has counted,
  /// whenever that was.
  fileprivate func counted(
    from start: Timestamp?, to end: Timestamp?
  ) -> (used: GresHours?, readings: [(at: Timestamp, used: GresHours)]) {
    guard !daily.isEmpty else { return (used, []) }
    let zone = EuropeanZone.central
    let firstDay = start.map { zone.localTime(at: $0).date }
    var sum = 0.0
    var readings: [(at: Timestamp, used: GresHours)] = []
    for (day, hours) in daily.sorted(by: { $0.key < $1.key }) where firstDay.map({ day >= $0 }) ?? true {
      let begin = zone.startOfDay(day)
      if let end, begin >= end { break }
      // A day that is not told is one without use.
      if let known = readings.last?.at ?? start, known < begin { readings.append((begin, GresHours(sum))) }
      sum += hours.count
      readings.append((zone.startOfDay(day.adding(days: 1)), GresHours(sum)))
    }
    return (GresHours(sum), readings)
  }
}
