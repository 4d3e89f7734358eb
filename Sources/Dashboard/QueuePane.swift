import Entities
import Model
import Screen
import Text

extension PaneDefinition {
  static let queue = PaneDefinition(
    pane: .queue, view: .queue, title: "Queue", shortTitle: "queue",
    scopes: { ($0.view == .queue ? [.queueView] : []) + [.filteredList] },
    rows: { content, view in view == .queue ? content.jobRowIDs : content.partitionRows },
    body: \.queue,
    arrangement: { screen, area in
      let context = screen.context(of: .queue, detailWidth: area.width)
      let needed = context.map { max($0.waitRows(width: area.width), $0.pastRows(in: area)) } ?? 0
      return .stacked(area, detail: max(6, needed), detailFirst: true)
    },
    drawDetail: { screen, context, canvas, area in
      context.drawWaits(on: &canvas, in: area, top: screen.state.reasonsTop)
    })
}

extension PaneBuilder {
  /// Per partition what runs and what waits, and under it how long and why; in the full view, the jobs.
  var queue: PaneModel {
    var body = PaneModel(headline: queueHeadline)
    body.selected = selected
    if isFull {
      body.above = backlogLines + schedulerLines
      if let listed { body.tell(of: listed, keys) }
      body.show(shown(of: content.jobRows.lazy.map(content.record)), in: jobColumns, of: self)
      body.below = selectedJob.map(reasonLines(of:)) ?? []
      body.note = qosNote
      body.emptyLines =
        (figures.clusters.contains { $0.queue != nil }
        ? nothingIn([.jobs], "no job waits or runs") : content.emptyState(of: .jobs))
        .lines(isFull: true, keys: keys)
    } else {
      body.show(partitionRows, in: queueColumns, of: self) { clusterHeading($0, note: queueNote($0)) }
      if isFolded { body.cut = queueCut }
      body.remarks = [waitRemark, reasonRemark].compactMap(\.self) + backlogRemarks + waiterRemarks
      body.note = reasonNote
      body.emptyLines = content.emptyState(of: .partitions).lines(isFull: false, keys: keys)
      if let listed { body.tell(of: listed, keys) }
    }
    return body
  }

  /// Of each cluster, or of what a filter leaves of its jobs.
  var queues: [QueueFigures] { listed?.queues ?? figures.clusters.compactMap(\.queue) }

  private var queueHeadline: Line {
    guard !queues.isEmpty else { return Line("\(SafeText.unknown) pending") }
    let pending = queues.reduce(0) { $0 + $1.pendingTasks }
    let backlogs = queues.compactMap(\.backlog)
    let backlog = backlogs.count == queues.count ? backlogs.reduce(0) { $0 + $1.count } : nil
    let tasks = SafeText.atLeast(.grouped(pending), if: queues.contains(where: \.tasksAreAtLeast))
    let hours = SafeText.atLeast(.compact(backlog), if: queues.contains(where: \.eligibleAreAtLeast))
    // Not “waiting”: of what is pending, the column of that name has only what is eligible.
    let word: SafeText = isNarrow ? "pend" : "pending"
    return Line("\(tasks) \(word) · \(hours) GPU-h", .strong)
  }

  private var queueColumns: [ListColumn<PartitionItem>] {
    // Lower bounds need room for their sign.
    let sign = queues.contains(where: \.tasksAreAtLeast) ? 2 : 0
    func figure(
      _ title: SafeText, _ field: String?, width: Int, priority: Int,
      isUnknownTold: Bool = false, _ cell: @escaping (QueueFigures) -> Table.Content
    ) -> ListColumn<PartitionItem> {
      .init(title, field: field, width: .fixed(width), alignment: .right, priority: priority) {
        $0.queue.map(cell) ?? (isUnknownTold ? .text(SafeText.unknown, Style(.unknown)) : .text(""))
      }
    }
    let names = nameColumns(
      width: .growing(minimum: isNarrow ? 9 : max(9, min(nameWidth, 16)), most: nameWidth))
    return names + [
      figure("run", "running", width: 6, priority: 75, isUnknownTold: true) { count($0.runningJobs) },
      figure("wait", "eligible", width: (isNarrow ? 5 : 6) + sign, priority: 95, isUnknownTold: true) {
        count($0.eligibleTasks, isAtLeast: $0.eligibleAreAtLeast)
      },
      figure("inelig", nil, width: 6 + sign, priority: 50) {
        count($0.pendingTasks - $0.eligibleTasks, isAtLeast: $0.ineligibleAreAtLeast, role: .muted)
      },
      figure("GPU-h", "gpu-hours", width: 7 + sign, priority: 40) {
        amount($0.backlog.map(\.count), isAtLeast: $0.eligibleAreAtLeast)
      },
      figure("drain", "drain", width: 7 + sign, priority: 60) { .text(drain($0), Style(.muted)) },
      figure("oldest", "oldest", width: 7, priority: 85) {
        .text(
          SafeText.duration(seconds: $0.oldestEligibleWait.map { Int($0.count) }),
          Style($0.oldestEligibleWait == nil ? .unknown : .text))
      },
      content.waitingHistory.isEmpty
        ? .init("waits", width: .fixed(5), priority: 30) {
          $0.queue.map { .sparkline(Sparkline($0.waits.tasks.map(Double.init))) } ?? .text("")
        }
        : .init("24 h", width: .fixed(WaitingHistory.spans), priority: 45) { item in
          item.partition.flatMap { content.waitingHistory.waiting(in: $0.name, of: item.cluster.name) }
            .map { .sparkline(Sparkline($0)) } ?? .text("")
        },
      .init(
        isNarrow ? "most for" : "most wait for",
        width: .flexible(minimum: isNarrow ? 10 : 19, weight: 1), priority: 80
      ) { item in
        // Of a folded cluster, what there is to say of its files comes first.
        if item.partition == nil, let (text, style) = sourceNote(of: item.cluster, isShort: true),
          item.queue != nil
        {
          return .text(text, style)
        }
        return .text(item.queue.map(commonest) ?? "")
      },
    ]
  }

  private func queueNote(_ cluster: ClusterFigures) -> SafeText {
    guard let queue = cluster.queue else { return "jobs \(SafeText.unknown)" }
    let eligible = SafeText.atLeast(.grouped(queue.eligibleTasks), if: queue.eligibleAreAtLeast)
    let pending = SafeText.atLeast(.grouped(queue.pendingTasks), if: queue.tasksAreAtLeast)
    return isNarrow
      ? "\(eligible) eligible of \(pending)" : "\(eligible) eligible of \(pending) · drain \(drain(queue))"
  }

  /// How long the nodes would take for what waits; 0 where nothing does.
  private func drain(_ queue: QueueFigures) -> SafeText {
    .atLeast(queue.drain == 0 ? "0" : .duration(hours: queue.drain), if: queue.eligibleAreAtLeast)
  }

  /// `own array 760`; where it is narrow without the count.
  private func commonest(_ queue: QueueFigures) -> SafeText {
    guard let most = queue.commonest else { return "" }
    return isNarrow
      ? most.words : "\(most.words) \(SafeText.atLeast(.grouped(most.tasks), if: most.areAtLeast))"
  }

  private func count(_ number: Int, isAtLeast: Bool = false, role: Role = .text) -> Table.Content {
    .text(.atLeast(.grouped(number), if: isAtLeast), Style(number == 0 ? .muted : role))
  }

  private func amount(_ value: Double?, isAtLeast: Bool) -> Table.Content {
    .text(
      .atLeast(.compact(value), if: isAtLeast),
      Style(value == nil ? .unknown : value == 0 ? .muted : .text))
  }

  /// Eligible tasks of all clusters by how long they wait.
  private var waitRemark: Remark? {
    guard !queues.isEmpty else { return nil }
    if queues.allSatisfy({ $0.pendingTasks == 0 }) {
      let told = nothingIn([.jobs], "no job waits").what
      return Remark("wait") { width, _ in
        var line = isNarrow ? Line() : queueHead("wait")
        line.add(told, .muted)
        return [line.shortened(to: width)]
      }
    }
    let counts = waitBins.map { bin in
      var line = Line("\(bin.label) ", .muted)
      line.add(.atLeast(.grouped(bin.count), if: bin.isAtLeast), bin.count > 0 ? .strong : .muted)
      return line
    }
    return Remark(
      "waits",
      // A narrow pane has room for the counts alone.
      head: { _ in isNarrow ? Line() : queueHead("wait") }, items: counts, separator: isNarrow ? " " : "  ")
  }

  private static let waitLabels: [SafeText] = ["<1h", "<6h", "<24h", "<3d", "older"]

  /// One bin a bucket of the histogram, over all clusters, and one for what has waited nobody says how long.
  var waitBins: [Histogram.Bin] {
    let bins = PaneBuilder.waitLabels.enumerated().map { bucket, label in
      Histogram.Bin(
        label, queues.reduce(0) { $0 + $1.waits.tasks[bucket] },
        isAtLeast: queues.contains { $0.waits.areAtLeast[bucket] })
    }
    let untold = queues.reduce(0) { $0 + $1.waits.untold }
    guard untold > 0 else { return bins }
    return bins + [
      Histogram.Bin("unknown", untold, isAtLeast: queues.contains(where: \.waits.untoldAreAtLeast))
    ]
  }

  /// Why the tasks of the row under the cursor wait: `dev: 49 QOS limit, +2 more`.
  private var reasonNote: Line {
    let rows = partitionRows
    guard selected < rows.count else { return Line() }
    let (name, told): (SafeText, QueueFigures?) =
      switch rows[selected] {
      case .cluster(let cluster), .folded(let cluster, _): (cluster.name, cluster.queue)
      case .divider: ("", nil)
      case .partition(let partition, _): (partition.name, partition.queue)
      }
    guard let queue = told else { return Line() }
    let shown = queue.reasons.prefix(isNarrow ? 1 : 2).map { reason -> SafeText in
      "\(SafeText.atLeast(.grouped(reason.tasks), if: reason.areAtLeast)) \(PendingReason.plain(reason.reason, after: reason.tasks) ?? reason.reason)"
    }
    let left = queue.reasons.count - shown.count
    let parts = shown + (left > 0 ? ["+\(left) more"] : [])
    return Line("\(name): \(parts.isEmpty ? "nothing waits" : parts.joined(separator: ", "))")
  }

  /// Why tasks wait, over all clusters, most tasks first.
  var reasons: [ReasonFigures] { ReasonFigures.joined(queues.flatMap(\.reasons)) }

  private var reasonRemark: Remark? {
    let reasons = shortened(reasons, to: Self.mostReasons)
    guard !reasons.isEmpty else { return nil }
    let head = queueHead("why")
    func count(_ reason: ReasonFigures) -> Line {
      Line("\(SafeText.atLeast(.grouped(reason.tasks), if: reason.areAtLeast)) ", .strong)
    }
    let long = reasons.map { reason in
      var line = count(reason)
      line.add(reason)
      return line
    }
    // Without Slurm's words, reasons that are the same in plain words are one.
    let alike = reasons.map { reason in
      var reason = reason
      reason.reason = PendingReason.plain(reason.reason) ?? reason.reason
      return reason
    }
    let joined = ReasonFigures.joined(alike)
    let short = joined.map { reason in
      var line = count(reason)
      line.add(
        reason.reason.isEmpty
          ? "no reason given" : PendingReason.agreeing(reason.reason, with: reason.tasks))
      return line
    }
    return Remark("why", rowsBeforeSpare: 3) { width, rows in
      // Slurm's words go before a reason does.
      let lines = Remark.flow(head, long, width: width, rows: .max) { "+\($0) more" }
      if lines.count <= rows { return lines }
      return Remark.flow(head, short, width: width, rows: rows) { left in
        "+\(left) more ×\(SafeText.grouped(joined.suffix(left).reduce(0) { $0 + $1.tasks }))"
      }
    }
  }
}

extension Line {
  /// The reason in plain words, and Slurm's own behind them.
  mutating func add(_ reason: ReasonFigures) {
    if let plain = PendingReason.plain(reason.reason, after: reason.tasks) {
      add(plain)
      add(" (\(reason.reason))", .muted)
    } else {
      add(reason.reason.isEmpty ? "no reason given" : reason.reason)
    }
  }
}
