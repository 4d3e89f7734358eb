package import Text

/// What granting several applications would do, in figures: what each of them would do, summed. A sum of which a part is
/// not told is not known.
package struct GrantSum: Sendable, Equatable {
  /// The applications that ask for one machine, by its folded name, or that name none.
  package struct OnMachine: Sendable, Equatable {
    /// As the first of them names it.
    package var machine: SafeText?
    package var asked: GPUHours?
    /// The allocated share of the available GPUs, and the same with the mean load of all of them on top.
    package var allocatedNow: Double?
    /// More than 1 where they do not fit beside what is allocated now.
    package var allocatedThen: Double?
    /// How long the nodes would take for what waits, in hours, and for that with all that is asked for behind it.
    package var drainNow: Double?
    /// `drainNow` and the hours for which they would fill all available GPUs.
    package var drainThen: Double?
    /// Whether both are lower bounds, as `GrantEffect.backlogIsAtLeast`.
    package var drainIsAtLeast: Bool
  }

  /// The applications of one mode on one machine.
  package struct OfPool: Sendable, Equatable {
    package var mode: AccessMode
    /// As in `machines`.
    package var machine: SafeText?
    /// `nil` where no pool of the mode is configured for the machine; negative where more was granted than it has.
    package var leftNow: GPUHours?
    /// Negative where they ask for more than there is.
    package var leftThen: GPUHours?
    /// Whether running allocations have grants that no source tells, so that less is left.
    package var isAtMost: Bool
  }

  /// Both in the order in which the applications come to them.
  package private(set) var machines: [OnMachine] = []
  /// Machine by machine, each one's by mode in the order in which they come to it.
  package private(set) var pools: [OfPool] = []
  /// 0 without applications.
  package private(set) var asked: GPUHours?

  /// Looks through the effects once for each machine, and through those of a machine once for each mode.
  package init(of effects: [GrantEffect]) {
    asked = Self.sum(effects.map(\.asked))
    for machine in Self.distinct(effects.map { $0.machine?.foldedName }) {
      let some = effects.filter { $0.machine?.foldedName == machine }
      guard let first = some.first else { continue }
      let load = Self.sum(some.map { $0.meanShare })
      let hours = Self.sum(some.map { $0.hoursOfMachine })
      machines.append(
        OnMachine(
          machine: first.machine, asked: Self.sum(some.map(\.asked)), allocatedNow: first.allocatedNow,
          allocatedThen: Model.sum(first.allocatedNow, load), drainNow: first.drain,
          drainThen: Model.sum(first.drain, hours), drainIsAtLeast: first.backlogIsAtLeast))
      for mode in Self.distinct(some.map(\.mode)) {
        let ofMode = some.filter { $0.mode == mode }
        let pool = ofMode.first?.pool
        let asked = Self.sum(ofMode.map(\.asked))
        pools.append(
          OfPool(
            mode: mode, machine: first.machine, leftNow: pool?.left,
            leftThen: pool.flatMap { pool in
              asked.map { GPUHours(pool.left.count - $0.count) }
            }, isAtMost: (pool?.unknownGrants ?? 0) > 0))
      }
    }
  }

  private static func sum(_ amounts: [GPUHours?]) -> GPUHours? {
    sum(amounts.map { $0?.count }).map { GPUHours($0) }
  }

  private static func sum(_ numbers: [Double?]) -> Double? {
    let known = numbers.compactMap(\.self)
    return known.count == numbers.count ? known.reduce(0, +) : nil
  }

  private static func distinct<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }
}
