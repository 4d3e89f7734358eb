import JSONStream
import Model
import Text

/// A record of `sacctmgr show qos --json` and slurmrestd's `qos`. The names of limits in comments are `sacctmgr`'s.
struct SlurmQOS: SlurmDraft {
  enum Field: String, CaseIterable, Sendable {
    case name, priority, flags, preempt, limits
  }

  /// The keys on the way to the limits that are read.
  private enum LimitField: String, CaseIterable, Sendable {
    case max, tres, total, per, account, user, job, jobs, count
    case activeJobs = "active_jobs"
    case wallClock = "wall_clock"
    static let all = JSONFields<LimitField>()
  }

  private enum PreemptField: String, CaseIterable, Sendable {
    case mode
    static let all = JSONFields<PreemptField>()
  }

  static let fields = JSONFields<Field>()
  static let listName: SafeText = "qos"

  private(set) var isRecognised = false
  /// A QOS is the same on all clusters of a slurmdbd, and never says.
  var cluster: SafeText? { nil }
  private var qos = QOS(name: "")

  var name: SafeText { "QOS \(qos.name)" }

  mutating func read(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    switch field {
    case .name: qos.name = try json.slurmText(field, &problems) ?? ""
    case .priority: qos.priority = try json.slurmCount(field, &problems)
    case .flags: qos.flags = try json.slurmTexts(field, &problems)
    case .preempt:
      guard try json.kind() == .object else { return }
      try json.enterObject()
      while let field = try json.nextField(PreemptField.all) {
        qos.preemptMode = try json.slurmTexts(field, &problems).filter { $0 != "DISABLED" }
      }
    case .limits: try readLimits(at: [], &json, &problems)
    }
  }

  func add(to records: inout [QOS], _ problems: inout RecordProblems) -> SafeText? {
    if qos.name.isEmpty { return "it has no name" }
    records.append(qos)
    return nil
  }

  /// A limit of all GPUs; limits of single types are kept as they are written.
  private mutating func readGPUs(
    _ limit: SafeText, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) -> Int64? {
    let list = try SlurmTRESList(&json, of: .limits)
    problems.noteOdd(list, of: limit, expected: "a number of GPUs")
    qos.typedLimits += list.types.map { "\(limit)=gres/\($0.name)=\($0.amount)" }
    return list.total
  }

  private mutating func readLimits(
    at path: [LimitField], _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    switch path {
    // GrpTRES, MaxTRESPA, MaxTRESPU and MaxTRES of gres/gpu
    case [.max, .tres, .total]: qos.groupGPUs = try readGPUs("GrpTRES", &json, &problems)
    case [.max, .tres, .per, .account]: qos.gpusPerAccount = try readGPUs("MaxTRESPA", &json, &problems)
    case [.max, .tres, .per, .user]: qos.gpusPerUser = try readGPUs("MaxTRESPU", &json, &problems)
    case [.max, .tres, .per, .job]: qos.gpusPerJob = try readGPUs("MaxTRES", &json, &problems)
    // GrpJobs, MaxJobsPA, MaxJobsPU and MaxSubmitPU
    case [.max, .activeJobs, .count]: qos.groupJobs = try json.slurmCount(LimitField.count, &problems)
    case [.max, .jobs, .activeJobs, .per, .account]:
      qos.jobsPerAccount = try json.slurmCount(LimitField.account, &problems)
    case [.max, .jobs, .activeJobs, .per, .user]:
      qos.jobsPerUser = try json.slurmCount(LimitField.user, &problems)
    case [.max, .jobs, .per, .user]: qos.submittedPerUser = try json.slurmCount(LimitField.user, &problems)
    // MaxWall
    case [.max, .wallClock, .per, .job]:
      qos.maxWall = try json.slurmTimeLimit(LimitField.wallClock, &problems)
    default:
      guard try json.kind() == .object, path.count < 6 else { return }
      isRecognised = isRecognised || path.isEmpty
      try json.enterObject()
      while let field = try json.nextField(LimitField.all) {
        try readLimits(at: path + [field], &json, &problems)
      }
    }
  }
}
