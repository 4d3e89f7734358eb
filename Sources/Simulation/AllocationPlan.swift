import Model

/// Draws the accounts of a cluster: the site's own, and one for each allocation, so that every budget state occurs.
struct AllocationPlan {
  /// Where an allocation should stand when the simulation is shown first.
  private struct Course {
    var mode: AccessMode
    var scale: Workload.Scale
    var days: Int
    /// The part of its days that has gone by.
    var elapsed: Double
    /// Used fraction over `elapsed`.
    var pace: Double
    /// Part of the cluster that an allocation on pace keeps busy; `nil` when the mode's package is fixed.
    var share: Double?
  }

  private static let courses = [
    Course(mode: .largeScale, scale: .large, days: 180, elapsed: 0.48, pace: 0.97, share: 0.07),
    Course(mode: .fastLane, scale: .medium, days: 91, elapsed: 0.55, pace: 0.34, share: 0.03),
    Course(mode: .playground, scale: .small, days: 61, elapsed: 0.52, pace: 1.04, share: nil),
    Course(mode: .fastLane, scale: .medium, days: 61, elapsed: 0.46, pace: 1.5, share: 0.03),
    Course(mode: .playground, scale: .small, days: 61, elapsed: 0.71, pace: 1.6, share: nil),
    Course(mode: .playground, scale: .small, days: 91, elapsed: 0.31, pace: 0, share: nil),
    Course(mode: .aiScience, scale: .large, days: 182, elapsed: 0.93, pace: 0.88, share: 0.06),
    Course(mode: .playground, scale: .small, days: 31, elapsed: 1.2, pace: 0.62, share: nil),
    Course(mode: .development, scale: .medium, days: 182, elapsed: 0.62, pace: 0.78, share: 0.02),
    Course(mode: .largeScale, scale: .large, days: 365, elapsed: 0.37, pace: 0.19, share: 0.05),
    Course(mode: .playground, scale: .small, days: 61, elapsed: 0.84, pace: 0.9, share: nil),
    Course(mode: .benchmark, scale: .medium, days: 61, elapsed: 0.4, pace: 0.66, share: 0.01),
    Course(mode: .playground, scale: .small, days: 31, elapsed: 0.11, pace: 0.6, share: nil),
    Course(mode: .fastLane, scale: .medium, days: 91, elapsed: 0.2, pace: 1.1, share: 0.03),
  ]

  /// One Playground package, as seen on two systems.
  private static let playgroundHours = 5000.0

  let machine: Machine
  /// When the simulation is shown first.
  let start: Timestamp
  var random: SeededRandom

  /// `count` accounts with an allocation after those of the site; `first` numbers the first proposal.
  mutating func accounts(count: Int, firstProposal: Int) -> [SimulatedAccount] {
    var accounts: [SimulatedAccount] = []
    var nextUser = 100 * (firstProposal - 9000) / 10
    func users(_ count: Int) -> [Int] {
      defer { nextUser += count }
      return Array(nextUser..<(nextUser + count))
    }
    for (name, scale) in [("local-ai", Workload.Scale.medium), ("local-sim", .large), ("teaching", .small)] {
      accounts.append(
        SimulatedAccount(
          name: name, qos: "normal", priority: Seconds(0), users: users(8), scale: scale, allocation: nil))
    }
    for index in 0..<count {
      let course = Self.courses[index % Self.courses.count]
      let number = firstProposal + index
      accounts.append(
        SimulatedAccount(
          name: machine.accountPrefix + String(number), qos: "aif", priority: .hours(6), users: users(3),
          scale: course.scale, allocation: allocation(course, number: number)))
    }
    return accounts
  }

  private mutating func allocation(_ course: Course, number: Int) -> SimulatedAllocation {
    let elapsedDays = Int(Double(course.days) * course.elapsed) + random.below(2)
    let firstDay = EuropeanZone.central.localTime(at: start).date.adding(days: -elapsedDays)
    var allocation = SimulatedAllocation(
      proposal: Proposal.id(course.mode, year: firstDay.year, number: number), mode: course.mode,
      granted: grant(course), firstDay: firstDay, lastDay: firstDay.adding(days: course.days - 1),
      usedBefore: 0,
      history: [])
    let opensAt = start + Seconds(-ClusterSimulation.warmUp.count)
    let length = (allocation.endsAt - allocation.startsAt).inDays
    let lived = max(0, min((opensAt - allocation.startsAt).inDays, length))
    let line = allocation.granted * course.pace * lived / length
    allocation.usedBefore = min(allocation.granted * 1.006, line)
    allocation.history = history(
      from: allocation.startsAt, to: min(opensAt, allocation.endsAt), used: allocation.usedBefore)
    return allocation
  }

  private func grant(_ course: Course) -> Double {
    guard let share = course.share else { return Self.playgroundHours }
    let gpus = Double(machine.nodes * machine.gpusPerNode) / machine.factors.gresPerGPU
    let hours = max(2000, gpus * share * Double(course.days) * 24)
    var step = 1.0
    while step * 100 <= hours { step *= 10 }
    return (hours / step).rounded() * step
  }

  /// One reading a day, uneven as real use is, ending at `used`.
  private mutating func history(from start: Timestamp, to end: Timestamp, used: Double) -> [UsageReading] {
    guard end > start, used > 0 else { return [] }
    let days = Int((end - start).inDays)
    let weights = (0...days).map { _ in 0.4 + random.fraction() * 1.2 }
    let total = weights.reduce(0, +)
    var sum = 0.0
    var readings: [UsageReading] = []
    for (day, weight) in weights.enumerated() {
      sum += weight
      let at = end + .days(-Int64(days - day))
      readings.append(UsageReading(at: at, used: used * sum / total))
    }
    return readings
  }
}
