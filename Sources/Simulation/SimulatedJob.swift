import Model

/// One record of a simulated queue: a job, a task of an array, or the rest of an array that is not split yet.
struct SimulatedJob: Sendable {
  enum Phase: Sendable, Equatable {
    case pending
    case running
    /// Ended, its nodes still cleaning up.
    case completing(Outcome)
    case ended(Outcome)
  }

  enum Outcome: Sendable, CaseIterable {
    case completed, failed, timeout, cancelled, nodeFail, outOfMemory
  }

  /// Slurm's words for why a job waits or ended.
  enum Reason: String, Sendable {
    case nothing = "None"
    case priority = "Priority"
    case resources = "Resources"
    case nodesNotAvailable = "ReqNodeNotAvail"
    case heldByUser = "JobHeldUser"
    case heldByAdmin = "JobHeldAdmin"
    case beginTime = "BeginTime"
    case dependency = "Dependency"
    case dependencyNeverSatisfied = "DependencyNeverSatisfied"
    case arrayTaskLimit = "JobArrayTaskLimit"
    case budgetUsedUp = "AssocGrpGRESMinutes"
    case userLimit = "QOSMaxGRESPerUser"
    case nonZeroExitCode = "NonZeroExitCode"
    case timeLimit = "TimeLimit"
    case nodeDown = "NodeDown"
    case outOfMemory = "OutOfMemory"
  }

  /// Why a waiting job may not start, whatever is free.
  enum Hold: Sendable, Equatable {
    case byUser, byAdmin
    case until(Timestamp)
    case after(job: Int)
    /// The job that it had to follow did not succeed.
    case never
  }

  struct Plan {
    var startsAt: Timestamp
    /// The nodes, ascending.
    var nodes: [Int]
  }

  var id: Int
  var request: JobRequest
  /// Tasks that this record stands for; `nil` when it belongs to no array.
  var array: ArrayPart?
  var submittedAt: Timestamp
  /// `nil` while a dependency or a hold keeps it from being considered.
  var eligibleAt: Timestamp?
  var hold: Hold?
  /// How it will end, unless something ends it earlier, and how long after its start.
  var fate: Outcome
  var duration: Seconds

  var phase: Phase = .pending
  var reason = Reason.nothing
  var startedAt: Timestamp?
  /// When and where the scheduler expects a job to start that waits at the head of its partition.
  var plan: Plan?
  var endedAt: Timestamp?
  /// The nodes that it runs or ran on, ascending, and which GPUs of each.
  var placement: [NodeShare] = []

  /// When its time limit ends it; `nil` before its start.
  var limitEndsAt: Timestamp? { startedAt.map { $0 + request.limit } }
  /// Tasks that the record stands for, as `squeue -r` counts them.
  var taskCount: Int {
    if case .rest(let tasks, _)? = array?.part { return tasks.count }
    return 1
  }
}

/// What a job asks for, the same for every task of an array.
struct JobRequest: Sendable {
  var name: String
  var account: Int
  var user: Int
  var partition: Int
  var shape: JobShape

  var nodes: Int { shape.nodes }
  var gpus: Int { shape.nodes * shape.gpusPerNode }
  var cpus: Int { shape.nodes * shape.cpusPerNode }
  var limit: Seconds { shape.limit }
}

struct JobShape: Sendable {
  var nodes: Int
  var gpusPerNode: Int
  var cpusPerNode: Int
  var limit: Seconds

  func asksNoMore(than other: JobShape) -> Bool {
    nodes <= other.nodes && gpusPerNode <= other.gpusPerNode && cpusPerNode <= other.cpusPerNode
      && limit <= other.limit
  }
}

struct ArrayPart: Sendable {
  enum Part: Sendable {
    case task(Int)
    /// Tasks that have not been split off yet, and how many of the array may run at once.
    case rest(Range<Int>, limit: Int)
  }
  /// The ID of the job that the array was submitted as.
  var arrayID: Int
  var part: Part
}

/// The part of a node that a job holds.
struct NodeShare: Sendable {
  var node: Int
  /// One bit a GPU.
  var gpus: UInt64
  var cpus: Int
}
