import Model

/// Draws what users submit: shapes, limits, run times and ends by the use of the partition.
struct Workload: Sendable {
  /// Sizes of jobs by what their account was granted.
  enum Scale: Sendable {
    case small, medium, large
  }

  let use: MachinePartition.Use
  let gpusPerNode: Int
  let cpusPerNode: Int
  let partitionNodes: Int

  func shape(_ scale: Scale, from random: inout SeededRandom) -> JobShape {
    let widest = max(1, partitionNodes / 3)
    let wanted: Int
    let hours: Int
    switch (use, scale) {
    case (.debug, _):
      wanted = random.between(1, 2)
      hours = 0
    case (_, .small):
      wanted = 1
      hours = random.pick([1, 2, 4, 6, 8])
    case (_, .medium):
      wanted = random.pick([Weighted(1, 6), Weighted(2, 3), Weighted(4, 1)])
      hours = random.pick([4, 8, 12, 24])
    case (_, .large):
      wanted = random.pick([Weighted(2, 5), Weighted(4, 4), Weighted(8, 2), Weighted(16, 1)])
      hours = random.pick([6, 12, 24])
    }
    let nodes = min(wanted, widest)
    let limit = hours == 0 ? Seconds.minutes(Int64(random.pick([10, 15, 30]))) : .hours(Int64(hours))
    let isWhole = use == .wholeNodes || use == .cpuOnly || nodes > 1 || (scale == .large)
    guard gpusPerNode > 0, use != .cpuOnly else {
      return JobShape(nodes: nodes, gpusPerNode: 0, cpusPerNode: cpusPerNode, limit: limit)
    }
    let gpus =
      isWhole ? gpusPerNode : min(gpusPerNode, random.pick([Weighted(1, 5), Weighted(2, 3), Weighted(4, 2)]))
    return JobShape(
      nodes: nodes, gpusPerNode: gpus, cpusPerNode: cpusPerNode * gpus / gpusPerNode, limit: limit)
  }

  /// How a job ends, and after which part of its limit.
  static func fate(from random: inout SeededRandom) -> (outcome: SimulatedJob.Outcome, part: Double) {
    let outcome = random.pick([
      Weighted(SimulatedJob.Outcome.completed, 84), Weighted(.failed, 6), Weighted(.timeout, 5),
      Weighted(.cancelled, 3), Weighted(.outOfMemory, 2),
    ])
    switch outcome {
    case .completed, .cancelled, .nodeFail: return (outcome, 0.08 + 0.9 * random.fraction())
    case .failed, .outOfMemory: return (outcome, 0.01 + 0.3 * random.fraction())
    case .timeout: return (outcome, 1)
    }
  }

  /// Node-seconds times GPUs (or nodes, without GPUs) of an average job: from 64 draws, so that arrivals can be set
  /// to a load whatever the tables above say.
  func averageWork(_ scale: Scale, from random: inout SeededRandom) -> Double {
    var total = 0.0
    for _ in 0..<64 {
      let shape = shape(scale, from: &random)
      let width = shape.nodes * (gpusPerNode > 0 && use != .cpuOnly ? shape.gpusPerNode : 1)
      total += Double(width) * Double(shape.limit.count) * Workload.fate(from: &random).part
    }
    return total / 64
  }

  static let names = [
    "train-llm", "finetune", "eval", "sweep", "tokenise", "preprocess", "pretrain", "distil", "rlhf", "embed",
    "infer-bench", "segment", "diffusion", "speech-asr", "weather-gnn", "protein-fold", "digital-twin",
    "simulate",
  ]

  /// Users submit by day: per mille of the average rate, for each hour of the day in UTC.
  private static let hourly = [
    450, 400, 350, 350, 400, 550, 900, 1300, 1600, 1700, 1650, 1500,
    1350, 1600, 1700, 1650, 1500, 1250, 1000, 900, 800, 700, 600, 500,
  ]

  /// The submission rate at `moment` against the average: the working day, and half of it at weekends.
  static func rhythm(at moment: Timestamp) -> Double {
    let hour = Int(moment.secondsSince1970 / 3600 % 24)
    return Double(hourly[hour]) / 1000 * (OfficeHours.isWeekend(moment) ? 0.5 : 1.15)
  }
}
