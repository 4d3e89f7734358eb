package import Text

/// What is left to a project, as Open OnDemand's balance files tell it: no grant, no dates.
package struct Balance: Sendable, Equatable {
  /// The project, which is the account at most sites.
  package var account: SafeText
  /// The site's own word, such as `RU`; empty when it gives none.
  package var unit: SafeText
  package var value: Double
  package var countedAt: Timestamp?

  package init(account: SafeText, unit: SafeText = "", value: Double, countedAt: Timestamp? = nil) {
    self.account = account
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
      guard let same = indices[balance.account] else {
        joined.append(
          Allocation(
            account: balance.account, unit: balance.accountingUnit, countedAt: balance.countedAt,
            balance: balance))
        continue
      }
      // Of which of an account's several allocations it is the balance, nobody says.
      guard same.count == 1, let index = same.first else { continue }
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
