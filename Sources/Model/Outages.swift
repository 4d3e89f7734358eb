import Text

extension OutageFigures {
  /// The nodes that can start no job, by what sinfo calls them and by reason; most nodes first.
  ///
  /// Nodes in state FUTURE do not exist yet and are left out.
  static func grouping(_ nodes: [Node]) -> [OutageFigures] {
    struct Cause: Hashable {
      var state: String
      var reason: SafeText
    }
    var positions: [Cause: Int] = [:]
    var outages: [OutageFigures] = []
    for node in nodes where !node.state.canStartJobs && node.state.base != .future {
      let cause = Cause(state: node.state.markedWord, reason: node.reason ?? "")
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
    gpus += node.gpus
    guard let at = node.reasonSetAt else { return }
    if let since, since <= at { return }
    since = at
    setBy = node.reasonSetBy
  }
}

extension NodeState {
  /// The word, with its `*` where the word alone would not tell that the node is out: `idle*` does not respond.
  package var markedWord: String {
    guard flags.contains(.notResponding) else { return word }
    var responding = self
    responding.flags.remove(.notResponding)
    return responding.canStartJobs ? word + "*" : word
  }
}
