import JSONStream
import Text

/// Reads a bare list as Waldur's API gives them, whose first records tell which it is.
struct WaldurListReader {
  private let names: ApplicantNames
  private var kind: WaldurListKind?
  /// Whether the first object that holds anything has UUIDs, its own or those of what it speaks of, as all of Waldur's have.
  private var isWaldur: Bool?
  private var problems = RecordProblems()
  private var position = 0
  private var proposals: [WaldurProposal] = []
  private var steps: [WaldurStep] = []
  private var requests: [WaldurRequest] = []
  private var resources: [WaldurResource] = []
  private var usages: [WaldurUsage] = []

  private init(_ names: ApplicantNames) { self.names = names }

  /// - Returns: `nil` for a list of something else.
  static func document(_ json: inout JSONReader, _ names: ApplicantNames) throws(JSONError) -> Document? {
    var reader = WaldurListReader(names)
    try json.enterArray()
    while try json.nextElement() { try reader.readRecord(&json) }
    return reader.document
  }

  private var document: Document? {
    guard position > 0 else { return .emptyList }
    guard let kind else { return isWaldur == true ? ForeignForm.waldur.document : nil }
    return Document(
      format: "waldur \(kind.name)", version: nil, cluster: nil, dataAt: nil,
      content: .waldur(list(of: kind)), records: position - problems.skipped, skipped: problems.skipped,
      problem: problems.sentence)
  }

  private func list(of kind: WaldurListKind) -> WaldurList {
    switch kind {
    case .proposals: .proposals(proposals)
    case .steps: .steps(steps)
    case .requests: .requests(requests)
    case .resources: .resources(resources)
    case .usages: .usages(usages)
    }
  }

  private mutating func readRecord(_ json: inout JSONReader) throws(JSONError) {
    position += 1
    let place: SafeText = "record \(position) of the list"
    guard try json.kind() == .object else {
      // A list of other things need not be looked at to its end.
      if isWaldur == false { return }
      let found = try json.consumeUnusable()
      return problems.skipRecord(place, why: "it is \(found), not an object")
    }
    if isWaldur == false { return }
    var record = WaldurRecord(names)
    try json.enterObject()
    if kind == nil {
      kind = try readUntold(&record, &json)
    } else {
      while let field = try json.nextField(WaldurField.all) { try record.read(field, &json, &problems) }
    }
    record.settle(&problems)
    guard let kind else {
      return problems.skipRecord(place, why: "it lacks the fields by which lists are told apart")
    }
    if let why = add(record, to: kind) {
      problems.skipRecord(place, why: why)
    } else {
      problems.endRecord(record.name(in: kind))
    }
  }

  /// Reads a record while it is not known yet what is listed: its keys tell.
  private mutating func readUntold(
    _ record: inout WaldurRecord, _ json: inout JSONReader
  ) throws(JSONError) -> WaldurListKind? {
    var evidence = WaldurListKind.Evidence()
    var hasUUID = false
    var isEmpty = true
    while let key = try json.nextKey() {
      isEmpty = false
      if key == "uuid" || key.hasSuffix("_uuid") { hasUUID = true }
      evidence.keys.insert(key)
      guard let field = WaldurField(rawValue: key) else { continue }
      try record.read(field, &json, &problems)
    }
    evidence.address = record.url
    evidence.state = record.state
    let kind = WaldurListKind(evidence)
    if !isEmpty { isWaldur = isWaldur ?? (hasUUID || kind != nil) }
    return kind
  }

  /// Says why a record cannot be told from others.
  private mutating func add(_ record: WaldurRecord, to kind: WaldurListKind) -> SafeText? {
    switch kind {
    case .proposals:
      guard let proposal = WaldurProposal(record) else { return "it has neither uuid nor slug" }
      proposals.append(proposal)
    case .steps:
      guard let step = WaldurStep(record) else { return "it has no step" }
      steps.append(step)
    case .requests: requests.append(WaldurRequest(record))
    case .resources:
      guard let resource = WaldurResource(record) else { return "it has neither backend_id nor slug" }
      resources.append(resource)
    case .usages:
      guard let usage = WaldurUsage(record) else {
        return "it lacks one of resource_uuid, type, usage and billing_period"
      }
      usages.append(usage)
    }
    return nil
  }
}
