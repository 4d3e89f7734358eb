import Text

extension Application {
  /// Whether the machine's pool for the mode still has the GPU-hours asked for: what is configured, less the grants of
  /// running allocations of that mode on it. Nothing to check once access was given.
  func checkPool(_ ground: CheckContext) -> Finding? {
    guard state.awaitsGrant else { return nil }
    guard let machine else { return .unknown(whyNoMachine) }
    let name = machine.inClause(20)
    guard let pool = poolStanding(ground) else {
      return .unknown("pool of \(name) for this mode not configured")
    }
    guard let asked = requested.flatMap(ground.factors(of: self).gpuHours(in:)) else {
      return .unknown("the GPU-hours asked for are not known")
    }
    let clause: SafeText =
      "\(SafeText.amount(asked.count)) GPU-hours asked for, \(SafeText.amount(pool.left.count)) of \(SafeText.amount(pool.size.count)) left on \(name)"
    if asked > pool.left { return .fail(clause) }
    return pool.unknownGrants > 0
      ? .unknown("\(clause), less \(pool.unknownGrants) running without a known grant") : .pass(clause)
  }
}

extension Application {
  /// The machine's pool for the mode, without what an allocation of this application itself takes of it; `nil` where
  /// none is configured.
  func poolStanding(_ ground: CheckContext) -> PoolStanding? {
    guard let machine, let size = ground.rules.rules(ofMachine: machine)?.pools[mode] else { return nil }
    let grants = ground.grants[Pool(machine: machine.foldedName, mode: mode)] ?? RunningGrants()
    return PoolStanding(
      size: size, granted: GPUHours(grants.gpuHours(but: id)), unknownGrants: grants.unknown)
  }
}

extension ApplicationState {
  /// Whether access has yet to be given, so that a grant would take something that is still there.
  var awaitsGrant: Bool { isPending && self != .reportOverdue || self == .draft }
}

/// Of what a pool is: a machine, by its folded name, and a mode.
struct Pool: Hashable {
  var machine: [UInt8]
  var mode: AccessMode
}

/// What the running allocations of a pool were granted.
struct RunningGrants {
  private var sum = 0.0
  private var byProposal: [SafeText: Double] = [:]
  /// Allocations whose grant, or whose dates, no source tells.
  private(set) var unknown = 0

  /// Of all but the allocation of `proposal` itself.
  func gpuHours(but proposal: SafeText) -> Double { sum - (byProposal[proposal] ?? 0) }

  mutating func add(_ granted: GPUHours?, of proposal: SafeText?) {
    guard let granted else {
      unknown += 1
      return
    }
    sum += granted.count
    if let proposal { byProposal[proposal, default: 0] += granted.count }
  }
}
