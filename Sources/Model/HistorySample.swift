package import Text

/// What a cluster, or one of its partitions, looked like at one moment.
///
/// A history holds millions of them: one takes 80 bytes, and the room of a name that is longer than 15.
package struct HistorySample: Sendable, Equatable {
  package var at: Timestamp
  /// `nil` for the whole cluster.
  package var partition: SafeText?
  /// As `GPUFigures.total`.
  @CompactCount package var gpusTotal: Int?
  /// As `GPUFigures.allocated`.
  @CompactCount package var gpusAllocated: Int?
  /// As `GPUFigures.unavailable`.
  @CompactCount package var gpusUnavailable: Int?
  /// As `QueueFigures.runningJobs`.
  @CompactCount package var runningJobs: Int?
  /// As `QueueFigures.pendingTasks`; `nil` also where that was a lower bound.
  @CompactCount package var pendingTasks: Int?
  /// Measured busy fraction of the allocated GPUs.
  @Compact package var gpuBusy: Double?
  /// As `QueueFigures.backlog`; `nil` also where that was a lower bound.
  @Compact package var backlog: GPUHours?
  /// As `QueueFigures.medianEligibleWait`, in seconds.
  @CompactCount package var medianWait: Int?
  /// As `ClusterFigures.powerWatts`, in whole watts; of a partition `nil`.
  @CompactCount package var watts: Int?

  package init(
    at: Timestamp, partition: SafeText? = nil, gpusTotal: Int? = nil, gpusAllocated: Int? = nil,
    gpusUnavailable: Int? = nil, gpuBusy: Double? = nil, runningJobs: Int? = nil, pendingTasks: Int? = nil,
    backlog: GPUHours? = nil, medianWait: Int? = nil, watts: Int? = nil
  ) {
    self.at = at
    self.partition = partition
    self.gpusTotal = gpusTotal
    self.gpusAllocated = gpusAllocated
    self.gpusUnavailable = gpusUnavailable
    self.gpuBusy = gpuBusy
    self.runningJobs = runningJobs
    self.pendingTasks = pendingTasks
    self.backlog = backlog
    self.medianWait = medianWait
    self.watts = watts
  }
}

extension [HistorySample] {
  /// Sorts by time, and of one time by partition, and keeps of several samples of one time and partition the last. In
  /// place; linear where they are sorted already, as a file of them is.
  package mutating func sortEachOnce() {
    // Swift's sort keeps the order of what is the same, so that the last stays the last.
    sort { ($0.at, $0.partition ?? "") < ($1.at, $1.partition ?? "") }
    var kept = 0
    for index in indices {
      let replaces =
        kept > 0 && self[kept - 1].at == self[index].at
        && self[kept - 1].partition == self[index].partition
      if replaces { kept -= 1 }
      if kept != index { self[kept] = self[index] }
      kept += 1
    }
    removeLast(count - kept)
  }
}

extension [HistorySample] {
  /// Those of a moment and later, of a list in the order of time. Logarithmic, for millions may lie before.
  package func since(_ start: Timestamp) -> ArraySlice<HistorySample> {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].at < start { low = middle + 1 } else { high = middle }
    }
    return self[low...]
  }
}
