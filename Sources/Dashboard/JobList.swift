import Model
import Screen
import Text

/// A row of the job list with the table that its strings are in.
struct ListedJob {
  let row: JobRow
  let job: Job
  let cluster: Cluster
  private let table: JobTable
  var symbols: SymbolTable { table.symbols }

  init(_ row: JobRow, in factory: Factory) {
    cluster = factory.clusters[row.cluster]
    table = cluster.jobs ?? JobTable()
    self.row = row
    job = table.jobs[row.job]
  }

  /// All records that are folded into the row.
  var jobs: some Sequence<Job> {
    ([row.job] + row.otherJobs.map(Int.init)).lazy.map { [table] in table.jobs[$0] }
  }

  /// The nodes of all its tasks, as Slurm folds names; a list that cannot be unfolded stands as it is.
  var nodeList: SafeText {
    let lists = Set(jobs.map(\.nodeList)).subtracting([.empty]).map { symbols[$0] }
    guard lists.count > 1 else { return lists.first ?? "" }
    return HostList.folding(lists)
  }
}

extension PaneContext {
  /// The job under the cursor of the list of jobs.
  var selectedJob: ListedJob? {
    guard let place = place(ofRow: selected), content.jobRows.indices.contains(place) else { return nil }
    return ListedJob(content.jobRows[place], in: content.factory)
  }

  /// `time` is the wait of what waits and the run time of what runs.
  var jobColumns: [ListColumn<ListedJob>] {
    let hasSeveralClusters = figures.clusters.count > 1
    let hasBounds = figures.clusters.contains { $0.queue?.tasksAreAtLeast == true }
    return [
      .init("job", field: "id", width: .flexible(minimum: 9, weight: 1), priority: 100) {
        .text(jobNumber($0))
      },
      .init("cluster", field: "cluster", width: .flexible(minimum: 8, weight: 1), priority: 55) {
        .text($0.cluster.name, Style(.muted))
      },
      .init("state", field: "state", width: .fixed(10), priority: 95) {
        .text(SafeText(untrusted: $0.job.state.word), Style(role(of: $0.job.state)))
      },
      .init("tasks", field: "tasks", width: .fixed(hasBounds ? 7 : 5), alignment: .right, priority: 70) {
        .text(
          .atLeast(.grouped($0.row.tasks), if: $0.row.tasksAreAtLeast),
          Style($0.row.tasks == 1 ? .muted : .text))
      },
      .init("partition", field: "partition", width: .flexible(minimum: 9, weight: 1), priority: 60) {
        .text($0.symbols[$0.job.partition])
      },
      .init("account", field: "account", width: .flexible(minimum: 9, weight: 1), priority: 65) {
        .text($0.symbols[$0.job.account])
      },
      .init("user", field: "user", width: .flexible(minimum: 7, weight: 1), priority: 40) {
        .text($0.symbols[$0.job.user], Style(.muted))
      },
      .init("nodes", field: "nodes", width: .fixed(5), alignment: .right, priority: 45) {
        number($0.job.nodeCount)
      },
      .init("GPUs", field: "gpus", width: .fixed(5), alignment: .right, priority: 75) { gpus($0) },
      .init("limit", field: "limit", width: .fixed(7), alignment: .right, priority: 50) {
        limit($0.job.timeLimit)
      },
      .init("time", sortField: "wait", width: .fixed(7), alignment: .right, priority: 85) {
        .text(SafeText.duration(seconds: time(of: $0).map { Int($0.count) }))
      },
      .init("why, or where", field: "reason", width: .flexible(minimum: 16, weight: 6), priority: 80) {
        whyOrWhere($0)
      },
      .init("name", field: "name", width: .flexible(minimum: 8, weight: 1), priority: 30) {
        .text($0.symbols[$0.job.name], Style(.muted))
      },
    ].filter { hasSeveralClusters || $0.column.title != "cluster" }
  }

  private func whyOrWhere(_ listed: ListedJob) -> Table.Content {
    guard listed.job.state.base == .pending else {
      return .text(listed.nodeList, Style(.muted))
    }
    let reason = listed.symbols[listed.job.reason]
    return .text(PendingReason.plain(reason).map { "\($0) (\(reason))" } ?? reason)
  }

  /// As squeue prints it; of several tasks of an array no single one is named.
  func jobNumber(_ listed: ListedJob) -> SafeText {
    let job = listed.job
    if job.arrayID != 0, job.arrayTasks == .empty, listed.row.isFolded { return "\(job.arrayID)_[…]" }
    return job.number(in: listed.symbols)
  }

  private func number(_ count: Int32?) -> Table.Content {
    .text(SafeText.grouped(count.map(Int.init)), Style(count == nil ? .unknown : count == 0 ? .muted : .text))
  }

  /// Parts of GPUs are none, and not nothing.
  private func gpus(_ listed: ListedJob) -> Table.Content {
    let job = listed.job
    let isOfParts = job.hasGPUParts && job.gpus == 0 || (job.gpus ?? 0) > 0 && waitsAmongGPUParts(listed)
    return number(isOfParts ? nil : job.gpus)
  }

  /// Whether it waits in a partition that has parts of GPUs alone.
  private func waitsAmongGPUParts(_ listed: ListedJob) -> Bool {
    guard listed.job.state.isWaiting else { return false }
    let name = listed.symbols[listed.job.partition]
    return figures.clusters.first { $0.name == listed.cluster.name }?.partitions
      .contains { $0.name == name && $0.capacity?.hasOnlyGPUParts == true } ?? false
  }

  private func limit(_ limit: TimeLimit) -> Table.Content {
    switch limit {
    case .minutes(let minutes): .text(SafeText.duration(seconds: Int(minutes) * 60), Style(.muted))
    case .unlimited: .text("none", Style(.muted))
    case .unknown: .text(SafeText.unknown, Style(.unknown))
    }
  }

  /// The longest of all tasks of the row.
  private func time(of listed: ListedJob) -> Seconds? { listed.jobs.lazy.compactMap(time).max() }

  private func time(of job: Job) -> Seconds? {
    switch job.state.base {
    // Before its begin time a job does not wait.
    case .pending: (job.eligibleAt ?? job.submittedAt).flatMap { figures.now < $0 ? nil : figures.now - $0 }
    case .running, .suspended: job.startedAt.map { max(Seconds(0), figures.now - $0) }
    case .unknown, .completed, .cancelled, .failed, .timeout, .nodeFail, .preempted, .bootFail, .deadline,
      .outOfMemory:
      job.startedAt.flatMap { start in job.endsAt.map { max(Seconds(0), $0 - start) } }
    }
  }

  private func role(of state: JobState) -> Role {
    switch state.base {
    case .running: .ok
    case .pending, .suspended: .text
    case .completed, .unknown: .muted
    case .cancelled, .preempted: .muted
    case .failed, .timeout, .nodeFail, .bootFail, .deadline, .outOfMemory: .critical
    }
  }
}
