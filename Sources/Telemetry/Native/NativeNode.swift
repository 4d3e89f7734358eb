import JSONStream
import Model
import Text

/// A record of `factorytop/nodes/1`.
struct NativeNode: NativeDraft {
  enum Field: String, CaseIterable, Sendable {
    case name, state, partitions, gpus, cpus, reason
    case allocatedGPUs = "alloc_gpus"
    case gpuType = "gpu_type"
    case allocatedCPUs = "alloc_cpus"
    case reasonSetBy = "reason_set_by_user"
    case reasonSetAt = "reason_changed_at"
    case watts = "current_watts"
  }

  static let fields = JSONFields<Field>()
  private var node = Node(name: "", state: NodeState(.unknown))
  private var hasState = false

  mutating func read(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    switch field {
    case .name: node.name = try json.ownText(field, &problems) ?? ""
    case .state:
      let words = try json.ownTexts(field, &problems)
      var unknown: [SafeText] = []
      node.state = NodeState(slurmWords: words, unknown: &unknown)
      hasState = !words.isEmpty
      for word in unknown {
        problems.noteOdd(field, expected: "a node state of Slurm's", found: "“\(word)”")
      }
    case .partitions: node.partitions = try json.ownList(of: field, &problems)
    case .gpus: node.gpus = try json.ownSmallCount(field, &problems).map(Int.init)
    case .allocatedGPUs: node.gpusAllocated = try json.ownSmallCount(field, &problems).map(Int.init)
    case .gpuType: node.gpuType = try json.ownText(field, &problems)
    case .cpus: node.cpus = try json.ownSmallCount(field, &problems).map(Int.init)
    case .allocatedCPUs: node.cpusAllocated = try json.ownSmallCount(field, &problems).map(Int.init)
    case .reason: node.reason = try json.ownText(field, &problems)
    case .reasonSetBy: node.reasonSetBy = try json.ownText(field, &problems)
    case .reasonSetAt: node.reasonSetAt = try json.ownTime(field, &problems)
    case .watts: node.watts = try json.ownAmount(field, &problems)
    }
  }

  static func bytes(of list: NodeList) -> Int { list.nodes.count * MemoryLayout<Node>.stride }

  var name: SafeText { "node \(node.name)" }

  func add(to list: inout NodeList) -> SafeText? {
    if node.name.isEmpty { return "it has no name" }
    if !hasState { return "it has no state" }
    var node = node
    // Nodes that stand side by side are in the same partitions as a rule, and share the list of them.
    if let last = list.nodes.indices.last, list.nodes[last].partitions == node.partitions {
      node.partitions = list.nodes[last].partitions
    }
    list.add(node)
    return nil
  }
}
