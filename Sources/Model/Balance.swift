package import Text

/// What is left to a project, as Open OnDemand's balance files tell it: no grant, no dates.
package struct Balance: Sendable, Equatable {
  /// The project, which is the account at most sites.
  package var account: SafeText
  /// The cluster that the files beside it name; `nil` where none does.
  package var cluster: SafeText?
  /// The site's own word, such as `RU`; empty when it gives none.
  package var unit: SafeText
  package var value: Double
  package var countedAt: Timestamp?

  package init(
    account: SafeText, cluster: SafeText? = nil, unit: SafeText = "", value: Double,
    countedAt: Timestamp? = nil
  ) {
    self.account = account
    self.cluster = cluster
    self.unit = unit
    self.value = value
    self.countedAt = countedAt
  }

  /// The unit where the site's word for it is one of those in use; `other` for a word of its own.
  package var accountingUnit: AccountingUnit {
    let letters = String(
      unit.shown.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic }.map(Character.init))
    switch letters {
    case "gpuhours", "gpuhour", "gpuh", "gpuhrs": return .gpuHours
    case "nodehours", "nodehour", "nodeh", "nodehrs": return .nodeHours
    case "corehours", "corehour", "coreh", "corehrs", "cpuhours", "cpuhour", "cpuh": return .coreHours
    case "kcorehours", "kcorehour", "kcoreh", "kcpuhours": return .kiloCoreHours
    default: return .other
    }
  }
}

extension [Allocation] {
  /// The same with each account's balance. Where an allocation tells its grant and not its use, and the units are the
  /// same, used is granted less balance. A balance of no allocation makes one of its own.
  func joined(with balances: [Balance]) -> [Allocation] {
    guard !balances.isEmpty else { return self }
    var joined = self
    let indices = Dictionary(grouping: joined.indices) { joined[$0].account }
    for balance in balances {
      let same = (indices[balance.account] ?? []).filter { joined[$0].mayBe(of: balance) }
      // Of which of an account's several allocations it is the balance, nobody says.
      guard same.count < 2 else { continue }
      guard let index = same.first, joined[index].balance == nil else {
        joined.append(
          Allocation(
            account: balance.account, cluster: balance.cluster, unit: balance.accountingUnit,
            countedAt: balance.countedAt, balance: balance))
        continue
      }
      joined[index].balance = balance
      if let granted = joined[index].granted, joined[index].used == nil,
        joined[index].unit == balance.accountingUnit
      {
        joined[index].used = Swift.max(0, granted - balance.value)
        joined[index].countedAt = balance.countedAt
      }
    }
    return joined
  }
}

extension Allocation {
  /// Whether nothing says that it is on another cluster than the balance.
  fileprivate func mayBe(of balance: Balance) -> Bool {
    guard let cluster, let other = balance.cluster else { return true }
    return cluster.shown.lowercased() == other.shown.lowercased()
  }
}
