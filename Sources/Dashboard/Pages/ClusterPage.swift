import Entities
import Model
import Screen
import Text

extension PageBuilder {
  /// Its GPUs, partitions, what is out of service and ahead, its scheduler and its files.
  mutating func cluster(_ entity: EntityID, _ item: EntityItem) -> PageContents {
    let name = entity.name ?? .unknown
    let figures = content.figures(ofCluster: name)
    var sections: [PageSection] = []
    sections += capacity(figures?.capacity)
    sections += idleAllocations(of: figures, name)
    sections += partitions(of: figures, name)
    sections += queue(figures?.queue, of: name, in: nil)
    sections.append(outOfService(in: name) { _ in true })
    sections.append(PageSection("reservations", in: .right, reservations(of: name) { _ in true }))
    if let scheduler = context.schedulerLine(of: name) {
      sections.append(PageSection("scheduler", in: .right, [scheduler]))
    }
    sections += alerts(.right) { $0.cluster == name }
    sections += sources(of: name)
    sections.append(past(of: name))
    sections.append(otherFields(item, told: Self.toldOfPlaces, .right))
    return PageContents(
      title: "cluster \(name)", headline: used(figures?.capacity), sections: sections)
  }

  /// What the sections of clusters and partitions tell of their fields.
  static let toldOfPlaces: Set<String> = [
    "name", "cluster", "gpus", "allocated", "idle", "unavailable", "running", "waiting", "gpu-hours", "drain",
    "oldest",
    "of-available",
  ]

  /// `92 % of available`
  func used(_ capacity: CapacityFigures?) -> Line {
    guard let share = capacity?.gpus.ofAvailable else { return Line() }
    return Line("\(SafeText.percent(share)) of available", .strong)
  }

  /// The bar of its GPUs, and what its parts stand for.
  func capacity(_ capacity: CapacityFigures?) -> [PageSection] {
    guard let capacity else {
      return [PageSection("GPUs", [Line("no source tells of nodes: scontrol show nodes --json", .muted)])]
    }
    let gpus = capacity.gpus
    guard let total = gpus.total, total > 0 else {
      return [
        PageSection(
          "GPUs",
          [
            Line(
              gpus.total == 0
                ? (capacity.hasOnlyGPUParts ? "parts of GPUs only" : "none: CPUs only") : .unknown, .muted)
          ])
      ]
    }
    let bar = Bar(of: gpus)
    let installed: SafeText = "\(SafeText.grouped(total)) on \(.count(capacity.nodes, "node", "nodes"))"
    let parts: [(part: Bar.Part, count: Int?)] = [
      (.allocated, gpus.allocated), (.planned, gpus.plannedOrReserved), (.idle, gpus.idle),
      (.unavailable, gpus.unavailable),
    ]
    @Sendable func counted(_ part: (part: Bar.Part, count: Int?)) -> SafeText {
      "\(part.count.map { SafeText.grouped($0) } ?? .unknown) \(part.part.title)"
    }
    let busy = gpus.busy.map { "busy \(SafeText.percent($0))" as SafeText }
    @Sendable func lines(_ width: Int) -> [Line] {
      var line = Line("\(installed)  ", .strong)
      for part in parts {
        line.add(part.part.glyph.text, part.part.role, mayBreak: true)
        line.add(" \(counted(part))  ")
      }
      if let busy { line.add(busy, .muted, mayBreak: true) }
      return Self.lines(Size(columns: min(width, 100), rows: 1)) { canvas, rect in
        bar?.draw(on: &canvas, column: 0, row: 0, width: rect.width)
      } + line.wrapped(to: width)
    }
    // Heard one after the other, they would be a sum.
    let held = gpus.plannedOrReserved ?? 0
    let heldWords: SafeText = held > 0 ? ", \(held) of them planned or reserved" : ""
    let spoken =
      [installed]
      + parts.filter { $0.part != .planned }.map { "\(counted($0))\($0.part == .idle ? heldWords : "")" }
    let words = (spoken + [busy].compactMap(\.self)).map { Line($0) }
    return [PageSection(Line("GPUs", .strong), .drawn(lines, words: [Line(joining: words)]))]
  }

  private mutating func partitions(of figures: ClusterFigures?, _ cluster: SafeText) -> [PageSection] {
    guard let figures, !figures.partitions.isEmpty else { return [] }
    var table = LineTable([
      LineTable.Column(title: " partition", priority: 100),
      LineTable.Column(title: "GPUs", isFigure: true, priority: 80),
      LineTable.Column(title: "%avail", isFigure: true, priority: 90),
      LineTable.Column(title: "idle", isFigure: true, priority: 85),
      LineTable.Column(title: "run", isFigure: true, priority: 60),
      LineTable.Column(title: "wait", isFigure: true, priority: 70),
      LineTable.Column(title: "oldest", isFigure: true, priority: 65),
    ])
    for partition in figures.partitions.prefix(Self.mostPartitions) {
      let (gpus, queue) = (partition.capacity?.gpus, partition.queue)
      table.add([
        link(to: .partition(cluster: cluster, name: partition.name)),
        figure(gpus?.total.map { SafeText.grouped($0) }),
        figure(gpus?.ofAvailable.map { .percentFigure($0) }),
        figure(gpus?.idle.map { SafeText.grouped($0) }),
        figure(queue.map { SafeText.grouped($0.runningJobs) }),
        figure(queue.map { .atLeast(.grouped($0.pendingTasks), if: $0.tasksAreAtLeast) }),
        figure(queue?.oldestEligibleWait.map { .duration(seconds: Int($0.count)) }),
      ])
    }
    let all = link(.list(.partitions, "cluster=\(cluster.asFilterValue)"), "all \(figures.partitions.count)")
    return [PageSection("partitions", in: .left, table, under: all)]
  }

  private static let mostPartitions = 24

  /// What runs and waits, and why it waits.
  mutating func queue(_ queue: QueueFigures?, of cluster: SafeText, in partition: SafeText?) -> [PageSection]
  {
    guard let queue else {
      return [
        PageSection(
          "queue", [Line("no source tells of jobs: squeue --json > \(cluster)/squeue.json", .muted)])
      ]
    }
    let place: SafeText =
      "cluster=\(cluster.asFilterValue)\(partition.map { " partition=\($0.asFilterValue)" } ?? "")"
    var line = Self.beside([
      link(.list(.jobs, "running \(place)"), "\(SafeText.grouped(queue.runningJobs)) running"),
      link(
        .list(.jobs, "pending \(place)"),
        "\(.atLeast(.grouped(queue.pendingTasks), if: queue.tasksAreAtLeast)) waiting"),
    ])
    if let oldest = queue.oldestEligibleWait {
      line.add("the oldest \(.duration(seconds: Int(oldest.count)))", mayBreak: true)
    }
    if let backlog = queue.backlog {
      line.addSeparator()
      line.add("\(.atLeast(.compact(backlog.count), if: queue.eligibleAreAtLeast)) GPU-h", mayBreak: true)
    }
    if let drain = queue.drain {
      line.addSeparator()
      line.add("drains in \(.duration(hours: drain))", .muted, mayBreak: true)
    }
    let counts = line
    let context = context
    @Sendable func lines(_ width: Int) -> [Line] {
      counts.wrapped(to: width) + (context.reasonRemark(of: queue)?.lines(width, Self.mostRows) ?? [])
    }
    return [
      PageSection(
        Line("queue", .strong), .drawn(lines, words: [counts] + context.reasonsInWords(of: queue)))
    ]
  }

  /// Nodes out of service, the newest first.
  mutating func outOfService(
    in cluster: SafeText, _ column: PageSection.Column = .right, where holds: (Node) -> Bool
  ) -> PageSection {
    guard let nodes = content.nodes.first(where: { $0.name == cluster })?.ordered else {
      return PageSection("out of service", in: column, [Line]())
    }
    let out = nodes.filter { row in
      if case .out(let outage) = row.nodeClass { outage.isOutOfService && holds(row.node) } else { false }
    }.sorted {
      ($0.node.reasonSetAt?.secondsSince1970 ?? .min) > ($1.node.reasonSetAt?.secondsSince1970 ?? .min)
    }
    guard !out.isEmpty else { return PageSection("out of service", in: column, [Line("no node", .muted)]) }
    var lines = out.prefix(Self.mostRelated).map { row in
      var line = link(.node, row.node.name, of: cluster)
      line.indent = 3
      line.add(row.nodeClass.word, row.nodeClass.role)
      if let since = row.node.reasonSetAt { line.add(" \(SafeText.span(seconds: Int((now - since).count)))") }
      if let reason = row.node.reason {
        line.add(" ")
        line.add(wrapping: reason, .muted)
      }
      return line
    }
    if out.count > lines.count {
      lines.append(
        link(.list(.nodes, "out cluster=\(cluster.asFilterValue) sort:-since"), "all \(out.count)"))
    }
    return PageSection("out of service", in: column, lines)
  }

  /// Those that go on or are ahead.
  mutating func reservations(of cluster: SafeText, where holds: (Reservation) -> Bool) -> [Line] {
    let all = content.cluster(cluster)?.reservations
    let ahead = (all ?? []).filter { ($0.endsAt.map { now < $0 } ?? true) && holds($0) }
      .sorted { $0.startsAt < $1.startsAt }
    guard !ahead.isEmpty else { return [Line(all == nil ? "no source tells of them" : "none ahead", .muted)] }
    return ahead.prefix(Self.mostRelated).map { self.reservation($0, of: cluster) }
  }

  /// What deserves a look about some things.
  mutating func alerts(_ column: PageSection.Column, where holds: (EntityID) -> Bool) -> [PageSection] {
    let alerts = content.figures.alerts.filter { holds($0.entity) }
    guard !alerts.isEmpty else { return [] }
    let lines = alerts.prefix(Self.mostRows).map { alert in
      var line = Line("\(SafeText(untrusted: alert.severity.rawValue)) ", alert.role)
      let about = content.row(of: alert.entity) ?? .alert(alert.rule, alert.entity)
      line.add(link(to: about, alert.entityName))
      line.add(wrapping: alert.text)
      return line
    }
    return [PageSection("alerts", in: column, lines)]
  }

  /// Its files, each with its state and age.
  private mutating func sources(of cluster: SafeText) -> [PageSection] {
    let sources = content.figures.sources.filter { $0.source.cluster == cluster }
    let lines = sources.map { figures in
      let path = figures.source.path
      var line = link(to: .entity(EntityID(.source, path)), path.inItsFolder)
      line.add(
        SafeText(untrusted: figures.state.rawValue), figures.state == .ok ? .muted : figures.state.role)
      if let age = figures.age { line.add(" \(SafeText.span(seconds: Int(age.count))) old", .muted) }
      return line
    }
    return lines.isEmpty ? [] : [PageSection("files", in: .right, lines)]
  }
}
