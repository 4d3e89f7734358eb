import JSONStream
import Model
import Text

/// Reads the node records of one Slurm answer: `scontrol show nodes`, slurmrestd's `nodes`, and `sinfo` of 21.08 and
/// 22.05.
struct SlurmNodes {
  var nodes: [Node] { list.nodes }
  private var list = NodeList()
  private(set) var problems = RecordProblems()
  /// The cluster that the records name, for answers whose `meta` does not.
  private(set) var clusterName: SafeText?
  /// `nodes` is a common key, which in Slurm's own answers also holds the resources of a job on each of its nodes.
  var evidence: SlurmEvidence { hasSlurmRecord ? .own : hasObject ? .foreign : .none }
  private var hasSlurmRecord = false
  private var hasObject = false
  private var texts = SlurmNodeTexts()
  private var order = JSONKeyOrder()
  private var position = 0
  /// Of each of `nodes`; `nil` where nothing is remembered.
  private(set) var remembered: RememberedRecords?
  private var earlier: SlurmNodesBefore?
  private var remembers: Bool { remembered != nil }

  /// Takes over what is as it was in `before`, the version read last. What has no version before may be read but once:
  /// nothing is remembered of it.
  init(before: Document? = nil) {
    earlier = SlurmNodesBefore(before)
    remembered = before == nil ? nil : RememberedRecords()
  }

  /// Reads the records of `nodes`, whose value is a list.
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
      return problems.skipRecord("record \(position) of “nodes”", why: "it is \(found), not an object")
    }
    hasObject = true
    if remembers, try takeOver(&json) { return }
    var draft = SlurmNodeDraft()
    let (kept, notes) = (json.kept, problems.notes)
    if remembers { json.beginRemembering() }
    var measures: UInt8 = 0
    var isRepeated = false
    try json.enterObject()
    while let field = try json.nextField(SlurmNodeField.all, &order) {
      let start = json.offset
      try draft.read(field, &json, &texts, &problems)
      guard remembers, let measure = SlurmNodeMeasure(of: field) else { continue }
      // Of two values the last one counts, whether its numbers may change or not.
      isRepeated = isRepeated || measures & 1 << measure.rawValue != 0
      measures |= 1 << measure.rawValue
      json.letNumbersChange(from: start, field: measure == .energy ? measure.rawValue : nil)
    }
    let object = json.endRemembering()
    hasSlurmRecord = hasSlurmRecord || draft.isRecognised
    // The word of a state is named also where the record is skipped.
    let node = draft.node(named: draft.name ?? "", &problems)
    guard draft.name != nil else {
      return problems.skipRecord("record \(position) of “nodes”", why: "it has no name")
    }
    if clusterName == nil { clusterName = draft.cluster }
    problems.endRecord("node \(node.name)")
    try json.keep(MemoryLayout<Node>.stride + (remembers ? RememberedRecords.bytes : 0))
    let index = list.add(node)
    guard remembers else { return }
    earlier?.pass(node.name)
    let isPlain = problems.notes == notes && draft.isRecognised && !isRepeated
    let record = object.flatMap { isPlain ? (object: $0, kept: json.kept - kept) : nil }
    remember(record.flatMap { self.record($0.object, kept: $0.kept, cluster: draft.cluster) }, at: index)
  }

  /// Takes over the node that is expected next, where that is what stands here; false where the record must be read.
  private mutating func takeOver(_ json: inout JSONReader) throws(JSONError) -> Bool {
    guard let next = earlier?.next, json.meets(next.record.object) else { return false }
    var node = next.node
    var problems = RecordProblems()
    while let measure = json.nextToReadAgain() {
      switch SlurmNodeMeasure(rawValue: measure) {
      case .energy: node.watts = try SlurmNodeDraft.watts(&json, &texts, &problems)
      case .load, .freeMemory, .lastBusy, nil: break
      }
    }
    guard problems.notes == 0 else {
      json.stayAtMet()
      return false
    }
    let object = json.passMet(next.record.object)
    hasSlurmRecord = true
    earlier?.pass()
    if clusterName == nil { clusterName = next.cluster }
    try json.keep(next.record.kept)
    let index = list.add(node)
    remember(record(object, kept: next.record.kept, cluster: next.cluster), at: index)
    remembered?.countTakenOver()
    return true
  }

  /// `nil` where the record names another cluster than those before it, which no real one does.
  private func record(_ object: JSONNewlyRead, kept: Int, cluster: SafeText?) -> RememberedRecords.Record? {
    guard cluster == nil || cluster == clusterName else { return nil }
    return RememberedRecords.Record(object: object, kept: kept, cluster: cluster == nil ? 0 : 1)
  }

  private mutating func remember(_ record: RememberedRecords.Record?, at index: Int) {
    remembered?.replace(at: index, by: record)
    remembered?.clusterName = clusterName
  }
}
