import JSONStream
import Model
import Text

/// Reads the job records of one Slurm answer, one by one.
///
/// Finished jobs, which Slurm 22.05 to 23.11 always list, are kept with their state. A pending job's start and end
/// times are what Slurm writes there, of which `JobTable.plan(of:now:)` makes sense. Of the accounting database's jobs only their use is kept.
struct SlurmJobs {
  /// Three answers have the key `jobs`, and each its own word for the state of a job.
  enum Kind {
    /// The scheduler's records: `job_state`.
    case scheduled
    /// The accounting database's (`sacct`): `state`, an object with the present state and its reason.
    case accounted
    /// `squeue --only-job-state` and slurmrestd's `jobs/state`: `state`, words, and nothing else beside the ID.
    case stateOnly
  }

  private(set) var symbols = SymbolInterner()
  private(set) var jobs: [Job] = []
  private(set) var problems = RecordProblems()
  /// The cluster that the records name, for answers whose `meta` does not.
  var clusterName: SafeText? { cluster == .empty ? nil : symbols.table[cluster] }
  /// Whose records they are, as the first one told that has a state.
  private(set) var kind: Kind?
  /// What accounts used, of the accounting database's records.
  private(set) var use = SlurmAccountUse()
  /// How many of the accounting database's records there were.
  private(set) var accountedJobs = 0
  /// `jobs` is a common key.
  var evidence: SlurmEvidence { kind != nil ? .own : hasObject ? .foreign : .none }
  private var hasObject = false
  private var cluster = Symbol.empty
  private var states = SlurmJobStates()
  private var position = 0
  /// Of each of `jobs`; `nil` where nothing is remembered.
  private(set) var remembered: RememberedRecords?
  private var earlier: SlurmJobsBefore?
  private var remembers: Bool { remembered != nil }

  /// Takes over what is as it was in `before`, the version read last. What has no version before may be read but once:
  /// nothing is remembered of it.
  init(before: Document? = nil) {
    earlier = SlurmJobsBefore(before)
    remembered = before == nil ? nil : RememberedRecords()
  }

  /// The jobs of an answer whose envelope tells when Slurm last planned.
  func table(plannedAt: Timestamp?) -> JobTable {
    var table = JobTable(symbols: symbols.table, jobs: jobs)
    table.plannedAt = plannedAt
    return table
  }

  /// Reads the records of `jobs`, whose value is a list.
  mutating func read(_ json: inout JSONReader) throws(JSONError) {
    try json.enterArray()
    while try json.nextElement() {
      position += 1
      try readRecord(&json)
    }
  }

  private mutating func readRecord(_ json: inout JSONReader) throws(JSONError) {
    guard try json.kind() == .object else {
      let found = try json.consumeUnusable()
      return problems.skipRecord("record \(position) of “jobs”", why: "it is \(found), not an object")
    }
    hasObject = true
    let isRemembering = remembers && (kind == nil || kind == .scheduled)
    if isRemembering, try takeOver(&json) { return }
    var draft = SlurmJobDraft()
    let (kept, notes) = (json.kept, problems.notes)
    if isRemembering { json.beginRemembering() }
    var numbers: UInt8 = 0
    var isRepeated = false
    try json.enterObject()
    while let field = try json.nextField(SlurmJobField.all) {
      // Names and nodes of a year's jobs would be kept for nothing.
      if kind == .accounted, !field.isAccounted { continue }
      let start = json.offset
      try draft.read(field, &json, &symbols, &states, &problems)
      guard isRemembering, let number = SlurmJobNumber(of: field) else { continue }
      // Of two values the last one counts, whether its number may change or not.
      isRepeated = isRepeated || numbers & 1 << number.rawValue != 0
      numbers |= 1 << number.rawValue
      json.letNumbersChange(from: start, field: number == .lastEvaluated ? nil : number.rawValue)
    }
    let object = json.endRemembering()
    kind = kind ?? draft.kind
    if let kind, let other = draft.kind, other != kind {
      return problems.skipRecord(
        "record \(position) of “jobs”", why: "it is another kind of record than those before it")
    }
    switch kind {
    case .accounted:
      let before = use.bytes
      count(draft)
      return try json.keep(use.bytes - before)
    case .stateOnly: return
    case .scheduled, nil: break
    }
    if draft.kind == nil { problems.noteUnknownState("none") }
    guard let job = draft.job(&symbols) else {
      return problems.skipRecord("record \(position) of “jobs”", why: "it has no job_id")
    }
    if cluster == .empty { cluster = draft.cluster }
    problems.endRecord("job \(job.id)")
    if job.tasksAreAtLeast, draft.listedTasks.doubt == .cut { problems.noteCutArray() }
    if draft.leavesOutParts { problems.noteJobWithParts() }
    try json.keep(MemoryLayout<Job>.stride + (remembers ? RememberedRecords.bytes : 0))
    jobs.append(job)
    guard remembers else { return }
    earlier?.pass(job.id)
    let isPlain = problems.notes == notes && draft.kind == .scheduled && !isRepeated
    remembered?.add(
      object.flatMap { object in
        guard isPlain, job.hasShortTexts(in: symbols.table) else { return nil }
        return RememberedRecords.Record(object: object, kept: json.kept - kept, cluster: draft.cluster.index)
      })
  }

  /// Takes over the job that is expected next, where that is what stands here; false where the record must be read.
  private mutating func takeOver(_ json: inout JSONReader) throws(JSONError) -> Bool {
    guard let next = earlier?.next, json.meets(next.record.object) else { return false }
    var job = next.job
    var problems = RecordProblems()
    var priorities: Symbol?
    while let number = json.nextToReadAgain() {
      switch SlurmJobNumber(rawValue: number) {
      case .priority: job.priority = try json.slurmCount(SlurmJobField.priority, &problems)
      case .priorities: priorities = try SlurmPriorities.read(&json, &symbols, &problems)
      case .startTime: job.startedAt = try json.slurmTime(SlurmJobField.startTime, &problems)
      case .endTime: job.endsAt = try json.slurmTime(SlurmJobField.endTime, &problems)
      case .lastEvaluated, nil: break
      }
    }
    guard problems.notes == 0 else {
      json.stayAtMet()
      return false
    }
    var record = next.record
    record.object = json.passMet(record.object)
    kind = .scheduled
    earlier?.pass()
    job = earlier?.translate(job, into: &symbols) ?? job
    if let priorities { job.priorities = priorities }
    let named = earlier?.translate(Symbol(index: record.cluster), into: &symbols) ?? .empty
    if cluster == .empty { cluster = named }
    record.cluster = named.index
    try json.keep(record.kept)
    jobs.append(job)
    remembered?.add(record)
    remembered?.countTakenOver()
    return true
  }

  /// A job without an account is nobody's use.
  private mutating func count(_ draft: SlurmJobDraft) {
    accountedJobs += 1
    problems.endRecord("job \(draft.id)")
    if cluster == .empty { cluster = draft.cluster }
    let accounted = draft.accounted
    let named = symbols.table[draft.account]
    guard let account = named.isEmpty ? accounted.account : named else { return }
    let cluster = symbols.table[draft.cluster]
    use.add(accounted, account: account, cluster: cluster.isEmpty ? accounted.cluster : cluster)
  }
}
