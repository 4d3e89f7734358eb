package import Model
import Text

extension Figures {
  /// One sample of the cluster and one of each of its partitions, for the history.
  ///
  /// What stale, broken or missing files told is left out, and what is dated ahead: history that repeats an old figure
  /// is wrong for ever. Empty when nothing is known now.
  package func samples(of cluster: ClusterFigures, at moment: Timestamp) -> [HistorySample] {
    let isFresh = { (kind: Source.Kind) in
      sources.allSatisfy {
        $0.state == .ok || $0.isIncomplete || $0.source.kind != kind || $0.source.cluster != cluster.name
      }
    }
    let (knowsNodes, knowsJobs) = (isFresh(.nodes), isFresh(.jobs))
    let parts =
      [(nil, cluster.capacity, cluster.queue)]
      + cluster.partitions.map { (SafeText?.some($0.name), $0.capacity, $0.queue) }
    return parts.compactMap { partition, capacity, queue in
      HistorySample(
        at: moment, partition: partition, capacity: knowsNodes ? capacity : nil,
        queue: knowsJobs ? queue : nil, busy: cluster.busyIsFrom == nil ? capacity?.gpus.busy : nil)
    }
  }
}

extension HistorySample {
  /// `nil` when there is nothing to tell. Lower bounds are left out: nothing would mark them as such.
  fileprivate init?(
    at moment: Timestamp, partition: SafeText?, capacity: CapacityFigures?, queue: QueueFigures?,
    busy: Double?
  ) {
    if capacity == nil, queue == nil { return nil }
    self.init(
      at: moment, partition: partition, gpusTotal: capacity?.gpus.total,
      gpusAllocated: capacity?.gpus.allocated, gpusUnavailable: capacity?.gpus.unavailable,
      gpuBusy: capacity == nil ? nil : busy,
      runningJobs: queue?.runningJobs,
      pendingTasks: queue.flatMap { $0.tasksAreAtLeast ? nil : $0.pendingTasks },
      backlog: queue.flatMap { $0.eligibleAreAtLeast ? nil : $0.backlog })
  }
}
