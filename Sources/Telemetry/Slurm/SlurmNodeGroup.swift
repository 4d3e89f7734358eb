import JSONStream
import Model
import Text

/// A row of `sinfo --json` from 23.02 on: nodes of one partition that are alike. A node of two partitions is in two.
///
/// `gres` has one node's resources, not their sum over the row.
struct SlurmNodeGroup: SlurmDraft {
  enum Field: String, CaseIterable, Sendable {
    case node, nodes, gres, reason, partition, cluster
  }

  static let fields = JSONFields<Field>()
  static let listName: SafeText = "sinfo"

  var isRecognised: Bool { hasState && hasPartition }
  private(set) var cluster: SafeText?
  private var hasState = false
  private var hasPartition = false
  private var stateWords: [SafeText] = []
  private var nodeNames: [SafeText] = []
  private var gpus = SlurmNodeGPUs()
  private var reason: SafeText?
  private var reasonSetBy: SafeText?
  private var reasonSetAt: Timestamp?
  private var partition = SlurmPartition()

  var name: SafeText { partition.finished.map { "row of partition \($0.name)" } ?? "row" }

  mutating func read(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    let isObject = try json.kind() == .object
    switch field {
    case .cluster: cluster = try json.slurmText(field, &problems)
    case .node where isObject: try readState(&json, &problems)
    case .nodes where isObject: try readNames(&json, &problems)
    case .gres where isObject: try readGPUs(&json, &problems)
    case .partition where isObject: try readPartition(&json, &problems)
    case .reason where isObject: try readReason(&json, &problems)
    // A text in 24.11's rows.
    case .reason: reason = try json.slurmText(field, &problems)
    case .node, .nodes, .gres, .partition: try json.skip()
    }
  }

  /// A partition without nodes has a row too.
  func add(to records: inout [NodeGroup], _ problems: inout RecordProblems) -> SafeText? {
    guard let partition = partition.finished else { return "it names no partition" }
    var unknownWords: [SafeText] = []
    let state = NodeState(slurmWords: stateWords, unknown: &unknownWords)
    if let word = unknownWords.first {
      problems.noteOdd(NodeField.state, expected: "a state that is known here", found: "“\(word)”")
    }
    let reason = reason.map(SlurmNodeReason.split)
    let nodes = nodeNames.map { name in
      Node(
        name: name, state: state, partitions: [partition.name], gpus: gpus.total,
        gpusAllocated: gpus.allocated, gpuType: gpus.type, reason: reason?.reason,
        reasonSetBy: reasonSetBy ?? reason?.user, reasonSetAt: reasonSetAt)
    }
    records.append(NodeGroup(partition: partition, nodes: nodes))
    return nil
  }

  private mutating func readState(
    _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    try json.enterObject()
    while let field = try json.nextField(NodeField.all) {
      hasState = true
      stateWords = try json.slurmTexts(field, &problems)
    }
  }

  /// Names one by one. A list in brackets would be many nodes, and is not understood here.
  private mutating func readNames(
    _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    try json.enterObject()
    while let field = try json.nextField(NodesField.all) {
      for name in try json.slurmTexts(field, &problems) where !name.isEmpty {
        if name.shown.contains("[") {
          problems.noteOdd(field, expected: "a list of single nodes", found: "a list with “\(name)”")
        } else {
          nodeNames.append(name)
        }
      }
    }
  }

  private mutating func readGPUs(
    _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    try json.enterObject()
    while let field = try json.nextField(GresField.all) {
      switch field {
      case .total: try gpus.readConfigured(&json, &problems)
      case .used: gpus.used = try json.slurmGres(field, &problems)
      }
    }
  }

  private mutating func readPartition(
    _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    hasPartition = true
    try json.enterObject()
    while let field = try json.nextField(SlurmPartition.fields) {
      try partition.read(field, &json, &problems)
    }
  }

  private mutating func readReason(
    _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    try json.enterObject()
    while let field = try json.nextField(ReasonField.all) {
      switch field {
      case .description: reason = try json.slurmText(field, &problems)
      case .user: reasonSetBy = try json.slurmText(field, &problems)
      case .time: reasonSetAt = try json.slurmTime(field, &problems)
      }
    }
  }
}

private enum NodeField: String, CaseIterable, Sendable {
  case state
  static let all = JSONFields<NodeField>()
}

private enum NodesField: String, CaseIterable, Sendable {
  case nodes
  static let all = JSONFields<NodesField>()
}

private enum GresField: String, CaseIterable, Sendable {
  case total, used
  static let all = JSONFields<GresField>()
}

private enum ReasonField: String, CaseIterable, Sendable {
  case description, user, time
  static let all = JSONFields<ReasonField>()
}
