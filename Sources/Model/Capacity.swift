extension Node {
  /// `gres/gpu` in use, at most those that the node has: none on a node that is DOWN or in ERROR, whatever is still booked there.
  ///
  /// A source that does not say is believed only where the answer is sure: no CPU in use, or a base state in which no
  /// job runs. Otherwise `nil`.
  package var gpusInUse: Int? {
    if state.base == .down || state.base == .error { return 0 }
    if let gpusAllocated { return min(max(gpusAllocated, 0), gpus ?? .max) }
    if gpus == 0 || cpusAllocated == 0 { return 0 }
    switch state.base {
    case .down, .error: return 0
    case .idle, .future: return cpusAllocated == nil ? 0 : nil
    case .unknown, .allocated, .mixed, .invalid: return nil
    }
  }
}

extension Node {
  /// Whether it is there and switched on, as far as Slurm knows.
  fileprivate var drawsPower: Bool {
    state.exists && state.base != .down && !state.flags.contains(.poweredDown)
  }
}

extension GPUFigures {
  /// Those that an operator can give out: allocated or idle.
  package var available: Int? { total.flatMap { total in unavailable.map { total - $0 } } }
}

/// What is counted of a node, worked out once for the cluster and all its partitions.
struct CountedNode {
  /// The state's number in `StateNumbers`.
  var state: Int
  var gpus: Int?
  var inUse: Int?
  /// Not in use.
  var free: Int?
  var watts: Double?
  var drawsPower: Bool
  var isHeldForLater: Bool
  var hasGPUParts: Bool
  /// Whether it runs nothing, by its base state.
  var isIdle: Bool
  /// What its own state makes of it.
  var outage: Outage?
  /// That it went out of service; `nil` where nothing is wrong with the node itself.
  var event: OutageEvent?
  /// `nil` when nothing measures its GPUs.
  var busy: BusyTally?

  /// Allocated GPUs whose busy fraction is below `idleBelow` count as idle.
  init(_ node: borrowing Node, state: Int, outage: Outage?, idleBelow: Double, now: Timestamp) {
    self.state = state
    gpus = node.gpus
    inUse = node.gpusInUse
    if let gpus, let inUse { free = gpus - inUse }
    watts = node.watts
    drawsPower = node.drawsPower
    isHeldForLater = node.state.isHeldForLater
    hasGPUParts = node.hasGPUParts
    isIdle = node.state.base == .idle
    self.outage = outage
    if let outage, !outage.isPlanned { event = OutageEvent(node, now: now) }
    if node.gpuBusy != nil { busy = BusyTally(node, idleBelow: idleBelow) }
  }
}

/// Counts nodes and their GPUs, one node at a time.
struct CapacityTally {
  /// By the state's number in `StateNumbers`.
  private var nodesByState: [Int] = []
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
  private var busy = BusyTally()
  /// Those that are in service, by the same number.
  private var inServiceByState: [Int] = []
  private var tally = NodeTally()

  /// Of all nodes it is known that they have none.
  var hasNoGPUs: Bool { gpus == 0 }

  /// `unavailability` is what `JobStarts` says of the node, in the cluster or in the partition that is counted.
  mutating func add(_ node: CountedNode, unavailability: JobStarts.Unavailability?) {
    while nodesByState.count <= node.state {
      nodesByState.append(0)
      inServiceByState.append(0)
    }
    nodesByState[node.state] += 1
    if let outage = unavailability?.outage(isIdle: node.isIdle, itsOwn: node.outage) {
      tally.add(outage, event: node.event)
    } else {
      inServiceByState[node.state] += 1
    }
    gpus = sum(gpus, node.gpus)
    hasGPUParts = hasGPUParts || node.hasGPUParts
    if let drawn = node.watts { watts = (watts ?? 0) + drawn } else if node.drawsPower { lacksWatts = true }
    if let busy = node.busy { self.busy.add(busy) }
    allocated = sum(allocated, node.inUse)
    guard unavailability == nil else {
      unavailable = sum(unavailable, node.free)
      return
    }
    usableNodes += 1
    idle = sum(idle, node.free)
    if node.isHeldForLater { heldForLater = sum(heldForLater, node.free) }
  }

  /// Whether there are parts of GPUs and no whole one: whoever asks for a GPU there gets a part.
  var hasOnlyGPUParts: Bool { hasGPUParts && gpus == 0 }

  /// Of installed: allocated / total, as XDMoD's utilization, which ignores downtime. Of available: allocated /
  /// (total - unavailable), what an operator can influence.
  func figures(_ states: StateNumbers) -> CapacityFigures {
    let available = unavailable.flatMap { unavailable in gpus.map { $0 - unavailable } }
    var tally = tally
    tally.add(inService: states.byWord(inServiceByState))
    return CapacityFigures(
      nodes: tally.existing, nodesByState: states.byWord(nodesByState),
      gpus: GPUFigures(
        total: gpus, allocated: allocated, idle: idle, plannedOrReserved: heldForLater,
        unavailable: unavailable,
        ofInstalled: Self.fraction(allocated, of: gpus), ofAvailable: Self.fraction(allocated, of: available),
        busy: busy.mean, measured: busy.measured > 0 ? busy.measured : nil,
        allocatedIdle: busy.measured > 0 ? busy.idle : nil), tally: tally,
      hasOnlyGPUParts: hasOnlyGPUParts)
  }

  private static func fraction(_ part: Int?, of whole: Int?) -> Double? {
    guard let part, let whole, whole > 0 else { return nil }
    return Double(part) / Double(whole)
  }
}

/// The states that occur, numbered in the order in which they are met, so that what their words are is asked once a state
/// and not once a node.
struct StateNumbers {
  private var states: [NodeState] = []
  private var outages: [Outage?] = []
  private var numbers: [NodeState: Int] = [:]

  mutating func number(of state: NodeState) -> Int {
    // Nearly all nodes are in one of a few states.
    if let number = states.prefix(4).firstIndex(of: state) { return number }
    if let number = numbers[state] { return number }
    numbers[state] = states.count
    states.append(state)
    outages.append(state.outage)
    return states.count - 1
  }

  /// What the state of that number makes of a node.
  func outage(_ number: Int) -> Outage? { outages[number] }

  /// Nodes by their word, from nodes by the number of their state.
  fileprivate func byWord(_ nodes: [Int]) -> [NodeWord: Int] {
    var words: [NodeWord: Int] = [:]
    for (state, count) in zip(states, nodes) where count > 0 { words[state.word, default: 0] += count }
    return words
  }
}

/// One unknown term makes the sum unknown.
func sum<Number: AdditiveArithmetic>(_ left: Number?, _ right: Number?) -> Number? {
  guard let left, let right else { return nil }
  return left + right
}
