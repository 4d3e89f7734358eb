package import Text

/// A point in time, in whole seconds since 1970-01-01T00:00:00Z, without leap seconds, as POSIX counts.
package struct Timestamp: Hashable, Comparable, Sendable {
  package let secondsSince1970: Int64

  package init(secondsSince1970: Int64) { self.secondsSince1970 = secondsSince1970 }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.secondsSince1970 < right.secondsSince1970
  }
  /// The time from `right` to `left`. Wraps around where 64 bits do not hold it.
  package static func - (left: Timestamp, right: Timestamp) -> Seconds {
    Seconds(left.secondsSince1970 &- right.secondsSince1970)
  }
  /// Wraps around where 64 bits do not hold it.
  package static func + (left: Timestamp, right: Seconds) -> Timestamp {
    Timestamp(secondsSince1970: left.secondsSince1970 &+ right.count)
  }
}

/// A span of time in whole seconds; negative when it lies in the past of what it was measured from.
package struct Seconds: Hashable, Comparable, Sendable {
  package let count: Int64

  package init(_ count: Int64) { self.count = count }
  /// Wraps around where 64 bits do not hold it, as do `hours` and `days`.
  package static func minutes(_ count: Int64) -> Seconds { Seconds(count &* 60) }
  package static func hours(_ count: Int64) -> Seconds { Seconds(count &* 3600) }
  /// Days of 24 hours.
  package static func days(_ count: Int64) -> Seconds { Seconds(count &* 86_400) }

  /// In its largest unit of which there are two or more, rounded down: `7 minutes`, `23 hours`, `30 days`.
  package var inWords: SafeText {
    let (number, unit): (Int64, SafeText) =
      switch count {
      case ..<120: (count, "second")
      case ..<7200: (count / 60, "minute")
      case ..<172_800: (count / 3600, "hour")
      default: (count / 86_400, "day")
      }
    return "\(number) \(unit)\(number == 1 ? "" : "s")"
  }

  package var inHours: Double { Double(count) / 3600 }
  /// Days of 24 hours.
  package var inDays: Double { Double(count) / 86_400 }

  package static func < (left: Seconds, right: Seconds) -> Bool { left.count < right.count }
}

/// GPUs times hours. One is one physical GPU module for one hour (LUMI bills one MI250X module, not its two GCDs).
package struct GPUHours: Hashable, Comparable, Sendable {
  package var count: Double
  package init(_ count: Double) { self.count = count }
  package static func < (left: GPUHours, right: GPUHours) -> Bool { left.count < right.count }
}

/// GPUs as they are billed: one is one physical GPU module. A mean over time need not be whole.
package struct GPUs: Hashable, Comparable, Sendable {
  package var count: Double
  package init(_ count: Double) { self.count = count }
  package static func < (left: GPUs, right: GPUs) -> Bool { left.count < right.count }
}

/// Nodes times hours.
package struct NodeHours: Hashable, Comparable, Sendable {
  package var count: Double
  package init(_ count: Double) { self.count = count }
  package static func < (left: NodeHours, right: NodeHours) -> Bool { left.count < right.count }
}

/// Money, in euros.
package struct Euros: Hashable, Comparable, Sendable {
  package var count: Double
  package init(_ count: Double) { self.count = count }
  package static func < (left: Euros, right: Euros) -> Bool { left.count < right.count }
}

/// The units in which European centres grant and account.
package enum AccountingUnit: String, Sendable, Hashable, CaseIterable {
  case gpuHours = "gpu_hours"
  case nodeHours = "node_hours"
  case coreHours = "core_hours"
  /// Thousands of core-hours (MareNostrum 5).
  case kiloCoreHours = "kcore_hours"
  /// A unit of the site's own, which no factor relates to GPU-hours; no document states it by this word.
  case other

  /// Those that a document, a configuration or a command line may state.
  package static let allCases: [AccountingUnit] = [.gpuHours, .nodeHours, .coreHours, .kiloCoreHours]
}

/// An amount with the unit that it was granted or counted in.
package struct Amount: Hashable, Sendable {
  package var value: Double
  package var unit: AccountingUnit
  package init(_ value: Double, _ unit: AccountingUnit) {
    self.value = value
    self.unit = unit
  }
}

/// How a machine's units relate; every factor that a site does not tell is unknown, never 1.
package struct UnitFactors: Hashable, Sendable {
  /// GPU-hours in one node-hour (Leonardo Booster 4, Karolina 8).
  package var gpuHoursPerNodeHour: Double?
  /// Core-hours in one GPU-hour (Leonardo Booster 8, MareNostrum 5 ACC 20).
  package var coreHoursPerGPUHour: Double?
  /// Slurm's `gres/gpu` that make one billed GPU (LUMI-G 2, elsewhere 1).
  package var gresPerGPU: Double

  package init(
    gpuHoursPerNodeHour: Double? = nil, coreHoursPerGPUHour: Double? = nil, gresPerGPU: Double = 1
  ) {
    self.gpuHoursPerNodeHour = gpuHoursPerNodeHour
    self.coreHoursPerGPUHour = coreHoursPerGPUHour
    self.gresPerGPU = gresPerGPU
  }
}
