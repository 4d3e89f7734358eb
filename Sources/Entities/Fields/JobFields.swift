package import Model
package import Text

/// A record of a queue, or several tasks of an array that are listed as one, with what it takes to tell of it.
package struct JobRecord: Sendable {
  package let queue: JobsOfCluster
  /// Where the record is in the queue's table.
  package let place: Int
  /// The other records that it stands for.
  package let otherPlaces: [Int32]
  /// How many tasks it stands for.
  package let tasks: Int
  /// Whether Slurm cut the list of some, so that there may be more.
  package let tasksAreAtLeast: Bool

  /// The record at that place of the queue.
  package init(queue: JobsOfCluster, place: Int) {
    let job = queue.table.jobs[place]
    self.init(
      queue: queue, place: place, otherPlaces: [], tasks: max(0, Int(job.taskCount)),
      tasksAreAtLeast: job.tasksAreAtLeast)
  }

  /// The records at several places of the queue as one, of which the first tells what they have in common.
  package init(
    queue: JobsOfCluster, place: Int, otherPlaces: [Int32], tasks: Int, tasksAreAtLeast: Bool
  ) {
    self.queue = queue
    self.place = place
    self.otherPlaces = otherPlaces
    self.tasks = tasks
    self.tasksAreAtLeast = tasksAreAtLeast
  }

  /// The record at `place`, not those at `otherPlaces`.
  package var job: Job { queue.table.jobs[place] }
  package var cluster: SafeText { queue.name }
  /// The text of a symbol of the queue's table.
  package func text(_ symbol: Symbol) -> SafeText { queue.table.symbols[symbol] }
  /// The moment up to which waits are counted.
  package var now: Timestamp { queue.now }

  /// Whether it stands for several tasks, of which no single one is named.
  package var isFolded: Bool { tasks > 1 }

  /// All records that it stands for.
  package var jobs: some Sequence<Job> {
    ([Int32(place)] + otherPlaces).lazy.map { [queue] in queue.table.jobs[Int($0)] }
  }
}

/// The queue of one cluster, and what it takes to tell of one of its records.
package final class JobsOfCluster: Sendable {
  package let name: SafeText
  let number: Int
  package let table: JobTable
  /// What makes GPU-hours of what Slurm counts there.
  package let factors: UnitFactors
  let now: Timestamp
  /// Whether some job has a time limit that is none.
  package let hasUnlimitedJobs: Bool
  /// Lists of partitions that have parts of GPUs alone: who asks for a GPU there gets a part, which is none.
  private let areParts: Set<Symbol>
  private let idle: IdleGPUsOfJobs

  init(_ cluster: Cluster, number: Int, figures: ClusterFigures?, now: Timestamp) {
    name = cluster.name
    self.number = number
    let table = cluster.jobs ?? JobTable()
    self.table = table
    idle = IdleGPUsOfJobs(in: cluster, figures?.idleAllocations ?? [])
    factors = cluster.factors
    self.now = now
    hasUnlimitedJobs = table.jobs.contains { $0.timeLimit == .unlimited }
    let parts = Set(
      (figures?.partitions ?? []).filter { $0.capacity?.hasOnlyGPUParts == true }.map(\.name))
    areParts =
      parts.isEmpty
      ? []
      : Set(
        Set(table.jobs.map(\.partition)).filter { symbol in
          let names = table.symbols[symbol].shown.split(separator: ",")
          return !names.isEmpty && names.allSatisfy { parts.contains(SafeText(untrusted: String($0))) }
        })
  }

  /// Those of all clusters of a factory, in its order.
  package static func all(of factory: Factory, figures: Figures) -> [JobsOfCluster] {
    factory.clusters.enumerated().map { number, cluster in
      JobsOfCluster(
        cluster, number: number,
        figures: figures.clusters.indices.contains(number) ? figures.clusters[number] : nil,
        now: figures.now)
    }
  }

  /// How many of a running job's GPUs did nothing when they were last measured. Costs as much as unfolding its list of
  /// nodes.
  func idleGPUs(of job: Job) -> FieldValue { idle.value(of: job, on: table.symbols[job.nodeList]) }

  /// Whether a waiting job would get parts of GPUs alone.
  package func waitsAmongParts(_ job: Job) -> Bool { job.state.isWaiting && areParts.contains(job.partition) }
}

/// What is told of a job: of one record of Slurm's, as `squeue` prints it.
package enum JobFields {
  package static let all = Fields<JobRecord>(
    [
      Field("id", title: "job", .number, searched: true, "its number, as squeue prints it") {
        .told($0.number)
      },
      Field(
        "cluster", .name, searched: true, "the cluster that it is of",
        // Every record of a queue has the same one.
        symbol: { InternedText(table: $0.queue.number, symbol: .empty) }
      ) { .told($0.cluster) },
      Field("state", .choice(states.offered), "its state, by Slurm's word") {
        value(of: $0.job.state)
      },
      Field("tasks", .count, "tasks that the record stands for, as squeue -r counts them") {
        .count($0.tasks, isAtLeast: $0.tasksAreAtLeast)
      },
      interned("partition", .names, searched: true, "its partition, or those that it waits in", \.partition),
      interned("account", .name, searched: true, "the account that pays", \.account),
      interned("user", .name, searched: true, "whose it is", \.user),
      interned("qos", title: "QOS", .name, usual: false, searched: true, "its quality of service", \.qos),
      Field("nodes", .count, "nodes of a task, allocated or asked for") {
        .count($0.job.nodeCount.map(Int.init))
      },
      Field("gpus", title: "GPUs", .count, "GPUs of a task (Slurm's gres/gpu), allocated or asked for") {
        .count($0.gpus)
      },
      Field(
        "idle-gpus", title: "idle GPUs", .count, usual: false,
        "GPUs that it holds and that did nothing when they were last measured"
      ) { $0.queue.idleGPUs(of: $0.job) },
      Field("cpus", title: "CPUs", .count, usual: false, "CPUs of a task, allocated or asked for") {
        .count($0.job.cpus.map(Int.init))
      },
      Field(
        "gpu-hours", title: "GPU-h", .amount, unit: .gpuHours, usual: false,
        "GPUs times time limit of all its tasks, in billed GPU-hours"
      ) { .amount($0.gpuHours?.count, isAtLeast: $0.tasksAreAtLeast) },
      Field("limit", .span, unit: .seconds, "its time limit") { $0.limit },
      Field(
        "wait", .span, unit: .seconds,
        "how long it waits: since it is eligible, else since it was submitted; of a waiting job only"
      ) { .span($0.wait) },
      Field("elapsed", .span, unit: .seconds, usual: false, "how long it has run") { .span($0.elapsed) },
      Field(
        "left", .span, unit: .seconds, usual: false,
        "how long it may run on: of a job that runs or is suspended"
      ) {
        .span($0.left)
      },
      Field("priority", .count, usual: false, "its priority; 0 when held") {
        .count($0.job.priority.map(Int.init))
      },
      Field("submitted", .moment, usual: false, "when it was submitted, or requeued") {
        .moment($0.job.submittedAt)
      },
      Field("eligible", .moment, usual: false, "since when Slurm may start it") {
        .moment($0.job.eligibleAt)
      },
      Field("starts", .moment, "when it started; of a waiting job, when Slurm plans to start it") {
        .moment($0.starts)
      },
      Field(
        "ends", .moment, usual: false,
        "when it ended, or its time limit does; of a waiting job, counted from the start that is planned"
      ) { .moment($0.ends) },
      interned("reason", .name, searched: true, "Slurm's reason why it waits or ended", \.reason),
      interned("detail", .prose, usual: false, "what Slurm says in place of its reason", \.reasonDetail),
      interned(
        "dependency", .prose, usual: false, "the jobs that it waits for, as squeue's %E tells them",
        \.dependency),
      interned(
        "reservation", .name, usual: false, "the reservation that it runs in or asks for", \.reservation),
      interned("licenses", .prose, usual: false, "the licences that it asks for", \.licenses),
      Field(
        "node", .nodes, searched: true, "the nodes that it runs on",
        symbol: { InternedText(table: $0.queue.number, symbol: $0.job.nodeList) },
        value: { .told($0.nodeList) }),
      Field(
        "planned-nodes", title: "planned nodes", .nodes, usual: false,
        "the nodes that Slurm plans to start it on, while it waits",
        symbol: { InternedText(table: $0.queue.number, symbol: $0.plannedNodes) },
        value: { .told($0.text($0.plannedNodes)) }),
      Field("restarts", .count, usual: false, "how often it was requeued, which begins its wait anew") {
        .count($0.job.restarts.map(Int.init))
      },
      interned("name", .name, usual: false, searched: true, "its own name", \.name),
    ],
    flags: [
      FieldFlag("running", "in Slurm's state RUNNING") { $0.job.state.base == .running },
      FieldFlag("pending", "waits to be started") { $0.job.state.isWaiting },
      FieldFlag("eligible", "waits, and neither held, nor for a job, nor for its begin time") {
        $0.eligibility == .eligible
      },
      FieldFlag("held", "waits, and is held by its user, an administrator or a flag") {
        $0.eligibility == .held
      },
      FieldFlag("array", "is an array, or a task of one") { $0.job.arrayID != 0 },
    ])

  /// Slurm's words of jobs, with the short forms that squeue prints.
  private static let states = Choices(JobWord.allCases) {
    FieldChoice($0.text, otherNames: [$0.code].compactMap(\.self))
  }

  /// Nearly all states have no flags, and of a hundred thousand none is looked up by its word.
  private static func value(of state: JobState) -> FieldValue {
    state.flags.isEmpty ? ofBases[Int(state.base.rawValue)] : states[state.word]
  }

  private static let ofBases = JobState.Base.allCases.map { states[$0.word] }

  private static func interned(
    _ key: String, title: SafeText? = nil, _ form: FieldForm, usual: Bool = true, searched: Bool = false,
    _ explanation: SafeText, _ symbol: @escaping @Sendable (Job) -> Symbol
  ) -> Field<JobRecord> {
    Field(
      key, title: title, form, searched: searched, usual: usual, explanation,
      symbol: { InternedText(table: $0.queue.number, symbol: symbol($0.job)) },
      value: { .told($0.text(symbol($0.job))) })
  }

  /// What waits by priority, then what runs by its end, then the rest by when it ended; a cluster after the other.
  static func list(of clusters: [JobsOfCluster]) -> EntityList {
    let orders = clusters.map { $0.table.placesInOrder() }
    let parts = JoinedParts(orders.map(\.count))
    return EntityList(.jobs, all, count: parts.count) { place in
      let (cluster, place) = parts.part(at: place)
      return JobRecord(queue: clusters[cluster], place: Int(orders[cluster][place]))
    }
  }

  /// A list whose rows stand for records of their own choice.
  package static func list(
    count: Int, row: @escaping @Sendable (Int) -> JobRecord
  ) -> EntityList {
    EntityList(.jobs, all, count: count, row: row)
  }
}

extension JobRecord {
  /// `109`, `109_4` for a task, `109_[4-9%4]` for the rest of an array, `37+1` for a part of a heterogeneous job, and
  /// `109_[…]` for several tasks of an array that are listed as one.
  package var number: SafeText {
    let job = job
    let isOfSeveral = !otherPlaces.isEmpty || job.taskCount > 1
    if job.arrayID != 0, job.arrayTasks == .empty, isOfSeveral { return "\(job.arrayID)_[…]" }
    return job.number(in: queue.table.symbols)
  }

  /// The nodes of all its tasks, as Slurm folds names; a list that cannot be unfolded stands as it is.
  package var nodeList: SafeText {
    if otherPlaces.isEmpty { return text(job.nodeList) }
    let lists = Set(jobs.map(\.nodeList)).subtracting([.empty]).map { text($0) }
    guard lists.count > 1 else { return lists.first ?? "" }
    return HostList.folding(lists)
  }

  /// When it started; of a waiting job, when Slurm plans to start it, as long as that is ahead.
  var starts: Timestamp? { job.state.base == .pending ? planned?.start : job.startedAt }

  var ends: Timestamp? { job.state.base == .pending ? planned?.job.endsAt : job.endsAt }

  /// The nodes of the plan; empty without one.
  var plannedNodes: Symbol { planned?.job.plannedNodes ?? .empty }

  /// The first to start of the waiting tasks, of those whose planned start is ahead; `nil` where none is.
  private var planned: (job: Job, start: Timestamp)? {
    func planned(_ job: Job) -> (job: Job, start: Timestamp)? {
      queue.table.plan(of: job, now: now)?.start(after: now).map { (job, $0) }
    }
    return otherPlaces.isEmpty
      ? planned(job) : jobs.compactMap(planned).min { $0.start < $1.start }
  }

  /// Parts of GPUs are none, and not nothing.
  package var gpus: Int? { isOfGPUParts ? nil : job.gpus.map { max(0, Int($0)) } }

  /// Whether what it holds or would get is parts of GPUs, and no GPU.
  var isOfGPUParts: Bool {
    let job = job
    guard let gpus = job.gpus else { return false }
    return job.hasGPUParts && gpus == 0 || gpus > 0 && queue.waitsAmongParts(job)
  }

  /// Of all tasks; `nil` without a limit that is known.
  package var gpuHours: GPUHours? {
    guard let gpus else { return nil }
    if gpus == 0 { return GPUHours(0) }
    guard case .minutes(let minutes) = job.timeLimit else { return nil }
    let gresHours = Double(gpus) * Double(tasks) * Double(minutes) / 60
    return queue.factors.gpuHours(inGresHours: gresHours)
  }

  /// How long each task may run.
  package var limit: FieldValue {
    switch job.timeLimit {
    case .minutes(let minutes): .span(.minutes(Int64(minutes)))
    case .unlimited: .unlimited
    case .unknown: .unknown
    }
  }

  var eligibility: Eligibility? { job.eligibility(reason: text(job.reason), now: now) }

  /// The longest of all its tasks. Before its begin time a job does not wait.
  package var wait: Seconds? {
    longest { job in
      guard job.state.isWaiting else { return nil }
      return (job.eligibleAt ?? job.submittedAt).flatMap { now < $0 ? nil : now - $0 }
    }
  }

  /// The longest of all its tasks.
  package var elapsed: Seconds? {
    longest { job in
      switch job.state.base {
      case .pending: nil
      case .running, .suspended: job.startedAt.map { max(Seconds(0), now - $0) }
      case .unknown, .completed, .cancelled, .failed, .timeout, .nodeFail, .preempted, .bootFail, .deadline,
        .outOfMemory:
        job.startedAt.flatMap { start in job.endsAt.map { max(Seconds(0), $0 - start) } }
      }
    }
  }

  /// Nearly all stand for one record.
  private func longest(_ span: (Job) -> Seconds?) -> Seconds? {
    otherPlaces.isEmpty ? span(job) : jobs.compactMap(span).max()
  }

  /// Until its limit ends, and not less than none, as squeue has it.
  package var left: Seconds? {
    let job = job
    guard job.state.base == .running || job.state.base == .suspended else { return nil }
    return job.endsAt.map { max(Seconds(0), $0 - now) }
  }
}
