extension NodeState {
  /// The word that `sinfo -N -o %T` prints for this state, without its suffix.
  ///
  /// The order of the tests is that of Slurm's `node_state_string` (src/common/slurm_protocol_defs.c, 26.05). Older ones,
  /// such as 22.05's, have `fail` for a mixed node that fails; here it is `failing` in every version.
  package var word: NodeWord {
    if flags.contains(.invalidRegistration) { return .inval }
    if flags.contains(.maintenance), !flags.contains(.drain), !isBusy, base != .down { return .maint }
    if !flags.isDisjoint(with: [.rebootIssued, .rebootRequested]), !isBusy { return .reboot }
    if flags.contains(.drain) { return isEmptying ? .draining : .drained }
    if flags.contains(.fail) { return isEmptying ? .failing : .fail }
    if base == .down { return .down }
    if base == .allocated { return .allocated }
    if flags.contains(.completing) { return .completing }
    if base == .idle, flags.isDisjoint(with: Self.idleSuffixes) {
      if flags.contains(.reserved) { return .reserved }
      if flags.contains(.blocked) { return .blocked }
      if flags.contains(.planned) { return .planned }
    }
    return base.word
  }

  /// The one mark that sinfo puts behind the word: `*` when the node does not respond, `~` when it is powered down,
  /// and so on (sinfo(1), NODE STATE CODES); the first that applies.
  package var suffix: Character? {
    switch word {
    case .inval, .reserved, .blocked, .planned: nil
    case .reboot where flags.contains(.rebootIssued): "^"
    case .maint, .reboot, .fail, .failing, .unknown, .error, .invalid:
      flags.contains(.notResponding) ? "*" : nil
    case .allocated: mark ?? (flags.contains(.completing) ? "+" : nil)
    case .mixed: mark ?? (flags.contains(.planned) ? "-" : nil)
    case .idle, .completing, .draining, .drained, .down, .future: mark
    }
  }

  private var mark: Character? { Self.marks.first { flags.contains($0.0) }?.1 }

  /// Whether this state lets Slurm start a job on the node now; `JobStarts` asks its partitions too.
  ///
  /// Powering up and powered down nodes are given jobs, for which Slurm wakes them, and need not respond; a node that is
  /// powering down is not. A node in use that is to be rebooted or powered down takes jobs until it is idle. A node in
  /// use that is under maintenance runs its jobs on and takes none.
  package var letsJobsStart: Bool {
    switch base {
    case .allocated, .mixed, .idle: break
    case .unknown, .down, .error, .future, .invalid: return false
    }
    if !flags.isDisjoint(with: Self.closing) || flags.isSuperset(of: Self.forcedDown) { return false }
    if base == .idle, !flags.isDisjoint(with: [.rebootRequested, .powerDown]) { return false }
    return !flags.contains(.notResponding) || !flags.isDisjoint(with: [.poweringUp, .poweredDown])
  }

  /// Whether Slurm holds the node for a job that it has planned, or for a reservation.
  package var isHeldForLater: Bool { !flags.isDisjoint(with: [.planned, .reserved]) }

  private var isBusy: Bool { base == .allocated || base == .mixed }
  private var isEmptying: Bool { isBusy || flags.contains(.completing) }

  /// Flags that keep jobs from a node whatever else is true of it. `POWER_DRAIN` is `POWER_DOWN_ASAP`, which waits for
  /// the running jobs alone. An external node (25.05) has no slurmd, and `sbatch` and `salloc` are refused there.
  private static let closing: Flags = [
    .drain, .fail, .maintenance, .rebootIssued, .poweringDown, .powerDrain, .invalidRegistration, .blocked,
    .external,
  ]

  /// Both together are Slurm's `POWER_DOWN_FORCE`, which does not wait for jobs.
  private static let forcedDown: Flags = [.powerDown, .poweredDown]

  /// In the order in which sinfo looks for them.
  private static let marks: [(Flags, Character)] = [
    (.maintenance, "$"), (.rebootIssued, "^"), (.rebootRequested, "@"), (.poweringUp, "#"),
    (.poweringDown, "%"),
    (.poweredDown, "~"), (.powerDown, "!"), (.notResponding, "*"),
  ]

  /// What makes sinfo print `idle` with a mark before it looks for reservations and plans.
  private static let idleSuffixes: Flags = [
    .maintenance, .rebootIssued, .rebootRequested, .poweringUp, .poweringDown, .poweredDown, .powerDown,
    .notResponding,
  ]
}

extension NodeState.Base {
  /// The word of a state without flags.
  fileprivate var word: NodeWord {
    switch self {
    case .unknown: .unknown
    case .down: .down
    case .idle: .idle
    case .allocated: .allocated
    case .error: .error
    case .mixed: .mixed
    case .future: .future
    case .invalid: .invalid
    }
  }
}
