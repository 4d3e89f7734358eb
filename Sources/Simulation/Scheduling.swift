import Model

extension ClusterSimulation {
  /// How many waiting jobs one run of the scheduler tries (Slurm's `bf_max_job_test`).
  private static let depth = 500

  /// One run of the scheduler: in the order of priority, with EASY backfill behind the first job of each partition
  /// that cannot start (Lifka 1995): later ones may start when they end before it, or stay off its nodes.
  mutating func scheduleJobs() {
    floor.forgetPlans()
    plannedAt = now
    var round = ScheduleRound(free: floor.freeCapacities, overdrawn: accounts.indices.map { isOverdrawn($0) })
    var started: [Int] = []
    for index in pending.indices.prefix(Self.depth) {
      if let reason = tryToStart(index, in: &round) {
        pending[index].reason = reason
      } else {
        started.append(index)
      }
    }
    for index in started.reversed() { pending.remove(at: index) }
  }

  /// Starts the job, and as many tasks as possible of an array; tells why (the rest of) it goes on waiting, `nil`
  /// when nothing of it does.
  private mutating func tryToStart(_ index: Int, in round: inout ScheduleRound) -> SimulatedJob.Reason? {
    pending[index].plan = nil
    while true {
      if let reason = limits.reasonNotToTry(pending[index], overdrawn: round.overdrawn) { return reason }
      guard let places = floor.place(pending[index].request, at: now, in: &round) else {
        guard round.blocks(pending[index].request.partition) else { return .priority }
        pending[index].plan = floor.plan(pending[index].request, at: now)
        return pending[index].plan == nil ? .nodesNotAvailable : .resources
      }
      let (job, rest) = split(pending[index])
      run(job, on: places)
      guard let rest else { return nil }
      pending[index] = rest
    }
  }

  /// What starts now, and what is left of an array after it.
  private mutating func split(_ job: SimulatedJob) -> (started: SimulatedJob, rest: SimulatedJob?) {
    guard let array = job.array, case .rest(let tasks, let limit) = array.part else { return (job, nil) }
    let task = ArrayPart(arrayID: array.arrayID, part: .task(tasks.lowerBound))
    var started = tasks.count == 1 ? job : makeJob(job.request)
    started.submittedAt = job.submittedAt
    started.eligibleAt = job.eligibleAt
    started.array = task
    if tasks.count == 1 { return (started, nil) }
    var rest = job
    rest.array = ArrayPart(arrayID: array.arrayID, part: .rest(tasks.dropFirst(), limit: limit))
    return (started, rest)
  }

  private mutating func run(_ waiting: SimulatedJob, on places: [Int]) {
    var job = waiting
    job.phase = .running
    job.reason = .nothing
    job.startedAt = now
    job.placement = places.map {
      floor.nodes[$0].admit(job.id, job.request, limitEndsAt: now + job.request.limit)
    }
    running[job.id] = job
    accounts[job.request.account].started(gpus: job.request.gpus, at: now)
    limits.started(job)
    events.schedule(.jobEnds(job: job.id), at: now + job.duration)
  }
}
