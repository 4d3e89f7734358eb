import Text

extension OutageFigures {
  /// The nodes that can start no job, by what sinfo calls them and by reason; most nodes first.
  ///
  /// Nodes in state FUTURE do not exist yet and are left out.
  static func grouping(_ nodes: [Node], by starts: JobStarts) -> [OutageFigures] {
    struct Cause: Hashable {
      var state: String
      var reason: SafeText
    }
    var positions: [Cause: Int] = [:]
    var outages: [OutageFigures] = []
    for node in nodes where node.state.base != .future {
      guard let hindrance = starts.hindrance(on: node) else { continue }
      let cause = Cause(
        state: node.state.markedWord, reason: node.reason ?? node.state.untoldReason(of: hindrance))
      let position = positions[cause] ?? outages.count
      if position == outages.count {
        positions[cause] = position
        outages.append(OutageFigures(state: cause.state, reason: cause.reason, nodes: 0, gpus: 0))
      }
      outages[position].add(node)
    }
    return outages.sorted { left, right in
      if left.nodes != right.nodes { return left.nodes > right.nodes }
      if left.state != right.state { return left.state < right.state }
      return left.reason < right.reason
    }
  }

  private mutating func add(_ node: Node) {
    nodes += 1
    gpus = sum(gpus, node.gpus)
    guard let at = node.reasonSetAt else { return }
    if let since, since <= at { return }
    since = at
    setBy = node.reasonSetBy
  }
}

extension NodeState {
  /// The word, with its mark where the word alone would not tell that the node is out: `idle*` does not respond, `mixed$`
  /// is under maintenance.
  package var markedWord: String {
    guard !letsJobsStart, soundsUsable, let suffix else { return word }
    return word + String(suffix)
  }

  /// What to say of a node that nobody has given a reason for; empty where its word and mark say it.
  fileprivate func untoldReason(of hindrance: JobStarts.Hindrance) -> SafeText {
    switch hindrance {
    case .noPartition: return "in no partition"
    case .partition: return "partition down"
    case .state: break
    }
    guard soundsUsable else { return "" }
    if flags.contains(.maintenance) { return "maintenance" }
    if !flags.isDisjoint(with: [.rebootIssued, .rebootRequested]) { return "reboot" }
    if !flags.isDisjoint(with: [.poweringDown, .powerDown, .powerDrain]) { return "powering down" }
    return flags.contains(.blocked) ? "blocked" : ""
  }

  /// Whether the word alone is one of those of nodes that can start jobs.
  private var soundsUsable: Bool {
    switch word {
    case "allocated", "mixed", "idle", "planned", "reserved", "completing": true
    default: false
    }
  }
}
