import Entities
import Model
import Screen
import Text

extension PaneBuilder {
  /// The job under the cursor of the list of jobs.
  var selectedJob: JobRecord? {
    guard let place = place(ofRow: selected), content.jobRows.indices.contains(place) else { return nil }
    return content.record(content.jobRows[place])
  }

  /// `time` is the wait of what waits and the run time of what runs.
  var jobColumns: [ListColumn<JobRecord>] {
    let hasSeveralClusters = figures.clusters.count > 1
    let hasBounds = figures.clusters.contains { $0.queue?.tasksAreAtLeast == true }
    // Room for Slurm's word only where a job has it.
    let limitWidth = content.jobQueues.contains(where: \.hasUnlimitedJobs) ? 9 : 7
    let columns: [ListColumn<JobRecord>?] = [
      column("id", .flexible(minimum: 9, weight: 1), priority: 100),
      hasSeveralClusters
        ? column("cluster", .flexible(minimum: 8, weight: 1), priority: 55, .muted) : nil,
      column("state", .fixed(10), priority: 95) { $0.job.state.role },
      column("tasks", .fixed(hasBounds ? 7 : 5), priority: 70) { $0.isFolded ? .text : .muted },
      column("partition", .flexible(minimum: 9, weight: 1), priority: 60),
      column("account", .flexible(minimum: 9, weight: 1), priority: 65),
      column("user", .flexible(minimum: 7, weight: 1), priority: 40, .muted),
      column("nodes", .fixed(5), priority: 45),
      column("gpus", .fixed(5), priority: 75),
      column("limit", .fixed(limitWidth), priority: 50, .muted),
      .init("time", sortField: "wait", width: .fixed(7), alignment: .right, priority: 85) {
        clock.cell(of: .span($0.wait ?? $0.elapsed))
      },
      .init("why, or where", field: "reason", width: .flexible(minimum: 16, weight: 6), priority: 80) {
        whyOrWhere($0)
      },
      column("name", .flexible(minimum: 8, weight: 1), priority: 30, .muted),
    ]
    return columns.compactMap(\.self)
  }

  private func column(
    _ key: String, _ width: Extent, priority: Int, _ role: Role
  ) -> ListColumn<JobRecord>? {
    column(key, width, priority: priority) { _ in role }
  }

  private func column(
    _ key: String, _ width: Extent, priority: Int, role: ((JobRecord) -> Role)? = nil
  ) -> ListColumn<JobRecord>? {
    JobFields.all[key].map { ListColumn($0, width: width, priority: priority, clock: clock, role: role) }
  }

  private func whyOrWhere(_ record: JobRecord) -> Table.Content {
    guard record.job.state.base == .pending else {
      return .text(record.nodeList, Style(.muted))
    }
    let reason = record.text(record.job.reason)
    return .text(PendingReason.plain(reason).map { "\($0) (\(reason))" } ?? reason)
  }
}
