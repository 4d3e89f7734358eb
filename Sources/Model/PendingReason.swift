package import Text

/// What Slurm's reason of a waiting job (squeue's `%r`) means to the one who waits.
///
/// The words are those of Slurm's table `jsra` (src/common/job_state_reason.c, 21.08 to 26.05). Slurm appends details
/// to some, such as `ReqNodeNotAvail, UnavailableNodes:gpu[001-003]`.
package enum PendingReason {
  /// Plain words to stand beside Slurm's own; `nil` for a reason that no Slurm known here writes.
  package static func plain(_ reason: SafeText) -> SafeText? {
    let word = word(of: reason)
    return words[word] ?? limit(word)
  }

  /// The same where it stands behind a number of tasks: `1 behind others`, `2 others come first`.
  package static func plain(_ reason: SafeText, after tasks: Int) -> SafeText? {
    plain(reason).map { agreeing($0, with: tasks) }
  }

  /// Plain words that stand behind a number of tasks.
  package static func agreeing(_ plain: SafeText, with tasks: Int) -> SafeText {
    tasks == 1 ? behindOne[plain] ?? plain : plain
  }

  /// Those that begin with a plural, of which one task is not one.
  private static let behindOne: [SafeText: SafeText] = [
    "others come first": "behind others",
    "nodes it asks for are not available": "asks for nodes that are not available",
    "nodes it needs are down or reserved": "needs nodes that are down or reserved",
  ]

  /// Slurm's word, without what squeue prints behind it.
  static func word(of reason: SafeText) -> String {
    String(reason.shown.prefix { $0 != "," && $0 != "(" && $0 != " " })
  }

  /// The limits of accounts, QOS and partitions: one name per resource, so they are told by the family's prefix.
  private static func limit(_ word: String) -> SafeText? {
    if ReasonFamily(word: word) == .request {
      if word.hasPrefix("QOSMin") { return "asks less than the QOS minimum" }
      return word.hasPrefix("QOS") ? "asks more than the QOS allows" : "asks more than the account allows"
    }
    // Slurm says the same of a budget that is used up and of a job that asks for more than is left.
    // The table of Slurm spells AssocGrpCPUMinutesLimit with a `Limit` that its younger names lack.
    let isBudget = word.hasSuffix("Minutes") || word.hasSuffix("MinutesLimit")
    let countsRunning = word.hasSuffix("RunMinutes") || word.hasSuffix("RunMinutesLimit")
    if word.hasPrefix("AssocGrp") {
      if countsRunning { return "limit of running work" }
      return isBudget || word == "AssocGrpWallLimit" ? "not enough budget left" : "account limit"
    }
    if word.hasPrefix("QOSGrp") {
      if countsRunning { return "QOS limit of running work" }
      return isBudget || word == "QOSGrpWallLimit" ? "not enough QOS budget left" : "QOS limit"
    }
    if word.hasPrefix("QOS") { return "QOS limit" }
    if word.hasPrefix("Assoc") { return "account limit" }
    if word.hasPrefix("Max"), word.hasSuffix("PerAccount") { return "QOS limit per account" }
    if word.hasPrefix("Max"), word.hasSuffix("PerUser") { return "QOS limit per user" }
    // Slurm's sentence about nodes that are down, drained or reserved for higher-priority partitions.
    if word.hasPrefix("Nodes") { return "nodes it needs are down or reserved" }
    return nil
  }

  private static let words: [String: SafeText] = [
    "None": "not looked at yet",
    "Priority": "others come first",
    "Resources": "waiting for nodes",
    "Dependency": "waiting for another job",
    "DependencyNeverSatisfied": "its dependency can never be met",
    "BeginTime": "its begin time is ahead",
    "JobHeldUser": "held by its user",
    "JobHeldAdmin": "held by an administrator",
    "JobHoldMaxRequeue": "held, requeued too often",
    "JobArrayTaskLimit": "its array's own limit",
    "Licenses": "waiting for licences",
    "Reservation": "waiting for its reservation",
    "ReservationDeleted": "its reservation was deleted",
    "ReservationInvalid": "its reservation is not valid",
    "ReqNodeNotAvail": "nodes it asks for are not available",
    "NodeDown": "a node it needs is down",
    "FrontEndDown": "no front end is up",
    "PartitionDown": "partition is down",
    "PartitionInactive": "partition is inactive",
    "PartitionNodeLimit": "asks more nodes than the partition allows",
    "PartitionTimeLimit": "asks more time than the partition allows",
    "PartitionConfig": "partition does not allow it",
    "AccountNotAllowed": "partition does not admit the account",
    "QOSNotAllowed": "partition or account does not admit the QOS",
    "InvalidAccount": "account is not valid",
    "InvalidQOS": "QOS is not valid",
    "AccountingPolicy": "account limit",
    "QOSUsageThreshold": "share used up for this QOS",
    "Prolog": "prolog is running",
    "Cleaning": "its earlier run is still ending",
    "SchedDefer": "the scheduler puts it off",
    "BadConstraints": "no node meets its constraints",
    "Constraints": "no node meets its constraints",
    "BurstBufferResources": "waiting for the burst buffer",
    "BurstBufferStageIn": "staging data in",
    "BurstBufferOperation": "burst buffer operation failed",
    "MpiPortsBusy": "waiting for MPI ports",
    "NvidiaImexChannels": "waiting for an IMEX channel",
    "MaxPoweredUpNodes": "no more nodes may be powered up",
    "PowerNotAvail": "power cap reached",
    "PowerReserved": "power is reserved",
    "MaxMemPerLimit": "asks more memory than allowed",
    "DeadLine": "cannot end before its deadline",
    "FedJobLock": "waiting for the federation",
    "JobLaunchFailure": "launch failed",
    "SystemFailure": "system failure",
    "NonZeroExitCode": "ended with an error",
    "RaisedSignal": "ended by a signal",
    "TimeLimit": "ran out of time",
    "InactiveLimit": "was inactive for too long",
    "OutOfMemory": "ran out of memory",
  ]
}

/// What keeps a waiting job from being considered at all.
enum IneligibleReason {
  case held, dependency, beginTime

  /// By Slurm's reason; `nil` when the job waits for its turn, for room, or for a limit.
  init?(reason: SafeText) {
    guard let family = ReasonFamily(word: reason.shown) else { return nil }
    switch family {
    case .hold: self = .held
    case .dependency, .dependencyNever: self = .dependency
    case .begin: self = .beginTime
    case .priority, .resources, .none, .nodes, .maintenance, .reservation, .array, .limitAccount, .limitQOS,
      .request, .partition, .licenses, .starting, .site, .failed, .other:
      return nil
    }
  }
}
