package import Model
import Text

/// A row of the job list: one job, or the tasks of one array that are in the same state.
package struct JobRow: Sendable {
  private let clusterNumber: Int32
  private let jobNumber: Int32
  /// The cluster, as an index into the factory's.
  var cluster: Int { Int(clusterNumber) }
  /// The record whose fields the row shows, as an index into the cluster's jobs.
  var job: Int { Int(jobNumber) }
  /// The other records that are folded into the row, in the order of the source.
  private(set) var otherJobs: [Int32] = []
  private var taskCount: Int32
  /// How many tasks the row stands for.
  var tasks: Int { Int(taskCount) }
  /// Whether Slurm cut the list of some, so that there may be more.
  private(set) var tasksAreAtLeast: Bool
  /// Whether several tasks are folded into the row.
  var isFolded: Bool { tasks > 1 }

  /// The rows of one cluster: what waits by priority, then what runs by its end, then the rest.
  ///
  /// Tasks of one array in one state become one row. O(n log n) in the number of records.
  package static func folded(_ table: JobTable?, cluster: Int) -> [JobRow] {
    guard let table else { return [] }
    var rows: [JobRow] = []
    var rowOfArray: [ArrayInState: Int] = [:]
    for (index, job) in table.jobs.enumerated() {
      if job.arrayID != 0 {
        let array = ArrayInState(id: job.arrayID, state: job.state, reason: job.reason)
        if let row = rowOfArray[array] {
          rows[row].fold(job, at: index)
          continue
        }
        rowOfArray[array] = rows.count
      }
      rows.append(
        JobRow(
          clusterNumber: Int32(cluster), jobNumber: Int32(index), taskCount: job.taskCount,
          tasksAreAtLeast: job.tasksAreAtLeast))
    }
    let orders = rows.map { JobOrder(table.jobs[$0.job]) }
    var places = rows.indices.map(Int32.init)
    places.sort { orders[Int($0)] < orders[Int($1)] }
    return places.map { rows[Int($0)] }
  }

  private mutating func fold(_ job: Job, at index: Int) {
    otherJobs.append(Int32(index))
    taskCount = Int32(clamping: tasks + Int(job.taskCount))
    tasksAreAtLeast = tasksAreAtLeast || job.tasksAreAtLeast
  }

  private struct ArrayInState: Hashable {
    let id: Int64
    let state: JobState
    let reason: Symbol
  }
}
