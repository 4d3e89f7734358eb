import Text

extension Figures {
  /// What the thresholds of `policy` make of these figures: critical first, then the newest, then what is larger.
  func alerts(by policy: Policy) -> [Alert] {
    let factory = EntityID(.factory, site)
    let all =
      clusters.flatMap { $0.alerts(by: policy.alerts, now: now) }
      + (applications?.alerts(of: factory, by: policy.alerts, now: now) ?? [])
      + (budgets ?? []).compactMap { $0.alert(by: policy.alerts, now: now) }
      + StorageQuota.alerts(fullQuotas, of: factory) + sources.compactMap(\.alert)
    return all.byUrgency()
  }
}

extension SourceFigures {
  /// A file that tells nothing new is a warning, however it came to that: what was good of it is shown still, and the
  /// machines may be well.
  fileprivate var alert: Alert? {
    let entity = EntityID(.source, source.path, cluster: source.cluster)
    if source.kind == .configuration, let problem = source.problem {
      return Alert(.configurationInvalid, .warning, entity, text: problem)
    }
    if source.kind == .journal, let problem = source.problem {
      // What cannot be believed may be a decision that somebody relies on.
      return Alert(.journalDamaged, source.isReadable ? .warning : .critical, entity, text: problem)
    }
    switch state {
    case .ok: return nil
    case .missing: return Alert(.sourceStale, .warning, entity, text: "file is missing")
    case .error where isIncomplete:
      let records: SafeText = source.skipped == 1 ? "1 record" : "\(source.skipped) records"
      return Alert(.sourceIncomplete, .warning, entity, text: "\(records) could not be read")
    case .error: return Alert(.sourceStale, .warning, entity, text: "cannot be read")
    case .clock: return Alert(.sourceClock, .warning, entity, text: lead?.inWords ?? "is dated ahead")
    case .stale: return Alert(.sourceStale, .warning, entity, text: "is stale")
    }
  }
}

extension ClusterFigures {
  fileprivate func alerts(by thresholds: AlertThresholds, now: Timestamp) -> [Alert] {
    var alerts: [Alert] = []
    let entity = EntityID.cluster(name)
    let out = outages.reduce(0) { $0 + $1.nodes }
    if let capacity, Double(out) > thresholds.unavailableFraction * Double(capacity.nodes) {
      let text: SafeText = "\(out) of \(capacity.nodes) nodes are out of service"
      alerts.append(Alert(.nodesOutOfService, .warning, entity, text: text))
    }
    if let idle = idleGPUsWhileWaiting(thresholds) {
      let text: SafeText = "\(idle) GPUs are idle while eligible jobs wait"
      alerts.append(Alert(.idleWhileWaiting, .warning, entity, text: text))
    }
    if let gpus = capacity?.gpus, let measured = gpus.measured, let idle = gpus.allocatedIdle,
      busyIsFrom == nil, Double(idle) > thresholds.idleAllocatedFraction * Double(measured)
    {
      let text: SafeText = "\(idle) of \(measured) measured GPUs are allocated but idle"
      alerts.append(Alert(.allocatedIdle, .warning, entity, text: text))
    }
    if let oldest = queue?.oldestEligibleWait, oldest > thresholds.oldestWait {
      let text: SafeText = "an eligible job has waited for \(oldest.count / 3600) hours"
      alerts.append(
        Alert(.oldestWait, .warning, entity, since: now + Seconds(-oldest.count), text: text))
    }
    if let drain = queue?.drain, drain > thresholds.drainHours {
      let text: SafeText =
        "the backlog takes more than \(wholeHours(thresholds.drainHours)) hours to drain"
      alerts.append(Alert(.backlogDrain, .warning, entity, text: text))
    }
    return alerts + maintenanceAlerts(at: now) + schedulerAlerts(thresholds)
  }

  private func maintenanceAlerts(at now: Timestamp) -> [Alert] {
    maintenance.map { reservation in
      let nodes: SafeText = reservation.nodeCount.map { " on \($0) nodes" } ?? ""
      let left = (reservation.startsAt - now).count
      let time: SafeText =
        if left <= 0 { "is under way" } else if left < 3600 { "begins within the hour" } else {
          "begins in \(left / 3600) h"
        }
      return Alert(
        .maintenance, .warning, EntityID(.reservation, reservation.name, cluster: name),
        since: left <= 0 ? reservation.startsAt : nil, text: "maintenance\(nodes) \(time)")
    }
  }

  private func schedulerAlerts(_ thresholds: AlertThresholds) -> [Alert] {
    guard let backlog = scheduler?.accountingBacklog, backlog > thresholds.accountingBacklog else {
      return []
    }
    return [
      Alert(
        .accountingBacklog, .warning, .cluster(name), text: "\(backlog) messages wait for slurmdbd")
    ]
  }

  /// GPUs that nothing keeps from being used, when they are many and jobs have waited for long: trouble of the
  /// scheduler, or fragmentation. Those that Slurm holds for a planned job or a reservation are not meant.
  private func idleGPUsWhileWaiting(_ thresholds: AlertThresholds) -> Int? {
    guard let gpus = capacity?.gpus, let idle = gpus.idle, let held = gpus.plannedOrReserved,
      let available = gpus.available, let wait = queue?.oldestEligibleWait,
      wait > thresholds.idleWhileWaiting
    else { return nil }
    let free = idle - held
    return Double(free) > thresholds.idleFraction * Double(available) ? free : nil
  }
}

private func wholeHours(_ hours: Double) -> Int { Int(exactly: hours.rounded()) ?? 0 }

extension ApplicationFigures {
  fileprivate func alerts(
    of factory: EntityID, by thresholds: AlertThresholds, now: Timestamp
  ) -> [Alert] {
    var alerts: [Alert] = []
    if breached > 0 {
      let text: SafeText = "\(Self.applications(breached)) past the promised time"
      alerts.append(Alert(.applicationBreached, .critical, factory, text: text))
    }
    if conflicts > 0 {
      let text: SafeText =
        "\(Self.applications(conflicts)) in conflict: decisions that did not know of each other"
      alerts.append(Alert(.decisionConflict, .critical, factory, text: text))
    }
    let soon = items.count { item in
      guard let left = item.left, item.serviceClass != .breached, item.serviceClass != .paused else {
        return false
      }
      return left < thresholds.dueWithin
    }
    if soon > 0 {
      let text: SafeText =
        "\(Self.applications(soon)) due within \(thresholds.dueWithin.count / 3600) working hours"
      alerts.append(Alert(.applicationDue, .warning, factory, text: text))
    }
    if let next = nextCutoff, next.at - now <= thresholds.cutoffWithin {
      let text: SafeText =
        "cut-off of \(next.mode.word) within \(thresholds.cutoffWithin.count / 3600) hours"
      alerts.append(Alert(.cutoffNear, .warning, factory, text: text))
    }
    return alerts
  }

  private static func applications(_ count: Int) -> SafeText {
    count == 1 ? "1 application" : "\(count) applications"
  }
}

extension BudgetFigures {
  fileprivate func alert(by thresholds: AlertThresholds, now: Timestamp) -> Alert? {
    let entity = EntityID(.allocation, allocation.account, cluster: allocation.cluster)
    switch state {
    case .exhausted: return Alert(.budgetExhausted, .critical, entity, text: "is used up")
    case .idleStart:
      guard let start = allocation.startsAt, now - start > thresholds.idleBudgetAfter else { return nil }
      let text: SafeText = "is unused after \((now - start).count / 86_400) days"
      return Alert(.budgetUnused, .warning, entity, text: text)
    case .notStarted, .under, .onPace, .ahead, .ending, .ended, .unknown: return nil
    }
  }
}
