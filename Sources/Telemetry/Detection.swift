package import JSONStream
import Text

/// Reads one telemetry document of whatever form, told by its content, in one pass.
///
/// `names` says whether applicants' names are read; they are not, unless somebody asks for them.
///
/// - Returns: what it holds; `nil` when it is valid JSON of no form that is known here.
/// - Throws: `json` where it is not valid JSON to its end; `producerFailed` when a producer wrote why it has no records;
///   for factorytop's own form also `schemaAfterRecords`, `unknownSchema` and `recordsMissing`. One odd field or record
///   is no error: see `Document.problem`.
/// - Complexity: linear in the bytes; memory holds the records that are kept, and nothing of what is skipped.
package func readDocument(
  _ json: inout JSONReader, names: ApplicantNames = .passedOver
) throws(TelemetryError) -> Document? {
  var content = DocumentContent(names: names)
  do throws(JSONError) {
    try content.read(&json)
    try json.finish()
  } catch {
    throw .json(error)
  }
  return try content.document()
}

/// What a document has shown of itself so far. Slurm's newer forms say who they are behind their records, so those are
/// read before it is known whose they are.
private struct DocumentContent {
  private let names: ApplicantNames
  private var own: Result<Document, TelemetryError>?
  private var slurm = SlurmAnswer()
  private var prometheus = PrometheusAnswer()
  private var onDemand = OnDemandDocument()
  private var foreign: ForeignForm?
  private var list: Document?

  init(names: ApplicantNames) { self.names = names }

  func document() throws(TelemetryError) -> Document? {
    if let own { return try own.get() }
    if let document = try slurm.document() { return document }
    if let document = try prometheus.document() { return document }
    return onDemand.document ?? foreign?.document ?? list
  }

  mutating func read(_ json: inout JSONReader) throws(JSONError) {
    switch try json.kind() {
    case .object: try readObject(&json)
    case .array: list = try WaldurListReader.document(&json, names)
    case .string, .number, .bool, .null: try json.skip()
    }
  }

  private mutating func readObject(_ json: inout JSONReader) throws(JSONError) {
    var head = OwnDocumentHead()
    var records: TopField?
    try json.enterObject()
    while let field = try json.nextField(TopField.all) {
      switch field {
      case .schema:
        guard let schema = try Self.ownSchema(&json) else { continue }
        return try readOwn(schema, head, after: records, &json)
      case .generatedAt: head.generatedAt = try json.plainText()
      case .cluster: head.cluster = try json.plainText()
      case .site: head.site = try json.plainText()
      case .applications, .allocations, .samples, .factors:
        records = records ?? field
      case .jobs:
        records = records ?? field
        try slurm.readJobs(&json)
      case .nodes:
        records = records ?? field
        try slurm.readNodes(&json)
      case .partitions:
        records = records ?? field
        try slurm.others.readPartitions(&json)
      case .sinfo: try slurm.others.readGroups(&json)
      case .reservations: try slurm.others.readReservations(&json)
      case .shares: try slurm.others.readShares(&json)
      case .statistics: try slurm.others.readStatistics(&json)
      case .associations: try slurm.others.readAssociations(&json)
      case .accounts, .users, .clusters, .wckeys,
        .licenses, .pings, .steps, .tres:
        slurm.noteUnused(SafeText(untrusted: field.rawValue))
      case .qos, .qosUpTo2205: try slurm.others.readQOS(&json)
      case .tresUpTo2205: slurm.noteUnused("tres")
      case .meta: try slurm.readMeta(&json)
      case .errors: try slurm.readErrors(&json)
      case .lastUpdate: try slurm.readLastUpdate(&json)
      case .status: try prometheus.readStatus(&json)
      case .data: try prometheus.readData(&json)
      case .error: try prometheus.readError(&json)
      case .errorType: try prometheus.readErrorType(&json)
      case .warnings: try prometheus.readWarnings(&json)
      case .version: try onDemand.readVersion(&json)
      case .timestamp: try onDemand.readTimestamp(&json)
      case .config: try onDemand.readConfig(&json)
      case .balances: try onDemand.readBalances(&json)
      case .quotas: try onDemand.readQuotas(&json)
      }
    }
  }

  private static func ownSchema(_ json: inout JSONReader) throws(JSONError) -> SafeText? {
    guard let schema = try json.plainText(), schema.shown.hasPrefix("factorytop/") else { return nil }
    return schema
  }

  private mutating func readOwn(
    _ schema: SafeText, _ head: OwnDocumentHead, after records: TopField?, _ json: inout JSONReader
  ) throws(JSONError) {
    if let records {
      own = .failure(.schemaAfterRecords(field: SafeText(untrusted: records.rawValue)))
    } else {
      do throws(TelemetryError) {
        own = .success(try OwnDocument.read(schema: schema, head: head, names: names, &json))
      } catch {
        own = .failure(error)
      }
    }
    // Whatever was wrong with the form, JSON that is torn further on counts more: the reader says so again here.
    try json.leave(to: 0)
  }
}

/// The keys that tell forms apart at the top level, and those that hold what is read.
enum TopField: String, CaseIterable, Sendable {
  // factorytop's own
  case schema, cluster, site, factors, applications, allocations, samples
  case generatedAt = "generated_at"
  // Slurm's; the own form shares the first three.
  case jobs, nodes, partitions
  case meta, errors, sinfo, reservations, shares, statistics, associations, accounts, users, clusters, wckeys
  case licenses, pings, steps, qos, tres
  case lastUpdate = "last_update"
  case qosUpTo2205 = "QOS"
  case tresUpTo2205 = "TRES"
  // Prometheus's
  case status, data, error, errorType, warnings
  // Open OnDemand's
  case version, timestamp, config, balances, quotas

  static let all = JSONFields<TopField>()
}
