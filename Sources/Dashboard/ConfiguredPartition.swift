import Model
import Screen
import Text

/// What Slurm's configuration and reservations add to the figures of partitions.
extension PaneContext {
  /// A partition's name, and before it what keeps Slurm from starting or taking jobs there.
  func partitionName(_ partition: PartitionFigures, role: Role = .text) -> Table.Content {
    switch partition.configured?.state {
    case .up, nil: .text(" \(partition.name)", Style(role))
    case .down: .text(" DOWN \(partition.name)", Style(.warning))
    case .drain: .text(" DRAIN \(partition.name)", Style(.warning))
    case .inactive: .text(" INACTIVE \(partition.name)", Style(.warning))
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

  /// Each maintenance that goes on or comes soon.
  var maintenanceRemarks: [Remark] {
    figures.clusters.flatMap { cluster in
      cluster.maintenance.map { reservation in
        var line = Line()
        if figures.clusters.count > 1 { line.add("\(cluster.name) ", .muted) }
        line.add(reservation.name)
        let untilStart = reservation.startsAt - figures.now
        if untilStart.count > 0 {
          line.add(" in \(SafeText.span(seconds: Int(untilStart.count)))", .muted)
          if let end = reservation.endsAt {
            line.add(" for \(SafeText.span(seconds: Int((end - reservation.startsAt).count)))", .muted)
          }
        } else if let end = reservation.endsAt {
          line.add(", \(SafeText.span(seconds: Int((end - figures.now).count))) to go", .muted)
        }
        return Remark("maint \(reservation.name)") { width, _ in
          var whole = Remark.head("maint", .warning, count: reservation.nodeCount, width: width)
          whole.add(line)
          return [whole]
        }
      }
    }
  }
}
