import Model

/// An account on one cluster: who submits on it, what it was granted, what its jobs have used.
struct SimulatedAccount: Sendable {
  var name: String
  var qos: String
  /// Priority that its QOS gives, in seconds of waiting.
  var priority: Seconds
  var users: [Int]
  var scale: Workload.Scale
  /// `nil` for accounts that the site runs without a EuroHPC budget.
  var allocation: SimulatedAllocation?

  /// `gres/gpu` × seconds of jobs that have ended since the simulation began.
  private(set) var endedGPUSeconds = 0
  private(set) var runningGPUs = 0
  /// `gres/gpu` × start, summed over running jobs: what turns `runningGPUs` × now into their use.
  private var runningGPUStarts = 0

  init(
    name: String, qos: String, priority: Seconds, users: [Int], scale: Workload.Scale,
    allocation: SimulatedAllocation?
  ) {
    self.name = name
    self.qos = qos
    self.priority = priority
    self.users = users
    self.scale = scale
    self.allocation = allocation
  }

  mutating func started(gpus: Int, at moment: Timestamp) {
    runningGPUs += gpus
    runningGPUStarts += gpus * Int(moment.secondsSince1970)
  }

  mutating func ended(gpus: Int, from start: Timestamp, at moment: Timestamp) {
    runningGPUs -= gpus
    runningGPUStarts -= gpus * Int(start.secondsSince1970)
    endedGPUSeconds += gpus * Int((moment - start).count)
  }

  /// `gres/gpu` × hours used since the simulation began, running jobs included.
  func gresHours(at moment: Timestamp) -> Double {
    Double(endedGPUSeconds + runningGPUs * Int(moment.secondsSince1970) - runningGPUStarts) / 3600
  }
}

/// A budget and the readings of its use.
struct SimulatedAllocation: Sendable {
  var proposal: String
  var mode: AccessMode
  /// In billed GPU-hours, as everything here; documents carry the site's unit.
  var granted: Double
  /// Both days inclusive.
  var firstDay: CivilDate
  var lastDay: CivilDate
  /// Used before the simulation began.
  var usedBefore: Double
  var history: [UsageReading]

  var startsAt: Timestamp { EuropeanZone.central.startOfDay(firstDay) }
  var endsAt: Timestamp { EuropeanZone.central.startOfDay(lastDay.adding(days: 1)) }
}
