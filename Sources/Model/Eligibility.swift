package import Text

/// Whether Slurm considers a waiting job, and if not, why.
package enum Eligibility: Sendable {
  case eligible
  /// By its user, an administrator, priority 0 or a flag.
  case held
  /// It waits for another job.
  case dependency
  /// Its begin time is ahead.
  case beginTime
}

extension Job {
  /// `nil` of a job that does not wait. `reason` is Slurm's word.
  package func eligibility(reason: SafeText, now: Timestamp) -> Eligibility? {
    guard state.isWaiting else { return nil }
    switch WaitingTasks.ineligibleReason(of: self, byReason: IneligibleReason(reason: reason), now: now) {
    case nil: return .eligible
    case .held: return .held
    case .dependency: return .dependency
    case .beginTime: return .beginTime
    }
  }
}
