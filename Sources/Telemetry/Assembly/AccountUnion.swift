import Model
import Text

/// What Slurm's answers tell of the accounts of one cluster, joined. Linear in the number of records.
struct AccountUnion {
  private var shares = RecordUnion<SafeText, SlurmAccount>()
  private var limits = RecordUnion<SafeText, AccountRecord>()
  /// `nil` when no source tells of jobs.
  private var uses: [SafeText: SlurmAccount]?

  mutating func add(
    _ record: AccountRecord, from source: AccountSource, countedAt: Timestamp?, rank: Int
  ) {
    var record = record
    record.account.countedAt = countedAt
    let name = record.account.name
    switch source {
    case .shares: shares.add(record.account, key: name, rank: rank)
    case .associations: limits.add(record, key: name, rank: rank)
    case .jobs:
      // Changed in its place: a copy would cost as much as all accounts before it.
      if uses == nil { uses = [:] }
      uses?[name, default: SlurmAccount(name: name, used: GresHours(0))].join(record.account)
    }
  }

  /// The shares where there are any; else limits with the use of the account's jobs and of the accounts below it.
  var accounts: [SlurmAccount] {
    if !shares.records.isEmpty { return shares.records }
    let rolledUp = use(rolledUpBy: limits.records)
    let latest = uses?.values.compactMap(\.countedAt).max()
    let limited = limits.records.map { record in
      var account = record.account
      account.countedAt = nil
      guard uses != nil else { return account }
      // No job in all that were asked for: nothing was used.
      let use = rolledUp[account.name]
      account.used = use.map(\.used) ?? GresHours(0)
      account.daily = use?.daily ?? [:]
      account.countedAt = use?.countedAt ?? latest
      return account
    }
    let known = Set(limited.map(\.name))
    return limited
      + (uses ?? [:]).values.filter { !known.contains($0.name) }.sorted { $0.name < $1.name }
  }

  /// Each account's use with that of the accounts below it. Accounts whose parents lead in a circle have the use of all
  /// of them.
  ///
  /// From the accounts without any below them upwards, so that a deep tree costs no more than a flat one.
  private func use(rolledUpBy records: [AccountRecord]) -> [SafeText: SlurmAccount] {
    let parents = Dictionary(
      records.compactMap { record in record.parent.map { (record.account.name, $0) } },
      uniquingKeysWith: { _, last in last })
    // One order in every run: sums of what is no whole number depend on it.
    let names = parents.keys.sorted()
    var sums = uses ?? [:]
    /// How many accounts below each one have not been added to it.
    var missing: [SafeText: Int] = [:]
    for parent in parents.values { missing[parent, default: 0] += 1 }
    var added: Set<SafeText> = []
    for leaf in names where missing[leaf] == nil {
      var name = leaf
      while missing[name, default: 0] == 0, let parent = parents[name] {
        added.insert(name)
        if let use = sums[name] {
          sums[parent, default: SlurmAccount(name: parent, used: GresHours(0))].add(use)
        }
        missing[parent, default: 0] -= 1
        name = parent
      }
    }
    // What is left leads in circles.
    for name in names where added.insert(name).inserted {
      var circle = [name]
      var next = parents[name]
      while let member = next, member != name {
        added.insert(member)
        circle.append(member)
        next = parents[member]
      }
      var sum = SlurmAccount(name: name, used: GresHours(0))
      for use in circle.compactMap({ sums[$0] }) { sum.add(use) }
      for member in circle {
        sum.name = member
        sums[member] = sum
      }
    }
    return sums
  }
}

extension SlurmAccount {
  /// Takes the use of another file in: of a day that both tell, the more, for at the edges of what was asked for a
  /// day is told in part. Unknown where one of them is.
  fileprivate mutating func join(_ use: SlurmAccount) {
    daily.merge(use.daily) { max($0, $1) }
    let isKnown = used != nil && use.used != nil
    if !isKnown { daily = [:] }
    used = isKnown ? GresHours(daily.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value.count }) : nil
    countedAt = [countedAt, use.countedAt].compactMap(\.self).max()
  }

  /// Adds the use of an account below it. Unknown where one of them is.
  fileprivate mutating func add(_ use: SlurmAccount) {
    daily.merge(use.daily) { GresHours($0.count + $1.count) }
    used = used.flatMap { known in use.used.map { GresHours(known.count + $0.count) } }
    if used == nil { daily = [:] }
    countedAt = [countedAt, use.countedAt].compactMap(\.self).max()
  }
}
