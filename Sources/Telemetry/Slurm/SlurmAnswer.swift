import JSONStream
import Model
import Text

/// One answer of Slurm's: records of one kind, and the envelope around them, whose keys come in any order.
struct SlurmAnswer: DocumentForm {
  enum TopField: String {
    case jobs, nodes, sinfo, partitions, reservations, shares, statistics, associations, qos
    case qosUpTo2205 = "QOS"
    // The envelope
    case meta, errors
    case lastUpdate = "last_update"
    case lastBackfill = "last_backfill"
  }

  /// The version before.
  private let before: Document?
  private var jobs: SlurmJobs?
  private var nodes: SlurmNodes?
  /// Records of the other kinds.
  private var others = SlurmContent()
  private var hasOtherKey = false
  /// The first key that no form has and that holds something: what an answer holds that is Slurm's and not read.
  private var otherKey: SafeText?
  private var meta: SlurmMeta?
  private var errors: SlurmErrors?
  /// Of errors that are no list, as other programs write them.
  private var otherErrors: SafeText?
  private var dataAt: Timestamp?
  /// When the scheduler last planned starts.
  private var plannedAt: Timestamp?

  init(before: Document? = nil) { self.before = before }

  mutating func read(_ field: TopField, _ json: inout JSONReader) throws(JSONError) {
    switch field {
    case .jobs: try readJobs(&json)
    case .nodes: try readNodes(&json)
    case .sinfo: try others.readGroups(&json)
    case .partitions: try others.readPartitions(&json)
    case .reservations: try others.readReservations(&json)
    case .shares: try others.readShares(&json)
    case .statistics: try others.readStatistics(&json)
    case .associations: try others.readAssociations(&json)
    case .qos, .qosUpTo2205: try others.readQOS(&json)
    case .meta:
      guard try json.kind() == .object else { return }
      meta = try SlurmMeta(&json)
    case .errors:
      if try json.kind() == .array {
        errors = try SlurmErrors(&json)
      } else {
        otherErrors = try json.producerMessage()
      }
    case .lastUpdate: dataAt = try Self.time(&json) ?? dataAt
    case .lastBackfill: plannedAt = try Self.time(&json) ?? plannedAt
    }
  }

  /// Notes a key that no form has, whose value is left to be skipped.
  mutating func noteOther(_ key: String, _ kind: JSONKind) {
    hasOtherKey = true
    switch kind {
    case .array, .object: otherKey = otherKey ?? SafeText(untrusted: key.lowercased())
    case .string, .number, .bool, .null: break
    }
  }

  private mutating func readJobs(_ json: inout JSONReader) throws(JSONError) {
    guard try json.kind() == .array else { return }
    jobs = jobs ?? SlurmJobs(before: before)
    try jobs?.read(&json)
  }

  private mutating func readNodes(_ json: inout JSONReader) throws(JSONError) {
    guard try json.kind() == .array else { return }
    nodes = nodes ?? SlurmNodes(before: before)
    try nodes?.read(&json)
  }

  /// `last_update` or `last_backfill`, of 23.11 and later: when slurmctld last changed what it tells, or last planned;
  /// `nil` where that is 0 or no time.
  private static func time(_ json: inout JSONReader) throws(JSONError) -> Timestamp? {
    guard case .value(let seconds) = try json.slurmNumber(), seconds > 0, seconds <= 253_402_300_799 else {
      return nil
    }
    return Timestamp(secondsSince1970: seconds)
  }

  /// The document; `nil` when nothing shows that it is Slurm's.
  ///
  /// A list counts as what its records have. Where it has none, the envelope has to be Slurm's; where they have nothing
  /// of that list's, it is another answer, which is left alone.
  func document() throws(TelemetryError) -> Document? {
    let isEnvelope = meta?.isSlurm == true || (!hasOtherKey && hasEmptyList)
    if let reason = errors?.first, isEnvelope, records == 0 { throw .producerFailed(reason) }
    if let document = document(where: .own) { return document }
    guard isEnvelope else { return jobStates }
    if let document = jobStates ?? document(where: .none) { return document }
    return document(of: otherName)
  }

  private var records: Int {
    (jobs?.jobs.count ?? 0) + (jobs?.accountedJobs ?? 0) + (nodes?.nodes.count ?? 0)
      + others.told.reduce(0) { $0 + $1.records }
  }

  /// Why there is nothing, of an answer that has errors and no list, Slurm's or another program's.
  var failure: SafeText? {
    jobs == nil && nodes == nil && others.told.isEmpty && !hasOtherKey ? errors?.first ?? otherErrors : nil
  }

  private var hasEmptyList: Bool {
    jobs?.evidence == SlurmEvidence.none || nodes?.evidence == SlurmEvidence.none
  }

  /// What an answer is called that is not read.
  private var otherName: SafeText {
    if others.isAccountingStatistics { return "accounting statistics" }
    return jobs == nil && nodes == nil && others.told.isEmpty ? otherKey ?? "answer" : "answer"
  }

  /// The answer to who asks for the jobs' states alone.
  private var jobStates: Document? {
    guard
      jobs?.kind == .stateOnly
        || (jobs?.evidence == SlurmEvidence.none && meta?.command?.asksForStatesOnly == true)
    else { return nil }
    return document(of: "job states")
  }

  /// The first list that has this to say for itself.
  private func document(where evidence: SlurmEvidence) -> Document? {
    if let jobs, jobs.evidence == evidence {
      switch jobs.kind ?? (meta?.isAccounting == true ? .accounted : .scheduled) {
      case .accounted:
        return document(
          of: "accounting jobs", .accounts(jobs.use.records, .jobs), cluster: jobs.clusterName,
          records: jobs.accountedJobs, jobs.problems)
      case .scheduled:
        var document = document(
          of: "jobs", .jobs(jobs.table(plannedAt: plannedAt)), cluster: jobs.clusterName,
          records: jobs.jobs.count, jobs.problems,
          dataAt: dataAt)
        document.remembered = jobs.remembered
        return document
      case .stateOnly: break
      }
    }
    if let nodes, nodes.evidence == evidence {
      var document = document(
        of: "nodes", .nodes(nodes.nodes), cluster: nodes.clusterName, records: nodes.nodes.count,
        nodes.problems, dataAt: dataAt)
      document.remembered = nodes.remembered
      return document
    }
    // `last_update` of these is when they last changed, which may be long ago, not when they were true.
    return others.told.first { $0.evidence == evidence }.map { told in
      var document = document(
        of: told.kind, told.content, cluster: told.cluster, records: told.records, told.problems,
        dataAt: told.dataAt)
      document.changedAt = told.dataAt == nil ? dataAt : nil
      if case .groups(let groups) = told.content {
        document.problem = document.problem ?? groups.contradiction
      }
      return document
    }
  }

  private func document(
    of kind: SafeText, _ content: Document.Content = .notUsed, cluster: SafeText? = nil, records: Int = 0,
    _ problems: RecordProblems = RecordProblems(), dataAt: Timestamp? = nil
  ) -> Document {
    var document = Document(
      format: "slurm \(kind)", version: meta?.version, cluster: meta?.cluster ?? cluster, dataAt: dataAt,
      content: content, records: records, skipped: problems.skipped,
      problem: problems.sentence ?? errors?.first.map { "Slurm also reported an error: \($0)" },
      remark: problems.remark)
    document.slurmCluster = document.cluster
    document.isSelection = meta?.command?.asksForSome == true
    document.command = meta.flatMap { $0.command?.line(of: $0.release) }
    return document
  }
}
