import Text

/// What needs a hand in a cluster: what its alerts are about, and whether its sources tell anything new.
package struct ClusterTrouble: Sendable, Equatable {
  /// Critical where one of its alerts is, else a warning.
  package var severity: Alert.Severity
  /// Since when the newest of it is so, where Slurm stamps that.
  package var since: Timestamp?
  /// What the alerts hold against what, the most urgent first.
  package var rules: [Alert.Rule]
  /// The places of the partitions that something is wrong with, in the order of the cluster.
  package var partitions: [Int]
}

extension Figures {
  /// Of each cluster, in their order; `nil` where all is well. Linear in the alerts and the partitions.
  ///
  /// Maintenance that lies ahead is no trouble yet.
  package func troubles(by thresholds: AlertThresholds) -> [ClusterTrouble?] {
    var alerts: [SafeText: [Alert]] = [:]
    for alert in self.alerts where alert.isTroubleOfCluster {
      if let cluster = alert.entity.cluster { alerts[cluster, default: []].append(alert) }
    }
    return clusters.map { cluster in
      let alerts = alerts[cluster.name] ?? []
      let named = Set(alerts.filter { $0.entity.kind == .partition }.compactMap(\.entity.name))
      let partitions = cluster.partitions.indices.filter { place in
        let partition = cluster.partitions[place]
        return named.contains(partition.name)
          || partition.capacity?.tally.severity(by: thresholds) != nil
      }
      guard !alerts.isEmpty || !partitions.isEmpty || cluster.sourceState != .ok else { return nil }
      let isCritical = alerts.contains { $0.severity == .critical }
      var rules: [Alert.Rule] = []
      for alert in alerts where !rules.contains(alert.rule) { rules.append(alert.rule) }
      return ClusterTrouble(
        severity: isCritical ? .critical : .warning, since: alerts.compactMap(\.since).max(), rules: rules,
        partitions: partitions)
    }
  }
}

extension [ClusterTrouble?] {
  /// The places of those in trouble: critical before warnings, then the newest, then in their order.
  package var placesByUrgency: [Int] {
    indices.filter { self[$0] != nil }.sorted { left, right in
      guard let first = self[left], let second = self[right] else { return left < right }
      if first.severity != second.severity { return first.severity == .critical }
      if first.since != second.since {
        guard let since = first.since else { return false }
        return second.since.map { since > $0 } ?? true
      }
      return left < right
    }
  }
}

extension Alert {
  fileprivate var isTroubleOfCluster: Bool {
    switch entity.kind {
    case .cluster, .partition, .node, .source: rule != .maintenance
    case .factory, .job, .application, .allocation, .account, .user, .qos, .reservation, .quota: false
    }
  }
}
