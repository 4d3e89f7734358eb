import Entities
import Model
import Screen
import Text

extension PaneDefinition {
  static let utilization = PaneDefinition(
    pane: .utilization, view: .utilization, title: "Utilization", shortTitle: "util ",
    scopes: { ($0.view == .utilization ? [.nodeMap] : []) + [.filteredList] },
    rows: { content, _ in content.partitionRows },
    body: \.utilization,
    arrangement: { _, area in .wide(area, detail: 14) },
    drawDetail: { screen, context, canvas, area in
      if let mapped = screen.state.mappedNodes { context.drawNodes(on: &canvas, in: area, mapped: mapped) }
    })
}

extension PaneContext {
  /// Per cluster and partition a bar of GPUs, both percentages, and under it why nodes are out of service.
  var utilization: PaneBody {
    var body = PaneBody(headline: utilizationHeadline)
    let idle = Set(figures.alerts.filter { $0.rule == .idleWhileWaiting }.map(\.entity))
    let widest =
      figures.clusters.lazy.flatMap { cluster in
        cluster.partitions.lazy.compactMap { trouble(of: $0, in: cluster.name, idle: idle)?.word.width }
      }.max() ?? 0
    let troubleWidth = isNarrow ? min(isFolded ? 8 : widest, 8) : isFolded ? 20 : max(8, widest)
    body.show(
      partitionRows,
      in: usageColumns + (isFull ? nodeColumns : [troubleColumn(width: troubleWidth, idle: idle)]),
      of: self
    ) {
      clusterHeading($0, note: nodeStates($0), shortNote: nodeStatesInShort($0))
    }
    body.selected = selected
    // The full view tells of the row under the cursor, beside the map.
    let outages = isFull ? [] : figures.outages
    body.remarks =
      unreadRemarks + outageRemarks(of: outages.filter { !$0.outage.isPlanned }) + maintenanceRemarks
      + idleRemarks(of: figures.clusters) + outageRemarks(of: outages.filter(\.outage.isPlanned))
    if !isFull { body.remarks += [mapRemark, curveRemark].compactMap(\.self) }
    if isFull {
      body.below = [barLegend]
    } else if !isNarrow, !figures.clusters.isEmpty {
      body.note = barLegendInShort
    }
    if isFolded {
      body.note = foldedNote
      body.cut = utilizationCut
    }
    body.emptyLines = content.emptyState(of: .partitions).lines(isFull: isFull, keys: keys)
    if let listed { body.tell(of: listed, keys) }
    return body
  }

  /// The share of the GPUs that could be given out which is in use, over all clusters.
  private var utilizationHeadline: Line {
    let gpus = figures.clusters.compactMap(\.capacity?.gpus).filter { $0.total != 0 }
    let known = gpus.compactMap { gpus in
      gpus.allocated.flatMap { allocated in
        gpus.available.map { (allocated: allocated, available: $0) }
      }
    }
    guard !known.isEmpty, known.count == gpus.count else { return Line("\(SafeText.unknown) of available") }
    let allocated = known.reduce(0) { $0 + $1.allocated }
    let available = known.reduce(0) { $0 + $1.available }
    let share = available > 0 ? Double(allocated) / Double(available) : nil
    return Line("\(SafeText.percent(share)) of available", .strong)
  }

  /// Enough for the largest number of GPUs of a partition.
  private var gpusWidth: Int {
    let widths = figures.clusters.lazy.flatMap(\.partitions).map {
      SafeText.grouped($0.capacity?.gpus.total).width
    }
    return max(isNarrow ? 4 : 6, widths.max() ?? 0)
  }

  /// Enough for the longest name, up to what leaves the bars some room.
  var nameWidth: Int {
    let widths = figures.clusters.lazy.map { cluster in
      cluster.partitions.lazy.map { partition -> Int in
        guard case .text(let name, _) = partitionName(partition, of: cluster) else { return 0 }
        return name.width
      }.max() ?? 0
    }
    let clusters = isFolded ? figures.clusters.lazy.map { 1 + $0.name.width }.max() ?? 0 : 0
    return min(max(widths.max() ?? 0, clusters), 32)
  }

  /// The name, the GPUs and how they are used.
  private var usageColumns: [ListColumn<PartitionItem>] {
    let columns: [ListColumn<PartitionItem>?] = [
      nameColumn(width: .growing(minimum: 9, most: nameWidth)),
      .init("GPUs", field: "gpus", width: .fixed(gpusWidth), alignment: .right, priority: 80) {
        guard let gpus = $0.capacity?.gpus else { return .text(SafeText.unknown, Style(.unknown)) }
        return .text(SafeText.grouped(gpus.total), Style(gpus.total == 0 ? .muted : .text))
      },
      .init("", field: "allocated", width: .flexible(minimum: 8, weight: 5), priority: 90) { use(of: $0) },
      .init(
        isNarrow ? "%av" : "%avail", field: "of-available", width: .fixed(isNarrow ? 3 : 6),
        alignment: .right, priority: 95
      ) { percent($0, \.ofAvailable) },
      isFull
        ? .init("%inst", field: "of-installed", width: .fixed(5), alignment: .right, priority: 60) {
          percent($0, \.ofInstalled, role: .muted)
        } : nil,
      isBusyMeasured
        ? .init("%busy", field: "busy", width: .fixed(5), alignment: .right, priority: 58) {
          percent($0, \.busy, role: .muted)
        } : nil,
    ]
    return columns.compactMap(\.self)
  }

  /// In the full view: how many nodes are in each state, the time limit, and what was in use.
  private var nodeColumns: [ListColumn<PartitionItem>] {
    func nodes(
      _ title: SafeText, width: Int, priority: Int, _ count: @escaping (NodeCounts) -> Int,
      role: @escaping (NodeCounts) -> Role = { _ in .text }
    ) -> ListColumn<PartitionItem> {
      .init(title, width: .fixed(width), alignment: .right, priority: priority) {
        guard let tally = $0.capacity?.tally else { return .text("") }
        let counts = NodeCounts(tally)
        return .text(SafeText.grouped(count(counts)), Style(role(counts)))
      }
    }
    let columns: [ListColumn<PartitionItem>?] = [
      .init("nodes", field: "nodes", width: .fixed(6), alignment: .right, priority: 55) {
        .text($0.capacity.map { SafeText.grouped($0.nodes) } ?? "")
      },
      nodes("alloc", width: 6, priority: 50, \.inUse),
      nodes("idle", width: 6, priority: 50, \.idle),
      nodes("down", width: 5, priority: 52, \.down) { $0.down > 0 ? .critical : .muted },
      nodes("drain", width: 5, priority: 51, \.drained) { $0.drained > 0 ? .warning : .muted },
      nodes("other", width: 5, priority: 49, \.other) {
        $0.lost > 0 ? .critical : $0.other > 0 ? .text : .muted
      },
      hasTimeLimits
        ? .init("limit", width: .fixed(7), alignment: .right, priority: 35) {
          .text($0.partition.map(timeLimit(of:)) ?? "", Style(.muted))
        } : nil,
      hasPartitionHistory
        ? .init("history", width: .flexible(minimum: 8, weight: 1), priority: 30) { item in
          item.partition.map { .sparkline(history(of: $0.name, in: item.cluster.name)) } ?? .text("")
        } : nil,
    ]
    return columns.compactMap(\.self)
  }

  /// What needs a hand there.
  private func troubleColumn(width: Int, idle: Set<EntityID>) -> ListColumn<PartitionItem> {
    .init("", width: .fixed(width), alignment: .right, priority: 62) { item in
      let trouble =
        item.partition.map { self.trouble(of: $0, in: item.cluster.name, idle: idle) }
        ?? words(item.trouble, of: item.cluster)
      return .text(trouble?.word ?? "", Style(trouble?.role ?? .text))
    }
  }

  /// Whether any source measures how busy GPUs are; allocation is not that.
  private var isBusyMeasured: Bool {
    figures.clusters.contains { $0.partitions.contains { $0.capacity?.gpus.busy != nil } }
  }

  /// A bar of the GPUs, or why there is none.
  private func use(of item: PartitionItem) -> Table.Content {
    guard let capacity = item.capacity else {
      let nodes = item.partition?.configured?.nodeCount
        .map { "\(SafeText.count($0, "node", "nodes")), " as SafeText }
      return .text("\(nodes ?? "")no file of nodes", Style(.muted))
    }
    if capacity.gpus.total == 0 {
      return .text(capacity.hasOnlyGPUParts ? "parts of GPUs" : "CPU only", Style(.muted))
    }
    return bar(of: capacity.gpus)
  }

  typealias Trouble = (word: SafeText, role: Role)

  /// What needs a hand there, in a word for the end of the row: `12 down`, `192 idle`.
  private func trouble(
    of partition: PartitionFigures, in cluster: SafeText, idle: Set<EntityID>
  ) -> Trouble? {
    guard let capacity = partition.capacity else { return nil }
    let tally = capacity.tally
    if let severity = tally.severity(by: content.policy.alerts) {
      // A word that says less than all of them would hide the rest.
      let word = tally.outages.count == 1 ? NodeClass.out(tally.outages[0]).compact : "out"
      return ("\(SafeText.grouped(tally.outOfService)) \(word)", severity == .critical ? .critical : .warning)
    }
    guard idle.contains(EntityID(.partition, partition.name, cluster: cluster)) else { return nil }
    let free = (capacity.gpus.idle ?? 0) - (capacity.gpus.plannedOrReserved ?? 0)
    return ("\(SafeText.grouped(free)) idle", .warning)
  }

  private func bar(of gpus: GPUFigures) -> Table.Content {
    guard let allocated = gpus.allocated, let idle = gpus.idle, let unavailable = gpus.unavailable else {
      return .text("use not known", Style(.unknown))
    }
    let planned = gpus.plannedOrReserved ?? 0
    return .bar(
      Bar([
        .init(.allocated, Double(allocated)), .init(.planned, Double(planned)),
        .init(.idle, Double(idle - planned)),
        .init(.unavailable, Double(unavailable)),
      ]))
  }

  /// What the parts of the bars stand for.
  private var barLegend: Line {
    var line = Line()
    for part in Bar.Part.allCases {
      line.add(part.glyph.text, part.role, mayBreak: true)
      line.add(" \(part.title)  ", .muted)
    }
    return line
  }

  /// The same on the frame, `a bar: used, planned, idle, gone ▆▄▁╱`.
  private var barLegendInShort: Line {
    var line = Line("a bar: used, planned, idle, gone ", .muted)
    for part in Bar.Part.allCases { line.add(part.glyph.text, part.role) }
    return line
  }

  /// A share of the GPUs; nothing where there are none.
  private func percent(
    _ item: PartitionItem, _ share: (GPUFigures) -> Double?, role: Role = .text
  ) -> Table.Content {
    guard let gpus = item.capacity?.gpus, gpus.total != 0 else { return .text("") }
    let share = share(gpus)
    return .text(SafeText.percentFigure(share), Style(share == nil ? .unknown : role))
  }

  private var hasPartitionHistory: Bool {
    content.factory.clusters.contains { $0.history.contains { $0.partition != nil } }
  }

  /// The allocated share of a partition's GPUs over the recorded time.
  private func history(of partition: SafeText, in cluster: SafeText) -> Sparkline {
    let samples = content.factory.clusters.first { $0.name == cluster }?.history ?? []
    return Sparkline(
      samples.filter { $0.partition == partition }.map { sample in
        guard let allocated = sample.gpusAllocated, let total = sample.gpusTotal, total > 0 else {
          return nil
        }
        return Double(allocated) / Double(total)
      }, scale: 1)
  }

  /// `1 down · 12 alloc · 5 mix`: what is out of service, the worst first, and then the others, most nodes first.
  private func nodeStates(_ cluster: ClusterFigures) -> SafeText {
    guard let tally = cluster.capacity?.tally else { return "nodes \(SafeText.unknown)" }
    return tally.inWords.map { "\($0.count) \($0.nodeClass.compact)" as SafeText }.joined(separator: " · ")
  }

  /// The first two of them and how many nodes are left, `1 down · 12 alloc · +5 more`; where more than two are out of
  /// service, how many nodes they are together: `9 of 17 out · 1 down`.
  private func nodeStatesInShort(_ cluster: ClusterFigures) -> SafeText {
    guard let tally = cluster.capacity?.tally else { return "nodes \(SafeText.unknown)" }
    let all = tally.inWords
    let shown = all.prefix(2).map { "\($0.count) \($0.nodeClass.compact)" as SafeText }
    if tally.outages.count > 2 { return "\(tally.outOfService) of \(tally.existing) out · \(shown[0])" }
    let left = all.dropFirst(2).reduce(0) { $0 + $1.count }
    return (shown + (left > 0 ? ["+\(left) more"] : [])).joined(separator: " · ")
  }
}

extension NodeTally {
  /// What is out of service, the worst first, and then the others, most nodes first.
  fileprivate var inWords: [(nodeClass: NodeClass, count: Int)] {
    let others =
      inService.map { (nodeClass: NodeClass.inService($0.key), count: $0.value) }
      + Outage.allCases.filter { !$0.isOutOfService }.map { (nodeClass: .out($0), count: count($0)) }
    return outages.map { (nodeClass: .out($0), count: count($0)) }
      + others.filter { $0.count > 0 }
      .sorted { ($1.count, $0.nodeClass.word) < ($0.count, $1.nodeClass.word) }
  }
}

/// What nodes count as, in the five words that have a column; each node counts in one of them.
struct NodeCounts {
  let inUse: Int
  let idle: Int
  let down: Int
  /// Drained and draining.
  let drained: Int
  /// The rest: in service by another word, and what is out of service or closed in any other way.
  let other: Int
  /// Those of the rest with which something is wrong.
  let lost: Int

  init(_ tally: NodeTally) {
    var (inUse, idle) = (0, 0)
    for (word, count) in tally.inService {
      switch word {
      case .allocated, .mixed, .completing: inUse += count
      case .idle, .planned, .reserved: idle += count
      case .blocked, .draining, .drained, .maint, .reboot, .failing, .fail, .down, .error, .inval, .invalid,
        .unknown, .future:
        break
      }
    }
    self.inUse = inUse
    self.idle = idle
    down = tally.count(.down)
    drained = tally.count(.drained) + tally.count(.draining)
    other = tally.existing - inUse - idle - down - drained
    lost = tally.unplanned - down - drained
  }
}

extension Bar.Part {
  /// What the GPUs of the part are, in words.
  var title: SafeText {
    switch self {
    case .allocated: "allocated"
    case .planned: "planned or reserved"
    case .idle: "idle"
    case .unavailable: "unavailable"
    }
  }
}
