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
      let needed = screen.context(of: .queue, detailWidth: area.width)?.waitRows(width: area.width) ?? 0
      return .stacked(area, detail: max(6, needed), detailFirst: true)
    },
    drawDetail: { screen, context, canvas, area in
      context.drawWaits(on: &canvas, in: area, top: screen.state.reasonsTop)
    })
}

extension PaneContext {
  /// Per partition what runs and what waits, and under it how long and why; in the full view, the jobs.
  var queue: PaneBody {
    var body = PaneBody(headline: queueHeadline)
    body.selected = selected
    if isFull {
      body.above = backlogLines + schedulerLines
      if let listed { body.tell(of: listed, keys) }
      body.show(shown(of: content.jobRows.lazy.map(content.record)), in: jobColumns, of: self)
      body.below = selectedJob.map(reasonLines(of:)) ?? []
      body.note = qosNote
      body.emptyLines =
        (figures.clusters.contains { $0.queue != nil }
        ? nothingIn([.jobs], "no job waits or runs") : noJobs)
        .lines(isFull: true, keys: keys)
    } else {
      body.table = Table(columns: queueColumns)
      body.rows = PaneBody.Rows(partitionRows) {
        clusterHeading($0, note: queueNote($0))
      } folded: { cluster, trouble in
        queueRow(
          foldedName(cluster, trouble), cluster.queue, note: sourceNote(of: cluster, isShort: true))
      } row: {
        queueRow(partitionName($0, of: $1), $0.queue)
      }
      if isFolded { body.cut = queueCut }
      body.remarks = [waitRemark, reasonRemark].compactMap(\.self) + backlogRemarks + waiterRemarks
      body.note = reasonNote
      body.emptyLines = emptyState(of: .queue).lines(isFull: false, keys: keys)
      if let listed { body.tell(of: listed, keys) }
      body.sort(
        partitionColumns: ["name", "running", "waiting", nil, "gpu-hours", "drain", "oldest", nil],
        by: listed?.query)
      body.mark(look.marks, ids: rows)
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

  /// Lower bounds need room for their sign.
  private var queueColumns: [Table.Column] {
    let sign = queues.contains(where: \.tasksAreAtLeast) ? 2 : 0
    return [
      .init(
        "", width: .growing(minimum: isNarrow ? 9 : max(9, min(nameWidth, 16)), most: nameWidth),
        priority: 100),
      .init("run", width: .fixed(6), alignment: .right, priority: 75),
      .init("wait", width: .fixed((isNarrow ? 5 : 6) + sign), alignment: .right, priority: 95),
      .init("inelig", width: .fixed(6 + sign), alignment: .right, priority: 50),
      .init("GPU-h", width: .fixed(7 + sign), alignment: .right, priority: 40),
      .init("drain", width: .fixed(7 + sign), alignment: .right, priority: 60),
      .init("oldest", width: .fixed(7), alignment: .right, priority: 85),
      .init("waits", width: .fixed(5), priority: 30),
      isNarrow
        ? .init("most for", width: .flexible(minimum: 10, weight: 1), priority: 80)
        : .init("most wait for", width: .flexible(minimum: 19, weight: 1), priority: 80),
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

  /// `note` takes the place of what most wait for.
  private func queueRow(
    _ name: Table.Content, _ queue: QueueFigures?, note: (text: SafeText, style: Style)? = nil
  ) -> Table.Row {
    guard let queue else {
      return .cells([
        name, .text(SafeText.unknown, Style(.unknown)), .text(SafeText.unknown, Style(.unknown)),
      ])
    }
    let notEligible = queue.pendingTasks - queue.eligibleTasks
    return .cells([
      name,
      count(queue.runningJobs),
      count(queue.eligibleTasks, isAtLeast: queue.eligibleAreAtLeast),
      count(notEligible, isAtLeast: queue.ineligibleAreAtLeast, role: .muted),
      amount(queue.backlog.map(\.count), isAtLeast: queue.eligibleAreAtLeast),
      .text(drain(queue), Style(.muted)),
      .text(
        SafeText.duration(seconds: queue.oldestEligibleWait.map { Int($0.count) }),
        Style(queue.oldestEligibleWait == nil ? .unknown : .text)),
      .sparkline(Sparkline(queue.waits.tasks.map(Double.init))),
      note.map { .text($0.text, $0.style) } ?? .text(commonest(queue)),
    ])
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
    let bins = PaneContext.waitLabels.enumerated().map { bucket, label in
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
