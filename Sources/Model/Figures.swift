package import Text

/// Every derived figure at one moment: what `report` prints and what the panes draw. Unknown is `nil`, never 0.
package struct Figures: Sendable {
  /// The moment that ages, waits and states are of.
  package var now: Timestamp
  /// As `Factory.site`.
  package var site: SafeText?
  /// In the order of `Factory.clusters`.
  package var clusters: [ClusterFigures]
  /// Why nodes of all clusters are out of service, the worst first.
  package var outages: [OutageDigest]
  /// The jobs of all clusters that somebody asks about first.
  package var waiters: Waiters
  /// `nil` when no source holds applications.
  package var applications: ApplicationFigures?
  /// `nil` when no source holds allocations.
  package var budgets: [BudgetFigures]?
  /// In the order of `Factory.sources`.
  package var sources: [SourceFigures]
  /// Quotas of storage that are nearly used up; empty when none is, or none is known.
  package var fullQuotas: [StorageQuota]
  /// What deserves a look now, the most urgent first.
  package var alerts: [Alert]
}

/// A source at one moment: its state is by how old its document is then.
package struct SourceFigures: Sendable {
  package var source: Source
  package var state: Source.State
  /// `nil` when neither the document nor (live) the file tells its time, or when that is ahead of a clock.
  package var age: Seconds?
  /// How far it is dated ahead; `nil` when it is not.
  package var lead: Source.Lead?
}

/// One cluster of the factory: what its nodes, jobs and partitions come to.
package struct ClusterFigures: Sendable {
  package var name: SafeText
  /// `nil` when no source holds nodes.
  package var capacity: CapacityFigures?
  /// Sorted as they are shown; the same node or waiting job may count in several.
  package var partitions: [PartitionFigures]
  /// `nil` when no source holds jobs.
  package var queue: QueueFigures?
  /// The jobs that somebody asks about first.
  package var waiters: Waiters
  /// Drawn by the nodes that report it; `nil` when none does.
  package var powerWatts: Double?
  /// Drawn by the whole facility of the cluster, cooling included; `nil` when nothing measures it.
  package var facilityWatts: Double?
  /// Facility over IT power; `nil` unless every node that is switched on reports its own.
  package var pue: Double?
  /// Nodes on which allocated GPUs are idle, most first.
  package var idleAllocations: [IdleAllocation]
  /// When GPUs were last measured, where that is longer ago than jobs and nodes may be old.
  package var busyIsFrom: Timestamp?
  /// Maintenance that goes on or comes within the policy's time, by its start.
  package var maintenance: [Reservation]
  /// `nil` when no source tells how the scheduler does.
  package var scheduler: SchedulerHealth?
  /// Why nodes are out of service, the worst first, then what holds the newest.
  package var outages: [OutageFigures]
  /// The worst state of the files behind this cluster, and the age of the one in that state.
  package var sourceState: Source.State
  /// Of the file in the worst state; `nil` when nobody knows it, or there is no file.
  package var sourceAge: Seconds?
  /// Records of these files that could not be read, where nothing worse is wrong with one of them.
  package var unreadRecords: Int
}

/// Nodes and GPUs of a cluster or a partition.
package struct CapacityFigures: Sendable, Equatable {
  /// Without those in state FUTURE, as everything here: there are none yet.
  package var nodes: Int
  /// Nodes by the word that `sinfo -N -o %T` prints, without its suffix.
  package var nodesByState: [NodeWord: Int]
  package var gpus: GPUFigures
  /// What the nodes count as.
  package var tally: NodeTally
  /// Whether there are parts of GPUs, such as MIG slices, and no whole one.
  package var hasOnlyGPUParts = false
}

/// GPUs of a cluster or a partition; whole ones, for parts such as MIG slices are none.
package struct GPUFigures: Sendable, Equatable {
  /// `nil` when some node names a number of GPUs that cannot be read.
  @Compact package var total: Int?
  /// `nil` when some node in use does not say how many of its GPUs are.
  @Compact package var allocated: Int?
  /// Not allocated, on nodes that can start a job; includes `plannedOrReserved`.
  @Compact package var idle: Int?
  /// The part of `idle` on nodes that Slurm holds for a planned job or a reservation.
  @Compact package var plannedOrReserved: Int?
  /// Not allocated, on nodes that can start no job (`JobStarts`), and all of nodes that are down.
  @Compact package var unavailable: Int?
  /// Allocated of all installed; `nil` without GPUs.
  @Compact package var ofInstalled: Double?
  /// Allocated of those that an operator can give out; `nil` when none is.
  @Compact package var ofAvailable: Double?
  /// Measured busy fraction of the allocated GPUs, as `BusyTally` has it; `nil` unless something measures it.
  @Compact package var busy: Double?
  /// Allocated GPUs that `busy` is the mean of.
  @Compact package var measured: Int?
  /// Those of them that are less busy than the policy's threshold: allocated but idle.
  @Compact package var allocatedIdle: Int?
}

/// One partition of a cluster. Kept behind references, because a cluster may have many of them.
package struct PartitionFigures: Sendable {
  package var name: SafeText
  private let sharedPartition: Shared<Partition>?
  private let sharedCapacity: Shared<CapacityFigures>?
  private let sharedQueue: Shared<QueueFigures>?

  init(name: SafeText, configured: Partition?, capacity: CapacityFigures?, queue: QueueFigures?) {
    self.name = name
    sharedPartition = configured.map { Shared($0) }
    sharedCapacity = capacity.map { Shared($0) }
    sharedQueue = queue.map { Shared($0) }
  }

  /// What Slurm is configured to offer; `nil` when no source holds partitions.
  package var configured: Partition? { sharedPartition?.value }
  /// `nil` when no source holds nodes.
  package var capacity: CapacityFigures? { sharedCapacity?.value }
  /// `nil` when no source holds jobs.
  package var queue: QueueFigures? { sharedQueue?.value }
}

/// The queue of a cluster or a partition. Tasks count every element of an array, as `squeue -r` does.
package struct QueueFigures: Sendable {
  /// Records whose base state is RUNNING, whatever flags they have.
  package var runningJobs: Int
  /// Records that wait, an unsplit array counting once.
  package var pendingJobs: Int
  /// Tasks of the records that wait, eligible or not.
  package var pendingTasks: Int
  /// Waiting, and neither held, nor for a dependency, nor for a begin time.
  package var eligibleTasks: Int
  /// Held as `Eligibility.held` has it.
  package var heldTasks: Int
  /// Waiting for another job, also where the dependency can never be met.
  package var dependencyTasks: Int
  /// Over eligible tasks: GPUs asked for times the time limit; `nil` when one asks without a limit that is known.
  @Compact package var backlog: GPUHours?
  /// Over eligible tasks: nodes asked for times the time limit; `nil` when one tells not both, or has no limit.
  @Compact package var backlogNodes: NodeHours?
  /// Backlog in node-hours over the nodes that can start jobs: no new work, perfect packing.
  /// In hours; `nil` when the backlog is not known, or no node is known that can start jobs.
  @Compact package var drain: Double?
  /// `nil` when no task is eligible, or Slurm does not say since when.
  @Compact package var oldestEligibleWait: Seconds?
  /// Of the tasks that ask for GPUs, or may.
  package var oldestEligibleGPUWait: Seconds? { reasons.compactMap(\.oldestEligibleGPUWait).max() }
  /// `nil` also where tasks that Slurm did not list could move it.
  @Compact package var medianEligibleWait: Seconds?
  package var waits: WaitHistogram
  var tasksByJobState: [(state: JobState, tasks: Int)]
  /// Tasks by the word that `squeue -o %T` prints.
  package var tasksByState: [JobWord: Int] {
    tasksByJobState.reduce(into: [:]) { $0[$1.state.word, default: 0] += $1.tasks }
  }
  /// Slurm's reasons of waiting tasks, most tasks first, then by name.
  package var reasons: [ReasonFigures]
  /// What most of these tasks wait for; `nil` when nothing waits.
  package var commonest: CommonReason? { sharedCommonest?.value }
  var sharedCommonest: Shared<CommonReason>?
  /// Whether Slurm cut an array's list of tasks, so that the counts of waiting tasks are lower bounds.
  package var tasksAreAtLeast = false
  /// Whether some of those are eligible: then backlog and drain are lower bounds too.
  package var eligibleAreAtLeast = false
  /// Whether some of those are not.
  package var ineligibleAreAtLeast = false
  /// Eligible tasks that have no time limit: they make the drain unknown, and the backlog where they ask for GPUs.
  package var unlimitedTasks = 0
  /// Eligible tasks that do the same because the source does not tell their GPUs, nodes or time limit.
  package var unmeasuredTasks = 0
}

/// The waiting tasks of one of Slurm's reasons.
package struct ReasonFigures: Sendable, Equatable {
  /// Slurm's word and what squeue prints behind it; empty where the source tells none.
  package var reason: SafeText
  package var tasks: Int
  /// Whether there may be more of them.
  package var areAtLeast = false
  /// `gres/gpu` that they ask for together; `nil` when one does not say how many.
  @Compact package var gpus: Int?
  /// Of those that are eligible; `nil` when none is, or Slurm does not say since when.
  @Compact package var oldestEligibleWait: Seconds?
  /// Those of them that are eligible and ask for GPUs, as far as is known.
  package var eligibleGPUTasks: Int
  /// Of `eligibleGPUTasks`; `nil` when there are none, or Slurm does not say since when.
  @Compact package var oldestEligibleGPUWait: Seconds?

  package var family: ReasonFamily { ReasonFamily(of: reason) }

  /// Those of several queues as those of one, most tasks first, then by name.
  package static func joined(_ reasons: [ReasonFigures]) -> [ReasonFigures] {
    var joined: [SafeText: ReasonFigures] = [:]
    for reason in reasons {
      guard var known = joined[reason.reason] else {
        joined[reason.reason] = reason
        continue
      }
      known.tasks += reason.tasks
      known.areAtLeast = known.areAtLeast || reason.areAtLeast
      known.gpus = sum(known.gpus, reason.gpus)
      known.oldestEligibleWait = longest(known.oldestEligibleWait, reason.oldestEligibleWait)
      known.eligibleGPUTasks += reason.eligibleGPUTasks
      known.oldestEligibleGPUWait = longest(known.oldestEligibleGPUWait, reason.oldestEligibleGPUWait)
      joined[reason.reason] = known
    }
    return joined.values.sorted { ($1.tasks, $0.reason) < ($0.tasks, $1.reason) }
  }
}

/// Of those that are known.
func longest(_ left: Seconds?, _ right: Seconds?) -> Seconds? {
  guard let left, let right else { return left ?? right }
  return max(left, right)
}

/// Eligible waiting tasks by how long they have waited.
package struct WaitHistogram: Sendable {
  /// Upper bounds of all buckets but the last, which is open.
  package static let bounds: [Seconds] = [.hours(1), .hours(6), .hours(24), .hours(72)]

  private var counts: InlineArray<5, Int> = [0, 0, 0, 0, 0]
  private var bounded: InlineArray<5, Bool> = [false, false, false, false, false]
  /// One count per bucket: under 1 h, 6 h, 24 h, 3 d, and older.
  package var tasks: [Int] { counts.indices.map { counts[$0] } }
  /// By bucket, whether there may be more.
  package var areAtLeast: [Bool] { bounded.indices.map { bounded[$0] } }
  /// Those of which Slurm does not say since when they are eligible, as it does not of what an array's own limit holds
  /// back. With the buckets they are all eligible tasks.
  package var untold = 0
  /// Whether there may be more of `untold`.
  package var untoldAreAtLeast = false
  package init() {}

  /// Counts tasks that have waited so long; `areAtLeast` where there may be more of them.
  mutating func add(_ wait: Seconds, tasks: Int, areAtLeast: Bool) {
    let bucket = Self.bounds.firstIndex { wait < $0 } ?? Self.bounds.count
    counts[bucket] += tasks
    if areAtLeast { bounded[bucket] = true }
  }
}

/// The applications of all modes, and where they stand against what was promised.
package struct ApplicationFigures: Sendable {
  /// Applications that somebody still has to act on, access not yet given.
  package var pending: Int
  /// All applications by the step that they are in.
  package var byState: [ApplicationState: Int]
  /// The same by word, for a portal may call a step of its own as one of the known is called.
  package var byWord: [SafeText: Int] {
    byState.reduce(into: [:]) { $0[$1.key.word, default: 0] += $1.value }
  }
  /// Pending applications by mode, and in each by step.
  package var pendingByMode: [AccessMode: [ApplicationState: Int]]
  /// All applications by mode.
  package var byMode: [AccessMode: Int]
  /// Those of the class `ServiceClass.dueToday`.
  package var dueToday: Int
  /// Those past the promise.
  package var breached: Int
  /// Applications on which records of the journal contradict each other; 0 without a journal.
  package var conflicts = 0
  /// In order of triage: breached, then by due time, then by GPU-hours asked.
  package var items: [ApplicationItem]
  /// The next cut-off of the modes that have them.
  package var nextCutoff: Cutoff?
}

/// One application as the list shows it.
package struct ApplicationItem: Sendable {
  package var application: Application
  /// As `ApplicationState.isPending`.
  package var isPending: Bool
  package var serviceClass: ServiceClass
  /// Moved by waits for the applicant; `nil` when no promise is known, or the clock has stopped for good.
  @Compact package var dueAt: Timestamp?
  /// Working time left, negative when breached; `nil` when no clock runs.
  @Compact package var left: Seconds?
  /// Working time that waits for the applicant which are over took off the clock.
  package var pausedFor: Seconds
  /// `application.requested` in GPU-hours; `nil` also where the machine's factor is not known.
  @Compact package var requested: GPUHours?
  let ground: CheckContext

  /// Worked out when asked for, because few of many applications are looked at.
  package var checks: [CheckResult] { application.checks(on: ground) }
}

/// Where an application stands against the promised time.
package enum ServiceClass: String, Sendable, CaseIterable {
  case breached
  case dueToday = "due_today"
  case atRisk = "at_risk"
  case ok
  case paused
  case notStarted = "not_started"
}

/// When a mode's next round of applications closes.
package struct Cutoff: Sendable, Equatable {
  package var mode: AccessMode
  package var at: Timestamp
}

/// One allocation against its calendar and its use.
package struct BudgetFigures: Sendable {
  package var allocation: Allocation
  /// Used of granted; `nil` without a grant.
  @Compact package var usedFraction: Double?
  /// Elapsed of the allocation's length, 0...1.
  @Compact package var calendarFraction: Double?
  /// `usedFraction` over `calendarFraction`: 1 is on the line; `nil` in the first day.
  @Compact package var pace: Double?
  /// In the allocation's unit per day, as `UsageCurve.burnPerDay`, else the mean since the start.
  @Compact package var burnPerDay: Double?
  /// What would use all of it by its end, per day.
  @Compact package var neededPerDay: Double?
  /// When all is used if the burn goes on, which may be after the allocation is over; `nil` without burn, when nothing
  /// is left, and once it is over.
  @Compact package var exhaustsAt: Timestamp?
  /// Use at the end when the burn goes on, in the allocation's unit.
  @Compact package var estimateAtEnd: Double?
  /// The present month's share of the grant when it is spread evenly, in the allocation's unit.
  @Compact package var monthQuota: Double?
  /// Used in the present month; `nil` when the readings do not reach back to its beginning.
  @Compact package var monthUsed: Double?
  package var state: BudgetState
  /// `allocation.granted` in GPU-hours; `nil` also where the machine's factor is not known.
  @Compact package var granted: GPUHours?
  /// `allocation.used` in GPU-hours; `nil` also where the machine's factor is not known.
  @Compact package var used: GPUHours?
  /// What makes GPU-hours of an amount in the allocation's unit; `nil` where the machine's factor is not known.
  @Compact package var gpuHoursPerUnit: Double?

  /// What will be left at the end when the burn goes on, in the allocation's unit.
  package var unusedAtEnd: Double? {
    guard let granted = allocation.granted, let estimateAtEnd else { return nil }
    return max(0, granted - estimateAtEnd)
  }
}

/// Where a budget stands against its calendar.
package enum BudgetState: String, Sendable, CaseIterable {
  case notStarted = "not_started"
  case idleStart = "idle_start"
  case under
  case onPace = "on_pace"
  case ahead, exhausted, ending, ended, unknown
}
