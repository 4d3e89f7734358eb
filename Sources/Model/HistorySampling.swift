import Text

extension Figures {
  /// One sample of the cluster and one of each of its partitions, for the history.
  ///
  /// What stale, broken or missing files told is left out, and what is dated ahead: history that repeats an old figure
  /// is wrong for ever. Empty when nothing is known now.
  package func samples(of cluster: ClusterFigures, at moment: Timestamp) -> [HistorySample] {
    let knowsNodes = isFresh(.nodes, of: cluster.name)
    let knowsJobs = isFresh(.jobs, of: cluster.name)
    let parts =
      [(nil, cluster.capacity, cluster.queue)]
      + cluster.partitions.map { (SafeText?.some($0.name), $0.capacity, $0.queue) }
    return parts.compactMap { partition, capacity, queue in
      HistorySample(
        at: moment, partition: partition, capacity: knowsNodes ? capacity : nil,
        queue: knowsJobs ? queue : nil, busy: cluster.busyIsFrom == nil ? capacity?.gpus.busy : nil,
        watts: partition == nil && knowsNodes ? cluster.powerWatts : nil)
    }
  }
}

extension HistorySample {
  /// `nil` when there is nothing to tell. Lower bounds are left out: nothing would mark them as such.
  fileprivate init?(
    at moment: Timestamp, partition: SafeText?, capacity: CapacityFigures?, queue: QueueFigures?,
    busy: Double?, watts: Double?
  ) {
    if capacity == nil, queue == nil { return nil }
    self.init(
      at: moment, partition: partition, gpusTotal: capacity?.gpus.total,
      gpusAllocated: capacity?.gpus.allocated, gpusUnavailable: capacity?.gpus.unavailable,
      gpuBusy: capacity == nil ? nil : busy,
      runningJobs: queue?.runningJobs,
      pendingTasks: queue.flatMap { $0.tasksAreAtLeast ? nil : $0.pendingTasks },
      backlog: queue.flatMap { $0.eligibleAreAtLeast ? nil : $0.backlog },
      medianWait: queue?.medianEligibleWait.map { Int($0.count) },
      watts: watts.map { Int($0.rounded()) })
  }
}

extension Timestamp {
  /// Samples of one minute are one.
  package var startOfMinute: Timestamp {
    Timestamp(secondsSince1970: secondsSince1970 - (secondsSince1970 % 60 + 60) % 60)
  }
}
