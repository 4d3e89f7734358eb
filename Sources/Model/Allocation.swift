package import Text

/// What one account may use on one cluster between two dates, and what it has used.
package struct Allocation: Sendable, Equatable {
  /// The site's account name; not the proposal's ID.
  package var account: SafeText
  package var proposal: SafeText?
  package var cluster: SafeText?
  package var mode: AccessMode?
  package var unit: AccountingUnit
  package var granted: Double?
  package var used: Double?
  /// What running and waiting jobs may still take, beyond `used`, when they run to their limits.
  package var committed: Double?
  package var startsAt: Timestamp?
  /// The first moment after the allocation: midnight after its last day.
  package var endsAt: Timestamp?
  /// Earlier readings of `used`, oldest first, from which burn is computed.
  package var history: [UsageReading]
  /// When `used` was counted.
  package var countedAt: Timestamp?
  /// What its portal says of it; `nil` where none tells.
  package var standing: AllocationStanding?
  /// What Open OnDemand says is left.
  package var balance: Balance?
  /// The path of the file that tells of it, and of its dates where another one tells the amounts; `nil` where no
  /// allocations file or portal does.
  package var source: SafeText?

  package init(
    account: SafeText, proposal: SafeText? = nil, cluster: SafeText? = nil, mode: AccessMode? = nil,
    unit: AccountingUnit, granted: Double? = nil, used: Double? = nil, committed: Double? = nil,
    startsAt: Timestamp? = nil, endsAt: Timestamp? = nil, history: [UsageReading] = [],
    countedAt: Timestamp? = nil, standing: AllocationStanding? = nil, balance: Balance? = nil
  ) {
    self.account = account
    self.proposal = proposal
    self.cluster = cluster
    self.mode = mode
    self.unit = unit
    self.granted = granted
    self.used = used
    self.committed = committed
    self.startsAt = startsAt
    self.endsAt = endsAt
    self.history = history
    self.countedAt = countedAt
    self.standing = standing
    self.balance = balance
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
