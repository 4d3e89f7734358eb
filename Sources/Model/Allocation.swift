package import Text

/// What one account may use on one cluster between two dates, and what it has used.
package struct Allocation: Sendable, Equatable {
  /// One, in an array, which copies of the allocation share until one of them is changed. So it costs little to keep
  /// allocations in several lists.
  private var told: [Told]

  /// The site's account name; not the proposal's ID.
  package var account: SafeText {
    get { told[0].account }
    set { told[0].account = newValue }
  }
  package var proposal: SafeText? {
    get { told[0].proposal }
    set { told[0].proposal = newValue }
  }
  package var cluster: SafeText? {
    get { told[0].cluster }
    set { told[0].cluster = newValue }
  }
  package var mode: AccessMode? {
    get { told[0].mode }
    set { told[0].mode = newValue }
  }
  package var unit: AccountingUnit {
    get { told[0].unit }
    set { told[0].unit = newValue }
  }
  package var granted: Double? {
    get { told[0].granted }
    set { told[0].granted = newValue }
  }
  package var used: Double? {
    get { told[0].used }
    set { told[0].used = newValue }
  }
  /// What running and waiting jobs may still take, beyond `used`, when they run to their limits.
  package var committed: Double? {
    get { told[0].committed }
    set { told[0].committed = newValue }
  }
  package var startsAt: Timestamp? {
    get { told[0].startsAt }
    set { told[0].startsAt = newValue }
  }
  /// The first moment after the allocation: midnight after its last day.
  package var endsAt: Timestamp? {
    get { told[0].endsAt }
    set { told[0].endsAt = newValue }
  }
  /// Earlier readings of `used`, oldest first, from which burn is computed.
  package var history: [UsageReading] {
    get { told[0].history }
    // In place: it grows by one reading after the other.
    _modify { yield &told[0].history }
  }
  /// When `used` was counted.
  package var countedAt: Timestamp? {
    get { told[0].countedAt }
    set { told[0].countedAt = newValue }
  }
  /// What its portal says of it; `nil` where none tells.
  package var standing: AllocationStanding? {
    get { told[0].standing }
    set { told[0].standing = newValue }
  }
  /// What Open OnDemand says is left.
  package var balance: Balance? {
    get { told[0].balances.first }
    set { told[0].balances = newValue.map { [$0] } ?? [] }
  }
  /// The path of the file that tells of it, and of its dates where another one tells the amounts; `nil` where no
  /// allocations file or portal does.
  package var source: SafeText?

  package init(
    account: SafeText, proposal: SafeText? = nil, cluster: SafeText? = nil, mode: AccessMode? = nil,
    unit: AccountingUnit, granted: Double? = nil, used: Double? = nil, committed: Double? = nil,
    startsAt: Timestamp? = nil, endsAt: Timestamp? = nil, history: [UsageReading] = [],
    countedAt: Timestamp? = nil, standing: AllocationStanding? = nil, balance: Balance? = nil
  ) {
    told = [
      Told(
        account: account, proposal: proposal, cluster: cluster, mode: mode, unit: unit, granted: granted,
        used: used, committed: committed, startsAt: startsAt, endsAt: endsAt, history: history,
        countedAt: countedAt, standing: standing, balances: balance.map { [$0] } ?? [])
    ]
  }

  private struct Told: Sendable, Equatable {
    var account: SafeText
    var proposal: SafeText?
    var cluster: SafeText?
    var mode: AccessMode?
    var unit: AccountingUnit
    @Compact var granted: Double?
    @Compact var used: Double?
    @Compact var committed: Double?
    @Compact var startsAt: Timestamp?
    @Compact var endsAt: Timestamp?
    var history: [UsageReading]
    @Compact var countedAt: Timestamp?
    var standing: AllocationStanding?
    /// One or none; few have one.
    var balances: [Balance]
  }
}

extension Allocation {
  /// The first day, whatever the clock of who looks: documents name days, which begin at midnight in Luxembourg, or
  /// moments, which are midnight somewhere in Europe as a rule, not more than an hour from that.
  package var firstDay: CivilDate? {
    startsAt.map { EuropeanZone.central.localTime(at: $0 + .hours(1)).date }
  }

  /// The last day that belongs to it, in the same way.
  package var lastDay: CivilDate? {
    endsAt.map { EuropeanZone.central.localTime(at: $0 + Seconds(-3601)).date }
  }
}

/// `used` as it was counted at one moment, in the allocation's unit.
package struct UsageReading: Sendable, Equatable {
  package var at: Timestamp
  package var used: Double
  package init(at: Timestamp, used: Double) {
    self.at = at
    self.used = used
  }
}
