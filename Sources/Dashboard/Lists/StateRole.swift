import Entities
import Model
import Screen
import Text

extension ListSchema {
  /// How a word of a closed set looks in a list: as the same word elsewhere on the screen; `nil` where it is plain text.
  func role(of word: SafeText, in field: Int) -> Role? {
    let raw = word.shown
    switch (kind, fields[field].key) {
    case (.nodes, "state"): return NodeClass(ofWord: word).role
    case (.jobs, "state"):
      var unknown: [SafeText] = []
      return JobState(slurmWords: [word], unknown: &unknown).role
    case (.allocations, "state"): return BudgetState(rawValue: raw)?.role
    case (.applications, "class"): return ServiceClass(rawValue: raw)?.role
    case (.clusters, "state"), (.sources, "state"):
      return Source.State(rawValue: raw).map { $0 == .ok ? .text : $0.role }
    case (.partitions, "state"): return PartitionState(rawValue: raw.uppercased()) == .up ? nil : .warning
    case (.alerts, "severity"): return raw == "critical" ? .critical : .warning
    default: return nil
    }
  }
}

extension EntityList {
  /// The same of a row's word. A node that is out of service by what stands behind the word of one that is well, such as
  /// `idle*`, does not look well.
  func role(of word: SafeText, in field: Int, row: Int) -> Role? {
    let role = schema.role(of: word, in: field)
    guard schema.kind == .nodes, schema.fields[field].key == "state", role != .critical,
      let out = schema.place(ofFlag: "out"), flag(out, of: row) == true
    else { return role }
    return .warning
  }
}

extension NodeClass {
  /// What a node counts as by sinfo's word for its state alone.
  fileprivate init(ofWord word: SafeText) {
    var unknown: [SafeText] = []
    let state = NodeState(slurmWords: [word], unknown: &unknown)
    self = state.outage.map(NodeClass.out) ?? .inService(state.word)
  }
}

extension JobState {
  var role: Role {
    switch base {
    case .running: .ok
    case .pending, .suspended: .text
    case .completed, .unknown, .cancelled, .preempted: .muted
    case .failed, .timeout, .nodeFail, .bootFail, .deadline, .outOfMemory: .critical
    }
  }

  /// Whether it ended in another way than by itself or by somebody's wish.
  var hasFailed: Bool { role == .critical }
}

extension ServiceClass {
  fileprivate var role: Role {
    switch self {
    case .breached: .critical
    case .dueToday, .atRisk: .warning
    case .ok: .text
    case .paused, .notStarted: .muted
    }
  }
}
