import JSONStream
import Model
import Text

/// One job record while it is being read: its keys come in any order.
struct SlurmJobDraft {
  /// The cluster that the record names.
  private(set) var cluster = Symbol.empty
  /// What only the accounting database's records say.
  private(set) var accounted = SlurmAccountedJob()
  private var record = Job(id: 0)
  private var userID: Int64?
  private var gpus = SlurmJobGPUs()
  private var gpusByNode = GPUsByNode()
  /// What its list of tasks stands for.
  private(set) var listedTasks = ArrayTasks.Count(tasks: 1)
  /// Whose record it is, by its state; `nil` as long as it has none.
  private(set) var kind: SlurmJobs.Kind?

  var id: Int64 { record.id }
  var account: Symbol { record.account }

  /// The job; `nil` when the record has no ID.
  func job(_ symbols: inout SymbolInterner) -> Job? {
    guard record.id > 0 else { return nil }
    var job = record
    if job.user == .empty, let userID { job.user = symbols.intern("\(userID)") }
    // A task of an array is one; what has not been split off yet is as many as its text lists.
    if record.arrayTaskID == nil {
      job.taskCount = listedTasks.tasks
      job.tasksAreAtLeast = listedTasks.isAtLeast
    }
    job.hasGPUParts = gpus.namesParts(holdsAllocation: holdsAllocation)
    job.gpus = gpus.count(holdsAllocation: holdsAllocation)
    if holdsAllocation, let text = gpusByNode.text {
      job.gpusByNode = text.withUnsafeBytes { symbols.intern($0, keeping: GPUsByNode.longest) }
    }
    return job
  }

  /// Whether it has, or asks for, parts or shares of GPUs.
  var leavesOutParts: Bool { gpus.leavesOut(holdsAllocation: holdsAllocation) }

  /// Whether what the record says of an allocation is true now.
  private var holdsAllocation: Bool {
    switch record.state.base {
    case .running, .suspended: true
    case .unknown, .pending, .completed, .cancelled, .failed, .timeout, .nodeFail, .preempted, .bootFail,
      .deadline,
      .outOfMemory:
      record.state.flags.contains(.completing)
    }
  }

  /// Reads the value of one field.
  mutating func read(
    _ field: SlurmJobField, _ json: inout JSONReader, _ symbols: inout SymbolInterner,
    _ states: inout SlurmJobStates, _ problems: inout RecordProblems
  ) throws(JSONError) {
    switch field {
    case .id: record.id = try json.slurmCount(field, &problems) ?? 0
    case .arrayID: record.arrayID = try json.slurmCount(field, &problems) ?? 0
    case .arrayTaskID: record.arrayTaskID = try json.slurmCount32(field, &problems).map(Int64.init)
    case .arrayTasks: try readArrayTasks(&json, &symbols, &problems)
    case .hetID: record.hetID = try json.slurmCount(field, &problems) ?? 0
    case .hetOffset: record.hetOffset = try json.slurmCount32(field, &problems) ?? 0
    case .jobState:
      kind = .scheduled
      record.state = try states.state(&json, &problems)
    case .otherState: try noteOtherState(json.kind())
    case .accountedTime: try accounted.readTime(&json, &problems)
    case .accountedResources: try accounted.readResources(&json, &problems)
    case .association: try accounted.readAssociation(&json, &problems)
    case .reason: record.reason = try json.slurmSymbol(field, &symbols, &problems)
    case .reasonDetail: record.reasonDetail = try json.slurmSymbol(field, &symbols, &problems)
    case .name: record.name = try json.slurmSymbol(field, &symbols, &problems)
    case .user: record.user = try json.slurmSymbol(field, &symbols, &problems)
    case .userID: userID = try json.slurmCount(field, &problems)
    case .account: record.account = try json.slurmSymbol(field, &symbols, &problems)
    case .partition: record.partition = try json.slurmNames(field, &symbols, &problems)
    case .qos: record.qos = try json.slurmSymbol(field, &symbols, &problems)
    case .nodeList: record.nodeList = try json.slurmNames(field, &symbols, &problems)
    case .plannedNodes: record.plannedNodes = try json.slurmNames(field, &symbols, &problems)
    case .dependency: record.dependency = try json.slurmSymbol(field, &symbols, &problems)
    case .reservation: record.reservation = try json.slurmSymbol(field, &symbols, &problems)
    case .licenses: record.licenses = try json.slurmSymbol(field, &symbols, &problems)
    case .cluster: cluster = try json.slurmSymbol(field, &symbols, &problems)
    case .priority: record.priority = try json.slurmCount(field, &problems)
    case .lastEvaluated: try json.skip()
    case .priorities: record.priorities = try SlurmPriorities.read(&json, &symbols, &problems)
    case .restarts: record.restarts = try readRestarts(&json, &problems)
    case .submitTime: record.submittedAt = try json.slurmTime(field, &problems)
    case .eligibleTime: record.eligibleAt = try json.slurmTime(field, &problems)
    case .startTime: record.startedAt = try json.slurmTime(field, &problems)
    case .endTime: record.endsAt = try json.slurmTime(field, &problems)
    case .timeLimit: record.timeLimit = try json.slurmTimeLimit(field, &problems)
    case .nodeCount:
      record.nodeCount = try json.slurmCount32(field, &problems)
      gpus.nodes = record.nodeCount
    case .cpus: record.cpus = try json.slurmCount32(field, &problems)
    case .tasks: gpus.tasks = try json.slurmCount32(field, &problems)
    case .socketsPerNode: gpus.socketsPerNode = try json.slurmCount32(field, &problems)
    case .allocatedTRES: gpus.allocated = try json.slurmGres(field, &problems)
    case .requestedTRES: gpus.requested = try json.slurmGres(field, &problems)
    case .gresDetail: try readDetail(&json, &problems)
    case .tresPerJob: gpus.perJob = try json.slurmGres(field, &problems)
    case .tresPerNode: gpus.perNode = try json.slurmGres(field, &problems)
    case .tresPerTask: gpus.perTask = try json.slurmGres(field, &problems)
    case .tresPerSocket: gpus.perSocket = try json.slurmGres(field, &problems)
    }
  }

  private func readRestarts(
    _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) -> UInt16? {
    let field = SlurmJobField.restarts
    guard let count = try json.slurmCount(field, &problems) else { return nil }
    if count < UInt16.max { return UInt16(count) }
    problems.noteOdd(field, expected: "a count", found: "\(count)")
    return nil
  }

  private mutating func noteOtherState(_ value: JSONKind) {
    if kind == .scheduled { return }
    switch value {
    case .object: kind = .accounted
    case .array, .string: kind = .stateOnly
    case .number, .bool, .null: break
    }
  }

  /// The list may be long, so it is counted before it is cut to what is shown.
  private mutating func readArrayTasks(
    _ json: inout JSONReader, _ symbols: inout SymbolInterner, _ problems: inout RecordProblems
  ) throws(JSONError) {
    let kind = try json.kind()
    guard kind == .string else {
      record.arrayTasks = try json.slurmSymbol(SlurmJobField.arrayTasks, &symbols, &problems)
      if kind != .null { listedTasks = ArrayTasks.Count(tasks: 1, doubt: .unreadable) }
      return
    }
    (record.arrayTasks, listedTasks) = try json.withStringBytes { bytes in
      if bytes.isEmpty || SlurmText.isNoValue(bytes) { return (.empty, listedTasks) }
      return (symbols.intern(bytes), ArrayTasks.count(String(decoding: bytes, as: UTF8.self)))
    }
    guard listedTasks.doubt == .unreadable else { return }
    problems.noteOdd(
      SlurmJobField.arrayTasks, expected: "a list of tasks, so that its tasks are a lower bound",
      found: "“\(symbols.table[record.arrayTasks].truncated(toWidth: 40))”")
  }

  private mutating func readDetail(
    _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    guard try json.kind() == .array else {
      // `null`, or one text.
      if let gres = try readDetailOfNode(&json, &problems) { gpus.detail = [gres] }
      return
    }
    try json.enterArray()
    while try json.nextElement() {
      if let gres = try readDetailOfNode(&json, &problems) {
        gpus.detail.append(gres)
      } else {
        gpusByNode.add(nil)
        gpus.isDetailTorn = true
      }
    }
  }

  private mutating func readDetailOfNode(
    _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) -> Gres? {
    try json.slurmGres(SlurmJobField.gresDetail, &problems) { gres, bytes in
      gpusByNode.add(GresIndices.ofGPUs(gres, in: bytes))
    }
  }
}
