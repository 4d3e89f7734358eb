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
    var draft = SlurmNodeDraft()
    hasObject = true
    try json.enterObject()
    while let field = try json.nextField(SlurmNodeField.all, &order) {
      try draft.read(field, &json, &texts, &problems)
    }
    hasSlurmRecord = hasSlurmRecord || draft.isRecognised
    // The word of a state is named also where the record is skipped.
    let node = draft.node(named: draft.name ?? "", &problems)
    guard draft.name != nil else {
      return problems.skipRecord("record \(position) of “nodes”", why: "it has no name")
    }
    if clusterName == nil { clusterName = draft.cluster }
    problems.endRecord("node \(node.name)")
    try json.keep(MemoryLayout<Node>.stride)
    list.add(node)
  }
}
