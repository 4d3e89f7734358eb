/// How slurmctld keeps up with its work, from `sdiag`. Its counters begin anew at midnight UTC.
package struct SchedulerHealth: Sendable, Equatable {
  /// The last cycle of the main scheduler.
  package var lastCycle: Duration?
  /// The mean over the main scheduler's cycles since the counters began.
  package var meanCycle: Duration?
  /// Jobs that the main scheduler had before it.
  package var queueLength: Int?
  /// The last cycle of the backfill scheduler.
  package var lastBackfill: Duration?
  /// The mean over the backfill scheduler's cycles since the counters began.
  package var meanBackfill: Duration?
  /// When the backfill scheduler last began a cycle, in which it plans the starts of waiting jobs.
  package var backfilledAt: Timestamp?
  /// Messages to slurmdbd that wait: accounting is behind by them.
  package var accountingBacklog: Int?

  package init(
    lastCycle: Duration? = nil, meanCycle: Duration? = nil, queueLength: Int? = nil,
    lastBackfill: Duration? = nil, meanBackfill: Duration? = nil, backfilledAt: Timestamp? = nil,
    accountingBacklog: Int? = nil
  ) {
    self.lastCycle = lastCycle
    self.meanCycle = meanCycle
    self.queueLength = queueLength
    self.lastBackfill = lastBackfill
    self.meanBackfill = meanBackfill
    self.backfilledAt = backfilledAt
    self.accountingBacklog = accountingBacklog
  }
}
