import Text

/// What a waiting record asks for and why it waits, worked out once and counted in each of its partitions.
struct WaitingTasks {
  var tasks: Int
  /// Whether there may be more of them.
  var areAtLeast: Bool
  /// The number of Slurm's reason.
  var reason: Int
  /// `nil` when Slurm considers the tasks: they are eligible.
  var ineligibleReason: IneligibleReason?
  /// Since they became eligible; `nil` when Slurm does not say when.
  var wait: Seconds?
  /// `gres/gpu` over all tasks.
  var gpus: Int?
  /// Over all tasks; `nil` when something is unknown or the time limit is none.
  var gresMinutes: Double?
  var nodeMinutes: Double?
  /// Whether the time limit is none.
  var isUnlimited: Bool

  /// From a pending record, the number of its reason, and what that reason means for eligibility.
  init(_ job: Job, reason: (number: Int, ineligibleReason: IneligibleReason?), now: Timestamp) {
    tasks = max(0, Int(job.taskCount))
    areAtLeast = job.tasksAreAtLeast
    self.reason = reason.number
    ineligibleReason = Self.ineligibleReason(of: job, byReason: reason.ineligibleReason, now: now)
    wait = job.eligibleAt.map { max(now - $0, Seconds(0)) }
    let minutes: Double? =
      switch job.timeLimit {
      case .minutes(let minutes): Double(minutes) * Double(tasks)
      case .unlimited, .unknown: nil
      }
    isUnlimited = job.timeLimit == .unlimited
    gpus = job.gpus.map { max(0, Int($0)) * tasks }
    gresMinutes = job.gpus == 0 ? 0 : product(job.gpus.map(Double.init), minutes)
    nodeMinutes = product(job.nodeCount.map(Double.init), minutes)
  }

  /// The same where there are parts of GPUs alone: whoever asks for a GPU there gets a part, which is none.
  var amongGPUParts: WaitingTasks {
    var tasks = self
    tasks.gresMinutes = 0
    return tasks
  }

  /// Held: by Slurm's reason, by priority 0, or by a flag that holds. Not yet due: by reason, or an eligible time
  /// ahead. Everything else is eligible, whatever limit or lack of room its reason names: also `JobArrayTaskLimit`,
  /// whose tasks wait for their own siblings, and to which Slurm gives no eligible time, so that their wait is unknown.
  static func ineligibleReason(of job: Job, byReason: IneligibleReason?, now: Timestamp) -> IneligibleReason?
  {
    let holding: JobState.Flags = [.requeueHold, .specialExit, .reservationDeletedHold]
    if job.priority == 0 || !job.state.flags.isDisjoint(with: holding) { return .held }
    if let byReason { return byReason }
    if let eligibleAt = job.eligibleAt, eligibleAt > now { return .beginTime }
    return nil
  }
}

/// Counts the records of a cluster's or a partition's queue, one at a time.
struct QueueTally {
  private var runningJobs = 0
  private var pendingJobs = 0
  private var pendingTasks = 0
  private var eligibleTasks = 0
  private var heldTasks = 0
  private var dependencyTasks = 0
  private var gresMinutes: Double? = 0
  private var nodeMinutes: Double? = 0
  private var unlimitedTasks = 0
  private var unmeasuredTasks = 0
  private var waits = WaitTally()
  /// By base, for states without flags, which nearly all are.
  private var tasksByBase = [Int](repeating: 0, count: JobState.Base.allCases.count)
  private var tasksByFlaggedState: [JobState: Int] = [:]
  /// By the number of the reason, of which one partition has few and a file may have many.
  private var reasons: [Int: ReasonTally] = [:]
  private var tasksAreAtLeast = false
  private var eligibleAreAtLeast = false
  private var ineligibleAreAtLeast = false

  mutating func count(_ job: Job) {
    if job.state.base == .running { runningJobs += 1 }
    if job.state.flags.isEmpty {
      tasksByBase[Int(job.state.base.rawValue)] += Int(job.taskCount)
    } else {
      tasksByFlaggedState[job.state, default: 0] += Int(job.taskCount)
    }
  }

  mutating func count(_ waiting: WaitingTasks) {
    pendingJobs += 1
    pendingTasks += waiting.tasks
    reasons[waiting.reason, default: ReasonTally()].count(waiting)
    if waiting.areAtLeast {
      tasksAreAtLeast = true
      if waiting.ineligibleReason == nil { eligibleAreAtLeast = true } else { ineligibleAreAtLeast = true }
    }
    switch waiting.ineligibleReason {
    case .held: heldTasks += waiting.tasks
    case .dependency: dependencyTasks += waiting.tasks
    case .beginTime: break
    case nil:
      eligibleTasks += waiting.tasks
      gresMinutes = sum(gresMinutes, waiting.gresMinutes)
      nodeMinutes = sum(nodeMinutes, waiting.nodeMinutes)
      if waiting.gresMinutes == nil || waiting.nodeMinutes == nil {
        if waiting.isUnlimited { unlimitedTasks += waiting.tasks } else { unmeasuredTasks += waiting.tasks }
      }
      if let wait = waiting.wait {
        waits.add(wait, tasks: waiting.tasks, areAtLeast: waiting.areAtLeast)
      } else {
        waits.addUntold(waiting.tasks, areAtLeast: waiting.areAtLeast)
      }
    }
  }

  /// The figures, with Slurm's reasons by their number, and the nodes that can start a job, `nil` when no source
  /// holds nodes.
  func figures(factors: UnitFactors, usableNodes: Int?, reasonNames: [SafeText]) -> QueueFigures {
    let backlogNodes = nodeMinutes.map { NodeHours($0 / 60) }
    let reasons = reasonFigures(names: reasonNames)
    return QueueFigures(
      runningJobs: runningJobs, pendingJobs: pendingJobs, pendingTasks: pendingTasks,
      eligibleTasks: eligibleTasks, heldTasks: heldTasks, dependencyTasks: dependencyTasks,
      backlog: gresMinutes.flatMap { factors.gpuHours(inGresHours: $0 / 60) }, backlogNodes: backlogNodes,
      drain: Self.drain(backlogNodes, usableNodes: usableNodes), oldestEligibleWait: waits.oldest,
      medianEligibleWait: waits.median, waits: waits.histogram, tasksByJobState: tasksByJobState,
      reasons: reasons, sharedCommonest: CommonReason(of: reasons).map { Shared($0) },
      tasksAreAtLeast: tasksAreAtLeast,
      eligibleAreAtLeast: eligibleAreAtLeast, ineligibleAreAtLeast: ineligibleAreAtLeast,
      unlimitedTasks: unlimitedTasks, unmeasuredTasks: unmeasuredTasks)
  }

  /// Node-hours that wait over the nodes that can start jobs, in hours: no new work, perfect packing, and every job
  /// running to its limit. `nil` when no node can.
  static func drain(_ backlog: NodeHours?, usableNodes: Int?) -> Double? {
    guard let backlog, let usableNodes, usableNodes > 0 else { return nil }
    return backlog.count / Double(usableNodes)
  }

  private var tasksByJobState: [(state: JobState, tasks: Int)] {
    let bases = JobState.Base.allCases.filter { tasksByBase[Int($0.rawValue)] > 0 }
    return bases.map { (JobState($0), tasksByBase[Int($0.rawValue)]) }
      + tasksByFlaggedState.map { ($0.key, $0.value) }
  }

  private func reasonFigures(names: [SafeText]) -> [ReasonFigures] {
    reasons.filter { $0.value.tasks > 0 }.map { number, tally in tally.figures(of: names[number]) }
      .sorted { ($1.tasks, $0.reason) < ($0.tasks, $1.reason) }
  }
}

extension QueueFigures {
  /// Of some jobs of a table, without a drain time, which is of a whole queue. Linear in the jobs.
  ///
  /// `ofEach` counts each of the jobs, for a list of them would be large, and says of each whether it waits where there
  /// are parts of GPUs alone.
  package init(
    _ symbols: SymbolTable, factors: UnitFactors, now: Timestamp,
    ofEach: (_ count: (_ job: Job, _ isAmongGPUParts: Bool) -> Void) -> Void
  ) {
    var tally = QueueTally()
    var numbers: [Symbol: Int] = [:]
    var reasons: [(name: SafeText, ineligibleReason: IneligibleReason?)] = []
    ofEach { job, isAmongGPUParts in
      tally.count(job)
      guard job.state.isWaiting else { return }
      let number = numbers[job.reason] ?? reasons.count
      if number == reasons.count {
        numbers[job.reason] = number
        reasons.append((symbols[job.reason], IneligibleReason(reason: symbols[job.reason])))
      }
      let waiting = WaitingTasks(job, reason: (number, reasons[number].ineligibleReason), now: now)
      tally.count(isAmongGPUParts ? waiting.amongGPUParts : waiting)
    }
    self = tally.figures(factors: factors, usableNodes: nil, reasonNames: reasons.map(\.name))
  }
}

/// Counts the waiting tasks of one reason.
private struct ReasonTally {
  private(set) var tasks = 0
  private var areAtLeast = false
  private var gpus: Int? = 0
  private var oldestWait: Seconds?
  private var gpuTasks = 0
  private var oldestGPUWait: Seconds?

  mutating func count(_ waiting: WaitingTasks) {
    tasks += waiting.tasks
    if waiting.areAtLeast { areAtLeast = true }
    gpus = sum(gpus, waiting.gpus)
    guard waiting.ineligibleReason == nil else { return }
    oldestWait = longest(oldestWait, waiting.wait)
    guard waiting.gpus != 0 else { return }
    gpuTasks += waiting.tasks
    oldestGPUWait = longest(oldestGPUWait, waiting.wait)
  }

  func figures(of reason: SafeText) -> ReasonFigures {
    ReasonFigures(
      reason: reason, tasks: tasks, areAtLeast: areAtLeast, gpus: gpus, oldestEligibleWait: oldestWait,
      eligibleGPUTasks: gpuTasks,
      oldestEligibleGPUWait: oldestGPUWait)
  }
}

/// One unknown factor makes the product unknown.
private func product(_ left: Double?, _ right: Double?) -> Double? {
  guard let left, let right else { return nil }
  return left * right
}
