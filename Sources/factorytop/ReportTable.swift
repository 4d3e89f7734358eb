import Model
import Screen
import Text

/// The figures as plain text for a person: the same numbers as the JSON report, in aligned columns.
enum ReportTable {
  static func text(_ figures: Figures) -> String {
    var text = "\(figures.now.rfc3339)\n"
    if !figures.alerts.isEmpty {
      text += section("alerts", columns: alertColumns, rows: figures.alerts.map(alertRow))
    }
    text += section("clusters", columns: partitionColumns, rows: figures.clusters.flatMap(partitionRows))
    if let applications = figures.applications {
      text += section(
        "applications", columns: applicationColumns, rows: applications.items.map(applicationRow))
    }
    if let budgets = figures.budgets {
      text += section("budgets", columns: budgetColumns, rows: budgets.map(budgetRow))
    }
    return text
  }

  /// A titled table whose columns are as wide as their longest entry; nothing is cut.
  static func section(
    _ title: SafeText, columns: [(title: SafeText, isNumber: Bool)], rows: [[SafeText]]
  )
    -> String
  {
    let widths = columns.indices.map { column in
      max(columns[column].title.width, rows.map { $0[column].width }.max() ?? 0)
    }
    let lines = ([columns.map(\.title)] + rows).map { cells in
      var line = ""
      for (column, cell) in cells.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.width)
        line += columns[column].isNumber ? padding + cell.shown : cell.shown + padding
        line += "  "
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }
    return "\n\(title.shown)\n" + lines.joined()
  }

  private static let partitionColumns: [(title: SafeText, isNumber: Bool)] = [
    ("cluster", false), ("partition", false), ("nodes", true), ("GPUs", true), ("alloc", true),
    ("idle", true),
    ("unavail", true), ("%avail", true), ("%inst", true), ("running", true), ("pending", true),
    ("eligible", true),
    ("backlog GPU-h", true), ("oldest wait", true),
  ]

  private static func partitionRows(_ cluster: ClusterFigures) -> [[SafeText]] {
    [row(cluster.name, "", cluster.capacity, cluster.queue)]
      + cluster.partitions.map { row(cluster.name, $0.name, $0.capacity, $0.queue) }
  }

  private static func row(
    _ cluster: SafeText, _ partition: SafeText, _ capacity: CapacityFigures?, _ queue: QueueFigures?
  ) -> [SafeText] {
    [
      cluster, partition.isEmpty ? "all" : partition, .grouped(capacity?.nodes),
      .grouped(capacity?.gpus.total),
      .grouped(capacity?.gpus.allocated), .grouped(capacity?.gpus.idle), .grouped(capacity?.gpus.unavailable),
      .percentFigure(capacity?.gpus.ofAvailable, decimals: true),
      .percentFigure(capacity?.gpus.ofInstalled, decimals: true), .grouped(queue?.runningJobs),
      .atLeast(.grouped(queue?.pendingTasks), if: queue?.tasksAreAtLeast ?? false),
      .atLeast(.grouped(queue?.eligibleTasks), if: queue?.eligibleAreAtLeast ?? false),
      .atLeast(.compact(queue?.backlog?.count), if: queue?.eligibleAreAtLeast ?? false),
      .duration(seconds: queue?.oldestEligibleWait.map { Int($0.count) }),
    ]
  }

  private static let alertColumns: [(title: SafeText, isNumber: Bool)] = [
    ("severity", false), ("rule", false), ("kind", false), ("name", false), ("cluster", false),
    ("since", false), ("text", false),
  ]

  private static func alertRow(_ alert: Alert) -> [SafeText] {
    [
      SafeText(untrusted: alert.severity.rawValue), SafeText(untrusted: alert.rule.rawValue),
      SafeText(untrusted: alert.entity.kind.rawValue), alert.entity.name ?? .unknown,
      alert.entity.cluster ?? .unknown, alert.since.map { SafeText(untrusted: $0.rfc3339) } ?? .unknown,
      alert.text,
    ]
  }

  private static let applicationColumns: [(title: SafeText, isNumber: Bool)] = [
    ("application", false), ("mode", false), ("state", false), ("organisation", false), ("country", false),
    ("machine", false), ("GPU-h", true), ("due", false), ("class", false),
  ]

  private static func applicationRow(_ item: ApplicationItem) -> [SafeText] {
    let application = item.application
    return [
      application.id, application.mode.word, application.state.word, application.organisation ?? .unknown,
      application.country ?? .unknown, application.machine ?? .unknown, .compact(item.requested?.count),
      item.dueAt.map { SafeText(untrusted: $0.rfc3339) } ?? .unknown,
      SafeText(untrusted: item.serviceClass.rawValue),
    ]
  }

  private static let budgetColumns: [(title: SafeText, isNumber: Bool)] = [
    ("account", false), ("proposal", false), ("cluster", false), ("unit", false), ("granted", true),
    ("used", true),
    ("used%", true), ("calendar%", true), ("pace", true), ("a day", true), ("runs out", false),
    ("state", false),
  ]

  private static func budgetRow(_ budget: BudgetFigures) -> [SafeText] {
    let allocation = budget.allocation
    return [
      allocation.account, allocation.proposal ?? .unknown, allocation.cluster ?? .unknown,
      allocation.unit == .other ? .unknown : SafeText(untrusted: allocation.unit.rawValue),
      .compact(allocation.granted), .compact(allocation.used),
      .percentFigure(budget.usedFraction, decimals: true),
      .percentFigure(budget.calendarFraction, decimals: true),
      .decimal(budget.pace), .compact(budget.burnPerDay),
      budget.exhaustsAt.map { SafeText(untrusted: $0.rfc3339) } ?? .unknown,
      SafeText(untrusted: budget.state.rawValue),
    ]
  }
}
