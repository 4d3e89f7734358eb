import Model
import Text

extension ConfigurationDraft {
  static let alerts = SettingSection<ConfigurationDraft>(
    name: "alerts", explanation: "From where on something deserves a look.",
    keys: [
      SettingKey(
        "unavailable_fraction", \.settled.policy.alerts.unavailableFraction, .fraction, example: "0.9",
        "More than this part of a cluster's nodes out of service, maintenance and reboots included."),
      SettingKey(
        "critical_fraction", \.settled.policy.alerts.criticalFraction, .fraction, example: "0.1",
        "More than this part of a cluster's or a partition's nodes down or drained is critical; all of them always are."
      ),
      SettingKey(
        "idle_fraction", \.settled.policy.alerts.idleFraction, .fraction, example: "0.9",
        "More than this part of a partition's available GPUs idle while jobs that ask for GPUs wait there."),
      SettingKey(
        "idle_while_waiting", \.settled.policy.alerts.idleWhileWaiting, .span, example: "\"6h\"",
        "How long a job has to wait for idle GPUs to be an alert."),
      SettingKey(
        "oldest_wait", \.settled.policy.alerts.oldestWait, .span, example: "\"30m\"",
        "An eligible job that has waited for longer than this."),
      SettingKey(
        "drain", \.settled.policy.alerts.drain, .span, example: "\"1h\"",
        "A backlog that takes longer than this to drain."),
      SettingKey(
        "due_within", \.settled.policy.alerts.dueWithin, .span, example: "\"40h\"",
        "Applications with less working time left than this."),
      SettingKey(
        "cutoff_within", \.settled.policy.alerts.cutoffWithin, .span, example: "\"30d\"",
        "A cut-off that is this near."),
      SettingKey(
        "idle_budget_after", \.settled.policy.alerts.idleBudgetAfter, .span, example: "\"8d\"",
        "A budget that is an idle start for longer than this after its first day."),
      SettingKey(
        "maintenance_within", \.settled.policy.alerts.maintenanceWithin, .span, example: "\"7d\"",
        "Maintenance that begins within this time; also what the utilization pane shows."),
      SettingKey(
        "accounting_backlog", \.settled.policy.alerts.accountingBacklog, .count(0...10_000_000),
        example: "10", "More messages than this waiting for slurmdbd."),
      SettingKey(
        "idle_busy_fraction", \.settled.policy.alerts.idleBusyFraction, .fraction, example: "0.5",
        "An allocated GPU that is measured less busy than this is allocated but idle."),
      SettingKey(
        "idle_allocated_fraction", \.settled.policy.alerts.idleAllocatedFraction, .fraction, example: "0.01",
        "More than this part of the measured allocated GPUs idle."),
      SettingKey(
        "quota_fraction", \.settled.policy.alerts.quotaFraction, .fraction, example: "0.5",
        "A quota of storage used to this part."),
    ])
}

extension AlertThresholds {
  /// `drainHours` as a span of time.
  fileprivate var drain: Seconds {
    get { Seconds(Int64((drainHours * 3600).rounded())) }
    set { drainHours = newValue.inHours }
  }
}
