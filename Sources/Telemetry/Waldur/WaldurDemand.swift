import Model
import Text

/// What a proposal asks for, of all its requests the one that an application has room for.
struct WaldurDemand {
  let machine: SafeText?
  let partition: SafeText?
  let amount: Amount?

  private struct Part: Hashable {
    var machine: SafeText?
    var unit: AccountingUnit
  }

  /// Requests of the same machine in the same unit add up. Of several machines the largest counts, in the first unit
  /// of GPU-hours, node-hours and core-hours that something is asked in: without the machines' factors other units
  /// do not compare, and one request is not counted in two of its units.
  ///
  /// - Returns: `nil` when nothing is asked for.
  init?(_ requests: [WaldurRequest], _ rules: TelemetryRules) {
    let requests = requests.filter { !$0.isCancelled }
    guard let first = requests.first else { return nil }
    var sums: [Part: Double] = [:]
    for request in requests {
      let machine = request.offering.map(rules.clusterName(for:))
      for (unit, value) in rules.waldur.amounts(request.limits) {
        sums[Part(machine: machine, unit: unit), default: 0] += value
      }
    }
    let preferred = AccountingUnit.allCases.first { unit in sums.contains { $0.key.unit == unit } }
    let largest = sums.filter { $0.key.unit == preferred }.max { left, right in
      (left.value, right.key.machine ?? "") < (right.value, left.key.machine ?? "")
    }
    machine = largest.map { $0.key.machine } ?? first.offering.map(rules.clusterName(for:))
    amount = largest.map { Amount($0.value, $0.key.unit) }
    let machine = machine
    let partitions = Set(
      requests.filter { $0.offering.map(rules.clusterName(for:)) == machine }.compactMap(\.partition))
    partition = partitions.count == 1 ? partitions.first : nil
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
