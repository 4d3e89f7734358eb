package import Text

/// One thing that deserves a look now.
package struct Alert: Sendable, Equatable {
  package enum Severity: Sendable, CaseIterable {
    case critical, warning
  }
  /// Where to look.
  package enum Subject: Sendable, Hashable {
    case utilization(cluster: SafeText)
    case queue(cluster: SafeText)
    case applications
    case budget(account: SafeText)
    case storage
    case source(path: SafeText)
  }
  package var severity: Severity
  package var subject: Subject
  /// One clause, without the name of its subject.
  package var message: SafeText
}

extension Figures {
  /// What the thresholds of `policy` make of these figures, critical first, then by pane.
  func alerts(by policy: Policy) -> [Alert] {
    let all =
      sources.compactMap(\.alert) + clusters.flatMap { $0.alerts(by: policy.alerts, now: now) }
      + (applications?.alerts(by: policy.alerts, now: now) ?? [])
      + (budgets ?? []).compactMap { $0.alert(by: policy.alerts, now: now) } + quotaAlerts
    return Alert.Severity.allCases.flatMap { severity in all.filter { $0.severity == severity } }
  }
}

extension SourceFigures {
  fileprivate var alert: Alert? {
    let subject = Alert.Subject.source(path: source.path)
    if source.kind == .configuration, let problem = source.problem {
      return Alert(severity: .critical, subject: subject, message: problem)
    }
    if source.kind == .journal, let problem = source.problem {
      // What cannot be believed may be a decision that somebody relies on.
      return Alert(severity: source.isReadable ? .warning : .critical, subject: subject, message: problem)
    }
    switch state {
    case .ok: return nil
    case .missing: return Alert(severity: .critical, subject: subject, message: "file is missing")
    case .error: return Alert(severity: .critical, subject: subject, message: "cannot be read")
    case .stale: return Alert(severity: .warning, subject: subject, message: "is stale")
    }
  }
}

extension ClusterFigures {
  fileprivate func alerts(by thresholds: AlertThresholds, now: Timestamp) -> [Alert] {
    var alerts: [Alert] = []
    let out = outages.reduce(0) { $0 + $1.nodes }
    if let capacity, Double(out) > thresholds.unavailableFraction * Double(capacity.nodes) {
      let message: SafeText = "\(out) of \(capacity.nodes) nodes are out of service"
      alerts.append(Alert(severity: .warning, subject: .utilization(cluster: name), message: message))
    }
    if let idle = idleGPUsWhileWaiting(thresholds) {
      let message: SafeText = "\(idle) GPUs are idle while eligible jobs wait"
      alerts.append(Alert(severity: .warning, subject: .utilization(cluster: name), message: message))
    }
    if let gpus = capacity?.gpus, let measured = gpus.measured, let idle = gpus.allocatedIdle,
      busyIsFrom == nil, Double(idle) > thresholds.idleAllocatedFraction * Double(measured)
    {
      let message: SafeText = "\(idle) of \(measured) measured GPUs are allocated but idle"
      alerts.append(Alert(severity: .warning, subject: .utilization(cluster: name), message: message))
    }
    if let oldest = queue?.oldestEligibleWait, oldest > thresholds.oldestWait {
      let message: SafeText = "an eligible job has waited for \(oldest.count / 3600) hours"
      alerts.append(Alert(severity: .warning, subject: .queue(cluster: name), message: message))
    }
    if let drain = queue?.drain, drain > thresholds.drainHours {
      let message: SafeText =
        "the backlog takes more than \(wholeHours(thresholds.drainHours)) hours to drain"
      alerts.append(Alert(severity: .warning, subject: .queue(cluster: name), message: message))
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
        severity: .warning, subject: .utilization(cluster: name),
        message: "maintenance “\(reservation.name)”\(nodes) \(time)")
    }
  }

  private func schedulerAlerts(_ thresholds: AlertThresholds) -> [Alert] {
    guard let backlog = scheduler?.accountingBacklog, backlog > thresholds.accountingBacklog else {
      return []
    }
    return [
      Alert(
        severity: .warning, subject: .queue(cluster: name),
        message: "\(backlog) messages wait for slurmdbd")
    ]
  }

  /// GPUs that nothing keeps from being used, when they are many and jobs have waited for long: trouble of the
  /// scheduler, or fragmentation. Those that Slurm holds for a planned job or a reservation are not meant.
  private func idleGPUsWhileWaiting(_ thresholds: AlertThresholds) -> Int? {
    guard let gpus = capacity?.gpus, let idle = gpus.idle, let held = gpus.plannedOrReserved,
      let unavailable = gpus.unavailable, let wait = queue?.oldestEligibleWait,
      wait > thresholds.idleWhileWaiting
    else { return nil }
    let free = idle - held
    return Double(free) > thresholds.idleFraction * Double(gpus.total - unavailable) ? free : nil
  }
}

private func wholeHours(_ hours: Double) -> Int { Int(exactly: hours.rounded()) ?? 0 }

extension ApplicationFigures {
  fileprivate func alerts(by thresholds: AlertThresholds, now: Timestamp) -> [Alert] {
    var alerts: [Alert] = []
    if breached > 0 {
      alerts.append(
        Alert(severity: .critical, subject: .applications, message: "\(breached) past their promised time"))
    }
    if conflicts > 0 {
      alerts.append(
        Alert(
          severity: .critical, subject: .applications,
          message: "\(conflicts) in conflict: decisions that did not know of each other"))
    }
    let soon = items.count { item in
      guard let left = item.left, item.serviceClass != .breached, item.serviceClass != .paused else {
        return false
      }
      return left < thresholds.dueWithin
    }
    if soon > 0 {
      let message: SafeText = "\(soon) due within \(thresholds.dueWithin.count / 3600) working hours"
      alerts.append(Alert(severity: .warning, subject: .applications, message: message))
    }
    if let next = nextCutoff, next.at - now <= thresholds.cutoffWithin {
      let message: SafeText =
        "cut-off of \(next.mode.word) within \(thresholds.cutoffWithin.count / 3600) hours"
      alerts.append(Alert(severity: .warning, subject: .applications, message: message))
    }
    return alerts
  }
}

extension BudgetFigures {
  fileprivate func alert(by thresholds: AlertThresholds, now: Timestamp) -> Alert? {
    let subject = Alert.Subject.budget(account: allocation.account)
    switch state {
    case .exhausted: return Alert(severity: .critical, subject: subject, message: "is used up")
    case .idleStart:
      guard let start = allocation.startsAt, now - start > thresholds.idleBudgetAfter else { return nil }
      let message: SafeText = "is unused after \((now - start).count / 86_400) days"
      return Alert(severity: .warning, subject: subject, message: message)
    case .under, .onPace, .ahead, .ending, .ended, .unknown: return nil
    }
  }
}
