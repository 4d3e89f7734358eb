import Entities
import JSONStream
import Model
import Text

/// The figures as `factorytop/report/1`: what is unknown is `null`, never 0 and never left out.
enum ReportDocument {
  static func json(_ figures: Figures) -> JSONValue {
    [
      "schema": "factorytop/report/1",
      "now": .string(figures.now.rfc3339),
      "site": text(figures.site),
      "sources": .list(figures.sources) { source($0) },
      "clusters": .list(figures.clusters) { cluster($0) },
      "applications": applications(figures.applications),
      "budgets": .list(figures.budgets ?? []) { budget($0) },
      "alerts": .list(figures.alerts) { alert($0) },
    ]
  }

  private static func alert(_ alert: Alert) -> JSONValue {
    [
      "rule": .string(alert.rule.rawValue),
      "severity": .string(alert.severity.rawValue),
      "entity": [
        "kind": .string(alert.entity.kind.rawValue),
        "name": text(alert.entity.name),
        "cluster": text(alert.entity.cluster),
      ],
      "since": time(alert.since),
      "text": text(alert.text),
      // Nobody can acknowledge an alert yet.
      "acknowledged_by": .null,
      "acknowledged_at": .null,
    ]
  }

  private static func source(_ figures: SourceFigures) -> JSONValue { .object(sourceMembers.json(figures)) }

  private static let sourceMembers = FieldMembers(
    SourceFields.all,
    [
      ("path", "path"), ("format", "form"), ("version", "version"), ("cluster", "cluster"),
      ("state", "state"), ("age_seconds", "age"), ("records", "records"), ("skipped", "skipped"),
      ("problem", "problem"), ("not_used", "not-used"),
    ])

  private static func cluster(_ cluster: ClusterFigures) -> JSONValue {
    [
      "name": text(cluster.name),
      "nodes": nodes(cluster.capacity),
      "gpus": gpus(cluster.capacity?.gpus),
      "utilization": [
        "of_installed": real(cluster.capacity?.gpus.ofInstalled),
        "of_available": real(cluster.capacity?.gpus.ofAvailable),
        "gpu_busy": real(cluster.capacity?.gpus.busy),
      ],
      "power_watts": real(cluster.powerWatts),
      "facility_power_watts": real(cluster.facilityWatts),
      "pue": real(cluster.pue),
      "idle_allocations": .list(cluster.idleAllocations) { idleAllocation($0) },
      "partitions": .list(cluster.partitions) { partition($0) },
      "queue": queue(cluster.queue),
      "maintenance": .array(cluster.maintenance.map(maintenance)),
      "scheduler": scheduler(cluster.scheduler),
    ]
  }

  private static func idleAllocation(_ node: IdleAllocation) -> JSONValue {
    [
      "node": text(node.node),
      "idle_gpus": integer(node.idleGPUs),
      "allocated_gpus": integer(node.allocatedGPUs),
      "gpu_busy": real(node.busy),
      "jobs": .array(node.jobs.map { ["job_id": .integer($0.id), "account": text($0.account)] }),
    ]
  }

  private static func nodes(_ capacity: CapacityFigures?) -> JSONValue {
    [
      "total": integer(capacity?.nodes),
      "by_state": counts(capacity?.nodesByState.map { ($0.key.rawValue, $0.value) }),
    ]
  }

  private static func gpus(_ gpus: GPUFigures?) -> JSONValue {
    [
      "total": integer(gpus?.total),
      "allocated": integer(gpus?.allocated),
      "idle": integer(gpus?.idle),
      "planned_or_reserved": integer(gpus?.plannedOrReserved),
      "unavailable": integer(gpus?.unavailable),
      "allocated_measured": integer(gpus?.measured),
      "allocated_idle": integer(gpus?.allocatedIdle),
    ]
  }

  private static func partition(_ partition: PartitionFigures) -> JSONValue {
    [
      "name": text(partition.name),
      "state": partition.configured?.state.map { .string($0.rawValue) } ?? .null,
      "nodes": nodes(partition.capacity),
      "gpus": gpus(partition.capacity?.gpus),
      "running_jobs": integer(partition.queue?.runningJobs),
      "pending_tasks": integer(partition.queue?.pendingTasks),
      "eligible_tasks": integer(partition.queue?.eligibleTasks),
      "tasks_are_at_least": flag(partition.queue?.tasksAreAtLeast),
      "backlog_gpu_hours": real(partition.queue?.backlog?.count),
      "drain_hours": real(partition.queue?.drain),
      "oldest_eligible_wait_seconds": seconds(partition.queue?.oldestEligibleWait),
      "reasons": partition.queue.map { .array($0.reasons.map(reason)) } ?? .null,
    ]
  }

  private static func maintenance(_ reservation: Reservation) -> JSONValue {
    [
      "name": text(reservation.name),
      "nodes": integer(reservation.nodeCount),
      "starts_at": time(reservation.startsAt),
      "ends_at": time(reservation.endsAt),
    ]
  }

  private static func scheduler(_ health: SchedulerHealth?) -> JSONValue {
    [
      "last_cycle_seconds": duration(health?.lastCycle),
      "mean_cycle_seconds": duration(health?.meanCycle),
      "queue_length": integer(health?.queueLength),
      "last_backfill_seconds": duration(health?.lastBackfill),
      "mean_backfill_seconds": duration(health?.meanBackfill),
      "slurmdbd_messages_waiting": integer(health?.accountingBacklog),
    ]
  }

  private static func queue(_ queue: QueueFigures?) -> JSONValue {
    [
      "running_jobs": integer(queue?.runningJobs),
      "pending_jobs": integer(queue?.pendingJobs),
      "pending_tasks": integer(queue?.pendingTasks),
      "eligible_tasks": integer(queue?.eligibleTasks),
      "held_tasks": integer(queue?.heldTasks),
      "dependency_tasks": integer(queue?.dependencyTasks),
      "tasks_are_at_least": flag(queue?.tasksAreAtLeast),
      "backlog_gpu_hours": real(queue?.backlog?.count),
      "backlog_node_hours": real(queue?.backlogNodes?.count),
      "drain_hours": real(queue?.drain),
      "oldest_eligible_wait_seconds": seconds(queue?.oldestEligibleWait),
      "median_eligible_wait_seconds": seconds(queue?.medianEligibleWait),
      "by_state": counts(queue?.tasksByState.map { ($0.key.rawValue, $0.value) }),
      "reasons": .list(queue?.reasons ?? []) { reason($0) },
    ]
  }

  private static func reason(_ reason: ReasonFigures) -> JSONValue {
    [
      "reason": text(reason.reason),
      "family": .string(reason.family.rawValue),
      "tasks": integer(reason.tasks),
      "gpus": integer(reason.gpus),
      "oldest_eligible_wait_seconds": seconds(reason.oldestEligibleWait),
    ]
  }

  private static func applications(_ applications: ApplicationFigures?) -> JSONValue {
    [
      "pending": integer(applications?.pending),
      "by_state": counts(applications?.byWord.map { ($0.key.shown, $0.value) }),
      "by_mode": counts(applications?.byMode.map { ($0.key.word.shown, $0.value) }),
      "due_today": integer(applications?.dueToday),
      "breached": integer(applications?.breached),
      "items": .list(applications?.items ?? []) { application($0) },
    ]
  }

  private static func application(_ item: ApplicationItem) -> JSONValue {
    let row = ApplicationRow(item)
    return .object(
      applicationState.json(row) + [
        ("in_conflict", item.application.standing.map { .bool(!$0.history.conflicts.isEmpty) } ?? .null)
      ] + applicationRequest.json(row) + [("checks", .array(item.checks.map(check)))])
  }

  private static let applicationState = FieldMembers(
    ApplicationFields.all,
    [("id", "id"), ("mode", "mode"), ("state", "step"), ("state_origin", "says"), ("portal_state", "portal")])
  private static let applicationRequest = FieldMembers(
    ApplicationFields.all,
    [
      ("organisation", "organisation"), ("country", "country"), ("machine", "machine"),
      ("requested_gpu_hours", "gpu-hours"), ("submitted_at", "submitted"), ("due_at", "due"),
      ("service_class", "class"), ("decision", "decision"),
    ])

  static func check(_ result: CheckResult) -> JSONValue {
    [
      "check": .string(result.check.rawValue),
      "verdict": .string(result.verdict.rawValue),
      "rests_on": text(result.restsOn),
    ]
  }

  private static func budget(_ budget: BudgetFigures) -> JSONValue {
    let balance = budget.allocation.balance
    return .object(
      budgetGrant.json(budget) + [
        ("balance", ["value": real(balance?.value), "unit": text(balance?.unit)])
      ] + budgetCourse.json(budget) + [
        ("standing", text(budget.allocation.standing?.word)),
        ("gpu_hours", ["granted": real(budget.granted?.count), "used": real(budget.used?.count)]),
      ])
  }

  private static let budgetGrant = FieldMembers(
    AllocationFields.all,
    [
      ("account", "account"), ("proposal", "proposal"), ("cluster", "cluster"), ("unit", "unit"),
      ("granted", "granted"), ("used", "used"), ("committed", "committed"),
    ])
  private static let budgetCourse = FieldMembers(
    AllocationFields.all,
    [
      ("starts_at", "starts"), ("ends_at", "ends"), ("used_fraction", "used%"),
      ("calendar_fraction", "elapsed"), ("pace", "pace"), ("burn_per_day", "burn"),
      ("needed_per_day", "needed"), ("exhausts_at", "out"), ("estimate_at_end", "estimate"),
      ("month_quota", "month-quota"), ("month_used", "month-used"), ("state", "state"),
    ])

  private static func text(_ text: SafeText?) -> JSONValue { text.map { .string($0.shown) } ?? .null }
  private static func flag(_ value: Bool?) -> JSONValue { value.map(JSONValue.bool) ?? .null }
  private static func integer(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }
  private static func real(_ value: Double?) -> JSONValue { value.map(JSONValue.real) ?? .null }
  private static func seconds(_ value: Seconds?) -> JSONValue { value.map { .integer($0.count) } ?? .null }
  private static func duration(_ value: Duration?) -> JSONValue { real(value.map { $0 / .seconds(1) }) }
  private static func time(_ value: Timestamp?) -> JSONValue { value.map { .string($0.rfc3339) } ?? .null }

  /// Counts by word, in the order of the words, so that the same figures are the same bytes.
  private static func counts(_ counts: [(String, Int)]?) -> JSONValue {
    guard let counts else { return .null }
    return .object(counts.sorted { $0.0 < $1.0 }.map { (key: $0.0, value: .integer(Int64($0.1))) })
  }
}
