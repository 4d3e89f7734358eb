package import Text

/// What is left to a project, as Open OnDemand's balance files tell it: no grant, no dates.
package struct Balance: Sendable, Equatable {
  /// The project, which is the account at most sites.
  package var account: SafeText
  /// The cluster that the files beside it name; `nil` where none does.
  package var cluster: SafeText?
  /// The site's own word, such as `RU`; empty when it gives none.
  package var unit: SafeText
  /// What is left, in `unit`; 0 or less when nothing is.
  package var value: Double
  /// The time that its file states; `nil` where it states none.
  package var countedAt: Timestamp?
  /// The path of the file that tells it.
  package var source: SafeText?

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

/// A balance of which something does not count, and why.
struct UnusedBalance {
  let balance: Balance
  let why: Why

  enum Why {
    case isOfSeveral(Int)
    case exceedsGrant(Double)
  }

  /// What does not count, in one clause.
  var inWords: SafeText {
    switch why {
    case .isOfSeveral(let count):
      "the balance of \(balance.account), which has \(count) allocations, and nobody says of which it is"
    case .exceedsGrant(let granted):
      "the balance of \(balance.account) as a measure of its use, for it is \(SafeText.amount(balance.value)), more than the \(SafeText.amount(granted)) that were granted"
    }
  }
}

extension [Allocation] {
  /// The same with each account's balance, and those of which something does not count. Where an allocation tells its
  /// grant and not its use, and the units are the same, used is granted less balance; more than was granted says nothing
  /// of it. A balance of no allocation makes one of its own.
  func joined(with balances: [Balance]) -> (allocations: [Allocation], unused: [UnusedBalance]) {
    guard !balances.isEmpty else { return (self, []) }
    var joined = self
    var unused: [UnusedBalance] = []
    let indices = AccountPlaces(joined.indices.map { ($0, joined[$0].account) })
    for balance in balances {
      let same = indices[balance.account].filter { joined[$0].mayBe(of: balance) }
      // Of which of an account's several allocations it is the balance, nobody says.
      guard same.count < 2 else {
        unused.append(UnusedBalance(balance: balance, why: .isOfSeveral(same.count)))
        continue
      }
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
        guard balance.value <= granted else {
          unused.append(UnusedBalance(balance: balance, why: .exceedsGrant(granted)))
          continue
        }
        joined[index].used = granted - balance.value
        joined[index].countedAt = balance.countedAt
      }
    }
    return (joined, unused)
  }
}

extension Allocation {
  /// Whether nothing says that it is on another cluster than the balance.
  fileprivate func mayBe(of balance: Balance) -> Bool {
    guard let cluster, let other = balance.cluster else { return true }
    return cluster.shown.lowercased() == other.shown.lowercased()
  }
}
