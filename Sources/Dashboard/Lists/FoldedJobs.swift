import Entities
import Model
import Text

/// The rows of jobs, of which one may stand for several records: the tasks of an array that are in one state.
extension DashboardModel {
  /// Whether some row of the jobs stands for several records.
  var hasFoldedJobs: Bool { jobRecords.count > jobRows.count }

  /// The record that a row of the jobs stands for, with all that are folded into it.
  func record(_ row: JobRow) -> JobRecord {
    JobRecord(
      queue: jobQueues[row.cluster], place: row.job, otherPlaces: row.otherJobs, tasks: row.tasks,
      tasksAreAtLeast: row.tasksAreAtLeast)
  }

  /// Every record of the jobs, in the order of the rows that they are folded into, each with its own tasks.
  var jobsUnfolded: EntityList {
    records { _, job in (max(0, Int(job.taskCount)), job.tasksAreAtLeast) }
  }

  /// Every record, with the tasks that it is to count for.
  private func records(
    tasks: @escaping @Sendable (JobRow, Job) -> (count: Int, areAtLeast: Bool)
  ) -> EntityList {
    JobFields.list(count: jobRecords.count) { [jobRows, jobQueues, jobRecords] place in
      let (number, place) = jobRecords.part(at: place)
      let row = jobRows[number]
      let queue = jobQueues[row.cluster]
      let index = place == 0 ? row.job : Int(row.otherJobs[place - 1])
      let tasks = tasks(row, queue.table.jobs[index])
      return JobRecord(
        queue: queue, place: index, otherPlaces: [], tasks: tasks.count, tasksAreAtLeast: tasks.areAtLeast)
    }
  }

  /// The places among those records of the ones that some rows stand for. Linear in the records.
  func recordsOfJobs(in rows: Set<RowID>) -> [Int32] {
    (0..<jobRecords.count).filter { rows.contains(jobRowIDs[jobRecords.part(at: $0).part]) }.map { Int32($0) }
  }

  /// What some rows are called: of jobs as squeue names them, of several tasks of an array by that. Linear in the rows
  /// of the jobs where some of these are such.
  func things(of rows: [RowID]) -> [EntityID] {
    guard rows.contains(where: { if case .job = $0 { true } else { false } }) else {
      return rows.map(\.entity)
    }
    let wanted = Set(rows)
    var names: [RowID: SafeText] = [:]
    for (index, id) in jobRowIDs.enumerated() where wanted.contains(id) {
      let record = record(jobRows[index])
      names[id] =
        record.isFolded && record.job.arrayID != 0
        ? SafeText(untrusted: "\(record.job.arrayID)") : record.number
    }
    return rows.map { row in
      var thing = row.entity
      thing.name = names[row] ?? thing.name
      return thing
    }
  }

  /// The rows of jobs of which the filter leaves some record, in their order, and where the records that it leaves are
  /// among all (`jobsUnfolded`). Linear in the records.
  func rowsOfJobs(leftBy query: Query) -> (rows: [Int32], records: [Int32]) {
    let records = records { row, _ in (row.tasks, row.tasksAreAtLeast) }
    let found = Listing(records, by: query.withoutOrder, now: figures.now, zone: policy.zone)
    var rows: [Int32] = []
    for place in found.places {
      let row = Int32(jobRecords.part(at: Int(place)).part)
      if rows.last != row { rows.append(row) }
    }
    return (rows, found.places)
  }

  /// What the jobs of some rows come to, by cluster. Linear in them.
  func queues(ofRows places: [Int32]) -> [QueueFigures] {
    jobQueues.enumerated().map { number, queue in
      QueueFigures(queue.table.symbols, factors: queue.factors, now: figures.now) { count in
        for place in places where jobRows[Int(place)].cluster == number {
          let row = jobRows[Int(place)]
          for index in [[Int32(row.job)], row.otherJobs].joined() {
            let job = queue.table.jobs[Int(index)]
            count(job, queue.waitsAmongParts(job))
          }
        }
      }
    }
  }
}
