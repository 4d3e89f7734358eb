import JSONStream
import Model
import Text

/// A row of `sinfo --json` from 23.02 on: nodes of one partition that are alike. A node of two partitions is in two.
///
/// `gres` has one node's resources, not their sum over the row.
struct SlurmNodeGroup: SlurmDraft {
  enum Field: String, CaseIterable, Sendable {
    case node, nodes, gres, reason, partition, cluster
    /// Beside the reason from v0.0.45 on, in it before.
    case reasonSetBy = "reason_set_by_user"
  }

  static let fields = JSONFields<Field>()
  static let listName: SafeText = "sinfo"

  var isRecognised: Bool { hasState && hasPartition }
  private(set) var cluster: SafeText?
  private var hasState = false
  private var hasPartition = false
  private var stateWords: [SafeText] = []
  /// What stands in the words' place.
  private var oddState: SafeText?
  private var nodeNames: [SafeText] = []
  /// Names of the machines, which count where the row names no nodes.
  private var hostNames: [SafeText] = []
  /// How many nodes the row says that it is of.
  private var nodeTotal: Int32?
  /// How many entries of the list of nodes are no text, which are said and counted as they are met.
  private var unusableNames = 0
  /// Why the row's nodes cannot be told.
  private var unusableNodes: SafeText?
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
    case .reasonSetBy: reasonSetBy = try json.slurmText(field, &problems) ?? reasonSetBy
    // A text in 24.11's rows.
    case .reason: reason = try json.slurmText(field, &problems)
    case .node, .nodes, .gres, .partition: try json.skip()
    }
  }

  /// A partition without nodes has a row too.
  func add(to records: inout [NodeGroup], _ problems: inout RecordProblems) -> SafeText? {
    guard let partition = partition.finished else { return "it names no partition" }
    if let unusableNodes { return unusableNodes }
    if let nodeTotal, nodeTotal > 0, nodeNames.isEmpty, unusableNames == 0 {
      return
        "its “nodes” has a total of \(nodeTotal) and no names, and other rows may have them too; write their names"
    }
    var unknownWords: [SafeText] = []
    let state = NodeState(slurmWords: stateWords, unknown: &unknownWords)
    if let odd = unknownWords.first.map({ "“\($0.truncated(toWidth: 40))”" }) ?? oddState {
      problems.noteUnknownState(odd)
    } else if stateWords.isEmpty, !nodeNames.isEmpty {
      problems.noteUnknownState(hasState ? "no word" : "none")
    }
    if let told = gpus.usedBeyondTotal {
      problems.noteOdd(
        GresField.used, expected: "at most the \(told.total) that each node has", found: "\(told.used) GPUs")
    }
    if let nodeTotal, nodeNames.count + unusableNames < Int(nodeTotal) {
      let named: SafeText = nodeNames.isEmpty ? "none" : "\(nodeNames.count)"
      problems.noteLost(
        "“nodes” has a total of \(nodeTotal) and names \(named), and nodes without a name are not counted, for other rows may have them too; write their names"
      )
    }
    let reason = reason.map(SlurmNodeReason.init)
    for name in nodeNames { problems.noteParts(gpus.leftOut, of: name) }
    let nodes = nodeNames.map { name in
      Node(
        name: name, state: state, partitions: [partition.name], gpus: gpus.total,
        gpusAllocated: gpus.allocated, gpuType: gpus.type, reason: reason?.reason,
        reasonSetBy: reasonSetBy ?? reason?.user, reasonSetAt: reasonSetAt,
        hasGPUParts: gpus.hasParts)
    }
    records.append(NodeGroup(partition: partition, nodes: nodes))
    return nil
  }

  private mutating func readState(
    _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    try json.enterObject()
    while try json.nextField(NodeField.all) != nil {
      hasState = true
      switch try json.slurmTexts() {
      case .value(let words): stateWords = words
      case .odd(let found): oddState = found
      }
    }
  }

  /// Names one by one, of which each may be a list in brackets, or such a list as one text.
  private mutating func readNames(
    _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    try json.enterObject()
    while let field = try json.nextField(NodesField.all) {
      switch field {
      case .nodes: try readNames(of: field, &json, &problems)
      case .hostnames: try readHostNames(&json)
      case .total: nodeTotal = try json.slurmCount32(field, &problems)
      }
    }
    if nodeNames.isEmpty, unusableNames == 0, unusableNodes == nil { nodeNames = hostNames }
  }

  private mutating func readHostNames(_ json: inout JSONReader) throws(JSONError) {
    guard try json.kind() == .array else { return }
    try json.enterArray()
    while try json.nextElement() {
      guard try json.kind() == .string, hostNames.count < Self.mostNodes else { continue }
      let name = try json.withStringBytes { SlurmText.isNoValue($0) ? nil : SafeText(untrusted: $0) }
      if let name, !name.isEmpty { hostNames.append(name) }
    }
  }

  private mutating func readNames(
    of field: NodesField, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    switch try json.kind() {
    case .array:
      try json.enterArray()
      while try json.nextElement() {
        guard try json.kind() != .string else {
          try readName(&json)
          continue
        }
        unusableNames += 1
        let found = try json.consumeUnusable()
        problems.noteLost(
          "“\(SafeText(untrusted: field.rawValue))” has \(found) in it, not the name of a node")
      }
    case .string: try readName(&json)
    case .null: try json.null()
    case .object, .number, .bool:
      unusableNodes = "its list of nodes is \(try json.consumeUnusable())"
    }
  }

  private mutating func readName(_ json: inout JSONReader) throws(JSONError) {
    try json.withStringBytes { bytes in
      if bytes.isEmpty || SlurmText.isNoValue(bytes) { return }
      let text = SafeText(untrusted: bytes, keeping: HostList.longest)
      let isList = bytes.contains(UInt8(ascii: "[")) || bytes.contains(UInt8(ascii: ","))
      guard let names = isList ? HostList(text).names(atMost: Self.mostNodes) : [text] else {
        unusableNodes = "its list of nodes, “\(text.truncated(toWidth: 40))”, is none, or of too many"
        return
      }
      guard nodeNames.count + names.count <= Self.mostNodes else {
        unusableNodes = "it names more than \(Self.mostNodes) nodes"
        return
      }
      nodeNames += names
    }
  }

  /// More than any machine has. Without a bound, one small file could fill the memory: a name of few bytes makes a node,
  /// and a list of few bytes makes thousands.
  private static let mostNodes = 1 << 17
  /// Of all rows together, each node counted in each of its partitions.
  static let mostWeight = 1 << 20
  var weight: Int { nodeNames.count }

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
      case .user: reasonSetBy = try json.slurmText(field, &problems) ?? reasonSetBy
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
  case nodes, hostnames, total
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
