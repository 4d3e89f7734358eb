import JSONStream
import Model
import Text

/// A record of `scontrol show partitions --json` and slurmrestd's `partitions`, and what a row of `sinfo --json` has in
/// its `partition`.
struct SlurmPartition: SlurmDraft {
  enum Field: String, CaseIterable, Sendable {
    case name
    case cluster
    // Up to v0.0.38
    case state
    case maxTimeUpTo2205 = "max_time_limit"
    case totalNodes = "total_nodes"
    // From v0.0.39 on
    case maximums
    case nodes
    /// Holds the state, from v0.0.40 on.
    case partition
  }

  static let fields = JSONFields<Field>()
  static let listName: SafeText = "partitions"

  private(set) var isRecognised = false
  private(set) var cluster: SafeText?
  private var partition = Partition(name: "")

  var name: SafeText { "partition \(partition.name)" }

  mutating func read(
    _ field: Field, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    switch field {
    case .name: partition.name = try json.slurmText(field, &problems) ?? ""
    case .cluster: cluster = try json.slurmText(field, &problems)
    case .state: try readState(field, &json, &problems)
    case .maxTimeUpTo2205:
      isRecognised = true
      partition.maxTime = try json.slurmTimeLimit(field, &problems)
    case .totalNodes: partition.nodeCount = try json.slurmCount32(field, &problems).map(Int.init)
    case .maximums: try readMaximums(&json, &problems)
    case .nodes: try readNodes(&json, &problems)
    case .partition: try readStates(&json, &problems)
    }
  }

  func add(to records: inout [Partition], _ problems: inout RecordProblems) -> SafeText? {
    guard let partition = finished else { return "it has no name" }
    records.append(partition)
    return nil
  }

  /// `nil` without a name.
  var finished: Partition? { partition.name.isEmpty ? nil : partition }

  private mutating func readMaximums(
    _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    guard try json.kind() == .object else { return }
    isRecognised = true
    try json.enterObject()
    while let field = try json.nextField(MaximumField.all) {
      partition.maxTime = try json.slurmTimeLimit(field, &problems)
    }
  }

  /// A list of names up to v0.0.38, which `total_nodes` counts.
  private mutating func readNodes(
    _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    guard try json.kind() == .object else { return }
    try json.enterObject()
    while let field = try json.nextField(NodesField.all) {
      partition.nodeCount = try json.slurmCount32(field, &problems).map(Int.init)
    }
  }

  private mutating func readStates(
    _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    guard try json.kind() == .object else { return }
    isRecognised = true
    try json.enterObject()
    while let field = try json.nextField(StateField.all) { try readState(field, &json, &problems) }
  }

  private mutating func readState<F: RawRepresentable<String>>(
    _ field: F, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) {
    guard let word = try json.slurmTexts(field, &problems).first else { return }
    partition.state = PartitionState(rawValue: word.shown.uppercased())
    if partition.state == nil {
      problems.noteOdd(field, expected: "a state that is known here", found: "“\(word)”")
    }
  }
}

private enum MaximumField: String, CaseIterable, Sendable {
  case time
  static let all = JSONFields<MaximumField>()
}

private enum NodesField: String, CaseIterable, Sendable {
  case total
  static let all = JSONFields<NodesField>()
}

private enum StateField: String, CaseIterable, Sendable {
  case state
  static let all = JSONFields<StateField>()
}
