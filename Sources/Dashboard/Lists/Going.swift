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

  /// Shows what an alert is about: those of a list that it counts, or the thing itself; answers whether there is
  /// something to show. Going back lists by the filter that was there before.
  mutating func go(toWhat rule: Alert.Rule, isAbout entity: EntityID) -> Bool {
    guard let content, let (kind, words) = rule.listed(in: entity.cluster, by: content.policy.alerts) else {
      return go(to: entity)
    }
    show(listOf: kind, by: QueryReading(words, kind.schema).query)
    return true
  }

  /// Shows a thing in the list of its kind; answers whether there is such a list. A filter that leaves it out is dropped
  /// until one goes back.
  mutating func go(to entity: EntityID) -> Bool {
    guard let content, let row = content.row(of: entity), let kind = entity.kind.list else { return false }
    let isListed = listed[kind]?.rows.contains(row) ?? true
    show(listOf: kind, by: isListed ? queries[kind] : nil)
    let place = placeAtHand
    let rows = rows(at: place)
    cursors[place] = Cursor(row: row, place: rows.firstIndex(of: row) ?? 0)
    nodeCursor = nil
    return true
  }
}

extension Content {
  /// The row that shows a thing, in whichever list; `nil` where no row does.
  fileprivate func row(of entity: EntityID) -> RowID? {
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
    let place: SafeText = cluster.map { " cluster=\"\($0)\"" } ?? ""
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

extension EntityID.Kind {
  /// The list that such things stand in.
  fileprivate var list: ListKind? {
    switch self {
    case .factory, .quota: nil
    // They stand over their partitions.
    case .cluster: .partitions
    case .partition: .partitions
    case .node: .nodes
    case .job: .jobs
    case .application: .applications
    case .allocation: .allocations
    case .account: .accounts
    case .user: .users
    case .qos: .qos
    case .reservation: .reservations
    case .source: .sources
    }
  }
}
