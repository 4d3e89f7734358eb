import Model
import Screen
import Text

extension PaneContext {
  /// Per partition what runs and what waits, and under it how long and why; in the full view, the jobs.
  var queue: PaneBody {
    var body = PaneBody(headline: queueHeadline)
    body.selected = selected
    if isFull {
      let factory = content.factory
      body.above = schedulerLines
      body.show(content.jobRows.lazy.map { ListedJob($0, in: factory) }, in: jobColumns)
      body.note = qosNote
      body.empty = "no jobs"
    } else {
      body.table = Table(columns: PaneContext.queueColumns)
      let rows = figures.clusters.flatMap { cluster in
        [clusterHeading(cluster, note: queueNote(cluster), noteRole: .muted)]
          + cluster.partitions.map(queueRow)
      }
      body.rows = PaneBody.Rows(count: rows.count) { rows[$0] }
      body.below = [waitLine, reasonLine].compactMap(\.self)
      body.empty = "no file of nodes or jobs yet"
    }
    return body
  }

  private var queues: [QueueFigures] { figures.clusters.compactMap(\.queue) }

  private var queueHeadline: Line {
    guard !queues.isEmpty else { return Line("\(SafeText.unknown) pending") }
    let pending = queues.reduce(0) { $0 + $1.pendingTasks }
    let backlogs = queues.compactMap(\.backlog)
    let backlog = backlogs.count == queues.count ? backlogs.reduce(0) { $0 + $1.count } : nil
    // Not “waiting”: of what is pending, the column of that name has only what is eligible.
    let word: SafeText = isNarrow ? "pend" : "pending"
    return Line("\(SafeText.grouped(pending)) \(word) · \(SafeText.compact(backlog)) GPU-h", .strong)
  }

  private static let queueColumns: [Table.Column] = [
    .init("", width: .flexible(minimum: 9, weight: 1), priority: 100),
    .init("run", width: .fixed(6), alignment: .right, priority: 90),
    .init("wait", width: .fixed(6), alignment: .right, priority: 95),
    .init("inelig", width: .fixed(6), alignment: .right, priority: 50),
    .init("GPU-h", width: .fixed(7), alignment: .right, priority: 80),
    .init("drain", width: .fixed(7), alignment: .right, priority: 60),
    .init("oldest", width: .fixed(7), alignment: .right, priority: 85),
    .init("waits", width: .fixed(5), priority: 30),
  ]

  private func queueNote(_ cluster: ClusterFigures) -> SafeText {
    guard let queue = cluster.queue else { return "jobs \(SafeText.unknown)" }
    return
      "\(SafeText.grouped(queue.eligibleTasks)) eligible of \(SafeText.grouped(queue.pendingTasks)) · drain \(drain(queue))"
  }

  /// How long the nodes would take for what waits; 0 where nothing does.
  private func drain(_ queue: QueueFigures) -> SafeText {
    queue.drain == 0 ? "0" : .duration(hours: queue.drain)
  }

  private func queueRow(_ partition: PartitionFigures) -> Table.Row {
    let name = partitionName(partition)
    guard let queue = partition.queue else {
      return .cells([
        name, .text(SafeText.unknown, Style(.unknown)), .text(SafeText.unknown, Style(.unknown)),
      ])
    }
    let notEligible = queue.pendingTasks - queue.eligibleTasks
    return .cells([
      name,
      count(queue.runningJobs),
      count(queue.eligibleTasks),
      count(notEligible, role: .muted),
      amount(queue.backlog.map(\.count)),
      .text(drain(queue), Style(.muted)),
      .text(
        SafeText.duration(seconds: queue.oldestEligibleWait.map { Int($0.count) }),
        Style(queue.oldestEligibleWait == nil ? .unknown : .text)),
      .sparkline(Sparkline(queue.waits.tasks.map(Double.init))),
    ])
  }

  private func count(_ number: Int, role: Role = .text) -> Table.Content {
    .text(SafeText.grouped(number), Style(number == 0 ? .muted : role))
  }

  private func amount(_ value: Double?) -> Table.Content {
    .text(SafeText.compact(value), Style(value == nil ? .unknown : value == 0 ? .muted : .text))
  }

  /// Eligible tasks of all clusters by how long they wait.
  private var waitLine: Line? {
    guard !queues.isEmpty else { return nil }
    var line = Line("wait", .muted)
    for (label, tasks) in zip(PaneContext.waitLabels, waitCounts) {
      line.add("  \(label) ", .muted)
      line.add(SafeText.grouped(tasks), tasks > 0 ? .strong : .muted)
    }
    return line
  }

  static let waitLabels: [SafeText] = ["<1h", "<6h", "<24h", "<3d", "older"]

  /// One count a bucket of the histogram, over all clusters.
  var waitCounts: [Int] {
    queues.reduce([0, 0, 0, 0, 0]) { counts, queue in zip(counts, queue.waits.tasks).map { $0 + $1 } }
  }

  /// Why tasks wait, in plain words beside Slurm's own, over all clusters.
  var reasons: [(reason: SafeText, tasks: Int)] {
    var tasks: [SafeText: Int] = [:]
    for reason in queues.flatMap(\.reasons) { tasks[reason.reason, default: 0] += reason.tasks }
    return tasks.map { (reason: $0.key, tasks: $0.value) }
      .sorted { ($1.tasks, $0.reason) < ($0.tasks, $1.reason) }
  }

  private var reasonLine: Line? {
    guard !reasons.isEmpty else { return nil }
    var line = Line("why ", .muted)
    line.indent = 4
    for (index, reason) in reasons.enumerated() {
      if index > 0 { line.addSeparator() }
      line.add("\(reason.tasks.description(padded: 5)) ", .strong, mayBreak: index > 0)
      if let plain = PendingReason.plain(reason.reason) {
        line.add(plain)
        line.add(" (\(reason.reason))", .muted)
      } else {
        line.add(reason.reason)
      }
    }
    return line
  }
}
