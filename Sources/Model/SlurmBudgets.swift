import Text

extension Factory {
  /// Every allocation that some source tells: those of allocation files and of portals as they are, filled up from
  /// Slurm's accounting of the same account and cluster, behind them the accounts that Slurm alone limits, be it by an amount that is not known,
  /// and behind those the projects of which only a balance is known.
  ///
  /// Of several periods of an account on a cluster in one unit, that of `now` alone, and why not the others. `nil` when
  /// no source holds any.
  func budgetedAllocations(at now: Timestamp) -> BudgetedAllocations? {
    guard allocations != nil || !balances.isEmpty || clusters.contains(where: { $0.accounts != nil }) else {
      return nil
    }
    var told = allocations ?? []
    var slurm: [Allocation] = []
    for cluster in clusters {
      let folded = cluster.name.shown.lowercased()
      let here = told.indices.filter { told[$0].cluster?.shown.lowercased() == folded }
      let indices = AccountPlaces(here.map { ($0, told[$0].account) })
      for account in cluster.accounts ?? [] {
        let same = indices[account.name]
        var isTaken = false
        for index in same {
          told[index].proposal = told[index].proposal ?? account.proposal
          guard told[index].isOfGPUHours else { continue }
          told[index].fill(from: account, of: cluster)
          isTaken = true
        }
        guard !isTaken, account.limit != nil || account.isLimitedByUnknown else { continue }
        var allocation = Allocation(account, of: cluster)
        // One in another unit is of other resources, and stands beside it.
        if let beside = same.first {
          allocation.account = told[beside].account
          allocation.proposal = allocation.proposal ?? told[beside].proposal
        }
        slurm.append(allocation)
      }
    }
    let periods = (told + slurm).inPresentPeriods(at: now)
    let joined = periods.counting.joined(with: balances)
    return BudgetedAllocations(
      counting: joined.allocations, others: periods.others, unusedBalances: joined.unused)
  }
}

/// The allocations that budgets are made of, and what does not count.
struct BudgetedAllocations {
  var counting: [Allocation]
  var others: [OtherPeriod]
  var unusedBalances: [UnusedBalance]
}

extension Allocation {
  /// An account that only Slurm knows: without dates, and without a proposal unless the site maps it.
  fileprivate init(_ account: SlurmAccount, of cluster: Cluster) {
    self.init(
      account: account.name, proposal: account.proposal, cluster: cluster.name, unit: .gpuHours)
    fill(from: account, of: cluster)
  }

  /// Whether Slurm's amounts may be of it. An allocation in another unit than GPU-hours is of other resources, unless it
  /// has no amounts at all and only tells the account's dates and proposal.
  fileprivate var isOfGPUHours: Bool {
    unit == .gpuHours || (granted == nil && used == nil && committed == nil)
  }

  /// Takes from Slurm what is not told here, figure by figure.
  fileprivate mutating func fill(from slurm: SlurmAccount, of cluster: Cluster) {
    proposal = proposal ?? slurm.proposal
    unit = .gpuHours
    func gpuHours(_ hours: GresHours?) -> Double? {
      hours.flatMap { cluster.factors.gpuHours(inGresHours: $0.count)?.count }
    }
    granted = granted ?? gpuHours(slurm.limit)
    committed = committed ?? gpuHours(slurm.committed)
    guard used == nil else { return }
    let counted = slurm.counted(from: startsAt, to: endsAt)
    used = gpuHours(counted.used)
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
