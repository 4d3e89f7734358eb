import JSONStream
import Model
import Text

/// A document in factorytop's own form (`sample-data/README.md`) while it is being read.
///
/// Whoever detects the format reads the document up to `schema` and hands the rest over to `read`. What came before
/// `schema` and counts is handed over too.
struct NativeDocument {
  enum Kind: String, CaseIterable, Sendable {
    case cluster, nodes, jobs, applications, allocations, history
  }

  private enum Field: String, CaseIterable, Sendable {
    case generatedAt = "generated_at"
    case cluster, site, factors, partitions
    case nodes, jobs, applications, allocations, samples
  }

  private enum FactorField: String, CaseIterable, Sendable {
    case gpuHoursPerNodeHour = "gpu_hours_per_node_hour"
    case coreHoursPerGPUHour = "core_hours_per_gpu_hour"
    case gresPerGPU = "gres_per_gpu"
  }

  private static let fields = JSONFields<Field>()
  private static let factorFields = JSONFields<FactorField>()

  private let kind: Kind
  private let names: ApplicantNames
  private let earlier: Document.Content?
  private var generatedAt: Timestamp?
  private var cluster: SafeText?
  private var problems = RecordProblems()
  private var description = ClusterDescription(site: nil, factors: UnitFactors(), partitionOrder: [])
  /// `nil` until the list of records has been read.
  private var content: Document.Content?
  private var records = 0

  private init(kind: Kind, head: NativeDocumentHead, names: ApplicantNames, earlier: Document.Content?) {
    self.kind = kind
    self.names = names
    self.earlier = earlier
    generatedAt = head.generatedAt.flatMap { Timestamp(rfc3339: $0.shown) }
    cluster = head.cluster
    description.site = head.site
    // The one kind without records: the document is the record.
    if kind == .cluster {
      content = .cluster(description)
      records = 1
    }
  }

  /// Reads the rest of a document up to and with its closing brace. Records that are what they were in `earlier`, the
  /// version before, are shared with it.
  static func read(
    schema: SafeText, head: NativeDocumentHead, names: ApplicantNames, earlier: Document.Content? = nil,
    _ json: inout JSONReader
  ) throws(TelemetryError) -> Document {
    guard
      let kind = Kind.allCases.first(where: { schema == "factorytop/\(SafeText(untrusted: $0.rawValue))/1" })
    else { throw .unknownSchema(schema) }
    var document = NativeDocument(kind: kind, head: head, names: names, earlier: earlier)
    do throws(JSONError) {
      while let field = try json.nextField(fields) {
        try document.read(field, &json)
        document.problems.endRecord("the document")
      }
    } catch {
      throw .json(error)
    }
    return try document.finished()
  }

  private mutating func read(_ field: Field, _ json: inout JSONReader) throws(JSONError) {
    switch (field, kind) {
    case (.generatedAt, _): generatedAt = try json.ownTime(field, &problems)
    case (.cluster, _): cluster = try json.ownText(field, &problems)
    case (.site, .cluster): description.site = try json.ownText(field, &problems)
    case (.partitions, .cluster): description.partitionOrder = try json.ownTexts(field, &problems)
    case (.factors, .cluster): try readFactors(field, &json)
    case (.nodes, .nodes): try readRecords(NativeNode(), field, &json, into: NodeList()) { .nodes($0.nodes) }
    case (.jobs, .jobs): try readRecords(NativeJob(), field, &json, into: NativeJobs()) { .jobs($0.table) }
    case (.applications, .applications):
      let list = SharedRecords(sharingWith: earlierApplications)
      try readRecords(NativeApplication(names), field, &json, into: list) {
        .applications($0.records.eachOnce)
      }
    case (.allocations, .allocations):
      let list = SharedRecords(sharingWith: earlierAllocations)
      try readRecords(NativeAllocation(), field, &json, into: list) { .allocations($0.records) }
    case (.samples, .history):
      try readRecords(NativeSample(), field, &json, into: []) { samples in
        samples.sortEachOnce()
        return .history(samples)
      }
    case (.site, _), (.partitions, _), (.factors, _), (.nodes, _), (.jobs, _), (.applications, _),
      (.allocations, _), (.samples, _):
      // Another kind's field is one that this kind ignores.
      try json.skip()
    }
  }

  private var earlierApplications: [Application] {
    if case .applications(let records) = earlier { records } else { [] }
  }

  private var earlierAllocations: [Allocation] {
    if case .allocations(let records) = earlier { records } else { [] }
  }

  private mutating func readRecords<Draft: NativeDraft>(
    _ blank: Draft, _ field: Field, _ json: inout JSONReader, into empty: Draft.List,
    as content: (inout Draft.List) -> Document.Content
  ) throws(JSONError) {
    guard try json.kind() == .array else { return try json.skip() }
    var list = empty
    records = try json.ownRecords(
      into: blank, of: SafeText(untrusted: field.rawValue), addingTo: &list, &problems)
    self.content = content(&list)
  }

  private mutating func readFactors(_ field: Field, _ json: inout JSONReader) throws(JSONError) {
    guard try json.entersOwnObject(field, &problems) else { return }
    while let field = try json.nextField(Self.factorFields) {
      let factor = try json.ownAmount(field, &problems)
      if factor == 0 { problems.noteOdd(field, expected: "a factor", found: "0") }
      let usable = factor == 0 ? nil : factor
      switch field {
      case .gpuHoursPerNodeHour: description.factors.gpuHoursPerNodeHour = usable
      case .coreHoursPerGPUHour: description.factors.coreHoursPerGPUHour = usable
      case .gresPerGPU: description.factors.gresPerGPU = usable ?? 1
      }
    }
  }

  private func finished() throws(TelemetryError) -> Document {
    guard var content else { throw .recordsMissing(field: kind.listName) }
    if case .cluster = content { content = .cluster(description) }
    if case .allocations(var allocations) = content {
      // Counted when the document was made, unless a record says otherwise.
      // Taken out meanwhile, so that the records are changed in place.
      content = .notUsed
      for index in allocations.indices where allocations[index].countedAt == nil {
        allocations[index].countedAt = generatedAt
      }
      content = .allocations(allocations)
    }
    var problems = problems
    if generatedAt == nil {
      problems.noteOdd(field: "generated_at", expected: "an RFC 3339 time with an offset", found: "missing")
      problems.endRecord("the document")
    }
    return Document(
      format: "factorytop/\(SafeText(untrusted: kind.rawValue))", version: "1", cluster: cluster,
      dataAt: generatedAt, content: content, records: records, skipped: problems.skipped,
      problem: problems.sentence)
  }
}

extension NativeDocument.Kind {
  /// The field that holds the records.
  fileprivate var listName: SafeText {
    switch self {
    case .cluster: "cluster"
    case .nodes: "nodes"
    case .jobs: "jobs"
    case .applications: "applications"
    case .allocations: "allocations"
    case .history: "samples"
    }
  }
}
