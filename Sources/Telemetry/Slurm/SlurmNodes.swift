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
  /// Where the node of each name stands, by open addressing: 0 is free, else the upper half is the name's hash, the lower
  /// one the index in `nodes` and 1. A dictionary would hash each name several times, and keep it once more.
  private var slots = [UInt64](repeating: 0, count: 64)
  private var position = 0
  private static let fewNodes = 512
  private static let manyNodes = 1 << 15

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
    keep(node)
  }

  private mutating func keep(_ node: consuming Node) {
    let hash = UInt32(truncatingIfNeeded: node.name.hashValue)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let index = Int(slots[slot] & 0xFFFF_FFFF) - 1
      if slots[slot] >> 32 == UInt64(hash), nodes[index].name == node.name {
        nodes[index] = node
        return
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    // A node is large to move, and room that is not used costs no memory.
    if nodes.count == Self.fewNodes { nodes.reserveCapacity(Self.manyNodes) }
    nodes.append(node)
    slots[slot] = UInt64(hash) << 32 | UInt64(nodes.count)
    if nodes.count * 2 > slots.count { growSlots() }
  }

  private mutating func growSlots() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 4)
    for entry in old where entry != 0 {
      var slot = Int(entry >> 32) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }
}
