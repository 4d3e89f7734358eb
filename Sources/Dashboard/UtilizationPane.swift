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
    body.table = Table(columns: utilizationColumns(troubleWidth: troubleWidth))
    body.rows = PaneBody.Rows(partitionRows) {
      clusterHeading($0, note: nodeStates($0), shortNote: nodeStatesInShort($0))
    } folded: { cluster, trouble in
      utilizationRow(
        foldedName(cluster, trouble), cluster.capacity, nodeCount: nil, trouble: words(trouble, of: cluster))
    } row: { partition, cluster in
      utilizationRow(
        partitionName(partition, of: cluster), partition.capacity, partition: partition, in: cluster.name,
        nodeCount: partition.configured?.nodeCount,
        trouble: trouble(of: partition, in: cluster.name, idle: idle))
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
    body.emptyLines = emptyState(of: .utilization).lines(isFull: isFull, keys: keys)
    if let listed { body.tell(of: listed, keys) }
    body.sort(partitionColumns: ["name", "gpus", "allocated"], by: listed?.query)
    body.mark(look.marks, ids: rows)
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

  private func utilizationColumns(troubleWidth: Int) -> [Table.Column] {
    var columns: [Table.Column] = [
      .init("", width: .growing(minimum: 9, most: nameWidth), priority: 100),
      .init("GPUs", width: .fixed(gpusWidth), alignment: .right, priority: 80),
      .init("", width: .flexible(minimum: 8, weight: 5), priority: 90),
      .init(isNarrow ? "%av" : "%avail", width: .fixed(isNarrow ? 3 : 6), alignment: .right, priority: 95),
    ]
    if isFull {
      columns.append(.init("%inst", width: .fixed(5), alignment: .right, priority: 60))
    }
    if isBusyMeasured {
      columns.append(.init("%busy", width: .fixed(5), alignment: .right, priority: 58))
    }
    if !isFull {
      columns.append(.init("", width: .fixed(troubleWidth), alignment: .right, priority: 62))
    }
    if isFull {
      columns += [
        .init("nodes", width: .fixed(6), alignment: .right, priority: 55),
        .init("alloc", width: .fixed(6), alignment: .right, priority: 50),
        .init("idle", width: .fixed(6), alignment: .right, priority: 50),
        .init("down", width: .fixed(5), alignment: .right, priority: 52),
        .init("drain", width: .fixed(5), alignment: .right, priority: 51),
        .init("other", width: .fixed(5), alignment: .right, priority: 49),
      ]
      if hasTimeLimits { columns.append(.init("limit", width: .fixed(7), alignment: .right, priority: 35)) }
      if hasPartitionHistory {
        columns.append(.init("history", width: .flexible(minimum: 8, weight: 1), priority: 30))
      }
    }
    return columns
  }

  /// Whether any source measures how busy GPUs are; allocation is not that.
  private var isBusyMeasured: Bool {
    figures.clusters.contains { $0.partitions.contains { $0.capacity?.gpus.busy != nil } }
  }

  private func utilizationRow(
    _ name: Table.Content, _ capacity: CapacityFigures?, partition: PartitionFigures? = nil,
    in cluster: SafeText = "", nodeCount: Int?, trouble: Trouble?
  ) -> Table.Row {
    guard let capacity else {
      let nodes: SafeText =
        nodeCount.map { "\(SafeText.count($0, "node", "nodes")), " } ?? ""
      return .cells([
        name, .text(SafeText.unknown, Style(.unknown)), .text("\(nodes)no file of nodes", Style(.muted)),
      ])
    }
    let gpus = capacity.gpus
    var cells: [Table.Content] =
      gpus.total == 0
      ? [
        name, .text("0", Style(.muted)),
        .text(capacity.hasOnlyGPUParts ? "parts of GPUs" : "CPU only", Style(.muted)), .text(""),
      ]
      : [name, .text(SafeText.grouped(gpus.total)), bar(of: gpus), percent(gpus.ofAvailable)]
    if isFull { cells.append(gpus.total == 0 ? .text("") : percent(gpus.ofInstalled, role: .muted)) }
    if isBusyMeasured { cells.append(gpus.total == 0 ? .text("") : percent(gpus.busy, role: .muted)) }
    if !isFull { cells.append(.text(trouble?.word ?? "", Style(trouble?.role ?? .text))) }
    if isFull {
      let nodes = NodeCounts(capacity.tally)
      cells += [
        .text(SafeText.grouped(capacity.nodes)), .text(SafeText.grouped(nodes.inUse)),
        .text(SafeText.grouped(nodes.idle)),
        .text(SafeText.grouped(nodes.down), Style(nodes.down > 0 ? .critical : .muted)),
        .text(SafeText.grouped(nodes.drained), Style(nodes.drained > 0 ? .warning : .muted)),
        .text(
          SafeText.grouped(nodes.other), Style(nodes.lost > 0 ? .critical : nodes.other > 0 ? .text : .muted)),
      ]
      if hasTimeLimits { cells.append(.text(partition.map(timeLimit(of:)) ?? "", Style(.muted))) }
      if hasPartitionHistory, let partition {
        cells.append(.sparkline(history(of: partition.name, in: cluster)))
      }
    }
    return .cells(cells)
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

  private func percent(_ share: Double?, role: Role = .text) -> Table.Content {
    .text(SafeText.percentFigure(share), Style(share == nil ? .unknown : role))
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
    func inService(_ words: String...) -> Int { words.reduce(0) { $0 + (tally.inService[$1] ?? 0) } }
    inUse = inService("allocated", "mixed", "completing")
    idle = inService("idle", "planned", "reserved")
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
