import Entities
import Model
import Screen
import Text

/// What is measured beside what is allocated: idle GPUs that jobs hold, and power.
extension PaneBuilder {
  /// `idle 6 of 148 measured GPUs allocated but idle · lrdn0003 ×4 · lrdn0007 ×2`: GPUs that jobs hold and do not use,
  /// most on a node first; empty where nothing measures it.
  func idleRemarks(of clusters: [ClusterFigures]) -> [Remark] {
    let measured = clusters.compactMap { cluster in
      cluster.capacity?.gpus.measured.map { (cluster: cluster, gpus: $0) }
    }
    guard !measured.isEmpty else { return [] }
    let idle = measured.reduce(0) { $0 + ($1.cluster.capacity?.gpus.allocatedIdle ?? 0) }
    var what = Line("of \(SafeText.grouped(measured.reduce(0) { $0 + $1.gpus })) measured GPUs", .muted)
    if let oldest = measured.compactMap(\.cluster.busyIsFrom).min() {
      what.add(", \(age(of: oldest)) ago", .stale)
    }
    // The full view lists them beside; a narrow pane has no room.
    let nodes =
      isFull || isNarrow
      ? []
      : measured.flatMap(\.cluster.idleAllocations)
        .sorted { ($1.idleGPUs, $0.node) < ($0.idleGPUs, $1.node) }
    let items = [what] + nodes.map { Line("\($0.node) ×\($0.idleGPUs)") }
    return [
      Remark(
        "alloc idle \(idle)",
        head: { Remark.head("alloc idle", idle > 0 ? .warning : .muted, count: idle, width: $0) },
        items: items,
        rest: { "+\($0) more \($0 == 1 ? "node" : "nodes")" })
    ]
  }

  /// The nodes of the map with such GPUs, one a line, and who holds them.
  func idleList(of cluster: ClusterFigures?, among mapped: OrderedNodes, rows: Int) -> [Line] {
    guard let cluster, !cluster.idleAllocations.isEmpty, rows > 1 else { return [] }
    let names = Set(mapped.map(\.node.name))
    let nodes = cluster.idleAllocations.filter { names.contains($0.node) }
    guard !nodes.isEmpty else { return [] }
    let nameWidth = nodes.map(\.node.width).max() ?? 0
    var title = Line("allocated but idle", .warning)
    title.add("  GPUs  busy  jobs", .muted)
    if let from = cluster.busyIsFrom { title.add("  measured \(age(of: from)) ago", .stale) }
    let shown = nodes.count <= rows - 1 ? nodes.count : max(0, rows - 2)
    let column = max(nameWidth, 18)
    let list = nodes.prefix(shown).map { node in
      var line = Line("\(node.node)\(SafeText.spaces(column - node.node.width))")
      let count: SafeText = "\(node.idleGPUs)/\(node.allocatedGPUs)"
      line.add("\(SafeText.spaces(6 - count.width))\(count)")
      let busy: SafeText = "\(SafeText.percentFigure(node.busy)) %"
      line.add("\(SafeText.spaces(6 - busy.width))\(busy)", .muted)
      line.add("  ")
      for (index, job) in node.jobs.prefix(3).enumerated() {
        if index > 0 { line.add(", ", .muted) }
        line.add("\(job.id) \(job.account)")
        if !job.user.isEmpty { line.add(" \(job.user)", .muted) }
      }
      if node.jobs.isEmpty { line.add(SafeText.unknown, .unknown) }
      if node.jobs.count > 3 { line.add(", \(node.jobs.count - 3) more", .muted) }
      return line
    }
    let rest = nodes.count - shown
    guard rest > 0 else { return [title] + list }
    let nodesLeft: SafeText = rest == 1 ? "node" : "nodes"
    return [title] + list + [Line(shown > 0 ? "+\(rest) more \(nodesLeft)" : "\(rest) \(nodesLeft)", .muted)]
  }

  /// `power 24.1 kW · facility 31 kW · PUE 1.29`
  func powerLine(of cluster: ClusterFigures) -> Line? {
    guard cluster.powerWatts != nil || cluster.facilityWatts != nil else { return nil }
    var line = Line("power ", .muted)
    line.add(.watts(cluster.powerWatts))
    if let facility = cluster.facilityWatts {
      line.addSeparator()
      line.add("facility ", .muted)
      line.add(.watts(facility))
      line.addSeparator()
      line.add("PUE ", .muted)
      line.add(hundredths(cluster.pue), cluster.pue == nil ? .unknown : .text)
    }
    return line
  }

  /// `97 % busy` of a node as a whole, or what each of its measured GPUs does, where that is known.
  func busyLine(of node: Node) -> Line? {
    guard let busy = node.gpuBusy else { return nil }
    let single = busy.byIndex.sorted { $0.key < $1.key }.map(\.value) + busy.unnumbered
    var line = Line("busy", .muted)
    for fraction in single.isEmpty ? [busy.mean].compactMap(\.self) : single {
      line.add(" \(SafeText.percentFigure(fraction))")
    }
    line.add(single.isEmpty ? " % on average" : " %", .muted)
    return line
  }

  private func age(of moment: Timestamp) -> SafeText {
    SafeText.span(seconds: Int(max(Seconds(0), figures.now - moment).count))
  }

  /// `1.29`
  private func hundredths(_ number: Double?) -> SafeText {
    guard let number, number.isFinite, number < 1e6 else { return SafeText.unknown }
    let hundredths = Int((number * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100, digits: 2)"
  }
}
