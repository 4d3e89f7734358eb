extension Node {
  /// `gres/gpu` in use, at most those that the node has: none on a node that is down, whatever is still booked there.
  ///
  /// A source that does not say is believed only where the answer is sure: no CPU in use, or a base state in which no
  /// job runs. Otherwise `nil`.
  package var gpusInUse: Int? {
    if state.base == .down { return 0 }
    if let gpusAllocated { return min(max(gpusAllocated, 0), gpus ?? .max) }
    if gpus == 0 || cpusAllocated == 0 { return 0 }
    switch state.base {
    case .down: return 0
    case .idle, .future: return cpusAllocated == nil ? 0 : nil
    case .unknown, .allocated, .error, .mixed, .invalid: return nil
    }
  }
}

extension Node {
  /// Whether it is there and switched on, as far as Slurm knows.
  fileprivate var drawsPower: Bool {
    state.base != .future && state.base != .down && !state.flags.contains(.poweredDown)
  }
}

extension GPUFigures {
  /// Those that an operator can give out: allocated or idle.
  package var available: Int? { total.flatMap { total in unavailable.map { total - $0 } } }
}

/// Counts nodes and their GPUs, one node at a time.
struct CapacityTally {
  private var nodes = 0
  private var nodesByState: [String: Int] = [:]
  private var gpus: Int? = 0
  private var hasGPUParts = false
  private var allocated: Int? = 0
  private var idle: Int? = 0
  private var heldForLater: Int? = 0
  private var unavailable: Int? = 0
  /// Nodes that can start a job now.
  private(set) var usableNodes = 0
  private(set) var watts: Double?
  /// Whether some node that ought to draw power does not tell how much.
  private(set) var lacksWatts = false
  private let idleBelow: Double
  private let now: Timestamp
  private var busy = BusyTally()
  private var outOfService = OutOfService()

  /// Allocated GPUs whose busy fraction is below `idleBelow` count as idle.
  init(idleBelow: Double, now: Timestamp) {
    self.idleBelow = idleBelow
    self.now = now
  }

  /// `canStart` is what `JobStarts` says of the node, in the cluster or in the partition that is counted.
  mutating func add(_ node: Node, canStart: Bool) {
    nodes += 1
    nodesByState[node.state.word, default: 0] += 1
    outOfService.add(node, now: now)
    gpus = sum(gpus, node.gpus)
    hasGPUParts = hasGPUParts || node.hasGPUParts
    if let drawn = node.watts { watts = (watts ?? 0) + drawn } else if node.drawsPower { lacksWatts = true }
    busy.add(BusyTally(node, idleBelow: idleBelow))
    let inUse = node.gpusInUse
    let free = inUse.flatMap { inUse in node.gpus.map { $0 - inUse } }
    allocated = sum(allocated, inUse)
    guard canStart else {
      unavailable = sum(unavailable, free)
      return
    }
    usableNodes += 1
    idle = sum(idle, free)
    if node.state.isHeldForLater { heldForLater = sum(heldForLater, free) }
  }

  /// Whether there are parts of GPUs and no whole one: whoever asks for a GPU there gets a part.
  var hasOnlyGPUParts: Bool { hasGPUParts && gpus == 0 }

  /// Of installed: allocated / total, as XDMoD's utilization, which ignores downtime. Of available: allocated /
  /// (total - unavailable), what an operator can influence.
  var figures: CapacityFigures {
    let available = unavailable.flatMap { unavailable in gpus.map { $0 - unavailable } }
    return CapacityFigures(
      nodes: nodes, nodesByState: nodesByState,
      gpus: GPUFigures(
        total: gpus, allocated: allocated, idle: idle, plannedOrReserved: heldForLater,
        unavailable: unavailable,
        ofInstalled: Self.fraction(allocated, of: gpus), ofAvailable: Self.fraction(allocated, of: available),
        busy: busy.mean, measured: busy.measured > 0 ? busy.measured : nil,
        allocatedIdle: busy.measured > 0 ? busy.idle : nil), outOfService: outOfService,
      hasOnlyGPUParts: hasOnlyGPUParts)
  }

  private static func fraction(_ part: Int?, of whole: Int?) -> Double? {
    guard let part, let whole, whole > 0 else { return nil }
    return Double(part) / Double(whole)
  }
}

/// One unknown term makes the sum unknown.
func sum<Number: AdditiveArithmetic>(_ left: Number?, _ right: Number?) -> Number? {
  guard let left, let right else { return nil }
  return left + right
}
