/// How busy a node's GPUs were when they were last measured, as fractions 0...1 of the time in which a kernel ran.
///
/// That says nothing of how much of a GPU the kernel took: it is what DCGM calls GPU utilization.
package struct GPUBusy: Sendable, Equatable {
  /// By the GPU's number on its node: NVML's or ROCm's, which is the one that Slurm's `IDX` counts where `gres.conf`
  /// leaves the order to `AutoDetect`.
  package var byIndex: [Int: Double]
  /// Of GPUs whose number nobody tells.
  package var unnumbered: [Double]
  /// Over all GPUs of the node, from a source that tells no single GPU.
  package var mean: Double?

  package init(byIndex: [Int: Double] = [:], unnumbered: [Double] = [], mean: Double? = nil) {
    self.byIndex = byIndex
    self.unnumbered = unnumbered
    self.mean = mean
  }
}

/// What was measured of the GPUs that jobs hold.
struct BusyTally: Equatable {
  /// Allocated GPUs that were measured.
  private(set) var measured = 0
  /// Those of them that are below the threshold: at least so many.
  private(set) var idle = 0
  private var sum = 0.0

  /// The mean over the allocated GPUs that were measured; `nil` when none was.
  var mean: Double? { measured > 0 ? min(1, sum / Double(measured)) : nil }

  mutating func add(_ other: BusyTally) {
    measured += other.measured
    idle += other.idle
    sum += other.sum
  }

  init() {}

  /// What a node's allocated GPUs did.
  ///
  /// Which of them are allocated is known from Slurm's `IDX` with numbered measurements, and where all are. Otherwise
  /// it is taken that GPUs which no job holds do nothing, so that of `n` allocated ones the `n` busiest count; of a mean
  /// `m` over `g` GPUs, `min(1, m g / n)`. From a mean alone `n - ⌊sum / threshold⌋` GPUs are idle for sure, and no more
  /// are counted. Nothing is known of a node that does not tell how many GPUs are allocated.
  init(_ node: borrowing Node, idleBelow threshold: Double) {
    guard let busy = node.gpuBusy, let allocated = node.gpusInUse, allocated > 0 else { return }
    let told = Self.fractions(of: busy, on: node, allocated: allocated)
    if !told.isEmpty {
      measured = told.count
      sum = told.reduce(0, +)
      idle = told.count { $0 < threshold }
    } else if let mean = busy.mean, let gpus = node.gpus {
      measured = allocated
      sum = min(Double(allocated), mean * Double(gpus))
      idle = allocated - Self.most(sum, over: threshold, of: allocated)
    }
  }

  /// The single GPUs that count as allocated.
  private static func fractions(of busy: GPUBusy, on node: borrowing Node, allocated: Int) -> [Double] {
    if let indices = node.gpuIndicesAllocated, indices.count == allocated, !busy.byIndex.isEmpty {
      let exact = indices.compactMap { busy.byIndex[$0] }
      if !exact.isEmpty { return exact }
    }
    let all = busy.byIndex.sorted { $0.key < $1.key }.map(\.value) + busy.unnumbered
    return Array(all.sorted(by: >).prefix(allocated))
  }

  /// How many of `count` GPUs can be at or above the threshold when they add up to `sum`.
  private static func most(_ sum: Double, over threshold: Double, of count: Int) -> Int {
    guard threshold > 0, sum / threshold < Double(count) else { return count }
    return Int(sum / threshold)
  }
}

extension Node {
  /// The mean busy fraction of its allocated GPUs, as `BusyTally` has it; `nil` unless something measures it.
  package var busyOfAllocated: Double? {
    gpuBusy == nil ? nil : BusyTally(self, idleBelow: 0).mean
  }
}
