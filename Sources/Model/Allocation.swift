package import Text

/// What one account may use on one cluster between two dates, and what it has used.
package struct Allocation: Sendable, Equatable {
  private var told: Shared<Told>

  /// The site's account name; not the proposal's ID.
  package var account: SafeText {
    get { told.value.account }
    set { told.value.account = newValue }
  }
  /// The ID of the proposal that it was granted to, which is no account; `nil` where no source tells it.
  package var proposal: SafeText? {
    get { told.value.proposal }
    set { told.value.proposal = newValue }
  }
  /// In any case, for portals write `LUMI` where a site writes `lumi`; `nil` where no source names it.
  package var cluster: SafeText? {
    get { told.value.cluster }
    set { told.value.cluster = newValue }
  }
  /// As a file tells it; of a portal's, as the proposal's ID does. `nil` where neither says it.
  package var mode: AccessMode? {
    get { told.value.mode }
    set { told.value.mode = newValue }
  }
  /// Of every amount here but `balance`, which has its own.
  package var unit: AccountingUnit {
    get { told.value.unit }
    set { told.value.unit = newValue }
  }
  /// For all of its time, in `unit`; `nil` where no source tells, as of a limit that begins anew every month.
  package var granted: Double? {
    get { told.value.granted }
    set { told.value.granted = newValue }
  }
  /// What was counted at `countedAt`, in `unit`; of a counter that ran before its start, use from before it too.
  /// `nil` where no source tells.
  package var used: Double? {
    get { told.value.used }
    set { told.value.used = newValue }
  }
  /// What running and waiting jobs may still take, beyond `used`, when they run to their limits.
  package var committed: Double? {
    get { told.value.committed }
    set { told.value.committed = newValue }
  }
  /// The first moment: midnight in Luxembourg where a document names a day; `nil` where no source tells it.
  package var startsAt: Timestamp? {
    get { told.value.startsAt }
    set { told.value.startsAt = newValue }
  }
  /// The first moment after the allocation: midnight after its last day.
  package var endsAt: Timestamp? {
    get { told.value.endsAt }
    set { told.value.endsAt = newValue }
  }
  /// Earlier readings of `used`, oldest first, from which burn is computed.
  package var history: [UsageReading] {
    get { told.value.history }
    // In place: it grows by one reading after the other.
    _modify { yield &told.value.history }
  }
  /// When `used` was counted.
  ///
  /// Apart from what is told, for a document that is written anew often changes nothing else.
  @Compact package var countedAt: Timestamp?
  /// What its portal says of it; `nil` where none tells.
  package var standing: AllocationStanding? {
    get { told.value.standing }
    set { told.value.standing = newValue }
  }
  /// What Open OnDemand says is left.
  package var balance: Balance? {
    get { told.value.balance?.value }
    set { told.value.balance = newValue.map { Shared($0) } }
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
    told = Shared(
      Told(
        account: account, proposal: proposal, cluster: cluster, mode: mode, unit: unit, granted: granted,
        used: used, committed: committed, startsAt: startsAt, endsAt: endsAt, history: history,
        standing: standing, balance: balance.map { Shared($0) }))
    self.countedAt = countedAt
  }

  /// Holds in common with `earlier` what is the same in both.
  package mutating func share(with earlier: Allocation) {
    if told == earlier.told {
      told = earlier.told
    } else if history == earlier.history {
      history = earlier.history
    }
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
    var standing: AllocationStanding?
    var balance: Shared<Balance>?
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
