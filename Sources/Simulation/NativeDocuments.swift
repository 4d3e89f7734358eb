import JSONStream
import Model
import Text

/// What every made-up document names as its source, so that nobody takes it for real, and this program its own for
/// somebody else's.
package let simulatedSource = "factorytop simulate"

/// Simulated data in factorytop's own form, for what Slurm does not tell.
enum NativeDocuments {
  static func cluster(_ cluster: ClusterSimulation, at moment: Timestamp) -> JSONValue {
    let machine = cluster.machine
    return [
      "schema": "factorytop/cluster/1",
      "generated_at": .string(moment.rfc3339),
      "source": .string(simulatedSource),
      "cluster": .string(machine.name.lowercased()),
      "site": .string(machine.site),
      "factors": [
        "gpu_hours_per_node_hour": optional(machine.factors.gpuHoursPerNodeHour),
        "core_hours_per_gpu_hour": optional(machine.factors.coreHoursPerGPUHour),
        "gres_per_gpu": .real(machine.factors.gresPerGPU),
      ],
      "partitions": .array(machine.partitions.map { .string($0.name) }),
    ]
  }

  static func history(_ cluster: ClusterSimulation) -> JSONValue {
    [
      "schema": "factorytop/history/1",
      "generated_at": .string((cluster.samples.last?.at ?? cluster.now).rfc3339),
      "source": .string(simulatedSource),
      "cluster": .string(cluster.machine.name.lowercased()),
      "samples": .array(cluster.samples.map(sample)),
    ]
  }

  private static func sample(_ sample: HistorySample) -> JSONValue {
    [
      "at": .string(sample.at.rfc3339),
      "gpus_total": count(sample.gpusTotal),
      "gpus_allocated": count(sample.gpusAllocated),
      "gpus_unavailable": count(sample.gpusUnavailable),
      "running_jobs": count(sample.runningJobs),
      "pending_tasks": count(sample.pendingTasks),
      "backlog_gpu_hours": optional(sample.backlog.map { tenths($0.count) }),
    ]
  }

  static func applications(_ desk: SimulatedPortal, at moment: Timestamp) -> JSONValue {
    [
      "schema": "factorytop/applications/1",
      "generated_at": .string(moment.rfc3339),
      "source": .string(simulatedSource),
      "applications": .array(desk.applications.compactMap { application($0, at: moment) }),
    ]
  }

  private static func application(_ application: SimulatedPortal.Arrival, at moment: Timestamp) -> JSONValue?
  {
    let schedule = application.schedule
    guard let step = schedule.step(at: moment), !step.isForgotten(at: moment) else { return nil }
    let past = PastSteps(schedule, at: moment)
    return [
      "id": .string(application.id),
      "mode": .string(application.mode.word.shown),
      "state": .string(step.state.word.shown),
      "title": .string(application.title),
      "org": [
        "name": .string(application.organisation.name), "country": .string(application.organisation.country),
        "kind": .string(application.organisation.kind),
      ],
      "sector": .string(application.organisation.sector),
      "machine": .string(application.machine.name.lowercased()),
      "partition": .string(application.machine.partitions[0].name),
      "requested": amount(application.requested),
      "duration_days": .integer(Int64(application.days)),
      "created_at": time(schedule.createdAt),
      "submitted_at": time(past.begin(of: .submitted)),
      "cutoff_at": time(past.begin(of: .submitted) == nil ? nil : schedule.cutoffAt),
      "decided_at": time(past.decidedAt),
      "access_at": time(past.begin(of: .active)),
      "info_requested_at": time(step.state == .infoRequested ? step.at : nil),
      "paused_seconds": .integer(past.pausedFor.count),
      "assignee": .string(assignee(of: step.state)),
      "decision": past.decision.map(JSONValue.string) ?? nil,
    ]
  }

  private static func assignee(of state: ApplicationState) -> String {
    switch state {
    case .techAssessment: "application support"
    case .expertReview, .panelReview: "reviewers"
    case .onboarding, .active, .throttled, .suspended: "user support"
    case .draft, .submitted, .adminCheck, .infoRequested, .decision, .waitlisted, .awarded, .ended,
      .reportDue,
      .reportOverdue, .closed, .rejected, .withdrawn, .cancelled, .other:
      "access team"
    }
  }

  static func allocations(_ clusters: [ClusterSimulation], at moment: Timestamp) -> JSONValue {
    [
      "schema": "factorytop/allocations/1",
      "generated_at": .string(moment.rfc3339),
      "source": .string(simulatedSource),
      "allocations": .array(clusters.flatMap { allocations(of: $0, at: moment) }),
    ]
  }

  private static func allocations(of cluster: ClusterSimulation, at moment: Timestamp) -> [JSONValue] {
    let site = SiteUnit(cluster.machine)
    let committed = cluster.committedGPUHours(at: moment)
    return cluster.accounts.indices.compactMap { index -> JSONValue? in
      let account = cluster.accounts[index]
      guard let allocation = account.allocation else { return nil }
      let used = cluster.used(by: index, at: moment)
      return [
        "account": .string(account.name),
        "proposal": .string(allocation.proposal),
        "cluster": .string(cluster.machine.name.lowercased()),
        "mode": .string(allocation.mode.word.shown),
        "unit": .string(cluster.machine.unit.rawValue),
        "granted": .real(site.amount(of: allocation.granted)),
        "used": .real(site.amount(of: used)),
        "committed": .real(site.amount(of: committed[index])),
        "starts_on": .string(allocation.firstDay.iso8601),
        "ends_on": .string(allocation.lastDay.iso8601),
        "counted_at": .string(moment.rfc3339),
        "usage_history": .array(
          allocation.history.suffix(40).map { reading in
            ["at": .string(reading.at.rfc3339), "used": .real(site.amount(of: reading.used))]
          }),
      ]
    }
  }

  private static func amount(_ amount: Amount) -> JSONValue {
    ["amount": .real(amount.value), "unit": .string(amount.unit.rawValue)]
  }
  private static func time(_ moment: Timestamp?) -> JSONValue {
    moment.map { .string($0.rfc3339) } ?? nil
  }
  private static func count(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? nil }
  private static func optional(_ value: Double?) -> JSONValue { value.map(JSONValue.real) ?? nil }
}

private func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }

/// The unit that a site accounts in, to a tenth of it (MareNostrum's thousand core-hours: to a thousandth).
private struct SiteUnit {
  private let perGPUHour: Double
  private let digits: Double

  init(_ machine: Machine) {
    let factors = machine.factors
    switch machine.unit {
    // No machine here accounts in a unit of its own.
    case .gpuHours, .other: perGPUHour = 1
    case .nodeHours: perGPUHour = 1 / (factors.gpuHoursPerNodeHour ?? 1)
    case .coreHours: perGPUHour = factors.coreHoursPerGPUHour ?? 1
    case .kiloCoreHours: perGPUHour = (factors.coreHoursPerGPUHour ?? 1) / 1000
    }
    digits = machine.unit == .kiloCoreHours ? 1000 : 10
  }

  func amount(of gpuHours: Double) -> Double { (gpuHours * perGPUHour * digits).rounded() / digits }
}

extension ClusterSimulation {
  /// Billed GPU-hours that running and waiting jobs may still take, by account.
  fileprivate func committedGPUHours(at moment: Timestamp) -> [Double] {
    var seconds = [Int](repeating: 0, count: accounts.count)
    for job in running.values where job.phase == .running {
      let left = job.limitEndsAt.map { max(0, Int(($0 - moment).count)) } ?? 0
      seconds[job.request.account] += job.request.gpus * left
    }
    for job in pending {
      seconds[job.request.account] += job.taskCount * job.request.gpus * Int(job.request.limit.count)
    }
    return seconds.map { Double($0) / 3600 / machine.factors.gresPerGPU }
  }
}
