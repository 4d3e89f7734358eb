import Model
import Screen
import Text

/// What Slurm's configuration and reservations add to the figures of partitions.
extension PaneBuilder {
  /// The names of partitions, and of clusters whose partitions are folded; where no heading names the cluster, a column
  /// of its own does.
  func nameColumns(width: Extent) -> [ListColumn<PartitionItem>] {
    let names = ListColumn<PartitionItem>("", field: "name", width: width, priority: 100) { item in
      item.partition.map { partitionName($0) } ?? foldedName(item.cluster, item.trouble)
    }
    guard partitionRows.isFlat, figures.clusters.count > 1 else { return [names] }
    let widest = figures.clusters.lazy.map(\.name.width).max() ?? 0
    let clusters = ListColumn<PartitionItem>(
      "cluster", field: "cluster", width: .growing(minimum: isNarrow ? 4 : 7, most: min(max(7, widest), 12)),
      priority: 98
    ) {
      .text($0.cluster.name, Style(.muted))
    }
    return [names, clusters]
  }

  /// A partition's name, and before it what keeps Slurm from starting or taking jobs there.
  func partitionName(_ partition: PartitionFigures, role: Role = .text) -> Table.Content {
    let name = partition.name
    let indent: SafeText = isFolded ? "   " : " "
    return switch partition.configured?.state {
    case .up, nil: .text("\(indent)\(name)", Style(role))
    case .down: .text("\(indent)DOWN \(name)", Style(.warning))
    case .drain: .text("\(indent)DRAIN \(name)", Style(.warning))
    case .inactive: .text("\(indent)INACTIVE \(name)", Style(.warning))
    }
  }

  var hasTimeLimits: Bool {
    figures.clusters.contains { $0.partitions.contains { $0.configured != nil } }
  }

  /// The longest time that a job may ask for.
  func timeLimit(of partition: PartitionFigures) -> SafeText {
    switch partition.configured?.maxTime ?? .unknown {
    case .minutes(let minutes): SafeText.duration(seconds: Int(minutes) * 60)
    case .unlimited: "none"
    case .unknown: SafeText.unknown
    }
  }

  /// Maintenance that goes on or comes soon, the earliest first.
  var maintenanceRemarks: [Remark] {
    let all = figures.clusters.flatMap { cluster in cluster.maintenance.map { (cluster: cluster.name, $0) } }
    guard let first = all.first else { return [] }
    let count = all.count == 1 ? first.1.nodeCount : nil
    let items = all.sorted { $0.1.startsAt < $1.1.startsAt }.map { cluster, reservation in
      var line = Line()
      if figures.clusters.count > 1 { line.add("\(cluster) ", .muted) }
      line.add(reservation.name)
      if all.count > 1, let nodes = reservation.nodeCount { line.add(" ×\(SafeText.grouped(nodes))") }
      line.add(time(of: reservation), .muted)
      return line
    }
    return [
      Remark(
        "maint resv \(first.1.name)\(all.count > 1 ? " +\(all.count - 1)" : "")",
        head: { Remark.head("maint resv", .warning, count: count, width: $0) }, items: items)
    ]
  }

  /// ` in 5 h for 4 h`, `, 9 h to go`
  private func time(of reservation: Reservation) -> SafeText {
    func span(_ time: Seconds) -> SafeText { .span(seconds: Int(time.count)) }
    let untilStart = reservation.startsAt - figures.now
    guard untilStart.count > 0 else {
      return reservation.endsAt.map { ", \(span($0 - figures.now)) to go" } ?? ""
    }
    let length = reservation.endsAt.map { " for \(span($0 - reservation.startsAt))" as SafeText } ?? ""
    return " in \(span(untilStart))\(length)"
  }
}
