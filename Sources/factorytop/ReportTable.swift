import Entities
import Model
import Text

/// The figures as plain text for a person: the same numbers as the JSON report, in aligned columns.
enum ReportTable {
  static func text(_ figures: Figures) -> String {
    var text = "\(figures.now.rfc3339)\n"
    if !figures.alerts.isEmpty { text += alerts.section("alerts", of: figures.alerts) }
    text += partitions.section(
      "clusters",
      rows: figures.clusters.flatMap { cluster in
        [[cluster.name, "all"] + clusters.cells(of: cluster)]
          + partitions.rows(PartitionFields.rows(of: cluster))
      })
    if figures.applications != nil {
      text += applications.section("applications", of: ApplicationFields.rows(of: figures, user: nil))
    }
    if let budgets = figures.budgets { text += self.budgets.section("budgets", of: budgets) }
    return text
  }

  /// What the row of a cluster and that of a partition have in common.
  private static let machine: [(title: SafeText, key: String)] = [
    ("nodes", "nodes"), ("GPUs", "gpus"), ("alloc", "allocated"), ("idle", "idle"),
    ("unavail", "unavailable"), ("%avail", "of-available"), ("%inst", "of-installed"),
    ("running", "running"), ("pending", "waiting"), ("eligible", "eligible"),
    ("backlog GPU-h", "gpu-hours"), ("oldest wait", "oldest"),
  ]
  private static let clusters = FieldColumns(ClusterFields.all, machine)
  private static let partitions = FieldColumns(
    PartitionFields.all, [("cluster", "cluster"), ("partition", "name")] + machine)

  private static let alerts = FieldColumns(
    AlertFields.all,
    [
      ("severity", "severity"), ("rule", "rule"), ("kind", "kind"), ("name", "name"),
      ("cluster", "cluster"), ("since", "since"), ("text", "text"),
    ])

  private static let applications = FieldColumns(
    ApplicationFields.all,
    [
      ("application", "id"), ("mode", "mode"), ("state", "step"), ("organisation", "organisation"),
      ("country", "country"), ("machine", "machine"), ("GPU-h", "gpu-hours"), ("due", "due"),
      ("class", "class"),
    ])

  private static let budgets = FieldColumns(
    AllocationFields.all,
    [
      ("account", "account"), ("proposal", "proposal"), ("cluster", "cluster"), ("unit", "unit"),
      ("granted", "granted"), ("used", "used"), ("used%", "used%"), ("calendar%", "elapsed"),
      ("pace", "pace"), ("a day", "burn"), ("runs out", "out"), ("state", "state"),
    ])
}
