package import Text

/// Where allocations are of one account, by the cluster's name in any case.
package struct AllocationPlace: Hashable, Sendable {
  /// As its source writes it, unless it is `folded`.
  package var account: SafeText
  /// In lower case; `nil` where no source names it.
  package var cluster: String?

  package init(account: SafeText, cluster: String?) {
    self.account = account
    self.cluster = cluster
  }

  /// The same whatever the case of the account's name, which Slurm keeps in lower case.
  package var folded: AllocationPlace {
    AllocationPlace(account: SafeText(untrusted: account.shown.lowercased()), cluster: cluster)
  }
}

/// What is told in one unit of an account on a cluster. Where it is granted anew, several allocations are of it.
package struct BudgetKey: Hashable, Sendable {
  package var place: AllocationPlace
  package var unit: AccountingUnit
}

extension Allocation {
  package var place: AllocationPlace {
    AllocationPlace(account: account, cluster: cluster?.shown.lowercased())
  }

  package var budgetKey: BudgetKey { BudgetKey(place: place, unit: unit) }

  /// Whether nothing says that the two are of different times.
  package func mayOverlap(_ other: Allocation) -> Bool {
    func isOver(_ first: Allocation, before second: Allocation) -> Bool {
      guard let end = first.endsAt, let start = second.startsAt else { return false }
      return end <= start
    }
    return !isOver(self, before: other) && !isOver(other, before: self)
  }
}

/// An allocation that does not count, because another one of the same account, cluster and unit does.
struct OtherPeriod {
  let allocation: Allocation
  let counting: Allocation
  let why: Why

  enum Why: SafeText {
    case isRunning = "runs now"
    case beganLater = "began later"
    case isToldLater = "is the later record of the two"
    case isNext = "is the next to begin"
    case endedLast = "ended last"
  }

  /// `acme on lumi in gpu_hours from 2026-01-01 to 2026-06-30, for that from 2026-07-01 runs now`.
  var inWords: SafeText {
    let cluster: SafeText = allocation.cluster.map { " on \($0)" } ?? ""
    let unit = SafeText(untrusted: allocation.unit.rawValue)
    return
      "the allocation of \(allocation.account)\(cluster) in \(unit) \(allocation.days), for that \(counting.days) \(why.rawValue)"
  }
}

extension [Allocation] {
  /// One allocation of each account, cluster and unit, and those in whose place it counts.
  ///
  /// An account that is granted anew has several. The one that runs at `now` counts, and of several the one that began
  /// last; where none runs, the next to begin, else the one that ended last. Where that tells nothing apart, the last of
  /// the list counts. Linear in their number, but for sorting those of one account.
  func inPresentPeriods(at now: Timestamp) -> (counting: [Allocation], others: [OtherPeriod]) {
    let groups = Dictionary(grouping: indicesOfRepeatedKeys) { self[$0].budgetKey }
    var others: [Int: OtherPeriod] = [:]
    for places in groups.values where places.count > 1 {
      let ranked = places.sorted { (self[$0].standing(at: now), $0) < (self[$1].standing(at: now), $1) }
      guard let counting = ranked.last else { continue }
      for other in ranked.dropLast() {
        others[other] = OtherPeriod(
          allocation: self[other], counting: self[counting],
          why: self[counting].standing(at: now).why(before: self[other].standing(at: now)))
      }
    }
    guard !others.isEmpty else { return (self, []) }
    return (indices.filter { others[$0] == nil }.map { self[$0] }, indices.compactMap { others[$0] })
  }

  /// Where those are whose account, cluster and unit may be another's too, for their hashes are the same: as a rule few,
  /// found without keeping every key.
  private var indicesOfRepeatedKeys: [Int] {
    var seen = Set<Int>(minimumCapacity: count)
    let repeated = Set(map(\.budgetKey.hashValue).filter { !seen.insert($0).inserted })
    return repeated.isEmpty ? [] : indices.filter { repeated.contains(self[$0].budgetKey.hashValue) }
  }
}

extension Allocation {
  /// What decides which of an account's periods counts: the greatest.
  fileprivate enum PeriodStanding: Comparable {
    case ended(Int64)
    /// Less the later it begins.
    case ahead(Int64)
    case running(Int64)

    func why(before other: PeriodStanding) -> OtherPeriod.Why {
      if self == other { return .isToldLater }
      switch (self, other) {
      case (.running, .running): return .beganLater
      case (.running, .ended), (.running, .ahead): return .isRunning
      case (.ahead, _): return .isNext
      case (.ended, _): return .endedLast
      }
    }
  }

  fileprivate func standing(at now: Timestamp) -> PeriodStanding {
    let end = endsAt?.secondsSince1970
    if standing == .terminated { return .ended(Swift.min(end ?? .min, now.secondsSince1970)) }
    if let endsAt, endsAt <= now { return .ended(endsAt.secondsSince1970) }
    if let startsAt, startsAt > now { return .ahead(-startsAt.secondsSince1970) }
    return .running(startsAt?.secondsSince1970 ?? .min)
  }

  /// `from 2026-01-01 to 2026-06-30`.
  fileprivate var days: SafeText {
    let first = firstDay.map { SafeText(untrusted: $0.iso8601) }
    let last = lastDay.map { SafeText(untrusted: $0.iso8601) }
    switch (first, last) {
    case (let first?, let last?): return "from \(first) to \(last)"
    case (let first?, nil): return "from \(first)"
    case (nil, let last?): return "to \(last)"
    case (nil, nil): return "without dates"
    }
  }
}
