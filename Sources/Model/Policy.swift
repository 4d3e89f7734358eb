/// What a site may decide: promises, thresholds, holidays. Every number of a rule is here, none in a formula.
package struct Policy: Sendable, Equatable {
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

package struct BudgetThresholds: Sendable, Equatable {
  package var idleStartAfter: Seconds
  package var underPace: Double
  package var underFromCalendarFraction: Double
  package var aheadPace: Double
  /// A budget that runs out this long before its end is ahead.
  package var aheadMargin: Seconds
  package var endingWithin: Seconds
}

/// How old a source may grow before its figures are marked stale.
package struct StalenessThresholds: Sendable, Equatable {
  /// Jobs and nodes.
  package var scheduler: Seconds
  package var applications: Seconds
  package var allocations: Seconds
  /// Partitions, reservations, and how the scheduler does.
  package var surroundings: Seconds
}

package struct AlertThresholds: Sendable, Equatable {
  /// Nodes down or drained, of all of a cluster's.
  package var unavailableFraction: Double
  /// The same of a cluster or a partition, from where on it is critical.
  package var criticalFraction: Double
  /// GPUs idle, of all available in a partition, while eligible tasks that ask for GPUs wait for longer than
  /// `idleWhileWaiting`.
  package var idleFraction: Double
  package var idleWhileWaiting: Seconds
  /// Allocated GPUs that are less busy than this are idle.
  package var idleBusyFraction: Double
  /// GPUs allocated but idle, of those that were measured.
  package var idleAllocatedFraction: Double
  /// Used of a quota of storage, as Open OnDemand's own threshold.
  package var quotaFraction: Double
  package var oldestWait: Seconds
  package var drainHours: Double
  /// Working time left of a promise.
  package var dueWithin: Seconds
  package var cutoffWithin: Seconds
  package var idleBudgetAfter: Seconds
  package var maintenanceWithin: Seconds
  /// Messages that wait for slurmdbd. Slurm drops them from `MaxDBDMsgs` on, which is 10,000 or more.
  package var accountingBacklog: Int
}
