import Model

/// A node with the jobs on it, and what keeps it from taking more.
struct SimulatedNode: Sendable {
  struct Tenant: Sendable {
    var job: Int
    var gpus: UInt64
    var cpus: Int
    var limitEndsAt: Timestamp
    var isCompleting = false
  }

  let index: Int
  let gpus: Int
  let cpus: Int
  /// In the order in which their time limits end.
  private(set) var tenants: [Tenant] = []
  var outage: Outage?
  /// Held for the first waiting job of a partition, which is expected to start then.
  var plannedUntil: Timestamp?
  var lastBusyAt: Timestamp
  let bootedAt: Timestamp

  private(set) var usedGPUs: UInt64 = 0
  private(set) var usedCPUs = 0

  init(index: Int, gpus: Int, cpus: Int, bootedAt: Timestamp) {
    self.index = index
    self.gpus = gpus
    self.cpus = cpus
    self.lastBusyAt = bootedAt
    self.bootedAt = bootedAt
  }

  var isSchedulable: Bool { outage == nil }
  var freeGPUs: Int { gpus - usedGPUs.nonzeroBitCount }
  var freeCPUs: Int { cpus - usedCPUs }

  func fits(_ request: JobRequest) -> Bool {
    freeGPUs >= request.shape.gpusPerNode && freeCPUs >= request.shape.cpusPerNode
  }

  /// Gives the lowest free GPUs to a job that fits.
  mutating func admit(_ job: Int, _ request: JobRequest, limitEndsAt: Timestamp) -> NodeShare {
    var taken: UInt64 = 0
    var gpu: UInt64 = 1
    while taken.nonzeroBitCount < request.shape.gpusPerNode {
      if usedGPUs & gpu == 0 { taken |= gpu }
      gpu <<= 1
    }
    usedGPUs |= taken
    usedCPUs += request.shape.cpusPerNode
    let tenant = Tenant(job: job, gpus: taken, cpus: request.shape.cpusPerNode, limitEndsAt: limitEndsAt)
    tenants.insert(tenant, at: tenants.firstIndex { $0.limitEndsAt > limitEndsAt } ?? tenants.endIndex)
    return NodeShare(node: index, gpus: taken, cpus: request.shape.cpusPerNode)
  }

  mutating func complete(_ job: Int) {
    for tenant in tenants.indices where tenants[tenant].job == job { tenants[tenant].isCompleting = true }
  }

  mutating func release(_ job: Int, at moment: Timestamp) {
    for tenant in tenants where tenant.job == job {
      usedGPUs &= ~tenant.gpus
      usedCPUs -= tenant.cpus
    }
    tenants.removeAll { $0.job == job }
    lastBusyAt = moment
  }

  /// When `request` will fit, if every job runs to its limit; `nil` when it never does.
  func earliestFit(of request: JobRequest, from now: Timestamp) -> Timestamp? {
    if fits(request) { return now }
    var gpus = freeGPUs
    var cpus = freeCPUs
    for tenant in tenants {
      gpus += tenant.gpus.nonzeroBitCount
      cpus += tenant.cpus
      if gpus >= request.shape.gpusPerNode, cpus >= request.shape.cpusPerNode {
        return max(now, tenant.limitEndsAt)
      }
    }
    return nil
  }

  /// Slurm's words: the base state, then its flags.
  var stateWords: [String] {
    var words: [String] = []
    if outage?.kind.isDown == true {
      words.append("DOWN")
    } else if tenants.isEmpty {
      words.append("IDLE")
    } else {
      let isFull = gpus > 0 ? freeGPUs == 0 : freeCPUs == 0
      words.append(isFull ? "ALLOCATED" : "MIXED")
    }
    if tenants.contains(where: \.isCompleting) { words.append("COMPLETING") }
    words += outage?.kind.flags ?? []
    if plannedUntil != nil, words == ["IDLE"] { words.append("PLANNED") }
    return words
  }
}

/// What took a node out of service, and until when.
struct Outage: Sendable {
  enum Kind: Sendable {
    case dead, drained, maintenance, reserved

    var isDown: Bool { self == .dead }
    var flags: [String] {
      switch self {
      case .dead: ["NOT_RESPONDING"]
      case .drained: ["DRAIN"]
      case .maintenance: ["MAINTENANCE", "RESERVED"]
      case .reserved: ["RESERVED"]
      }
    }
  }

  var kind: Kind
  /// Empty for reservations: Slurm keeps their names elsewhere.
  var reason: String
  var setBy: String
  var reservation: String
  var since: Timestamp
  var until: Timestamp
}
