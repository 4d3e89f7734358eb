package import Text

/// A string of a `JobTable`, as an index into the table's `SymbolTable`; comparable only within one table.
package struct Symbol: Hashable, Sendable {
  /// The place of its text in `SymbolTable.texts`.
  package let index: UInt32
  package init(index: UInt32) { self.index = index }
  /// The empty string, in every table.
  package static let empty = Symbol(index: 0)
}

/// The distinct strings of one job table. Users, accounts, partitions and reasons repeat, so each is kept once.
package struct SymbolTable: Sendable {
  /// By the indices of their symbols; the first is the empty one.
  package private(set) var texts: [SafeText] = [""]
  /// Of the texts that were interned, made anew when texts were appended since. A table that is only read needs none,
  /// and at 100,000 jobs they would take more memory than the texts' places.
  private var indices: [SafeText: UInt32] = ["": 0]

  package init() {}

  /// The text of a symbol of this table. One of another table stands for some other text here, or traps.
  package subscript(symbol: Symbol) -> SafeText { texts[Int(symbol.index)] }

  /// The symbol of `text`, added when new. Amortised constant time in the number of symbols.
  package mutating func intern(_ text: SafeText) -> Symbol {
    if indices.count != texts.count {
      indices.removeAll()
      for (index, text) in texts.enumerated() { indices[text] = UInt32(index) }
    }
    if let index = indices[text] { return Symbol(index: index) }
    let symbol = append(text)
    indices[text] = symbol.index
    return symbol
  }

  /// The symbol of a text that the table does not hold yet, which the caller has seen to.
  package mutating func append(_ text: SafeText) -> Symbol {
    texts.append(text)
    return Symbol(index: UInt32(texts.count - 1))
  }
}

/// Every job of one cluster, in the order of the source.
package struct JobTable: Sendable {
  /// The texts that the symbols of `jobs` stand for.
  package var symbols: SymbolTable
  package var jobs: [Job]
  /// When the jobs were as they are told here: Slurm's `last_update`, else the document's time; the newest where several
  /// documents tell them. `nil` when nothing tells.
  package var readAt: Timestamp?
  /// When Slurm last planned starts: `last_backfill` (23.11 and later), else sdiag's `bf_when_last_cycle`; the oldest
  /// where several documents tell. `nil` when nothing tells.
  package var plannedAt: Timestamp?

  package init(symbols: SymbolTable = SymbolTable(), jobs: [Job] = []) {
    self.symbols = symbols
    self.jobs = jobs
  }
}

/// A time limit as Slurm states it.
package enum TimeLimit: Hashable, Sendable {
  case minutes(UInt32)
  case unlimited
  case unknown
}

/// One record of Slurm's queue: a job, one task of an array, or the rest of an array that has not been split yet.
///
/// Fixed width, with strings as symbols, so that 100,000 of them are one dense array. The order of its fields leaves no
/// room between them.
package struct Job: Sendable {
  /// Slurm's own number of the record (`job_id`). What squeue prints, `109_4` for a task, is `number(in:)`.
  package var id: Int64
  /// The array that this record belongs to; 0 when none.
  package var arrayID: Int64
  @Compact private var arrayTask: Int32?
  /// The task of the array; `nil` when the record is no single task. Task 0 is a task. Slurm's numbers end at 4,000,001;
  /// what 32 bits do not hold is none.
  package var arrayTaskID: Int64? {
    get { arrayTask.map(Int64.init) }
    set { arrayTask = newValue.flatMap { Int32(exactly: $0) } }
  }
  /// `array_task_string`, such as `4-9%4`, for the rest of an array.
  package var arrayTasks: Symbol
  /// How many tasks the record stands for, as `squeue -r` counts them: 1, or every element of `arrayTasks`.
  package var taskCount: Int32
  /// Whether Slurm cut the list of tasks, so that `taskCount` is a lower bound.
  package var tasksAreAtLeast = false
  /// Whether it has, or asks for, parts of GPUs such as MIG slices. They are not among its GPUs.
  package var hasGPUParts = false
  /// How often it was requeued and started anew (`restart_cnt`), each of which resets its times of submission and
  /// eligibility; `nil` where Slurm does not tell.
  @Compact package var restarts: UInt16?
  /// The jobs that it waits for, in Slurm's own text, as `squeue -o %E` prints it: `afterok:41(unfulfilled)`; empty when
  /// none. `JobDependencies` reads it.
  package var dependency = Symbol.empty
  /// Which part of the heterogeneous job it is, the leader being 0; of no meaning where `hetID` is 0.
  package var hetOffset: Int32
  /// The leader of a heterogeneous job; 0 when none.
  package var hetID: Int64
  package var state: JobState
  /// Empty where the source does not tell it, as are `account` and `qos`.
  package var name: Symbol
  /// Whose job it is: the name, or the user's number where Slurm tells that alone; empty where it tells neither.
  package var user: Symbol
  package var account: Symbol
  /// One partition, or several separated by commas while the job waits in all of them.
  package var partition: Symbol
  package var qos: Symbol
  /// Slurm's own word for why the job waits or ended.
  package var reason: Symbol
  /// What Slurm says in place of its word, `ReqNodeNotAvail, UnavailableNodes:g07`; empty where it says no more.
  package var reasonDetail = Symbol.empty
  /// The nodes that it runs or ran on.
  package var nodeList: Symbol
  /// The name of the reservation that it runs in or asks for; empty when none.
  package var reservation = Symbol.empty
  /// 0 when held; `nil` when unknown.
  @Compact package var priority: Int64?
  /// When it was submitted, or requeued since; `nil` where the source does not tell.
  @Compact package var submittedAt: Timestamp?
  /// From when on Slurm may start it, so that its wait counts from then; ahead of now where it has a begin time. `nil`
  /// where the source does not tell.
  @Compact package var eligibleAt: Timestamp?
  /// When it started. Of a waiting job Slurm's `start_time`, which may be a plan, its begin time or of no meaning:
  /// `JobTable.plan(of:)` tells.
  @Compact package var startedAt: Timestamp?
  /// When it ended or, while it runs, when its time limit ends it. Of a waiting job it has a meaning only where
  /// `JobTable.plan(of:now:)` tells a plan. `nil` where the source does not tell.
  @Compact package var endsAt: Timestamp?
  @CompactLimit package var timeLimit: TimeLimit
  /// Nodes per task, allocated or asked for.
  @Compact package var nodeCount: Int32?
  /// CPUs of one task of an array, or of the whole job, allocated or asked for.
  @Compact package var cpus: Int32?
  /// `gres/gpu` per task, allocated or asked for; 0 when it asks for none.
  @Compact package var gpus: Int32?
  /// The licences that it has or asks for, in Slurm's own text: `matlab@server:2,ansys:1`; empty when none.
  package var licenses = Symbol.empty
  /// The nodes that Slurm plans to start a waiting job on (`scheduled_nodes`, 23.02 and later), as Slurm folds them; empty
  /// when none. It runs on none of them.
  package var plannedNodes = Symbol.empty
  /// The numbers of its GPUs on each of its nodes, in the form of `GPUsByNode`; empty where Slurm does not tell.
  package var gpusByNode = Symbol.empty
  /// Its priority in each of several partitions that it waits in, `gpu=120,debug=90` (`priority_by_partition`, 24.11 and
  /// later); empty where it has but one.
  package var priorities = Symbol.empty

  package init(
    id: Int64, arrayID: Int64 = 0, arrayTaskID: Int64? = nil, arrayTasks: Symbol = .empty,
    taskCount: Int32 = 1,
    hetID: Int64 = 0, hetOffset: Int32 = 0, state: JobState = JobState(.unknown), name: Symbol = .empty,
    user: Symbol = .empty, account: Symbol = .empty, partition: Symbol = .empty, qos: Symbol = .empty,
    reason: Symbol = .empty, nodeList: Symbol = .empty, priority: Int64? = nil, submittedAt: Timestamp? = nil,
    eligibleAt: Timestamp? = nil, startedAt: Timestamp? = nil, endsAt: Timestamp? = nil,
    timeLimit: TimeLimit = .unknown, nodeCount: Int32? = nil, cpus: Int32? = nil, gpus: Int32? = nil
  ) {
    self.id = id
    self.arrayID = arrayID
    arrayTask = arrayTaskID.flatMap { Int32(exactly: $0) }
    self.arrayTasks = arrayTasks
    self.taskCount = taskCount
    self.hetID = hetID
    self.hetOffset = hetOffset
    self.state = state
    self.name = name
    self.user = user
    self.account = account
    self.partition = partition
    self.qos = qos
    self.reason = reason
    self.nodeList = nodeList
    self.priority = priority
    self.submittedAt = submittedAt
    self.eligibleAt = eligibleAt
    self.startedAt = startedAt
    self.endsAt = endsAt
    self.timeLimit = timeLimit
    self.nodeCount = nodeCount
    self.cpus = cpus
    self.gpus = gpus
  }
}

/// Slurm's state of a job: one base and any number of flags.
package struct JobState: Hashable, Sendable {
  /// The one of Slurm's base states that a job has; `unknown` also where the source tells none that is understood.
  package enum Base: UInt8, Sendable, Hashable, CaseIterable {
    case unknown, pending, running, suspended, completed, cancelled, failed, timeout, nodeFail, preempted
    case bootFail, deadline, outOfMemory
  }

  /// The flags of Slurm 21.08 to 26.05, by Slurm's own names.
  package struct Flags: OptionSet, Hashable, Sendable {
    /// All of its bits are taken.
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }
    /// Could not be launched on its nodes, as where their prolog failed.
    package static let launchFailed = Flags(rawValue: 1 << 0)
    package static let requeued = Flags(rawValue: 1 << 1)
    /// Requeued, and held until somebody releases it.
    package static let requeueHold = Flags(rawValue: 1 << 2)
    /// Requeued and held as with `requeueHold`, with the mark of a special exit.
    package static let specialExit = Flags(rawValue: 1 << 3)
    package static let resizing = Flags(rawValue: 1 << 4)
    /// Has its nodes, and waits for them to boot.
    package static let configuring = Flags(rawValue: 1 << 5)
    /// Has ended, and is still being cleaned up on its nodes.
    package static let completing = Flags(rawValue: 1 << 6)
    /// Stopped by SIGSTOP; it keeps what it has allocated.
    package static let stopped = Flags(rawValue: 1 << 7)
    /// Its nodes could not be configured for it.
    package static let reconfigFail = Flags(rawValue: 1 << 8)
    /// Has nodes that are powered down, and waits for them to boot.
    package static let powerUpNode = Flags(rawValue: 1 << 9)
    /// Taken back because of its sibling on another cluster of a federation.
    package static let revoked = Flags(rawValue: 1 << 10)
    /// Requeued because of its sibling on another cluster of a federation.
    package static let requeueFederated = Flags(rawValue: 1 << 11)
    /// Held because its reservation was deleted.
    package static let reservationDeletedHold = Flags(rawValue: 1 << 12)
    /// A signal to it has still to be delivered.
    package static let signaling = Flags(rawValue: 1 << 13)
    /// Its data are being copied out of a burst buffer.
    package static let stageOut = Flags(rawValue: 1 << 14)
    package static let expediting = Flags(rawValue: 1 << 15)
  }

  package var base: Base
  package var flags: Flags

  package init(_ base: Base, _ flags: Flags = []) {
    self.base = base
    self.flags = flags
  }

  /// Whether it waits to be started, as `squeue -t PENDING` has it: a job that was put back and still completes on its
  /// nodes is left out until it has.
  package var isWaiting: Bool { base == .pending && !flags.contains(.completing) }
}
