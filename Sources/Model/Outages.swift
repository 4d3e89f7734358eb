package import Text

/// What is wrong with a node that is out of service, the worst first.
package enum Outage: Int, Sendable, CaseIterable {
  /// DOWN or in error.
  case down
  /// Without an answer, and nobody has said why.
  case silent
  /// Taken out with DRAIN or FAIL and empty, as sinfo calls it also where it is DOWN besides.
  case drained
  /// Taken out so; what runs there runs on.
  case draining
  /// Away on purpose and for a time: maintenance or a reboot.
  case away
  /// Well, and kept from starting jobs by something else: power saving, a block, no partition that starts any.
  case closed

  /// Whether nothing is wrong with the node itself.
  package var isPlanned: Bool {
    switch self {
    case .down, .silent, .drained, .draining: false
    case .away, .closed: true
    }
  }
}

extension NodeState {
  /// `nil` for a node whose state lets jobs start, and for one that does not exist yet (FUTURE).
  package var outage: Outage? {
    guard !letsJobsStart, base != .future else { return nil }
    if !flags.isDisjoint(with: [.drain, .fail]) {
      return word == "draining" || word == "failing" ? .draining : .drained
    }
    if flags.contains(.invalidRegistration) { return .down }
    switch base {
    case .down, .error, .invalid: return .down
    case .unknown: return .silent
    case .idle, .allocated, .mixed, .future: break
    }
    // What is in maintenance, reboots or is powered down need not answer, and that is no fault.
    if !flags.isDisjoint(with: [.maintenance, .rebootIssued, .rebootRequested]) { return .away }
    if !flags.isDisjoint(with: [.poweringDown, .powerDown, .poweredDown]) { return .closed }
    return flags.contains(.notResponding) ? .silent : .closed
  }
}

extension JobStarts {
  /// What is wrong with a node in that state and these partitions, where no job can start there; `nil` where one can, and
  /// for one that does not exist yet.
  fileprivate func outage(
    of state: NodeState, inAnyOf partitions: [SafeText]?
  ) -> (outage: Outage, hindrance: Hindrance)? {
    guard let hindrance = hindrance(of: state, inAnyOf: partitions) else { return nil }
    switch hindrance {
    case .state: return state.outage.map { ($0, hindrance) }
    case .noPartition, .partition: return (.closed, hindrance)
    }
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

  init(_ node: Node, now: Timestamp) {
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

/// How many nodes of a cluster or a partition are out of service, and which went last. Power saving and partitions that
/// start no jobs take no node out of service.
package struct OutOfService: Sendable, Equatable {
  /// Nodes that there are, in service or not.
  package private(set) var existing = 0
  private var counts = [Int](repeating: 0, count: Outage.allCases.count)
  /// `nil` while none is out for another reason than that it is away on purpose.
  package private(set) var newest: OutageEvent?

  package init() {}

  package func count(_ outage: Outage) -> Int { counts[outage.rawValue] }
  package var total: Int { counts.reduce(0, +) }
  /// All but those that are away on purpose.
  package var unplanned: Int { total - count(.away) }

  mutating func add(_ node: NodeOutage) {
    guard node.exists else { return }
    existing += 1
    guard let outage = node.outage, outage != .closed else { return }
    counts[outage.rawValue] += 1
    guard let event = node.event else { return }
    if newest.map({ event.isNewer(than: $0) }) ?? true { newest = event }
  }
}

/// Whether a node is out of service by its own state, worked out once for the cluster and all its partitions.
struct NodeOutage {
  var exists: Bool
  var outage: Outage?
  /// `nil` where nothing is wrong with the node itself.
  var event: OutageEvent?

  init(of node: borrowing Node, now: Timestamp) {
    exists = node.state.base != .future
    outage = node.state.outage
    if let outage, !outage.isPlanned { event = OutageEvent(copy node, now: now) }
  }
}

/// Nodes that are out of service with one word and for one reason.
package struct OutageFigures: Sendable, Equatable {
  package var outage: Outage
  /// `down`, `drained`, `draining`, `fail`, …: the word that sinfo prints; with its mark where only that says what is
  /// wrong (`idle*` does not respond).
  package var state: String
  /// Empty when nobody gave one.
  package var reason: SafeText
  /// The newest first, at least one.
  package var events: [OutageEvent]

  package var nodes: Int { events.count }
  /// When the one that is out for longest was taken out, of those that tell.
  package var oldest: Timestamp? { events.last { $0.at != nil }?.at }
}

extension OutageFigures {
  /// The nodes where no job can start, by what sinfo calls them and by reason: the worst first, then those with the
  /// newest node. Nodes in state FUTURE are left out.
  package static func grouping(
    _ nodes: [Node], by starts: JobStarts, now: Timestamp
  ) -> [OutageFigures] {
    struct Cause: Hashable {
      var outage: Outage
      var state: String
      var reason: SafeText
    }
    var events: [Cause: [OutageEvent]] = [:]
    // Nearly all are passed over, and a node is large to copy.
    for index in nodes.indices {
      let found = starts.outage(of: nodes[index].state, inAnyOf: nodes[index].partitions)
      guard let (outage, hindrance) = found else { continue }
      let node = nodes[index]
      let cause = Cause(
        outage: outage, state: node.state.markedWord,
        reason: node.reason ?? node.state.untoldReason(of: hindrance))
      events[cause, default: []].append(OutageEvent(node, now: now))
    }
    return events.map { cause, events in
      OutageFigures(
        outage: cause.outage, state: cause.state, reason: cause.reason,
        events: events.sorted { $0.isNewer(than: $1) })
    }.sorted { left, right in
      if left.outage != right.outage { return left.outage.rawValue < right.outage.rawValue }
      if left.events[0].at != right.events[0].at { return left.events[0].isNewer(than: right.events[0]) }
      return (right.nodes, left.state, left.reason) < (left.nodes, right.state, right.reason)
    }
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
