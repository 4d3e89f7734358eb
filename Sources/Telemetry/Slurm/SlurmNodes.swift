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
  /// Whether a record had the fields of one of Slurm's, or there are none: `nodes` is a common key.
  var isRecognised: Bool { hasSlurmRecord || position == 0 }
  private var hasSlurmRecord = false
  private var indices: [SafeText: Int] = [:]
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
    try json.enterObject()
    while let field = try json.nextField(SlurmNodeField.all) {
      try draft.read(field, &json, &problems)
    }
    guard let node = draft.node(&problems) else {
      return problems.skipRecord("record \(position) of “nodes”", why: "it has no name")
    }
    hasSlurmRecord = hasSlurmRecord || draft.hasState
    if clusterName == nil { clusterName = draft.cluster }
    problems.endRecord("node \(node.name)")
    if let index = indices[node.name] {
      nodes[index] = node
    } else {
      indices[node.name] = nodes.count
      nodes.append(node)
    }
  }
}
