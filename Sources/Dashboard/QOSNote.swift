import Entities
import Model
import Screen
import Text

extension PaneBuilder {
  /// The limits of the QOS of the job under the cursor, in sacctmgr's words: what `QOSMax…` reasons speak of.
  var qosNote: Line {
    guard isFull, let record = selectedJob else { return Line() }
    let name = record.text(record.job.qos)
    let cluster = content.factory.clusters.first { $0.name == record.cluster }
    guard !name.isEmpty, let qos = cluster?.qos?.first(where: { $0.name == name }) else { return Line() }
    let gpus: [(SafeText, Int64?)] = [
      ("GrpTRES", qos.groupGPUs), ("MaxTRESPA", qos.gpusPerAccount), ("MaxTRESPU", qos.gpusPerUser),
      ("MaxTRES", qos.gpusPerJob),
    ]
    let jobs: [(SafeText, Int64?)] = [
      ("GrpJobs", qos.groupJobs), ("MaxJobsPA", qos.jobsPerAccount), ("MaxJobsPU", qos.jobsPerUser),
      ("MaxSubmitPU", qos.submittedPerUser),
    ]
    var words: [SafeText] = qos.priority.map { ["Priority=\($0)"] } ?? []
    words += gpus.compactMap { word, limit in limit.map { "\(word)=gres/gpu=\($0)" } }
    words += qos.typedLimits
    words += jobs.compactMap { word, limit in limit.map { "\(word)=\($0)" } }
    if case .minutes(let minutes) = qos.maxWall {
      words.append("MaxWall=\(SafeText.duration(seconds: Int(minutes) * 60))")
    }
    if !qos.preemptMode.isEmpty { words.append("PreemptMode=\(qos.preemptMode.joined(separator: ","))") }
    if !qos.flags.isEmpty { words.append("Flags=\(qos.flags.joined(separator: ","))") }
    return Line("QOS \(qos.name)  \(words.joined(separator: "  "))", .muted)
  }
}
