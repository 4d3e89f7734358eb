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
  package var gpuType: Optional<SafeText>
  /// Whether it offers parts of GPUs, such as MIG slices, beside its GPUs or in their place.
  package var hasGPUParts: Bool
  package var cpus: Optional<Int>
  package var cpusAllocated: Optional<Int>
  /// Why an administrator or Slurm took the node out of service.
  package var reason: Optional<SafeText>
  package var reasonSetBy: Optional<SafeText>
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
  package enum Base: String, Sendable, Hashable, CaseIterable {
    case unknown, down, idle, allocated, error, mixed, future, invalid
  }

  /// The flags of Slurm 21.08 to 26.05, by Slurm's own names.
  package struct Flags: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }
    package static let external = Flags(rawValue: 1 << 0)
    package static let reserved = Flags(rawValue: 1 << 1)
    package static let undrain = Flags(rawValue: 1 << 2)
    package static let cloud = Flags(rawValue: 1 << 3)
    package static let resume = Flags(rawValue: 1 << 4)
    package static let drain = Flags(rawValue: 1 << 5)
    package static let completing = Flags(rawValue: 1 << 6)
    package static let notResponding = Flags(rawValue: 1 << 7)
    package static let poweredDown = Flags(rawValue: 1 << 8)
    package static let fail = Flags(rawValue: 1 << 9)
    package static let poweringUp = Flags(rawValue: 1 << 10)
    package static let maintenance = Flags(rawValue: 1 << 11)
    package static let rebootRequested = Flags(rawValue: 1 << 12)
    package static let rebootCanceled = Flags(rawValue: 1 << 13)
    package static let poweringDown = Flags(rawValue: 1 << 14)
    package static let dynamicFuture = Flags(rawValue: 1 << 15)
    package static let rebootIssued = Flags(rawValue: 1 << 16)
    package static let planned = Flags(rawValue: 1 << 17)
    package static let invalidRegistration = Flags(rawValue: 1 << 18)
    package static let powerDown = Flags(rawValue: 1 << 19)
    package static let powerUp = Flags(rawValue: 1 << 20)
    package static let powerDrain = Flags(rawValue: 1 << 21)
    package static let dynamicNormal = Flags(rawValue: 1 << 22)
    package static let blocked = Flags(rawValue: 1 << 23)
  }

  package var base: Base
  package var flags: Flags

  package init(_ base: Base, _ flags: Flags = []) {
    self.base = base
    self.flags = flags
  }
}
