extension JobTable {
  /// Whether the scheduler weighs the job against others now: it waits, is not held, asks for no reservation, and Slurm's
  /// reason is one of those that name other jobs or lack of room. Narrower than eligible, which a job at a limit is too.
  package func competes(_ job: Job) -> Bool {
    guard job.state.isWaiting, let priority = job.priority, priority > 0, job.reservation == .empty else {
      return false
    }
    return family(of: job).competes
  }

  /// What kind of thing keeps the job back, by Slurm's word and, for maintenance, what Slurm says in the word's place.
  package func family(of job: Job) -> ReasonFamily {
    if job.reasonDetail != .empty, ReasonFamily(of: symbols[job.reasonDetail]) == .maintenance {
      return .maintenance
    }
    return ReasonFamily(of: symbols[job.reason])
  }
}

extension ReasonFamily {
  /// Whether what it names is other jobs, or room.
  var competes: Bool {
    switch self {
    case .priority, .resources, .none, .nodes, .licenses, .reservation, .maintenance: true
    case .dependency, .dependencyNever, .begin, .hold, .array, .limitAccount, .limitQOS, .request, .partition,
      .starting, .site, .failed, .other:
      false
    }
  }
}
