import Entities
import Model
import Screen
import Text

extension PageBuilder {
  /// Its GPUs one by one, where Slurm tells which job holds which, or a measurement what each does; then the jobs on it
  /// that are not among those. Without a source of jobs, how to get one.
  mutating func gpusAndJobs(of row: NodeRow) -> [PageSection] {
    let cluster = content.nodes.first { $0.name == row.clusterName }
    let queue = content.jobQueues.first { $0.name == row.clusterName }
    let holders = cluster?.gpuHolders(on: row.node.name)
    let gpus = GPURun.all(of: row.node, held: holders)
    var sections: [PageSection] = []
    var places = cluster?.runningJobs(on: row.node.name)
    if !gpus.isEmpty {
      let named = Set(gpus.flatMap { $0.jobs ?? [] })
      places?.removeAll(where: named.contains)
      sections.append(PageSection("GPUs", in: .left, table(of: gpus, on: row, queue)))
    }
    guard let places, let queue else {
      let how: SafeText = "no source tells of jobs: squeue --json > \(row.clusterName)/squeue.json"
      return sections + [PageSection("jobs on it", [Line(how, .muted)])]
    }
    if places.isEmpty, gpus.contains(where: { $0.jobs?.isEmpty == false }) { return sections }
    return sections + jobs(at: places, of: queue, on: row, besideGPUs: !gpus.isEmpty)
  }

  /// A row for each GPU; those beside each other of which the same is to be said have one.
  private mutating func table(of gpus: [GPURun], on row: NodeRow, _ queue: JobsOfCluster?) -> LineTable {
    var table = LineTable([
      LineTable.Column(title: "GPU", priority: 100),
      LineTable.Column(title: "busy", isFigure: true, priority: 95),
      LineTable.Column(title: " job", priority: 90), LineTable.Column(title: " account", priority: 70),
      LineTable.Column(title: " user", priority: 60),
      LineTable.Column(title: "for", isFigure: true, priority: 85),
      LineTable.Column(title: "limit", isFigure: true, priority: 65),
    ])
    let idleBelow = content.policy.alerts.idleBusyFraction
    for run in gpus {
      var busy = figure(run.busy.map { SafeText.percent($0, decimals: false) })
      if let fraction = run.busy, fraction < idleBelow, run.jobs?.isEmpty == false {
        busy = Line(busy.text, .warning)
      }
      var cells = [Line(Array(run.numbers).ranges), busy]
      if let place = run.jobs?.first, let queue {
        let record = JobRecord(queue: queue, place: Int(place))
        var job = link(to: record)
        if let jobs = run.jobs, jobs.count > 1 { job.add("+\(jobs.count - 1) more", .muted) }
        cells.append(job)
        cells += whoAndHowLong(record)
      } else {
        cells.append(
          run.jobs == nil
            ? Line(" \(SafeText.unknown)", .unknown) : Line(row.canStartJobs ? " free" : " out", .muted))
        cells += Array(repeating: Line(), count: 4)
      }
      table.add(cells)
    }
    return table
  }

  private mutating func jobs(
    at places: [Int32], of queue: JobsOfCluster, on row: NodeRow, besideGPUs: Bool
  ) -> [PageSection] {
    let title: SafeText = besideGPUs ? "other jobs on it" : "jobs on it"
    guard !places.isEmpty else { return [PageSection(title, [Line("none", .muted)])] }
    var table = LineTable([
      LineTable.Column(title: " job", priority: 100), LineTable.Column(title: "on GPU", priority: 95),
      LineTable.Column(title: "GPUs", isFigure: true, priority: 80),
      LineTable.Column(title: "nodes", isFigure: true, priority: 50),
      LineTable.Column(title: " account", priority: 70), LineTable.Column(title: " user", priority: 60),
      LineTable.Column(title: "for", isFigure: true, priority: 90),
      LineTable.Column(title: "limit", isFigure: true, priority: 65),
    ])
    for place in places.prefix(Self.mostRows) {
      let record = JobRecord(queue: queue, place: Int(place))
      table.add(
        [
          link(to: record), figure(queue.table.gpuIndices(of: record.job, on: row.node.name).map(\.ranges)),
          figure(record.gpus.map { SafeText.grouped($0) }),
          figure(record.job.nodeCount.map { SafeText.grouped(Int($0)) }),
        ] + whoAndHowLong(record))
    }
    let all = link(
      .list(.jobs, "running node=\(row.node.name.asFilterValue) cluster=\(row.clusterName.asFilterValue)"),
      "all \(row.runningJobs ?? places.count)")
    return [PageSection(title, in: .left, table, under: all)]
  }

  private mutating func whoAndHowLong(_ record: JobRecord) -> [Line] {
    let (account, user) = (record.text(record.job.account), record.text(record.job.user))
    return [
      account.isEmpty ? figure(nil) : link(.account, account, of: record.cluster),
      user.isEmpty ? figure(nil) : link(.user, user, of: record.cluster),
      figure(record.elapsed.map { .duration(seconds: Int($0.count)) }), figure(record.limit.shown),
    ]
  }
}

/// GPUs of a node beside each other of which the same is known.
private struct GPURun {
  var numbers: ClosedRange<Int>
  /// `nil` where nothing measures them.
  let busy: Double?
  /// The places of the jobs that hold them; empty where none does, `nil` where nobody tells.
  let jobs: [Int32]?

  /// None where neither jobs nor measurements tell of single GPUs.
  static func all(of node: Node, held holders: GPUHolders?) -> [GPURun] {
    let busy = node.gpuBusy?.byIndex ?? [:]
    let count = max(node.gpus ?? 0, (busy.keys.max() ?? -1) + 1)
    let gpus = (0..<min(count, most)).map { number in
      GPURun(numbers: number...number, busy: busy[number], jobs: holders?.jobs(holding: number) ?? nil)
    }
    guard !busy.isEmpty || gpus.contains(where: { $0.jobs?.isEmpty == false }) else { return [] }
    return gpus.reduce(into: []) { runs, next in
      if let last = runs.last, last.says(as: next) {
        runs[runs.count - 1].numbers = last.numbers.lowerBound...next.numbers.upperBound
      } else {
        runs.append(next)
      }
    }
  }

  private func says(as other: GPURun) -> Bool {
    jobs == other.jobs
      && SafeText.percent(busy, decimals: false) == SafeText.percent(other.busy, decimals: false)
  }

  /// No node has more.
  private static let most = 256
}
