package import Text

/// A compute node as Slurm reports it at one moment.
///
/// A machine has many, and each is large: `Optional` is written out here, because Swift sets what is declared with `?` to
/// `nil` before it is initialised, for which the initialiser makes a copy of every node.
package struct Node: Sendable, Equatable {
  package var name: SafeText
  package var state: NodeState
  /// Partitions that hold the node; a node may be in several. Empty for a node in none; `nil` where the source does not
  /// say.
  package var partitions: Optional<[SafeText]>
  /// Configured `gres/gpu`; shards, MIG slices and AMD's compute partitions are not GPUs. `nil` when the source names a
  /// number of them that cannot be read.
  package var gpus: Optional<Int>
  /// `gres/gpu` in use; `nil` when the source does not say.
  package var gpusAllocated: Optional<Int>
  /// The numbers of the GPUs in use on the node, from `(IDX:0-3)`; `nil` when the source does not say.
  package var gpuIndicesAllocated: Optional<[Int]>
  /// As the source names it, `a100`; `nil` where it names none.
  package var gpuType: Optional<SafeText>
  /// Whether it offers parts of GPUs, such as MIG slices, beside its GPUs or in their place.
  package var hasGPUParts: Bool
  /// CPUs configured; `nil` when the source does not say.
  package var cpus: Optional<Int>
  /// CPUs in use; `nil` when the source does not say, or says 0 beside GPUs in use of which it does not say how many.
  package var cpusAllocated: Optional<Int>
  /// Why an administrator or Slurm took the node out of service.
  package var reason: Optional<SafeText>
  /// The user who gave `reason`; `nil` when the source does not say.
  package var reasonSetBy: Optional<SafeText>
  /// When `reason` was given; `nil` when the source does not say.
  package var reasonSetAt: Optional<Timestamp>
  /// Power drawn now, in watts.
  package var watts: Optional<Double>
  /// `nil` when nothing measures it.
  package var gpuBusy: Optional<GPUBusy>

  package init(
    name: SafeText, state: NodeState, partitions: [SafeText]? = nil, gpus: Int? = 0,
    gpusAllocated: Int? = nil,
    gpuType: SafeText? = nil, cpus: Int? = nil, cpusAllocated: Int? = nil, reason: SafeText? = nil,
    reasonSetBy: SafeText? = nil, reasonSetAt: Timestamp? = nil, watts: Double? = nil,
    gpuIndicesAllocated: [Int]? = nil, gpuBusy: GPUBusy? = nil, hasGPUParts: Bool = false
  ) {
    self.name = name
    self.state = state
    self.partitions = partitions
    self.gpus = gpus
    self.gpusAllocated = gpusAllocated
    self.gpuType = gpuType
    self.cpus = cpus
    self.cpusAllocated = cpusAllocated
    self.reason = reason
    self.reasonSetBy = reasonSetBy
    self.reasonSetAt = reasonSetAt
    self.watts = watts
    self.gpuIndicesAllocated = gpuIndicesAllocated
    self.gpuBusy = gpuBusy
    self.hasGPUParts = hasGPUParts
  }
}

/// Slurm's state of a node: one base and any number of flags.
package struct NodeState: Hashable, Sendable {
  /// The one of Slurm's base states that a node has; `unknown` also where the source tells none that is understood.
  package enum Base: String, Sendable, Hashable, CaseIterable {
    case unknown, down, idle, allocated, error, mixed, future, invalid
  }

  /// The flags of Slurm 21.08 to 26.05, by Slurm's own names.
  package struct Flags: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }
    /// Without a slurmd (25.05), where `sbatch` and `salloc` are refused.
    package static let external = Flags(rawValue: 1 << 0)
    /// Part of a reservation that has begun.
    package static let reserved = Flags(rawValue: 1 << 1)
    /// An order to clear `drain`.
    package static let undrain = Flags(rawValue: 1 << 2)
    /// Made in a cloud when it is needed.
    package static let cloud = Flags(rawValue: 1 << 3)
    /// An order to return the node to service.
    package static let resume = Flags(rawValue: 1 << 4)
    /// Takes no more jobs; what runs there runs on.
    package static let drain = Flags(rawValue: 1 << 5)
    /// A job there has ended and is still being cleaned up.
    package static let completing = Flags(rawValue: 1 << 6)
    package static let notResponding = Flags(rawValue: 1 << 7)
    package static let poweredDown = Flags(rawValue: 1 << 8)
    /// Failing: takes no more jobs; what runs there runs on.
    package static let fail = Flags(rawValue: 1 << 9)
    package static let poweringUp = Flags(rawValue: 1 << 10)
    /// Part of a reservation for maintenance that has begun.
    package static let maintenance = Flags(rawValue: 1 << 11)
    package static let rebootRequested = Flags(rawValue: 1 << 12)
    /// An order to call off a reboot that has not begun.
    package static let rebootCanceled = Flags(rawValue: 1 << 13)
    package static let poweringDown = Flags(rawValue: 1 << 14)
    /// A slurmd has taken the place of a node in state FUTURE (`slurmd -F`).
    package static let dynamicFuture = Flags(rawValue: 1 << 15)
    /// The order to reboot has gone out.
    package static let rebootIssued = Flags(rawValue: 1 << 16)
    /// Held for a job that Slurm has planned.
    package static let planned = Flags(rawValue: 1 << 17)
    /// Did not register correctly with slurmctld.
    package static let invalidRegistration = Flags(rawValue: 1 << 18)
    /// To be powered down once it is idle; with `poweredDown` at once, which is Slurm's `POWER_DOWN_FORCE`.
    package static let powerDown = Flags(rawValue: 1 << 19)
    /// To be powered up.
    package static let powerUp = Flags(rawValue: 1 << 20)
    /// To be powered down once its running jobs have ended, and given no more (`POWER_DOWN_ASAP`).
    package static let powerDrain = Flags(rawValue: 1 << 21)
    /// Added while slurmctld runs, not by its configuration (`slurmd -Z`).
    package static let dynamicNormal = Flags(rawValue: 1 << 22)
    /// Held free for a job that has the rest of a block or a topology.
    package static let blocked = Flags(rawValue: 1 << 23)
  }

  package var base: Base
  package var flags: Flags

  package init(_ base: Base, _ flags: Flags = []) {
    self.base = base
    self.flags = flags
  }
}
