/// What a site may decide: promises, thresholds, holidays. Every number of a rule is here, none in a formula.
package struct Policy: Sendable, Equatable {
  /// A mode that is not here promises nothing.
  package var modes: [AccessMode: ModePolicy]
  /// The zone of cut-offs and of working days.
  package var zone: EuropeanZone
  /// Days on which no promise runs, beside Saturdays and Sundays.
  package var holidays: Set<CivilDate>
  package var budget: BudgetThresholds
  package var staleness: StalenessThresholds
  package var alerts: AlertThresholds
  /// Below this part of the promise left, an application is at risk.
  package var atRiskFraction: Double
  /// What applications are checked against.
  package var checks: CheckRules = .standard
}

/// What an access mode promises.
package struct ModePolicy: Sendable, Equatable {
  /// Within what time of its start access is promised: working days (`WorkingCalendar`), or days of every kind, to the
  /// same time of day.
  package enum Promise: Sendable, Hashable {
    case workingDays(Int)
    case days(Int)
  }
  /// When the service clock starts.
  package enum Start: String, Sendable, Hashable, CaseIterable {
    case submission, cutoff
  }
  package var promise: Promise
  package var start: Start
  /// Known cut-offs, ascending.
  package var cutoffs: [Timestamp]

  package init(promise: Promise, start: Start, cutoffs: [Timestamp]) {
    self.promise = promise
    self.start = start
    self.cutoffs = cutoffs
  }
}

/// When a budget counts as what (`state(of:period:now:)`). A pace is the part that is used over the part of the time
/// that has passed: at 1 the budget is used up at its end.
package struct BudgetThresholds: Sendable, Equatable {
  /// A budget without use is an idle start once more than this has passed since its start.
  package var idleStartAfter: Seconds
  /// Below this pace a budget is under.
  package var underPace: Double
  /// A share of 1: before more than this of its time has passed, no budget is under.
  package var underFromCalendarFraction: Double
  /// Above this pace a budget is ahead.
  package var aheadPace: Double
  /// A budget that runs out this long before its end is ahead.
  package var aheadMargin: Seconds
  /// A budget on pace with no more time left than this is ending.
  package var endingWithin: Seconds
}

/// How old a source may grow before its figures are marked stale.
package struct StalenessThresholds: Sendable, Equatable {
  /// Jobs and nodes.
  package var scheduler: Seconds
  package var applications: Seconds
  /// Allocations, shares, accounting, and quotas of storage.
  package var allocations: Seconds
  /// Partitions, reservations, and how the scheduler does.
  package var surroundings: Seconds
}

/// From where on something deserves a look. Fractions are shares of 1.
package struct AlertThresholds: Sendable, Equatable {
  /// Nodes down or drained, of all of a cluster's.
  package var unavailableFraction: Double
  /// The same of a cluster or a partition, from where on it is critical.
  package var criticalFraction: Double
  /// GPUs idle, of all available in a partition, while eligible tasks that ask for GPUs wait for longer than
  /// `idleWhileWaiting`.
  package var idleFraction: Double
  /// An eligible task that asks for GPUs has waited for longer than this.
  package var idleWhileWaiting: Seconds
  /// Allocated GPUs that are less busy than this are idle.
  package var idleBusyFraction: Double
  /// GPUs allocated but idle, of those that were measured.
  package var idleAllocatedFraction: Double
  /// Used of a quota of storage, as Open OnDemand's own threshold.
  package var quotaFraction: Double
  /// An eligible task has waited for longer than this.
  package var oldestWait: Seconds
  /// The backlog of a partition or of a cluster takes more hours than this to drain.
  package var drainHours: Double
  /// Working time left of a promise.
  package var dueWithin: Seconds
  /// A cut-off is no further ahead than this.
  package var cutoffWithin: Seconds
  /// A budget that is an idle start began longer ago than this.
  package var idleBudgetAfter: Seconds
  /// Maintenance goes on, or begins within this time; also what `ClusterFigures.maintenance` holds.
  package var maintenanceWithin: Seconds
  /// Messages that wait for slurmdbd. Slurm drops them from `MaxDBDMsgs` on, which is 10,000 or more.
  package var accountingBacklog: Int
}
