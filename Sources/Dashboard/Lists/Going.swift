import Entities
import Model
import Text

extension DashboardState {
  /// Opens the list of alerts; in it, goes back to where it was opened.
  mutating func toggleAlerts() {
    if openList == .alerts, overlay == nil {
      _ = followTrailBack()
    } else {
      show(listOf: .alerts)
    }
  }

  /// Lists what an alert counts; answers whether it counts something. Going back lists by the filter that was there before.
  mutating func show(whatIsCountedBy rule: Alert.Rule, about entity: EntityID) -> Bool {
    guard let content, let (kind, words) = rule.listed(in: entity.cluster, by: content.policy.alerts) else {
      return false
    }
    show(listOf: kind, by: QueryReading(words, kind.schema).query)
    return true
  }
}

extension DashboardModel {
  /// What the page is of that an alert opens: what it is about, or itself; `nil` where it opens a list.
  func page(ofAlert row: RowID) -> RowID? {
    guard case .alert(let rule, let entity) = row, rule.listed(in: entity.cluster, by: policy.alerts) == nil
    else { return nil }
    return self.row(of: entity) ?? row
  }

  /// The row that shows a thing, in whichever list; `nil` where no row does.
  func row(of entity: EntityID) -> RowID? {
    guard let name = entity.name else { return nil }
    switch entity.kind {
    case .factory, .quota: return nil
    case .cluster: return .cluster(name)
    case .partition: return entity.cluster.map { .partition(cluster: $0, name: name) }
    case .job:
      return entity.cluster.flatMap { cluster in
        Int64(name.shown).map { .job(cluster: cluster, id: $0) }
      }
    case .application: return .application(name)
    case .allocation: return allocationRows.first { $0.entity == entity }
    // A source goes by its path alone.
    case .source: return .entity(EntityID(.source, name))
    case .node, .account, .user, .qos, .reservation: return .entity(entity)
    }
  }
}

extension Alert.Rule {
  /// What it counts, as a filter of a list; `nil` where it is about one thing.
  fileprivate func listed(
    in cluster: SafeText?, by thresholds: AlertThresholds
  ) -> (ListKind, SafeText)? {
    let place: SafeText = cluster.map { " cluster=\($0.asFilterValue)" } ?? ""
    switch self {
    case .applicationBreached: return (.applications, "breached")
    case .applicationDue:
      let seconds = thresholds.dueWithin.count
      let span: SafeText = seconds % 3600 == 0 ? "\(seconds / 3600)h" : "\(seconds)s"
      return (.applications, "left<\(span) !breached !waiting sort:left")
    case .decisionConflict: return (.applications, "conflict")
    case .oldestWait: return (.jobs, "eligible\(place) sort:-wait")
    case .nodesOutOfService: return (.nodes, "out\(place) sort:-since")
    case .partitionDown, .idleWhileWaiting, .allocatedIdle, .backlogDrain, .accountingBacklog, .maintenance,
      .cutoffNear, .budgetExhausted, .budgetUnused, .storageQuota, .fileQuota, .configurationInvalid,
      .journalDamaged, .journalUnverified, .sourceStale, .sourceIncomplete, .sourceClock:
      return nil
    }
  }
}
