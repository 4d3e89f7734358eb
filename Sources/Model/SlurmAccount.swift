package import Text

/// Slurm's `gres/gpu` times hours, before the site's factor makes GPU-hours of it (`UnitFactors.gresPerGPU`).
package struct GresHours: Hashable, Comparable, Sendable {
  package var count: Double
  package init(_ count: Double) { self.count = count }
  package static func < (left: GresHours, right: GresHours) -> Bool { left.count < right.count }
}

/// What Slurm's accounting tells of one account on one cluster.
package struct SlurmAccount: Sendable, Equatable {
  package var name: SafeText
  /// As the site maps it; Slurm knows none.
  package var proposal: SafeText?
  /// `GrpTRESMins` of `gres/gpu`; `nil` without a limit, and where the source does not say.
  package var limit: GresHours?
  /// Whether it has a limit whose amount of GPUs is not known: one of GPUs of one type, such as
  /// `GrpTRESMins=gres/gpu:a100`, or one that cannot be read.
  package var isLimitedByUnknown: Bool
  /// Used, the accounts below it included. It decays where the site sets `PriorityDecayHalfLife`.
  package var used: GresHours?
  /// What running jobs may still use up to their time limits.
  package var committed: GresHours?
  /// Use by day, where the jobs themselves were counted.
  package var daily: [CivilDate: GresHours]
  /// When it was counted.
  package var countedAt: Timestamp?

  package init(
    name: SafeText, proposal: SafeText? = nil, limit: GresHours? = nil, isLimitedByUnknown: Bool = false,
    used: GresHours? = nil, committed: GresHours? = nil,
    daily: [CivilDate: GresHours] = [:], countedAt: Timestamp? = nil
  ) {
    self.name = name
    self.proposal = proposal
    self.limit = limit
    self.isLimitedByUnknown = isLimitedByUnknown
    self.used = used
    self.committed = committed
    self.daily = daily
    self.countedAt = countedAt
  }
}
