import JSONStream
import Model
import Text

/// One answer of Slurm's: records of one kind, and the envelope around them, whose keys come in any order.
struct SlurmAnswer {
  private var jobs: SlurmJobs?
  private var nodes: SlurmNodes?
  /// Records of the other kinds.
  var others = SlurmContent()
  /// A kind of records that is recognised and not used.
  private var unused: SafeText?
  private var meta: SlurmMeta?
  private var errors: SlurmErrors?
  private var dataAt: Timestamp?

  mutating func readJobs(_ json: inout JSONReader) throws(JSONError) {
    guard try json.kind() == .array else { return }
    jobs = jobs ?? SlurmJobs()
    try jobs?.read(&json)
  }

  mutating func readNodes(_ json: inout JSONReader) throws(JSONError) {
    guard try json.kind() == .array else { return }
    nodes = nodes ?? SlurmNodes()
    try nodes?.read(&json)
  }

  mutating func noteUnused(_ kind: SafeText) {
    unused = unused ?? kind
  }

  mutating func readMeta(_ json: inout JSONReader) throws(JSONError) {
    guard try json.kind() == .object else { return }
    meta = try SlurmMeta(&json)
  }

  mutating func readErrors(_ json: inout JSONReader) throws(JSONError) {
    guard try json.kind() == .array else { return }
    errors = try SlurmErrors(&json)
  }

  /// `last_update`, of 23.11 and later: when slurmctld last changed what it tells.
  mutating func readLastUpdate(_ json: inout JSONReader) throws(JSONError) {
    guard case .value(let seconds) = try json.slurmNumber(), seconds > 0 else { return }
    dataAt = Timestamp(secondsSince1970: seconds)
  }

  /// The document; `nil` when nothing shows that it is Slurm's.
  func document() throws(TelemetryError) -> Document? {
    let told = others.told
    guard
      meta?.isSlurm == true || jobs?.isRecognised == true || nodes?.isRecognised == true
        || told?.isRecognised == true
    else { return nil }
    let records =
      (jobs?.jobs.count ?? 0) + (jobs?.accountedJobs ?? 0) + (nodes?.nodes.count ?? 0) + (told?.records ?? 0)
    if let reason = errors?.first, records == 0 { throw .producerFailed(reason) }
    if let jobs {
      if jobs.isAccounting || meta?.isAccounting == true {
        return document(
          of: "accounting jobs", .accounts(jobs.use.records, .jobs), cluster: jobs.clusterName,
          records: jobs.accountedJobs, jobs.problems, dataAt: nil)
      }
      return document(
        of: "jobs", .jobs(jobs.table), cluster: jobs.clusterName, records: jobs.jobs.count, jobs.problems,
        dataAt: dataAt)
    }
    if let nodes {
      return document(
        of: "nodes", .nodes(nodes.nodes), cluster: nodes.clusterName, records: nodes.nodes.count,
        nodes.problems, dataAt: dataAt)
    }
    if let told {
      // `last_update` of these is when they last changed, which may be long ago, not when they were true.
      return document(
        of: told.kind, told.content, cluster: told.cluster, records: told.records, told.problems,
        dataAt: told.dataAt)
    }
    return document(of: unused ?? "answer", dataAt: dataAt)
  }

  private func document(
    of kind: SafeText, _ content: Document.Content = .notUsed, cluster: SafeText? = nil, records: Int = 0,
    _ problems: RecordProblems = RecordProblems(), dataAt: Timestamp?
  ) -> Document {
    Document(
      format: "slurm \(kind)", version: meta?.version, cluster: meta?.cluster ?? cluster, dataAt: dataAt,
      content: content, records: records, skipped: problems.skipped,
      problem: problems.sentence ?? errors?.first.map { "Slurm also reported an error: \($0)" })
  }
}
