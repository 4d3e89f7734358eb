import JSONStream
import Model
import Text

/// Reads the node records of one Slurm answer: `scontrol show nodes`, slurmrestd's `nodes`, and `sinfo` of 21.08 and
/// 22.05.
struct SlurmNodes {
  /// In the order of the source; a node that comes twice is kept once, as it came last.
  private(set) var nodes: [Node] = []
  private(set) var problems = RecordProblems()
  /// The cluster that the records name, for answers whose `meta` does not.
  private(set) var clusterName: SafeText?
  /// `nodes` is a common key, which in Slurm's own answers also holds the resources of a job on each of its nodes.
  var evidence: SlurmEvidence { hasSlurmRecord ? .own : hasObject ? .foreign : .none }
  private var hasSlurmRecord = false
  private var hasObject = false
  private var texts = SlurmNodeTexts()
  private var order = JSONKeyOrder()
  /// Where the node of each symbol stands in `nodes`; -1 where none has the name.
  private var places: [Int] = []
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
    order.begin()
    while let field = try json.nextField(SlurmNodeField.all, &order) {
      try draft.read(field, &json, &texts, &problems)
    }
    hasSlurmRecord = hasSlurmRecord || draft.isRecognised
    // The word of a state is named also where the record is skipped.
    let node = draft.node(named: texts.names.table[draft.name], &problems)
    guard draft.name != .empty else {
      return problems.skipRecord("record \(position) of “nodes”", why: "it has no name")
    }
    if clusterName == nil { clusterName = draft.cluster }
    problems.endRecord("node \(node.name)")
    let symbol = Int(draft.name.index)
    while places.count <= symbol { places.append(-1) }
    if places[symbol] < 0 {
      places[symbol] = nodes.count
      nodes.append(node)
    } else {
      nodes[places[symbol]] = node
    }
  }
}
