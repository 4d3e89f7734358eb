import Entities
import Model
import Screen
import Text

/// The nodes of the list that the map shows: those of the partition or cluster under the cursor.
struct MappedNodes {
  let cluster: SafeText
  /// `nil` when the row is the whole cluster.
  let partition: SafeText?
  let nodes: OrderedNodes
  /// The node under the cursor.
  let selected: Int
  /// Whether the keys moved from node to node last, and not from row to row.
  let hasCursor: Bool
  /// Those that a filter of the list of nodes leaves; `nil` without a filter.
  let matches: Set<SafeText>?

  var title: SafeText { partition.map { "\(cluster) \($0)" } ?? cluster }
}

extension MappedNodes {
  /// Where jobs can start in this cluster.
  private var starts: JobStarts { nodes.cluster.starts }

  /// What keeps jobs of the row from the node.
  func unavailability(on node: Node) -> JobStarts.Unavailability? {
    partition.map { starts.unavailability(on: node, in: $0) } ?? starts.unavailability(on: node)
  }

  func nodeClass(of node: Node) -> NodeClass { starts.nodeClass(of: node, in: partition) }

  /// A letter for the node; one that a filter leaves out stands back.
  func item(_ node: Node) -> HeatMap.Item {
    let nodeClass = nodeClass(of: node)
    guard matches?.contains(node.name) ?? true else { return HeatMap.Item("-", .muted, severity: -1) }
    return HeatMap.Item(nodeClass.letter, nodeClass.role, severity: nodeClass.severity)
  }

  /// Why its nodes are out of service.
  func outages(now: Timestamp) -> [OutageFigures] {
    OutageFigures.grouping(
      nodes.cluster.all, at: nodes.places, by: starts, in: partition, now: now)
  }
}

extension DashboardState {
  /// The nodes of the row under the cursor of the utilization view.
  var mappedNodes: MappedNodes? {
    guard let content else { return nil }
    // Of the node under the cursor of the list, the whole cluster.
    if isOnNodes, case .entity(let node) = rowAtHand, let cluster = node.cluster, let name = node.name {
      return mapped(content.nodes(of: cluster), of: cluster) { nodes in
        nodes.firstIndex { $0.node.name == name }
      }
    }
    let rows = rows(of: .utilization)
    guard !rows.isEmpty else { return nil }
    switch rows[selectedIndex(of: .utilization, in: rows)] {
    case .cluster(let name):
      return mapped(content.nodes(of: name), of: name)
    case .partition(let cluster, let name):
      return mapped(content.nodes(of: cluster)?.nodes(in: name), of: cluster, partition: name)
    case .divider, .job, .application, .allocation, .entity, .alert: return nil
    }
  }

  /// `node` finds one to be under the cursor that is not the cursor of the map.
  private func mapped(
    _ nodes: OrderedNodes?, of cluster: SafeText, partition: SafeText? = nil,
    node: ((OrderedNodes) -> Int?)? = nil
  ) -> MappedNodes? {
    nodes.map { nodes in
      MappedNodes(
        cluster: cluster, partition: partition, nodes: nodes,
        selected: (node.map { $0(nodes) } ?? nodeCursor?.index(in: nodes)) ?? 0,
        hasCursor: node == nil && nodeCursor != nil, matches: nodesLeft(of: cluster))
    }
  }

  /// The nodes of a cluster that a filter of the list of nodes leaves; `nil` without a filter. Linear in those.
  private func nodesLeft(of cluster: SafeText) -> Set<SafeText>? {
    guard queries[.nodes]?.withoutOrder != nil, let listed = listed[.nodes] else { return nil }
    return Set(
      listed.rows.indices.lazy.filter(listed.isMatch).compactMap { index in
        guard case .entity(let node) = listed.rows[index], node.cluster == cluster else { return nil }
        return node.name
      })
  }
}

extension PaneBuilder {
  /// The map of nodes, what its letters mean, the node under the cursor, and why nodes are out of service.
  func drawNodes(on canvas: inout Canvas, in area: Rect, mapped: MappedNodes) {
    let items = mapped.nodes.map { mapped.item($0.node) }
    let legend = legend(of: mapped).wrapped(to: area.width)
    let node =
      mapped.nodes.indices.contains(mapped.selected)
      ? nodeLines(mapped.nodes[mapped.selected].node, of: mapped) : []
    let cluster = figures.clusters.first { $0.name == mapped.cluster }
    let idle = idleList(of: cluster, among: mapped.nodes, rows: max(4, area.height / 4))
    let queue = mapped.partition.map { name in cluster?.partitions.first { $0.name == name }?.queue }
    let waits = [reasonRemark(of: queue ?? cluster?.queue)].compactMap(\.self)
    let outages = outageRemarks(
      of: OutageDigest.digests(of: [(mapped.cluster, mapped.outages(now: figures.now))]))
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
    if let left = mapped.matches {
      let count = mapped.nodes.count { left.contains($0.node.name) }
      title.add(", \(SafeText.grouped(count)) by the filter", .accent)
    }
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
    let tight =
      legend + node
      + idleList(
        of: cluster, among: mapped.nodes,
        rows: min(max(4, area.height / 4), text.height - legend.count - node.count))
    let below =
      spaced.count <= text.height
      ? spaced : tight + (outages + waits).lines(width: area.width, rows: text.height - tight.count)
    for (row, line) in zip(text.rows, below) {
      line.draw(on: &canvas, column: area.column, row: row, width: area.width)
    }
    let pastHeight = min(19, text.height - below.count - 1)
    guard pastHeight > Plot.smallest.rows else { return }
    let part = Rect(
      column: area.column, row: area.rows.upperBound - pastHeight, width: area.width, height: pastHeight)
    drawPast(
      past(of: mapped.cluster, partition: mapped.partition), [.gpus, .busy, .tasks, .power], on: &canvas,
      in: part)
  }

  /// The letters that occur on the map, with their words and how many nodes each stands for.
  private func legend(of mapped: MappedNodes) -> Line {
    var counts: [NodeClass: Int] = [:]
    for row in mapped.nodes { counts[mapped.nodeClass(of: row.node), default: 0] += 1 }
    var line = Line()
    for (nodeClass, count) in counts.sorted(by: { ($1.value, $0.key.word) < ($0.value, $1.key.word) }) {
      line.add(nodeClass.letters.text, nodeClass.role, mayBreak: true)
      line.add(" \(nodeClass.word) \(count)  ", .muted)
    }
    return line
  }

  /// The node under the cursor: its state and GPUs, and since when, why and by whom it is out of service.
  private func nodeLines(_ node: Node, of mapped: MappedNodes) -> [Line] {
    var first = Line("\(node.name) ", .accent)
    let suffix = node.state.suffix.map { SafeText(untrusted: String($0)) } ?? ""
    first.add("\(node.state.word.text)\(suffix)", mapped.nodeClass(of: node).role)
    switch mapped.unavailability(on: node) {
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
    if let jobs = jobs(on: node, of: mapped.nodes.cluster) { lines.append(jobs) }
    return lines
  }

  /// The first of the jobs that run on the node.
  private func jobs(on node: Node, of nodes: NodesOfCluster) -> Line? {
    guard let table = content.factory.clusters.first(where: { $0.name == nodes.name })?.jobs,
      let places = nodes.runningJobs(on: node.name), !places.isEmpty
    else { return nil }
    var line = Line("jobs ", .muted)
    for place in places.prefix(8) {
      let job = table.jobs[Int(place)]
      line.add("\(job.id) \(table.symbols[job.account])  ")
    }
    if places.count > 8 { line.add("and \(places.count - 8) more", .muted) }
    return line
  }
}

extension DashboardModel {
  /// A cluster's nodes in the order of their names; `nil` where there is no such cluster.
  func nodes(of cluster: SafeText) -> OrderedNodes? { nodes.first { $0.name == cluster }?.ordered }
}
