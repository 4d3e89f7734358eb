package import Text

/// The order in which jobs are listed: what waits first, highest priority first; what runs by the end of its limit; then
/// what has ended, the newest first.
package struct JobOrder: Comparable {
  private let group: Int
  private let rank: Int64
  private let id: Int64

  /// Of its kind, a job that tells no priority or no end comes last.
  package init(_ job: Job) {
    switch job.state.base {
    case .pending:
      group = 0
      rank = -(job.priority ?? 0)
    case .running, .suspended:
      group = 1
      rank = job.endsAt?.secondsSince1970 ?? .max
    case .unknown, .completed, .cancelled, .failed, .timeout, .nodeFail, .preempted, .bootFail, .deadline,
      .outOfMemory:
      group = 2
      rank = -(job.endsAt?.secondsSince1970 ?? 0)
    }
    id = job.id
  }

  package static func < (left: JobOrder, right: JobOrder) -> Bool {
    (left.group, left.rank, left.id) < (right.group, right.rank, right.id)
  }
}

extension JobTable {
  /// The places of the jobs in that order. O(n log n).
  package func placesInOrder() -> [Int32] {
    let orders = jobs.map(JobOrder.init)
    return jobs.indices.map(Int32.init).sorted { orders[Int($0)] < orders[Int($1)] }
  }
}

extension Job {
  /// `109`, `109_4` for a task, `109_[4-9%4]` for the rest of an array, `37+1` for a part of a heterogeneous job: as
  /// squeue prints it.
  package func number(in symbols: SymbolTable) -> SafeText {
    if arrayID != 0 {
      if arrayTasks != .empty { return "\(arrayID)_[\(symbols[arrayTasks])]" }
      if let task = arrayTaskID { return "\(arrayID)_\(task)" }
    }
    return hetID != 0 ? "\(hetID)+\(hetOffset)" : "\(id)"
  }
}
