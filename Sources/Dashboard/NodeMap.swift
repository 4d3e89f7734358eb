import Model
import Screen
import Text

/// The nodes that the map shows: those of the partition or cluster under the cursor, in the order of their names.
struct MappedNodes {
  let cluster: SafeText
  /// `nil` when the row is the whole cluster.
  let partition: SafeText?
  let title: SafeText
  let nodes: OrderedNodes
  /// Where jobs can start in this cluster.
  let starts: JobStarts
  /// The node under the cursor.
  let selected: Int
  /// Whether the keys moved from node to node last, and not from row to row.
  let hasCursor: Bool
}

extension MappedNodes {
  /// What keeps jobs of the row from the node.
  func hindrance(on node: Node) -> JobStarts.Hindrance? {
    partition.map { starts.hindrance(on: node, in: $0) } ?? starts.hindrance(on: node)
  }

  func nodeClass(of node: Node) -> NodeClass { starts.nodeClass(of: node, in: partition) }
}

extension DashboardState {
  /// The nodes of the row under the cursor of the utilization view.
  var mappedNodes: MappedNodes? {
    guard let content else { return nil }
    // Of the node under the cursor of the list, the whole cluster.
    if isOnNodes, case .entity(let node) = rowAtHand, let cluster = node.cluster, let name = node.name {
      let nodes = content.nodesByName(of: cluster)
      return MappedNodes(
        cluster: cluster, partition: nil, title: cluster, nodes: nodes, starts: content.starts(in: cluster),
        selected: nodes.firstIndex { $0.name == name } ?? 0, hasCursor: false)
    }
    let rows = rows(of: .utilization)
    guard !rows.isEmpty else { return nil }
    switch rows[selectedIndex(of: .utilization, in: rows)] {
    case .cluster(let name):
      let nodes = content.nodesByName(of: name)
      return MappedNodes(
        cluster: name, partition: nil, title: name, nodes: nodes, starts: content.starts(in: name),
        selected: nodeCursor?.index(in: nodes) ?? 0, hasCursor: nodeCursor != nil)
    case .partition(let cluster, let name):
      let nodes = content.nodesByName(of: cluster).nodes(in: name)
      return MappedNodes(
        cluster: cluster, partition: name, title: "\(cluster) \(name)", nodes: nodes,
        starts: content.starts(in: cluster),
        selected: nodeCursor?.index(in: nodes) ?? 0, hasCursor: nodeCursor != nil)
    case .divider, .job, .application, .allocation, .entity, .alert: return nil
    }
  }
}

extension PaneContext {
  /// The map of nodes, what its letters mean, the node under the cursor, and why nodes are out of service.
  func drawNodes(on canvas: inout Canvas, in area: Rect, mapped: MappedNodes) {
    let items = mapped.nodes.map { node in
      let nodeClass = mapped.nodeClass(of: node)
      return HeatMap.Item(nodeClass.letter, nodeClass.role, severity: nodeClass.severity)
    }
    let legend = legend(of: mapped).wrapped(to: area.width)
    let node =
      mapped.nodes.indices.contains(mapped.selected)
      ? nodeLines(mapped.nodes[mapped.selected], of: mapped) : []
    let cluster = figures.clusters.first { $0.name == mapped.cluster }
    let idle = idleList(of: cluster, among: mapped.nodes, rows: max(4, area.height / 4))
    let queue = mapped.partition.map { name in cluster?.partitions.first { $0.name == name }?.queue }
    let waits = [reasonRemark(of: queue ?? cluster?.queue)].compactMap(\.self)
    let outages = outageRemarks(
      of: OutageDigest.digests(of: [
        (
          mapped.cluster,
          OutageFigures.grouping(
            mapped.nodes.all, at: mapped.nodes.places, by: mapped.starts, in: mapped.partition,
            now: figures.now)
        )
      ]))
    let blocks = [legend, node, idle]
    let told = [outages, waits].map { $0.lines(width: area.width, rows: area.height) }
    let spaced = (blocks + told).filter { !$0.isEmpty }.reduce([]) { $0.isEmpty ? $1 : $0 + [Line()] + $1 }
    let mapRows = max(
      1,
      min((items.count + area.width - 1) / area.width, area.height - 2 - min(spaced.count, area.height / 2)))
    let map = Rect(column: area.column, row: area.row + 1, width: area.width, height: mapRows)
    let heatMap = HeatMap(items)
    let perCell = heatMap.draw(on: &canvas, in: map, selected: items.isEmpty ? nil : mapped.selected)
    if mapped.hasCursor, let cell = heatMap.position(of: mapped.selected, in: map) {
      canvas.placeCursor(column: cell.column, row: cell.row)
    }
    var title = Line(mapped.title, .strong)
    title.add(
      "  \(SafeText.grouped(mapped.nodes.count)) \(mapped.nodes.count == 1 ? "node" : "nodes")", .muted)
    if perCell > 1 { title.add(", \(perCell) a cell, the worst shown", .muted) }
    if mapped.partition == nil, let power = cluster.flatMap(powerLine) {
      title.add("  ")
      title.add(power)
    }
    title.draw(on: &canvas, column: area.column, row: area.row, width: area.width)
    let text = Rect(
      column: area.column, row: map.rows.upperBound + 1, width: area.width,
      height: area.rows.upperBound - map.rows.upperBound - 1)
    // Where it is tight, lines count for more than air, and what is out of service comes before why tasks wait.
    let tight = blocks.flatMap(\.self)
    let below =
      spaced.count <= text.height
      ? spaced : tight + (outages + waits).lines(width: area.width, rows: text.height - tight.count)
    for (row, line) in zip(text.rows, below) {
      line.draw(on: &canvas, column: area.column, row: row, width: area.width)
    }
    let plotHeight = min(12, text.height - below.count - 1)
    guard plotHeight >= 4 else { return }
    let plot = Rect(
      column: area.column, row: area.rows.upperBound - plotHeight, width: area.width, height: plotHeight)
    drawHistory(on: &canvas, of: mapped, in: plot)
  }

  /// The letters that occur on the map, with their words and how many nodes each stands for.
  private func legend(of mapped: MappedNodes) -> Line {
    var counts: [NodeClass: Int] = [:]
    for node in mapped.nodes { counts[mapped.nodeClass(of: node), default: 0] += 1 }
    var line = Line()
    for (nodeClass, count) in counts.sorted(by: { ($1.value, $0.key.word) < ($0.value, $1.key.word) }) {
      line.add(nodeClass.letters.text, nodeClass.role, mayBreak: true)
      line.add(" \(nodeClass.word) \(count)  ", .muted)
    }
    return line
  }

  /// The node under the cursor: its state and GPUs, and since when, why and by whom it is out of service.
  private func nodeLines(_ node: Node, of mapped: MappedNodes) -> [Line] {
    let word = node.state.word
    var first = Line("\(node.name) ", .accent)
    let suffix = node.state.suffix.map { SafeText(untrusted: String($0)) } ?? ""
    first.add("\(SafeText(untrusted: word))\(suffix)", mapped.nodeClass(of: node).role)
    switch mapped.hindrance(on: node) {
    case .noPartition: first.add(" in no partition", .muted)
    case .partition: first.add(mapped.partition == nil ? " partitions down" : " partition down", .muted)
    case .state, nil: break
    }
    if node.gpus != 0 {
      first.add("  GPUs ", .muted)
      if let used = node.gpusAllocated, let gpus = node.gpus, gpus <= 16 {
        for index in 0..<gpus {
          first.add(index < used ? "▣" : "▢", index < used ? .barAllocated : .barIdle)
        }
      }
      first.add(" \(SafeText.grouped(node.gpusAllocated))/\(SafeText.grouped(node.gpus))")
      if node.state.base == .down, node.gpusAllocated ?? 0 > 0 { first.add(" still booked", .muted) }
      if let type = node.gpuType { first.add(" \(type)", .muted) }
    }
    if let cpus = node.cpus { first.add("  CPUs \(SafeText.grouped(node.cpusAllocated))/\(cpus)", .muted) }
    var lines = [first]
    if let busy = busyLine(of: node) { lines.append(busy) }
    if let reason = node.reason, !reason.isEmpty {
      var why = Line(telling: reason)
      if let since = node.reasonSetAt {
        why.add("  since \(clock.day(of: since)) \(clock.time(of: since))", .muted)
      }
      if let by = node.reasonSetBy, !by.isEmpty { why.add(" by \(by)", .muted) }
      lines.append(why)
    }
    if let jobs = jobs(on: node, of: mapped.cluster) { lines.append(jobs) }
    return lines
  }

  /// The first of the jobs that run on the node. Every distinct list of nodes is looked through once.
  private func jobs(on node: Node, of cluster: SafeText) -> Line? {
    guard let table = content.factory.clusters.first(where: { $0.name == cluster })?.jobs else { return nil }
    var isHere: [Symbol: Bool] = [:]
    let jobs = table.jobs.filter { job in
      guard job.state.base == .running else { return false }
      if let known = isHere[job.nodeList] { return known }
      let found = HostList(table.symbols[job.nodeList]).contains(node.name)
      isHere[job.nodeList] = found
      return found
    }
    guard !jobs.isEmpty else { return nil }
    var line = Line("jobs ", .muted)
    for job in jobs.prefix(8) { line.add("\(job.id) \(table.symbols[job.account])  ") }
    if jobs.count > 8 { line.add("and \(jobs.count - 8) more", .muted) }
    return line
  }
}

extension Content {
  /// A cluster's nodes in the order of their names.
  func nodesByName(of cluster: SafeText) -> OrderedNodes {
    nodesInOrder[cluster] ?? OrderedNodes(byName: [])
  }

  /// Where jobs can start in a cluster.
  fileprivate func starts(in cluster: SafeText) -> JobStarts {
    JobStarts(partitions: factory.clusters.first { $0.name == cluster }?.partitions)
  }
}
