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
    var draft = SlurmJobDraft()
    hasObject = true
    try json.enterObject()
    while let field = try json.nextField(SlurmJobField.all) {
      // Names and nodes of a year's jobs would be kept for nothing.
      if kind == .accounted, !field.isAccounted { continue }
      try draft.read(field, &json, &symbols, &states, &problems)
    }
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
    try json.keep(MemoryLayout<Job>.stride)
    jobs.append(job)
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
