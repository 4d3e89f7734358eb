import JSONStream
import Model
import Text

/// What is read of a node record.
enum SlurmNodeField: String, CaseIterable, Sendable {
  case name
  case cluster = "cluster_name"
  case state
  /// Apart from `state` in v0.0.37 and v0.0.38 only.
  case stateFlags = "state_flags"
  case partitions
  case gres
  case gresUsed = "gres_used"
  case tres
  case tresUsed = "tres_used"
  case cpus
  case allocatedCPUs = "alloc_cpus"
  case reason
  case reasonSetBy = "reason_set_by_user"
  case reasonSetAt = "reason_changed_at"
  case energy
  // Not read: what changes all the time.
  case load = "cpu_load"
  case freeMemory = "free_mem"
  case lastBusy = "last_busy"

  static let all = JSONFields<SlurmNodeField>()
}

/// One node record while it is being read: its keys come in any order.
struct SlurmNodeDraft {
  /// The cluster that the record names.
  private(set) var cluster: SafeText?
  /// Whether the record has what only Slurm's nodes have: a state in Slurm's words, or one and Slurm's resources.
  var isRecognised: Bool { hasState && (hasResources || state.hasKnown) }
  /// The node's name; `nil` when the record has none.
  private(set) var name: SafeText?
  private var hasState = false
  private var hasResources = false
  private var state = NodeState.Words()
  /// What stands in a word's place.
  private var oddState: SafeText?
  private var partitions: [SafeText]?
  private var gpus = SlurmNodeGPUs()
  private var cpus: Int?
  private var allocatedCPUs: Int?
  private var reason: SlurmNodeReason?
  private var reasonSetBy: SafeText?
  private var reasonSetAt: Timestamp?
  private var watts: Double?

  /// Reads the value of one field.
  mutating func read(
    _ field: SlurmNodeField, _ json: inout JSONReader, _ texts: inout SlurmNodeTexts,
    _ problems: inout RecordProblems
  ) throws(JSONError) {
    switch field {
    case .name: name = try json.slurmText(field, &problems)
    case .cluster: cluster = try texts.text(field, &json, &problems)
    case .state:
      hasState = true
      oddState = try texts.words(&json, into: &state) ?? oddState
    case .stateFlags: oddState = try texts.words(&json, into: &state) ?? oddState
    case .partitions: partitions = try texts.names(field, &json, &problems)
    case .gres:
      hasResources = true
      (gpus.configured, gpus.type) = try texts.configured(&json, &problems) ?? (nil, nil)
    case .gresUsed: (gpus.used, gpus.indicesInUse) = try texts.used(&json, &problems) ?? (nil, nil)
    case .tres:
      hasResources = true
      gpus.configuredTRES = try texts.tres(field, &json, &problems)
    case .tresUsed: gpus.usedTRES = try texts.tres(field, &json, &problems)
    case .cpus: cpus = try cpuCount(field, &json, &problems)
    case .allocatedCPUs: allocatedCPUs = try cpuCount(field, &json, &problems)
    case .reason: reason = try texts.reason(field, &json, &problems)
    case .reasonSetBy: reasonSetBy = try texts.text(field, &json, &problems)
    case .reasonSetAt: reasonSetAt = problems.time(try json.slurmNumber(&texts.numberOrder), of: field)
    case .energy: watts = try Self.watts(&json, &texts, &problems)
    case .load, .freeMemory, .lastBusy: try json.skip()
    }
  }

  /// The node called `name`.
  func node(named name: SafeText, _ problems: inout RecordProblems) -> Node {
    if let odd = state.unknown.map({ "“\($0.truncated(toWidth: 40))”" }) ?? oddState {
      problems.noteUnknownState(odd)
    } else if !state.hasKnown {
      problems.noteUnknownState(hasState ? "no word" : "none")
    }
    if let told = gpus.usedBeyondTotal {
      problems.noteOdd(
        told.field, expected: "at most the \(told.total) that the node has", found: "\(told.used) GPUs")
    }
    problems.noteParts(gpus.leftOut, of: name)
    let allocated = gpus.allocated
    // Where how many GPUs are in use is not known, and some are, that no CPU is in use is not true.
    let cpusInUse = allocated == nil && allocatedCPUs == 0 && gpus.someAreInUse ? nil : allocatedCPUs
    return Node(
      // Words beside something that is none may say less than is the case, such as that a node is idle.
      name: name, state: oddState == nil ? state.state : NodeState(.unknown), partitions: partitions,
      gpus: gpus.total, gpusAllocated: allocated,
      gpuType: gpus.type, cpus: cpus, cpusAllocated: cpusInUse, reason: reason?.reason,
      // Where nobody gave a reason, the name is that of number 0.
      reasonSetBy: reason.flatMap { reasonSetBy ?? $0.user }, reasonSetAt: reasonSetAt, watts: watts,
      gpuIndicesAllocated: gpus.indicesInUse, hasGPUParts: gpus.hasParts)
  }

  /// CPUs are 16 bits wide in Slurm's node records, so there these two values are its NO_VAL16 and INFINITE16.
  private func cpuCount(
    _ field: SlurmNodeField, _ json: inout JSONReader, _ problems: inout RecordProblems
  ) throws(JSONError) -> Int? {
    guard let count = try json.slurmCount32(field, &problems), count != 0xFFFE, count != 0xFFFF else {
      return nil
    }
    return Int(count)
  }

  /// The power drawn now; 0 when nobody measures it.
  static func watts(
    _ json: inout JSONReader, _ texts: inout SlurmNodeTexts, _ problems: inout RecordProblems
  ) throws(JSONError) -> Double? {
    guard try json.kind() == .object else { return nil }
    var watts: Int64?
    try json.enterObject()
    while let field = try json.nextField(SlurmEnergyField.all, &texts.energyOrder) {
      switch field {
      case .currentWatts: watts = problems.count(try json.slurmNumber(&texts.wattsOrder), of: field)
      }
    }
    return watts.flatMap { $0 > 0 ? Double($0) : nil }
  }
}

private enum SlurmEnergyField: String, CaseIterable, Sendable {
  case currentWatts = "current_watts"
  static let all = JSONFields<SlurmEnergyField>()
}
