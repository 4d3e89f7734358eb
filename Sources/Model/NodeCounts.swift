/// What nodes count as, in the five words that have a column; each node counts in one of them.
package struct NodeCounts: Sendable {
  /// In service, and `allocated`, `mixed` or `completing`.
  package let inUse: Int
  /// In service, and `idle`, `planned` or `reserved`.
  package let idle: Int
  /// Of `Outage.down`, as `error` and `inval` are too.
  package let down: Int
  /// Drained and draining.
  package let drained: Int
  /// The rest: in service by another word, and what is out of service or closed in any other way.
  package let other: Int
  /// Those of the rest with which something is wrong.
  package let lost: Int

  /// Linear in the words that nodes of the tally have.
  package init(_ tally: NodeTally) {
    var (inUse, idle) = (0, 0)
    for (word, count) in tally.inService {
      switch word {
      case .allocated, .mixed, .completing: inUse += count
      case .idle, .planned, .reserved: idle += count
      case .blocked, .draining, .drained, .maint, .reboot, .failing, .fail, .down, .error, .inval, .invalid,
        .unknown, .future:
        break
      }
    }
    self.inUse = inUse
    self.idle = idle
    down = tally.count(.down)
    drained = tally.count(.drained) + tally.count(.draining)
    other = tally.existing - inUse - idle - down - drained
    lost = tally.unplanned - down - drained
  }
}
