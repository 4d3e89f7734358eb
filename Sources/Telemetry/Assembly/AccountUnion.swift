import Model
import Text

/// What Slurm's answers tell of the accounts of one cluster, joined.
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
      var uses = uses ?? [:]
      var use = uses[name] ?? SlurmAccount(name: name, used: GresHours(0))
      use.join(record.account)
      uses[name] = use
      self.uses = uses
    }
  }

  /// The shares where there are any; else limits with the use of the account's jobs and of the accounts below it.
  var accounts: [SlurmAccount] {
    if !shares.records.isEmpty { return shares.records }
    let rolledUp = use(rolledUpBy: limits.records)
    let limited = limits.records.map { record in
      var account = record.account
      account.countedAt = nil
      guard let uses else { return account }
      // No job in all that were asked for: nothing was used.
      let use = rolledUp[account.name]
      account.used = use.map(\.used) ?? GresHours(0)
      account.daily = use?.daily ?? [:]
      account.countedAt = use?.countedAt ?? uses.values.compactMap(\.countedAt).max()
      return account
    }
    let known = Set(limited.map(\.name))
    return limited
      + (uses ?? [:]).values.filter { !known.contains($0.name) }.sorted { $0.name < $1.name }
  }

  /// Each account's use with that of the accounts below it. A tree that bites its tail ends where it began.
  private func use(rolledUpBy records: [AccountRecord]) -> [SafeText: SlurmAccount] {
    let parents = Dictionary(
      records.compactMap { record in record.parent.map { (record.account.name, $0) } },
      uniquingKeysWith: { _, last in last })
    var sums: [SafeText: SlurmAccount] = [:]
    for use in (uses ?? [:]).values {
      var met: Set<SafeText> = []
      var next: SafeText? = use.name
      while let name = next, met.insert(name).inserted {
        sums[name, default: SlurmAccount(name: name, used: GresHours(0))].add(use)
        next = parents[name]
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
