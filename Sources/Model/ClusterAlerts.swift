import Text

extension ClusterFigures {
  /// What needs a hand on the machine and in its queue: of each partition where the partition is what it is about.
  func alerts(by thresholds: AlertThresholds, now: Timestamp) -> [Alert] {
    outageAlerts(thresholds) + partitions.compactMap { $0.stateAlert(in: name) }
      + idleAlerts(thresholds, now: now) + allocatedIdleAlerts(thresholds)
      + waitAlerts(thresholds, now: now) + backlogAlerts(thresholds) + maintenanceAlerts(at: now)
      + schedulerAlerts(thresholds)
  }

  /// Of the cluster, and of those partitions that are as good as gone; where the whole cluster is, that says it of them
  /// too.
  private func outageAlerts(_ thresholds: AlertThresholds) -> [Alert] {
    let whole = capacity?.tally.alert(of: .cluster(name), by: thresholds)
    if let whole, capacity?.tally.isAllOut == true { return [whole] }
    // What somebody has closed is out on purpose.
    let parts = partitions.lazy.filter { !$0.isClosed }.compactMap { partition in
      partition.capacity?.tally.alert(of: partition.entity(in: name), by: thresholds)
    }
    return [whole].compactMap(\.self) + parts.filter { $0.severity == .critical }
  }

  /// Of each partition; of the cluster as a whole only where no node tells its partitions.
  private func idleAlerts(_ thresholds: AlertThresholds, now: Timestamp) -> [Alert] {
    if partitions.allSatisfy({ ($0.capacity?.nodes ?? 0) == 0 }) {
      return [capacity?.gpus.idleAlert(of: .cluster(name), while: queue, by: thresholds, now: now)]
        .compactMap(\.self)
    }
    // A partition that starts no jobs has no idle GPUs.
    return partitions.compactMap { partition in
      partition.capacity?.gpus.idleAlert(
        of: partition.entity(in: name), while: partition.queue, by: thresholds, now: now)
    }
  }

  private func allocatedIdleAlerts(_ thresholds: AlertThresholds) -> [Alert] {
    guard let gpus = capacity?.gpus, let measured = gpus.measured, let idle = gpus.allocatedIdle,
      busyIsFrom == nil, Double(idle) > thresholds.idleAllocatedFraction * Double(measured)
    else { return [] }
    let text: SafeText =
      "\(idle) of \(SafeText.count(measured, "measured GPU", "measured GPUs")) \(idle == 1 ? "is" : "are") allocated but idle"
    return [Alert(.allocatedIdle, .warning, .cluster(name), text: text)]
  }

  private func waitAlerts(_ thresholds: AlertThresholds, now: Timestamp) -> [Alert] {
    guard let oldest = queue?.oldestEligibleWait, oldest > thresholds.oldestWait else { return [] }
    let place = partitions.first { $0.queue?.oldestEligibleWait == oldest }?.name
    let text: SafeText =
      "an eligible job\(place.map { " in \($0)" } ?? "") has waited for \(SafeText.count(oldest.count / 3600, "hour", "hours"))"
    return [
      Alert(.oldestWait, .warning, .cluster(name), since: now + Seconds(-oldest.count), text: text)
    ]
  }

  /// Of each partition; of the cluster only where that is so of none of them.
  private func backlogAlerts(_ thresholds: AlertThresholds) -> [Alert] {
    func alert(_ entity: EntityID, _ queue: QueueFigures?) -> Alert? {
      guard let drain = queue?.drain, drain > thresholds.drainHours else { return nil }
      let hours = Int(exactly: thresholds.drainHours.rounded()) ?? 0
      return Alert(
        .backlogDrain, .warning, entity,
        text: "the backlog takes more than \(SafeText.count(hours, "hour", "hours")) to drain")
    }
    let parts = partitions.compactMap { alert($0.entity(in: name), $0.queue) }
    return parts.isEmpty ? [alert(.cluster(name), queue)].compactMap(\.self) : parts
  }

  private func maintenanceAlerts(at now: Timestamp) -> [Alert] {
    maintenance.map { reservation in
      let nodes: SafeText = reservation.nodeCount.map { $0 == 1 ? " on 1 node" : " on \($0) nodes" } ?? ""
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
        .accountingBacklog, .warning, .cluster(name),
        text: "\(backlog) \(backlog == 1 ? "message waits" : "messages wait") for slurmdbd")
    ]
  }
}

extension PartitionFigures {
  /// Whether Slurm starts no jobs there.
  fileprivate var isClosed: Bool {
    switch configured?.state {
    case .down, .inactive: true
    case .up, .drain, nil: false
    }
  }

  fileprivate func entity(in cluster: SafeText) -> EntityID { EntityID(.partition, name, cluster: cluster) }

  /// That Slurm starts or takes no jobs there.
  fileprivate func stateAlert(in cluster: SafeText) -> Alert? {
    let means: SafeText
    switch configured?.state {
    case .up, nil: return nil
    case .down: means = "is DOWN, no job starts"
    case .drain: means = "is DRAIN, no job is taken"
    case .inactive: means = "is INACTIVE, no job is taken or starts"
    }
    let waiting = queue?.pendingTasks ?? 0
    let tasks = waitingTasks(waiting, areAtLeast: queue?.tasksAreAtLeast == true)
    return Alert(
      .partitionDown, .warning, entity(in: cluster), text: waiting > 0 ? "\(means); \(tasks)" : means)
  }
}

extension NodeTally {
  /// Whether not one node is left.
  fileprivate var isAllOut: Bool { existing > 0 && outOfService == existing }

  /// Bad by how much is gone: what is away on purpose counts, but is never critical. `nil` while it is no more than
  /// allowed.
  package func severity(by thresholds: AlertThresholds) -> Alert.Severity? {
    let isGone = existing > 0 && unplanned == existing
    if isGone || Double(unplanned) > thresholds.criticalFraction * Double(existing) { return .critical }
    return Double(outOfService) > thresholds.unavailableFraction * Double(existing) ? .warning : nil
  }

  fileprivate func alert(of entity: EntityID, by thresholds: AlertThresholds) -> Alert? {
    guard let severity = severity(by: thresholds) else { return nil }
    let last: SafeText = newest.flatMap { $0.at == nil ? nil : ", the newest \($0.node)" } ?? ""
    return Alert(
      .nodesOutOfService, severity, entity, since: newest?.at,
      text: "\(howMany)\(outOfService > 1 ? last : "")")
  }

  /// `all 4 nodes are down`, `26 of 115 nodes are out of service: 2 down, 24 drained`
  private var howMany: SafeText {
    let subject: SafeText =
      if existing == 1 {
        "its only node is"
      } else if outOfService == existing {
        "all \(existing) nodes are"
      } else {
        "\(outOfService) of \(existing) nodes \(outOfService == 1 ? "is" : "are")"
      }
    if outages.count == 1 { return "\(subject) \(outages[0].inWords)" }
    let parts = outages.map { "\(count($0)) \($0.inWords)" as SafeText }.joined(separator: ", ")
    return "\(subject) out of service: \(parts)"
  }
}

extension Outage {
  fileprivate var inWords: SafeText {
    switch self {
    case .down: "down"
    case .notResponding: "not responding"
    case .failed: "failed"
    case .failing: "failing"
    case .drained: "drained"
    case .draining: "draining"
    case .maintenance: "in maintenance"
    case .rebooting: "rebooting"
    case .poweringDown: "powering down"
    case .blocked: "blocked"
    case .external: "external"
    case .closed: "closed"
    }
  }
}

extension GPUFigures {
  /// GPUs that nothing keeps from being used, when they are many and jobs that ask for GPUs have waited for long: with
  /// why they wait, so that nobody takes what a limit leaves free for trouble of the machine. GPUs that Slurm holds for
  /// a planned job or a reservation are not meant.
  fileprivate func idleAlert(
    of entity: EntityID, while queue: QueueFigures?, by thresholds: AlertThresholds, now: Timestamp
  ) -> Alert? {
    guard let queue, let wait = queue.oldestEligibleGPUWait, wait > thresholds.idleWhileWaiting,
      let idle, let held = plannedOrReserved, let available
    else { return nil }
    let free = idle - held
    guard Double(free) > thresholds.idleFraction * Double(available) else { return nil }
    let tasks = queue.reasons.reduce(0) { $0 + $1.eligibleGPUTasks }
    let waiting = waitingTasks(tasks, areAtLeast: queue.eligibleAreAtLeast)
    return Alert(
      .idleWhileWaiting, .warning, entity, since: now + Seconds(-wait.count),
      text:
        "\(free) of \(SafeText.count(available, "GPU", "GPUs")) \(free == 1 ? "is" : "are") idle while \(waiting): \(queue.whyGPUTasksWait)"
    )
  }
}

extension QueueFigures {
  /// The commonest reasons of eligible tasks that ask for GPUs: `49 QOS limit (QOSMaxJobsPerUserLimit), +2 more`.
  fileprivate var whyGPUTasksWait: SafeText {
    let shown = 3
    let found = reasons.filter { $0.eligibleGPUTasks > 0 }.sorted {
      ($1.eligibleGPUTasks, $0.reason) < ($0.eligibleGPUTasks, $1.reason)
    }
    // Of what squeue prints behind the word, such as lists of nodes, an alert tells nothing.
    var parts = found.prefix(shown).map { reason -> SafeText in
      let word = SafeText(untrusted: PendingReason.word(of: reason.reason))
      let plain = PendingReason.plain(reason.reason, after: reason.eligibleGPUTasks).map {
        "\($0) (\(word))" as SafeText
      }
      let tasks: SafeText = "\(reason.areAtLeast ? "≥ " : "")\(reason.eligibleGPUTasks)"
      let words = plain ?? (reason.reason.isEmpty ? "no reason given" : reason.reason)
      return "\(tasks) \(words)"
    }
    if found.count > shown { parts.append("+\(found.count - shown) more") }
    return parts.joined(separator: ", ")
  }
}

/// `1 task waits`, `≥ 12 tasks wait`
private func waitingTasks(_ count: Int, areAtLeast: Bool) -> SafeText {
  if areAtLeast { return "≥ \(count) tasks wait" }
  return count == 1 ? "1 task waits" : "\(count) tasks wait"
}
