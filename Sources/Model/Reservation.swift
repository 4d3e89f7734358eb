package import Text

/// A reservation of nodes for some time.
package struct Reservation: Sendable, Equatable {
  package var name: SafeText
  /// Whether it has Slurm's flag `MAINT`: no job runs on its nodes meanwhile.
  package var isMaintenance: Bool
  package var nodeCount: Int?
  /// Its nodes as Slurm folds their names; `nil` when the source does not say, or it has none.
  package var nodeList: SafeText?
  package var startsAt: Timestamp
  /// The first moment after it; `nil` when nobody has said.
  package var endsAt: Timestamp?

  package init(
    name: SafeText, isMaintenance: Bool, nodeCount: Int?, startsAt: Timestamp, endsAt: Timestamp?,
    nodeList: SafeText? = nil
  ) {
    self.name = name
    self.isMaintenance = isMaintenance
    self.nodeCount = nodeCount
    self.nodeList = nodeList
    self.startsAt = startsAt
    self.endsAt = endsAt
  }

  /// The same with the number of those of its nodes that are among `nodes` and there: Slurm counts and names nodes in
  /// state FUTURE too, which `scontrol show nodes` and `sinfo` leave out. Unchanged where it names none of `nodes`.
  ///
  /// Costs one look-up a node, and the list unfolded.
  func counting(_ nodes: [Node]) -> Reservation {
    guard let nodeList, let listed = HostList(nodeList).names(atMost: 1 << 17).map(Set.init) else {
      return self
    }
    var named = 0
    var existing = 0
    for index in nodes.indices where listed.contains(nodes[index].name) {
      named += 1
      if nodes[index].state.exists { existing += 1 }
    }
    var counted = self
    if named > 0 { counted.nodeCount = existing }
    return counted
  }

  /// Whether it is maintenance that goes on at `now` or begins within `span` of it.
  package func isMaintenance(at now: Timestamp, orWithin span: Seconds) -> Bool {
    isMaintenance && endsAt.map { now < $0 } ?? true && startsAt - now <= span
  }
}
