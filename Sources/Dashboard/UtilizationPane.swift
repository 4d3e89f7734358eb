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
    // On a tall screen more of it has room.
    arrangement: { _, area in .wide(area, detail: max(14, area.height * 2 / 5)) },
    drawDetail: { screen, context, canvas, area in
      if let mapped = screen.state.mappedNodes { context.drawNodes(on: &canvas, in: area, mapped: mapped) }
    })
}

extension PaneBuilder {
  /// Per cluster and partition a bar of GPUs, both percentages, and under it why nodes are out of service.
  var utilization: PaneModel {
    var body = PaneModel(headline: utilizationHeadline)
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
