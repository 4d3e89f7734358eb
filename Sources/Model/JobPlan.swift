package import Text

/// When Slurm plans to start a waiting job, as far as it plans.
///
/// No promise: Slurm plans as if every job ran to its limit, and any new job of higher priority moves the plan.
package struct JobPlan: Sendable, Equatable {
  /// `nil` where the time had passed already when Slurm was asked: it packs such a start as the present moment, so that
  /// an old plan would look like a new one.
  package var startsAt: Timestamp?
  /// The nodes, as Slurm folds them; `nil` where Slurm estimates a time without naming any.
  package var nodes: SafeText?
  /// When Slurm made the plan; `nil` when nothing tells.
  package var asOf: Timestamp?

  package init(startsAt: Timestamp? = nil, nodes: SafeText? = nil, asOf: Timestamp? = nil) {
    self.startsAt = startsAt
    self.nodes = nodes
    self.asOf = asOf
  }

  /// When it starts, if that is still ahead; a document that is not new may tell of a time that has passed since.
  package func start(after now: Timestamp) -> Timestamp? { startsAt.flatMap { $0 > now ? $0 : nil } }
}

extension JobTable {
  /// The plan of a job; `nil` where there is none, whatever its `start_time` says. Constant time.
  ///
  /// Slurm fills `start_time` of waiting jobs with three things: the plan, a begin time that is ahead, and what is left of
  /// either where a limit or a hold keeps the job back. What tells a plan is that Slurm names nodes with it, or, in forms
  /// before 23.02 and for jobs of several partitions, that the job is one of those that compete. An array's record has
  /// the plan of its earliest task. `now` stands for the time of a reading that tells none.
  package func plan(of job: Job, now: Timestamp) -> JobPlan? {
    guard job.state.isWaiting, let priority = job.priority, priority > 0, let start = job.startedAt,
      job.plannedNodes != .empty || competes(job)
    else { return nil }
    let isOverdue = start <= (readAt ?? now) + Seconds(1)
    return JobPlan(
      startsAt: isOverdue ? nil : start,
      nodes: job.plannedNodes == .empty ? nil : symbols[job.plannedNodes],
      asOf: plannedAt)
  }
}
