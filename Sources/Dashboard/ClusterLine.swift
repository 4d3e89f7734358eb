import Model
import Screen
import Text

/// What stands for a whole cluster in the lists of partitions.
extension PaneBuilder {
  /// A cluster's line: its name, and at the right edge its node states, or that its data are old.
  func clusterHeading(_ cluster: ClusterFigures, note: SafeText, shortNote: SafeText? = nil) -> Table.Row {
    if let (text, style) = sourceNote(of: cluster, isShort: isNarrow) {
      return .heading(cluster.name, Style(.strong), note: text, noteStyle: style)
    }
    return .heading(cluster.name, Style(.strong), note: note, shortNote: shortNote)
  }

  /// Why a cluster's figures are not of now; `nil` where they are.
  func sourceNote(of cluster: ClusterFigures, isShort: Bool) -> (text: SafeText, style: Style)? {
    let age = SafeText.span(seconds: cluster.sourceAge.map { Int($0.count) })
    switch cluster.sourceState {
    case .ok: return nil
    case .stale: return (isShort ? "stale \(age)" : "stale \(age), last good", Style(.stale))
    case .clock: return (isShort ? "clock is off" : "dated ahead: a clock is off", Style(.stale))
    case .error where cluster.unreadRecords > 0:
      let records: SafeText = cluster.unreadRecords == 1 ? "record" : "records"
      let count = SafeText.grouped(cluster.unreadRecords)
      return (isShort ? "\(count) unread" : "\(count) \(records) could not be read", Style(.critical))
    case .error:
      return (isShort ? "broken, \(age) old" : "source broken, last good \(age) ago", Style(.critical))
    case .missing:
      return (isShort ? "missing, \(age) old" : "source missing, last good \(age) ago", Style(.critical))
    }
  }

  /// Clusters of which nothing could be read yet, and why.
  var unreadRemarks: [Remark] {
    let unread = figures.unreadClusters
    guard !unread.isEmpty else { return [] }
    let items = unread.map { cluster in
      var line = Line("\(cluster.name) ", .strong)
      let file = cluster.path.shown.split(separator: "/").last.map { SafeText(untrusted: String($0)) }
      line.add("\(file ?? cluster.path): \(cluster.problem)")
      return line
    }
    return [
      Remark(
        "no reading \(unread.count)",
        head: { Remark.head("unread", .critical, count: unread.count, width: $0) }, items: items,
        rest: { "+\(SafeText.count($0, "cluster", "clusters"))" })
    ]
  }

  /// A cluster whose partitions are folded; those that stand below it are what is wrong with it.
  func foldedName(_ cluster: ClusterFigures, _ trouble: ClusterTrouble?) -> Table.Content {
    trouble == nil ? .text(" \(cluster.name)") : .text("▾\(cluster.name)", Style(.strong))
  }

  /// What is wrong with a cluster, in few words: `9 of 40 down 31 m`, `stale 12 m`.
  func words(_ trouble: ClusterTrouble?, of cluster: ClusterFigures) -> Trouble? {
    guard let trouble else { return nil }
    let role: Role = trouble.severity == .critical ? .critical : .warning
    if let (text, style) = sourceNote(of: cluster, isShort: true) { return (text, style.role) }
    if let tally = cluster.capacity?.tally, tally.severity(by: content.policy.alerts) != nil {
      let word = tally.outages.count == 1 ? NodeClass.out(tally.outages[0]).compact : "out"
      if isNarrow { return ("\(SafeText.grouped(tally.outOfService)) \(word)", role) }
      let age = tally.newest?.at.map {
        " \(SafeText.span(seconds: Int((figures.now - $0).count)))" as SafeText
      }
      return (
        "\(SafeText.grouped(tally.outOfService)) of \(SafeText.grouped(tally.existing)) \(word)\(age ?? "")",
        role
      )
    }
    if !trouble.partitions.isEmpty {
      // What is wrong stands with them.
      return isNarrow ? nil : (SafeText.count(trouble.partitions.count, "partition", "partitions"), role)
    }
    return trouble.rules.first.map { ($0.inFewWords, role) }
  }

  /// `3 of 30 in trouble · 12 of their partitions quiet`
  var foldedNote: Line {
    guard let folded = content.foldedPartitions.folded else { return Line() }
    var line = Line(
      "\(folded.troubledCount) of \(figures.clusters.count) in trouble",
      folded.troubledCount > 0 ? .warning : .muted)
    if folded.quietPartitions > 0, !isNarrow {
      line.add(" · \(SafeText.grouped(folded.quietPartitions)) of their partitions quiet", .muted)
    }
    return line
  }

  /// `+23 quiet, 4,488 GPUs, 93 to 100 % of available`
  func utilizationCut(_ shown: Range<Int>) -> Line {
    cutLine(shown) { clusters in
      let gpus = clusters.map { $0.capacity?.gpus.total }
      let total = gpus.contains(nil) ? nil : gpus.reduce(0) { $0 + ($1 ?? 0) }
      let shares = clusters.compactMap(\.capacity?.gpus.ofAvailable)
      var text: SafeText = ", \(SafeText.grouped(total)) GPUs"
      if let least = shares.min(), let most = shares.max(), !isNarrow {
        let (low, high) = (SafeText.percentFigure(least), SafeText.percentFigure(most))
        text.append(low == high ? ", \(low) % of available" : ", \(low) to \(high) % of available")
      }
      return text
    }
  }

  /// `+23 quiet, 1,362 waiting`
  func queueCut(_ shown: Range<Int>) -> Line {
    cutLine(shown) { clusters in
      let queues = clusters.compactMap(\.queue)
      guard queues.count == clusters.count else { return "" }
      let tasks = queues.reduce(0) { $0 + $1.eligibleTasks }
      let count = SafeText.atLeast(.grouped(tasks), if: queues.contains(where: \.eligibleAreAtLeast))
      return ", \(count) waiting"
    }
  }

  /// What is out of sight: trouble first, and then how many clusters all is well with.
  private func cutLine(_ shown: Range<Int>, of figure: ([ClusterFigures]) -> SafeText) -> Line {
    let rows = partitionRows
    var troubled = 0
    var partitions = 0
    var quiet: [ClusterFigures] = []
    for index in 0..<rows.count where !shown.contains(index) {
      switch rows[index] {
      case .folded(let cluster, nil): quiet.append(cluster)
      case .folded: troubled += 1
      case .partition: partitions += 1
      case .cluster, .divider: break
      }
    }
    var parts: [Line] = []
    if troubled > 0 {
      parts.append(Line("+\(troubled) in trouble", .warning))
    } else if partitions > 0 {
      parts.append(Line("+\(SafeText.count(partitions, "partition", "partitions")) in trouble", .warning))
    }
    if !quiet.isEmpty { parts.append(Line("+\(quiet.count) quiet\(figure(quiet))", .muted)) }
    var line = Line("  ")
    line.add(Line(joining: parts))
    return line
  }
}

extension Alert.Rule {
  /// For the end of a row, where nothing else says it.
  fileprivate var inFewWords: SafeText {
    switch self {
    case .oldestWait: "long wait"
    case .backlogDrain: "long drain"
    case .allocatedIdle: "allocated, idle"
    case .accountingBacklog: "slurmdbd behind"
    case .idleWhileWaiting: "idle"
    case .nodesOutOfService: "out"
    case .partitionDown: "partition down"
    case .sourceStale, .sourceIncomplete, .sourceClock: "source"
    case .maintenance, .applicationBreached, .applicationDue, .decisionConflict, .cutoffNear,
      .budgetExhausted,
      .budgetUnused, .storageQuota, .fileQuota, .configurationInvalid, .journalDamaged, .journalUnverified:
      "see alerts"
    }
  }
}
