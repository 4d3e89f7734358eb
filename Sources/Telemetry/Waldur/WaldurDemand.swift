import Model
import Text

/// What a proposal asks for, all its requests together.
struct WaldurDemand {
  /// The only system that is asked for; `nil` where there are several, or none is named.
  let machine: SafeText?
  /// Every system, where several are asked for.
  let machines: [SafeText]?
  let partition: SafeText?
  let amount: Amount?

  /// The amount is the sum of all requests in the first unit of GPU-hours, node-hours and core-hours that every one of
  /// them is told in; where there is none, it is not known, for without the machines' factors units do not compare.
  /// A request for storage alone asks for no system beside one that something else is asked of.
  ///
  /// - Returns: `nil` when nothing is asked for.
  init?(_ requests: [WaldurRequest], _ rules: TelemetryRules) {
    let asked = requests.filter { !$0.isCancelled }
    guard !asked.isEmpty else { return nil }
    let accounted = asked.filter { $0.limits.isEmpty || !rules.waldur.amounts($0.limits).isEmpty }
    let counting = accounted.isEmpty ? asked : accounted
    let amounts = counting.map { rules.waldur.amounts($0.limits) }
    let unit = AccountingUnit.allCases.first { unit in amounts.allSatisfy { $0[unit] != nil } }
    amount = unit.map { unit in Amount(amounts.reduce(0) { $0 + ($1[unit] ?? 0) }, unit) }
    var seen: Set<String> = []
    let systems = counting.compactMap { $0.offering.map(rules.clusterName(for:)) }.filter {
      seen.insert($0.shown.lowercased()).inserted
    }
    machine = systems.count == 1 ? systems.first : nil
    machines = systems.count > 1 ? systems : nil
    let partitions = Set(counting.compactMap(\.partition))
    partition = systems.count < 2 && partitions.count == 1 ? partitions.first : nil
  }
}

extension WaldurRules {
  /// Amounts by unit; those of components without a unit, such as storage, are left out.
  func amounts(_ components: [SafeText: Double]) -> [AccountingUnit: Double] {
    var amounts: [AccountingUnit: Double] = [:]
    for (component, value) in components.sorted(by: { $0.key < $1.key }) {
      if let unit = units[component] { amounts[unit, default: 0] += value }
    }
    return amounts
  }
}
