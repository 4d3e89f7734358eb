import Model

extension ClusterSimulation {
  /// Sets each account's rate of submission so that budgets burn as planned and the rest of the site's users fill
  /// every partition to somewhat more than it can run.
  mutating func openStreams() {
    var measuring = random.branch()
    for partition in machine.partitions.indices {
      let workload = workloads[partition]
      let slots = floor.partitions[partition].count * max(1, workload.gpusPerNode)
      let capacity = Double(slots) * (workload.use == .debug ? 0.5 : 1.1)
      var planned = 0.0
      for account in accounts.indices where home(of: accounts[account]) == partition {
        guard let burn = plannedBurn(of: accounts[account]), burn > 0 else { continue }
        planned += burn
        let work = workload.averageWork(accounts[account].scale, from: &measuring)
        streams.append(Stream(account: account, partition: partition, interval: work / burn))
      }
      let locals = accounts.indices.filter { accounts[$0].allocation == nil }
      let share = max(capacity - planned, capacity / 5) / Double(max(1, locals.count))
      for account in locals {
        let work = workload.averageWork(accounts[account].scale, from: &measuring)
        streams.append(Stream(account: account, partition: partition, interval: work / share))
      }
    }
  }

  /// Where an account with a budget computes: small work where nodes are shared, else the first partition.
  private func home(of account: SimulatedAccount) -> Int? {
    guard account.allocation != nil else { return nil }
    if account.scale == .small, let shared = machine.partitions.firstIndex(where: { $0.use == .shared }) {
      return shared
    }
    return machine.partitions.firstIndex { $0.use == .wholeNodes || $0.use == .shared }
  }

  /// `gres/gpu` that the account keeps busy on average.
  private func plannedBurn(of account: SimulatedAccount) -> Double? {
    guard let allocation = account.allocation, allocation.endsAt > now else { return nil }
    let elapsed = (now - allocation.startsAt).inHours
    guard elapsed > 0 else { return nil }
    return allocation.usedBefore / elapsed * machine.factors.gresPerGPU
  }

  mutating func scheduleArrival(of stream: Int) {
    let crowding = Double(targetJobs) / Double(max(1, pending.count + running.count))
    let eagerness = min(5, max(0.2, crowding * crowding * crowding)) * Workload.rhythm(at: now)
    let wait = streams[stream].interval * random.exponential() / eagerness
    events.schedule(.arrival(stream: stream), at: now + Seconds(Int64(min(wait, 864_000)) + 1))
  }

  /// The queue that users left over the last days, so that a large one need not build up first.
  mutating func fillQueue() {
    guard !streams.isEmpty else { return }
    let choices = streams.indices.map { Weighted($0, max(1, Int(1e6 / (streams[$0].interval + 1)))) }
    let opening = now
    var submissions = (0..<targetJobs).map { _ in opening + Seconds(-Int64(random.below(2 * 86_400))) }
    submissions.sort()
    for moment in submissions {
      now = moment
      submit(from: random.pick(choices))
    }
    now = opening
  }

  mutating func submit(from stream: Int) {
    let (account, partition) = (streams[stream].account, streams[stream].partition)
    if isPointless(account, partition) { return }
    let shape = workloads[partition].shape(accounts[account].scale, from: &random)
    let request = JobRequest(
      name: random.pick(Workload.names) + "-" + zeroPadded(random.below(1000), to: 3), account: account,
      user: random.pick(accounts[account].users), partition: partition, shape: shape)
    var job = makeJob(request)
    let isSweep = request.nodes == 1 && machine.partitions[partition].use != .debug && random.happens(0.04)
    if isSweep {
      let part = ArrayPart.Part.rest(0..<random.between(4, 24), limit: random.between(2, 6))
      job.array = ArrayPart(arrayID: job.id, part: part)
    } else if machine.partitions[partition].use != .debug {
      hold(&job)
    }
    enqueue(job)
    requestSchedule()
  }

  /// Users leave few jobs waiting on a budget that is used up, or for a partition that is meant for quick trials.
  private func isPointless(_ account: Int, _ partition: Int) -> Bool {
    if isOverdrawn(account) { return pending.count { $0.request.account == account } >= 5 }
    guard machine.partitions[partition].use == .debug else { return false }
    return pending.count { $0.request.partition == partition } >= 2 * floor.partitions[partition].count
  }

  func isOverdrawn(_ account: Int) -> Bool {
    accounts[account].allocation.map { used(by: account, at: now) >= $0.granted } ?? false
  }

  /// A job of its own, with the next ID and an end of its own.
  mutating func makeJob(_ request: JobRequest) -> SimulatedJob {
    let fate = Workload.fate(from: &random)
    nextJobID += 1
    return SimulatedJob(
      id: nextJobID, request: request, submittedAt: now, eligibleAt: now, fate: fate.outcome,
      duration: Seconds(max(20, Int64(Double(request.limit.count) * fate.part))))
  }

  private mutating func hold(_ job: inout SimulatedJob) {
    switch random.below(100) {
    case 0..<1:
      job.hold = random.happens(0.8) ? .byUser : .byAdmin
      job.eligibleAt = nil
      events.schedule(.holdEnds(job: job.id), at: now + .hours(Int64(random.between(2, 30))))
    case 1..<3:
      let begin = now + .hours(Int64(random.between(1, 20)))
      job.hold = .until(begin)
      job.eligibleAt = begin
      events.schedule(.holdEnds(job: job.id), at: begin)
    case 3..<7:
      let account = job.request.account
      guard let leader = pending.last(where: { $0.request.account == account && $0.array == nil }) else {
        return
      }
      job.hold = .after(job: leader.id)
      leaders.insert(leader.id)
      job.eligibleAt = nil
    case 7..<10:
      events.schedule(.cancelled(job: job.id), at: now + .hours(Int64(random.between(1, 48))))
    default: return
    }
  }

  mutating func release(_ id: Int) {
    guard let index = pending.firstIndex(where: { $0.id == id }) else { return }
    var job = pending.remove(at: index)
    job.hold = nil
    job.eligibleAt = now
    enqueue(job)
    requestSchedule()
  }

  mutating func cancelWaiting(_ id: Int) {
    guard let index = pending.firstIndex(where: { $0.id == id }) else { return }
    var job = pending.remove(at: index)
    job.phase = .ended(.cancelled)
    job.reason = .nothing
    job.endedAt = now
    ended.append(job)
    settleDependents(of: id, succeeded: false)
  }

  /// Lets jobs go that waited for `id`, or tells them that they wait in vain.
  mutating func settleDependents(of id: Int, succeeded: Bool) {
    guard leaders.remove(id) != nil else { return }
    let dependents = pending.filter { $0.hold == .after(job: id) }.map(\.id)
    for dependent in dependents {
      if succeeded {
        release(dependent)
      } else if let index = pending.firstIndex(where: { $0.id == dependent }) {
        pending[index].hold = .never
        events.schedule(.cancelled(job: dependent), at: now + .hours(12))
      }
    }
  }

  /// By age and QOS, as Slurm's multifactor priority does with these weights; the order never changes while waiting.
  func rank(of job: SimulatedJob) -> Timestamp {
    (job.eligibleAt ?? job.submittedAt) + Seconds(-accounts[job.request.account].priority.count)
  }

  mutating func enqueue(_ job: SimulatedJob) {
    let rank = rank(of: job)
    var low = 0
    var high = pending.count
    while low < high {
      let middle = (low + high) / 2
      if self.rank(of: pending[middle]) <= rank { low = middle + 1 } else { high = middle }
    }
    pending.insert(job, at: low)
  }
}
