package import Text

/// A quality of service as Slurm is configured: what `QOSMax…` and `QOSGrp…` reasons speak of. A limit that is not set
/// is `nil`, as is one that a source does not tell.
package struct QOS: Sendable, Equatable {
  package var name: SafeText
  /// What it adds to a job's priority.
  package var priority: Int64?
  /// `GrpTRES=gres/gpu`: of all jobs of the QOS together.
  package var groupGPUs: Int64?
  /// `MaxTRESPA=gres/gpu`: of an account's jobs.
  package var gpusPerAccount: Int64?
  /// `MaxTRESPU=gres/gpu`: of a user's jobs.
  package var gpusPerUser: Int64?
  /// `MaxTRES=gres/gpu`: of one job.
  package var gpusPerJob: Int64?
  /// Limits of GPUs of one type, as `sacctmgr` writes them: `MaxTRESPU=gres/gpu:a100=4`.
  package var typedLimits: [SafeText] = []
  /// `GrpJobs`: that run at a time.
  package var groupJobs: Int64?
  /// `MaxJobsPA`
  package var jobsPerAccount: Int64?
  /// `MaxJobsPU`
  package var jobsPerUser: Int64?
  /// `MaxSubmitPU`: waiting ones included.
  package var submittedPerUser: Int64?
  /// `MaxWall`
  package var maxWall: TimeLimit
  /// In Slurm's own words.
  package var flags: [SafeText]
  /// In Slurm's own words, without `DISABLED`; empty where it says nothing else.
  package var preemptMode: [SafeText]

  package init(name: SafeText, priority: Int64? = nil, maxWall: TimeLimit = .unknown, flags: [SafeText] = [])
  {
    self.name = name
    self.priority = priority
    self.maxWall = maxWall
    self.flags = flags
    preemptMode = []
  }
}
