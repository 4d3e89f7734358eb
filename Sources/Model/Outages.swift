package import Text

/// Why a node starts no job, the worst first: exactly one of these, by the word that sinfo prints and, where that is a
/// word of nodes in service (`idle*`, `mixed$`), by its mark or by what keeps jobs away without one.
package enum Outage: Int, Sendable, CaseIterable {
  /// `down`, `error`, `inval`.
  case down
  /// Without an answer, and nobody has said why: `idle*`, `unknown`.
  case notResponding
  /// `fail`: taken out with FAIL and empty.
  case failed
  /// Taken out so; what runs there runs on.
  case failing
  /// Taken out with DRAIN and empty, as sinfo calls it also where it is DOWN besides.
  case drained
  /// Taken out so; what runs there runs on.
  case draining
  /// `maint`, `mixed$`.
  case maintenance
  /// `reboot`, `mixed^`.
  case rebooting
  /// `idle%`, `idle!`: powering down, or about to.
  case poweringDown
  /// Held free for a job that has the rest of a block or a topology.
  case blocked
  /// Of a cluster that Slurm only looks at.
  case external
  /// Idle and well, in no partition that starts jobs; sinfo has no word for it.
  case closed

  /// Whether the node counts as out of service. Power saving, blocks and partitions take none out of service.
  package var isOutOfService: Bool {
    switch self {
    case .down, .notResponding, .failed, .failing, .drained, .draining, .maintenance, .rebooting: true
    case .poweringDown, .blocked, .external, .closed: false
    }
  }

  /// Whether what ran on the node has ended there, or cannot be reached.
  package var endsJobs: Bool {
    switch self {
    case .down, .notResponding: true
    case .failed, .failing, .drained, .draining, .maintenance, .rebooting, .poweringDown, .blocked, .external,
      .closed:
      false
    }
  }

  /// Whether nothing is wrong with the node itself.
  package var isPlanned: Bool {
    switch self {
    case .down, .notResponding, .failed, .failing, .drained, .draining: false
    case .maintenance, .rebooting, .poweringDown, .blocked, .external, .closed: true
    }
  }
}

extension NodeState {
  /// Whether there is such a node: one in state FUTURE is a name in Slurm's configuration, and sinfo leaves it out.
  package var exists: Bool { base != .future }

  /// `nil` for a node whose state lets jobs start, and for one that there is not.
  package var outage: Outage? {
    guard !letsJobsStart, exists else { return nil }
    return switch word {
    case .inval, .down, .error, .invalid: .down
    case .unknown: .notResponding
    case .fail: .failed
    case .failing: .failing
    case .drained: .drained
    case .draining: .draining
    case .maint: .maintenance
    case .reboot: .rebooting
    case .blocked: .blocked
    case .idle, .mixed, .allocated, .completing, .planned, .reserved, .future: outageByMark
    }
  }

  /// Of a node whose word is that of nodes in service, in the order of sinfo's marks: what is in maintenance, reboots or
  /// is powered down need not answer, and that is no fault.
  private var outageByMark: Outage {
    if flags.contains(.maintenance) { return .maintenance }
    if !flags.isDisjoint(with: [.rebootIssued, .rebootRequested]) { return .rebooting }
    if !flags.isDisjoint(with: [.poweringDown, .poweredDown, .powerDown, .powerDrain]) {
      return .poweringDown
    }
    if flags.contains(.external) { return .external }
    return flags.contains(.notResponding) ? .notResponding : .blocked
  }
}

/// A node that went out of service, and when.
package struct OutageEvent: Sendable, Equatable {
  package var node: SafeText
  /// Slurm's stamp of the node's reason; `nil` where there is none, or it lies ahead.
  package var at: Timestamp?
  /// Who gave the reason.
  package var setBy: SafeText?

  /// Clocks of two machines differ a little; a stamp further ahead than this tells nothing.
  private static let aheadAtMost = Seconds.minutes(2)

  init(_ node: borrowing Node, now: Timestamp) {
    self.node = node.name
    at = node.reasonSetAt.flatMap { $0 - now > Self.aheadAtMost ? nil : min($0, now) }
    setBy = node.reasonSetBy
  }

  /// Whether it is the newer one: what has no stamp comes last, and names decide between equals.
  func isNewer(than other: OutageEvent) -> Bool {
    guard at != other.at else { return node.precedesByNumber(other.node) }
    guard let at else { return false }
    return other.at.map { at > $0 } ?? true
  }
}

/// Nodes that are out of service in one way and for one reason.
package struct OutageFigures: Sendable, Equatable {
  package var outage: Outage
  /// Empty when nobody gave one.
  package var reason: SafeText
  /// The newest first, at least one.
  package var events: [OutageEvent]

  package var nodes: Int { events.count }
  /// When the one that is out for longest was taken out, of those that tell.
  package var oldest: Timestamp? { events.last { $0.at != nil }?.at }
}

extension OutageFigures {
  /// The nodes where no job can start, by class and by reason: the worst first, then those with the newest node. Of one
  /// `partition` where it is named, and of those nodes alone that are at `places` where these are.
  package static func grouping(
    _ nodes: [Node], at places: [Int32]? = nil, by starts: JobStarts, in partition: SafeText? = nil,
    now: Timestamp
  ) -> [OutageFigures] {
    struct Cause: Hashable {
      var outage: Outage
      var reason: SafeText
    }
    var events: [Cause: [OutageEvent]] = [:]
    // Nearly all are passed over, and a node is large to copy.
    for place in 0..<(places?.count ?? nodes.count) {
      let index = places.map { Int($0[place]) } ?? place
      let state = nodes[index].state
      let unavailability =
        partition.map { starts.unavailability(of: state, in: $0) }
        ?? starts.unavailability(of: state, inAnyOf: nodes[index].partitions)
      guard let unavailability,
        let outage = unavailability.outage(isIdle: state.base == .idle, itsOwn: state.outage)
      else { continue }
      let node = nodes[index]
      let cause = Cause(outage: outage, reason: node.reason ?? unavailability.untoldReason)
      events[cause, default: []].append(OutageEvent(node, now: now))
    }
    return events.map { cause, events in
      OutageFigures(
        outage: cause.outage, reason: cause.reason, events: events.sorted { $0.isNewer(than: $1) })
    }.sorted { left, right in
      if left.outage != right.outage { return left.outage.rawValue < right.outage.rawValue }
      if left.events[0].at != right.events[0].at { return left.events[0].isNewer(than: right.events[0]) }
      return (right.nodes, left.reason) < (left.nodes, right.reason)
    }
  }
}

extension JobStarts.Unavailability {
  /// What to say of a node that nobody has given a reason for; empty where its class says it.
  fileprivate var untoldReason: SafeText {
    switch self {
    case .noPartition: "in no partition"
    case .partition: "partition down"
    case .state: ""
    }
  }
}
