package import Model
import Text

/// An account of a cluster: its jobs and its budgets.
package struct AccountRow: Sendable {
  package let share: JobShare
  /// Of all its allocations in units that are GPU-hours; `nil` where there is none, and where one does not tell.
  package let granted: GPUHours?
  /// Of the same allocations, and `nil` likewise.
  package let used: GPUHours?

  init(_ share: JobShare, budgets: [BudgetFigures]) {
    self.share = share
    // Amounts in a unit that is no GPU-hours are of other resources.
    let budgets = budgets.filter { $0.gpuHoursPerUnit != nil }
    granted = Self.sum(budgets.map(\.granted))
    used = Self.sum(budgets.map(\.used))
  }

  private static func sum(_ amounts: [GPUHours?]) -> GPUHours? {
    let known = amounts.compactMap { $0?.count }
    return known.isEmpty || known.count < amounts.count ? nil : GPUHours(known.reduce(0, +))
  }
}

/// What is told of an account.
package enum AccountFields {
  package static let all = Fields<AccountRow>(
    JobShare.fields(title: "account", "the account that jobs name", of: \.share) + [
      Field(
        "granted", .amount, unit: .gpuHours, json: "granted",
        "what was granted, in GPU-hours: all its allocations, but for those in units that are none"
      ) { .amount($0.granted?.count) },
      Field(
        "used", .amount, unit: .gpuHours, json: "used", "what was used of that, in GPU-hours"
      ) { .amount($0.used?.count) },
      Field("left", .amount, unit: .gpuHours, json: "left", "granted less used, in GPU-hours") {
        guard let granted = $0.granted, let used = $0.used else { return .unknown }
        return .amount(granted.count - used.count)
      },
    ])

  /// Those that have jobs, an allocation or a limit of Slurm's, by cluster and name. An account is the same in any case,
  /// and called as its jobs call it.
  static func rows(of factory: Factory, figures: Figures) -> [AccountRow] {
    func place(_ account: SafeText, _ cluster: SafeText?) -> AllocationPlace {
      AllocationPlace(account: account, cluster: cluster?.shown.lowercased()).folded
    }
    let budgets = Dictionary(grouping: figures.budgets ?? []) { $0.allocation.place.folded }
    var shares = Dictionary(
      JobShare.shares(of: factory, figures: figures, by: \.account).map { (place($0.name, $0.cluster), $0) },
      uniquingKeysWith: { $0.joined(with: $1) })
    let limited = factory.clusters.flatMap { cluster in
      (cluster.accounts ?? []).map { (account: $0.name, cluster: cluster.name as SafeText?) }
    }
    let withJobs = Set(factory.clusters.filter { $0.jobs != nil }.map { $0.name.shown.lowercased() })
    for other in limited + (figures.budgets ?? []).map({ ($0.allocation.account, $0.allocation.cluster) }) {
      let key = place(other.account, other.cluster)
      guard shares[key] == nil else { continue }
      shares[key] = JobShare(
        other.account, cluster: other.cluster, hasJobs: key.cluster.map(withJobs.contains) ?? false)
    }
    return shares.map { AccountRow($0.value, budgets: budgets[$0.key] ?? []) }.sorted { left, right in
      let (before, after) = (left.share.cluster ?? "", right.share.cluster ?? "")
      return before == after ? left.share.name.precedesByNumber(right.share.name) : before < after
    }
  }
}
