import JSONStream
import Model
import Text

/// The jobs of a document, while they are being read.
struct NativeJobs {
  fileprivate var symbols = SymbolInterner()
  fileprivate var jobs: [Job] = []
  /// Lists of partitions that the jobs name.
  private var partitions = 0

  /// A job, a symbol with its place, and a partition's figures, each times their number.
  var bytes: Int {
    jobs.count * MemoryLayout<Job>.stride + symbols.table.texts.count * 48 + partitions * 512
  }

  var table: JobTable { JobTable(symbols: symbols.table, jobs: jobs) }

  fileprivate mutating func partition(_ name: SafeText) -> Symbol {
    let known = symbols.table.texts.count
    let symbol = symbols.intern(name)
    if Int(symbol.index) >= known { partitions += 1 }
    return symbol
  }
}

/// A record of `factorytop/jobs/1`.
struct NativeJob: NativeDraft {
  enum Field: String, CaseIterable, Sendable {
    case jobID = "job_id"
    case arrayID = "array_job_id"
    case arrayTaskID = "array_task_id"
    case arrayTasks = "array_task_string"
    case hetID = "het_job_id"
    case hetOffset = "het_job_offset"
    case state = "job_state"
    case name
    case user = "user_name"
    case account, partition, qos
    case reason = "state_reason"
    case nodes, dependency, reservation, licenses, priority
    case submittedAt = "submit_time"
    case eligibleAt = "eligible_time"
    case startedAt = "start_time"
    case endsAt = "end_time"
    case timeLimit = "time_limit_minutes"
    case nodeCount = "node_count"
    case cpus, gpus
  }

  private struct Texts {
    var arrayTasks: SafeText = ""
    var name: SafeText = ""
    var user: SafeText = ""
    var account: SafeText = ""
    var partition: SafeText = ""
    var qos: SafeText = ""
    var reason: SafeText = ""
    var nodeList: SafeText = ""
    var dependency: SafeText = ""
    var reservation: SafeText = ""
    var licenses: SafeText = ""
  }

  static let fields = JSONFields<Field>()
  /// All but its texts, which become symbols of the table that it is added to.
  private var job = Job(id: 0)
  private var texts = Texts()
  private var hasState = false

  mutating func read(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    switch field {
    case .jobID: job.id = try json.ownCount(field, &problems) ?? 0
    case .arrayID: job.arrayID = try json.ownCount(field, &problems) ?? 0
    case .arrayTaskID: job.arrayTaskID = try json.ownCount(field, &problems)
    case .arrayTasks:
      texts.arrayTasks = try json.ownText(field, &problems, keeping: HostList.longest) ?? ""
      if !texts.arrayTasks.isEmpty { countTasks(field, &problems) }
    case .hetID: job.hetID = try json.ownCount(field, &problems) ?? 0
    case .hetOffset: job.hetOffset = try json.ownSmallCount(field, &problems) ?? 0
    case .state:
      let words = try json.ownTexts(field, &problems)
      var unknown: [SafeText] = []
      job.state = JobState(slurmWords: words, unknown: &unknown)
      hasState = !words.isEmpty
      for word in unknown {
        problems.noteOdd(field, expected: "a job state of Slurm's", found: "“\(word)”")
      }
    case .name: texts.name = try json.ownText(field, &problems) ?? ""
    case .user: texts.user = try json.ownText(field, &problems) ?? ""
    case .account: texts.account = try json.ownText(field, &problems) ?? ""
    case .partition: texts.partition = try json.ownText(field, &problems, keeping: HostList.longest) ?? ""
    case .qos: texts.qos = try json.ownText(field, &problems) ?? ""
    case .reason: texts.reason = try json.ownText(field, &problems) ?? ""
    case .nodes: texts.nodeList = try json.ownText(field, &problems, keeping: HostList.longest) ?? ""
    case .dependency: texts.dependency = try json.ownText(field, &problems) ?? ""
    case .reservation: texts.reservation = try json.ownText(field, &problems) ?? ""
    case .licenses: texts.licenses = try json.ownText(field, &problems) ?? ""
    case .priority: job.priority = try json.ownCount(field, &problems)
    case .submittedAt: job.submittedAt = try json.ownTime(field, &problems)
    case .eligibleAt: job.eligibleAt = try json.ownTime(field, &problems)
    case .startedAt: job.startedAt = try json.ownTime(field, &problems)
    case .endsAt: job.endsAt = try json.ownTime(field, &problems)
    case .timeLimit: job.timeLimit = try timeLimit(field, &json, &problems)
    case .nodeCount: job.nodeCount = try json.ownSmallCount(field, &problems)
    case .cpus: job.cpus = try json.ownSmallCount(field, &problems)
    case .gpus: job.gpus = try json.ownSmallCount(field, &problems)
    }
  }

  private mutating func countTasks(_ field: Field, _ problems: inout RecordProblems) {
    let tasks = texts.arrayTasks
    let count = ArrayTasks.count(tasks.original ?? tasks.shown)
    job.taskCount = count.tasks
    job.tasksAreAtLeast = count.isAtLeast
    switch count.doubt {
    case nil: break
    case .cut: problems.noteCutArray()
    case .unreadable:
      problems.noteOdd(
        field, expected: "a list of tasks such as 4-9%4, so that its tasks are a lower bound",
        found: "“\(tasks.truncated(toWidth: 40))”")
    }
  }

  private func timeLimit(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) -> TimeLimit {
    guard try json.kind() == .string else {
      return try json.ownCount(field, &problems).flatMap(UInt32.init(exactly:)).map(TimeLimit.minutes)
        ?? .unknown
    }
    guard let word = try json.ownText(field, &problems) else { return .unknown }
    if word == "UNLIMITED" { return .unlimited }
    problems.noteOdd(
      field, expected: "minutes or UNLIMITED", found: "“\(word.truncated(toWidth: 40))”")
    return .unknown
  }

  static func bytes(of list: NativeJobs) -> Int { list.bytes }

  var name: SafeText { "job \(job.id)" }

  func add(to list: inout NativeJobs) -> SafeText? {
    if job.id == 0 { return "it has no job_id" }
    if !hasState { return "it has no job_state" }
    var job = job
    job.arrayTasks = list.symbols.intern(texts.arrayTasks)
    job.name = list.symbols.intern(texts.name)
    job.user = list.symbols.intern(texts.user)
    job.account = list.symbols.intern(texts.account)
    job.partition = list.partition(texts.partition)
    job.qos = list.symbols.intern(texts.qos)
    job.reason = list.symbols.intern(texts.reason)
    job.nodeList = list.symbols.intern(texts.nodeList)
    job.dependency = list.symbols.intern(texts.dependency)
    job.reservation = list.symbols.intern(texts.reservation)
    job.licenses = list.symbols.intern(texts.licenses)
    list.jobs.append(job)
    return nil
  }
}
