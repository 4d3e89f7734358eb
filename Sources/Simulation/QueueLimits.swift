/// What keeps jobs waiting whatever is free: holds, and limits of arrays, users and budgets.
struct QueueLimits: Sendable {
  /// `gres/gpu` that one user may have at once.
  let gpusPerUser: Int
  private var runningTasks: [Int: Int] = [:]
  private var runningGPUs: [Int: Int] = [:]

  init(gpusPerUser: Int) { self.gpusPerUser = gpusPerUser }

  mutating func started(_ job: SimulatedJob) {
    runningGPUs[job.request.user, default: 0] += job.request.gpus
    if let array = job.array { runningTasks[array.arrayID, default: 0] += 1 }
  }

  mutating func ended(_ job: SimulatedJob) {
    runningGPUs[job.request.user, default: 0] -= job.request.gpus
    guard let array = job.array else { return }
    let left = runningTasks[array.arrayID, default: 1] - 1
    runningTasks[array.arrayID] = left > 0 ? left : nil
  }

  /// What keeps a job from being considered at all; `overdrawn` tells of each account whether its budget is used up.
  func reasonNotToTry(_ job: SimulatedJob, overdrawn: [Bool]) -> SimulatedJob.Reason? {
    switch job.hold {
    case .byUser: return .heldByUser
    case .byAdmin: return .heldByAdmin
    case .until: return .beginTime
    case .after: return .dependency
    case .never: return .dependencyNeverSatisfied
    case nil: break
    }
    if let array = job.array, case .rest(_, let limit) = array.part,
      runningTasks[array.arrayID, default: 0] >= limit
    {
      return .arrayTaskLimit
    }
    if overdrawn[job.request.account] { return .budgetUsedUp }
    let gpus = job.request.gpus
    return gpus <= gpusPerUser && runningGPUs[job.request.user, default: 0] + gpus > gpusPerUser
      ? .userLimit : nil
  }
}
