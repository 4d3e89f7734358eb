/// What one run of the scheduler has learnt so far.
struct ScheduleRound {
  struct Capacity {
    var gpus = 0
    var cpus = 0
  }

  /// Accounts whose budget is used up.
  let overdrawn: [Bool]
  /// What is free in each partition: too much rather than too little where partitions overlap.
  private var free: [Capacity]
  /// Whether some job of the partition waits for resources already.
  private var isBlocked: [Bool]
  /// What did not fit into each partition.
  private var failed: [[JobShape]]

  init(free: [Capacity], overdrawn: [Bool]) {
    self.free = free
    self.overdrawn = overdrawn
    isBlocked = free.map { _ in false }
    failed = free.map { _ in [] }
  }

  /// Whether the partition has too little, or a request that asked for no more has already failed.
  func isHopeless(_ request: JobRequest) -> Bool {
    let left = free[request.partition]
    if left.gpus < request.gpus || left.cpus < request.cpus { return true }
    return failed[request.partition].contains { $0.asksNoMore(than: request.shape) }
  }

  mutating func take(_ request: JobRequest) {
    free[request.partition].gpus -= request.gpus
    free[request.partition].cpus -= request.cpus
  }

  mutating func remember(_ request: JobRequest) { failed[request.partition].append(request.shape) }

  /// Whether a job that does not fit is the first of its partition: it waits for resources, the others behind it.
  mutating func blocks(_ partition: Int) -> Bool {
    defer { isBlocked[partition] = true }
    return !isBlocked[partition]
  }
}
