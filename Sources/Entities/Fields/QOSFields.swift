package import Model
import Text

/// A QOS of a cluster: its jobs and its limits.
package struct QOSRow: Sendable {
  package let share: JobShare
  /// `nil` where no source tells its limits.
  package let limits: QOS?
}

/// What is told of a quality of service.
package enum QOSFields {
  package static let all = Fields<QOSRow>(
    JobShare.fields(title: "QOS", "its name", of: \.share) + [
      Field("priority", .count, "what it adds to a job's priority") { .count($0.limits?.priority) },
      Field("wall", title: "max wall", .span, unit: .seconds, "MaxWall: the longest time limit of a job") {
        switch $0.limits?.maxWall ?? .unknown {
        case .minutes(let minutes): .span(.minutes(Int64(minutes)))
        case .unlimited: .unlimited
        case .unknown: .unknown
        }
      },
      Field("jobs-per-user", title: "jobs/user", .count, "MaxJobsPU: jobs of a user that run at a time") {
        .count($0.limits?.jobsPerUser)
      },
      Field("gpus-per-user", title: "GPUs/user", .count, "MaxTRESPU=gres/gpu: of a user's jobs") {
        .count($0.limits?.gpusPerUser)
      },
      Field("gpus-per-account", title: "GPUs/account", .count, "MaxTRESPA=gres/gpu: of an account's jobs") {
        .count($0.limits?.gpusPerAccount)
      },
      Field("gpus-of-all", title: "GPUs of all", .count, "GrpTRES=gres/gpu: of all its jobs together") {
        .count($0.limits?.groupGPUs)
      },
      Field("jobs-of-all", title: "jobs of all", .count, usual: false, "GrpJobs: that run at a time") {
        .count($0.limits?.groupJobs)
      },
      Field("gpus-per-job", title: "GPUs/job", .count, usual: false, "MaxTRES=gres/gpu: of one job") {
        .count($0.limits?.gpusPerJob)
      },
      Field("jobs-per-account", title: "jobs/account", .count, usual: false, "MaxJobsPA: that run at a time")
      {
        .count($0.limits?.jobsPerAccount)
      },
      Field("submitted-per-user", .count, usual: false, "MaxSubmitPU: of a user, waiting ones included") {
        .count($0.limits?.submittedPerUser)
      },
      Field("flags", .name, usual: false, "Slurm's flags") { .list($0.limits?.flags) },
    ])

  /// Those that jobs name or Slurm is configured with, by cluster and name.
  static func rows(of factory: Factory, figures: Figures) -> [QOSRow] {
    let shares = Dictionary(
      grouping: JobShare.shares(of: factory, figures: figures, by: \.qos), by: \.cluster)
    return factory.clusters.flatMap { cluster -> [QOSRow] in
      let limits = Dictionary(
        (cluster.qos ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      let used = shares[cluster.name] ?? []
      let names = Set(used.map(\.name))
      let unused = limits.keys.filter { !names.contains($0) }
        .map { JobShare($0, cluster: cluster.name, hasJobs: cluster.jobs != nil) }
      return (used + unused).sorted { $0.name.precedesByNumber($1.name) }
        .map { QOSRow(share: $0, limits: limits[$0.name]) }
    }
  }
}

extension FieldValue {
  static func count(_ count: Int64?) -> FieldValue { .count(count.map { Int($0) }) }
}
