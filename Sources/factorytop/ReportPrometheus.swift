import Model
import Text

/// The figures as Prometheus's text exposition format, for node_exporter's textfile collector.
///
/// Base units: seconds in place of hours, ratios of 0 to 1, watts. What a report knows of single applications and people
/// stays out of it.
enum ReportPrometheus {
  static func text(_ figures: Figures) -> String {
    var moment = PrometheusMetric(
      "factorytop_report_timestamp_seconds", "When these figures were computed.")
    moment.add(figures.now)
    return moment.text + sources(figures.sources) + figures.clusters.prometheusText
      + (figures.applications.map(applications) ?? "") + (figures.budgets.map(budgets) ?? "")
      + alerts(figures.alerts)
  }

  private static func alerts(_ alerts: [Alert]) -> String {
    var metric = PrometheusMetric("factorytop_alert", "1 for what needs a hand, as long as it does.")
    for alert in alerts {
      metric.add(
        1,
        [
          "rule": SafeText(untrusted: alert.rule.rawValue),
          "severity": SafeText(untrusted: alert.severity.rawValue),
          "kind": SafeText(untrusted: alert.entity.kind.rawValue), "name": alert.entity.name,
          "cluster": alert.entity.cluster,
        ])
    }
    return metric.text
  }

  private static func sources(_ sources: [SourceFigures]) -> String {
    var ok = PrometheusMetric(
      "factorytop_source_ok", "1 where a telemetry file is read whole and fresh, else 0.")
    var state = PrometheusMetric(
      "factorytop_source_state", "1 for the state of a telemetry file: ok, stale, error, missing, clock.")
    var age = PrometheusMetric("factorytop_source_age_seconds", "Age of what a telemetry file tells.")
    var records = PrometheusMetric("factorytop_source_records", "Records read from a telemetry file.")
    var skipped = PrometheusMetric(
      "factorytop_source_skipped_records", "Records of a telemetry file that could not be read.")
    for figures in sources {
      let source = figures.source
      ok.add(figures.state == .ok ? 1 : 0, ["path": source.path, "cluster": source.cluster])
      state.add(
        1,
        [
          "path": source.path, "cluster": source.cluster,
          "state": SafeText(untrusted: figures.state.rawValue),
        ])
      age.add(figures.age, ["path": source.path, "cluster": source.cluster])
      records.add(source.records, ["path": source.path, "cluster": source.cluster])
      skipped.add(source.skipped, ["path": source.path, "cluster": source.cluster])
    }
    return [ok, state, age, records, skipped].map(\.text).joined()
  }

  private static func applications(_ figures: ApplicationFigures) -> String {
    var byState = PrometheusMetric("factorytop_applications", "Access requests by state.")
    for (state, count) in figures.byWord.sorted(by: { $0.key < $1.key }) {
      byState.add(count, ["state": state])
    }
    var byMode = PrometheusMetric("factorytop_applications_of_mode", "Access requests by access mode.")
    for (mode, count) in figures.byMode.map({ ($0.key.word, $0.value) }).sorted(by: { $0.0 < $1.0 }) {
      byMode.add(count, ["mode": mode])
    }
    var pending = PrometheusMetric(
      "factorytop_applications_pending", "Access requests that somebody has to act on.")
    pending.add(figures.pending)
    var due = PrometheusMetric(
      "factorytop_applications_due_today", "Pending access requests whose promised time ends today.")
    due.add(figures.dueToday)
    var breached = PrometheusMetric(
      "factorytop_applications_breached", "Pending access requests past their promised time.")
    breached.add(figures.breached)
    return [byState, byMode, pending, due, breached].map(\.text).joined()
  }

  private static func budgets(_ budgets: [BudgetFigures]) -> String {
    var granted = PrometheusMetric(
      "factorytop_budget_granted_seconds", "Granted, in seconds of the resource that is accounted.")
    var used = PrometheusMetric(
      "factorytop_budget_used_seconds", "Used, in seconds of the resource that is accounted.")
    var committed = PrometheusMetric(
      "factorytop_budget_committed_seconds",
      "What running and waiting jobs may still take, in seconds of the resource that is accounted.")
    var ratio = PrometheusMetric("factorytop_budget_used_ratio", "Used of granted.")
    var calendar = PrometheusMetric("factorytop_budget_calendar_ratio", "Elapsed of the allocation's time.")
    var starts = PrometheusMetric("factorytop_budget_start_timestamp_seconds", "When an allocation starts.")
    var ends = PrometheusMetric("factorytop_budget_end_timestamp_seconds", "When an allocation ends.")
    var exhausted = PrometheusMetric(
      "factorytop_budget_exhaustion_timestamp_seconds", "When an allocation runs out, at its present burn.")
    var state = PrometheusMetric("factorytop_budget_state", "1 for the one state that a budget is in.")
    var balance = PrometheusMetric(
      "factorytop_budget_balance", "What is left by Open OnDemand's balances, in the unit of the site.")
    for budget in budgets {
      let allocation = budget.allocation
      balance.add(
        allocation.balance?.value,
        [
          "account": allocation.account, "cluster": allocation.cluster, "proposal": allocation.proposal,
          "unit": allocation.balance?.unit,
        ])
      let unit = allocation.unit.inSeconds
      let labels: KeyValuePairs<StaticString, SafeText?> = [
        "account": allocation.account, "cluster": allocation.cluster, "proposal": allocation.proposal,
        "resource": unit?.resource,
      ]
      func seconds(_ amount: Double?) -> Double? {
        amount.flatMap { amount in unit.map { amount * $0.seconds } }
      }
      granted.add(seconds(allocation.granted), labels)
      used.add(seconds(allocation.used), labels)
      committed.add(seconds(allocation.committed), labels)
      ratio.add(budget.usedFraction, labels)
      calendar.add(budget.calendarFraction, labels)
      starts.add(allocation.startsAt, labels)
      ends.add(allocation.endsAt, labels)
      exhausted.add(budget.exhaustsAt, labels)
      state.add(
        1,
        [
          "account": allocation.account, "cluster": allocation.cluster, "proposal": allocation.proposal,
          "resource": unit?.resource, "state": SafeText(untrusted: budget.state.rawValue),
        ])
    }
    return [granted, used, committed, ratio, calendar, starts, ends, exhausted, state, balance].map(\.text)
      .joined()
  }
}

extension AccountingUnit {
  /// What it counts, and how many seconds of that one of it is; `nil` for a unit of the site's own.
  fileprivate var inSeconds: (resource: SafeText, seconds: Double)? {
    switch self {
    case .gpuHours: ("gpu", 3600)
    case .nodeHours: ("node", 3600)
    case .coreHours: ("core", 3600)
    case .kiloCoreHours: ("core", 3_600_000)
    case .other: nil
    }
  }
}
