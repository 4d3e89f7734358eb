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
  /// Elements that are sentences in place of records, and the first of them.
  private var sentences = 0
  private var firstSentence: SafeText?
  private var proposals: [WaldurProposal] = []
  private var steps: [WaldurStep] = []
  private var requests: [WaldurRequest] = []
  private var resources: [WaldurResource] = []
  private var usages: [WaldurUsage] = []

  private init(_ names: ApplicantNames) { self.names = names }

  /// - Returns: the list; `nil` for one of something else. Where it holds nothing but sentences, as Django REST framework
  ///   answers a request that it cannot take, the first of them.
  static func answer(
    _ json: inout JSONReader, _ names: ApplicantNames
  ) throws(JSONError) -> (list: Document?, complaint: SafeText?) {
    var reader = WaldurListReader(names)
    try json.enterArray()
    while try json.nextElement() { try reader.readRecord(&json) }
    return (reader.document, reader.complaint)
  }

  private var complaint: SafeText? { sentences == position ? firstSentence : nil }

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
      if try json.kind() == .string {
        let text = try json.withStringBytes { SafeText(untrusted: $0) }
        if text.isSentence { sentences += 1 }
        firstSentence = firstSentence ?? text
        return problems.skipRecord(
          place, why: "it is the text “\(text.truncated(toWidth: 40))”, not an object")
      }
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
      // A use that cannot be read makes that of the resource unknown, so that it says which.
      let isOfKnown = kind == .usages && record.usage.resource != nil
      problems.skipRecord(isOfKnown ? "\(place), \(record.name(in: kind))" : place, why: why)
    } else {
      problems.endRecord(record.name(in: kind))
      try json.keep(Self.bytes)
    }
  }

  /// What a record is thought to take beside its texts, with the application or allocation that is made of it.
  private static let bytes = MemoryLayout<WaldurProposal>.stride + 1_300

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
      let usage = WaldurUsage(record)
      // One that cannot be read still says that what the others come to is not all.
      if let usage { usages.append(usage) }
      guard let usage, usage.isWhole else {
        return "it lacks one of resource_uuid, type, usage and billing_period"
      }
    }
    return nil
  }
}
