package import Model
package import Text

/// What a row shows, so that the cursor stays on it when rows come, go or change places.
package enum RowID: Hashable, Sendable {
  case cluster(SafeText)
  /// Between the clusters in trouble and the others; no cursor stands on it.
  case divider
  case partition(cluster: SafeText, name: SafeText)
  case job(cluster: SafeText, id: Int64)
  case application(SafeText)
  case allocation(cluster: SafeText?, account: SafeText, unit: AccountingUnit)
  /// Whatever a name and a cluster are enough for.
  case entity(EntityID)
  /// Of one thing there may be several.
  case alert(Alert.Rule, EntityID)

  /// The ID of the application, where the row is one.
  var application: SafeText? {
    switch self {
    case .application(let id): id
    case .cluster, .divider, .partition, .job, .allocation, .entity, .alert: nil
    }
  }
}

extension RowID {
  /// What the row is; of an alert, what that is about.
  var entity: EntityID {
    switch self {
    case .cluster(let name): .cluster(name)
    case .divider: EntityID(.factory, nil)
    case .partition(let cluster, let name): EntityID(.partition, name, cluster: cluster)
    case .job(let cluster, let id): EntityID(.job, SafeText(untrusted: "\(id)"), cluster: cluster)
    case .application(let id): EntityID(.application, id)
    case .allocation(let cluster, let account, _): EntityID(.allocation, account, cluster: cluster)
    case .entity(let entity), .alert(_, let entity): entity
    }
  }
}

extension RowID {
  /// An alert by what tells it from others.
  init(_ alert: Alert) { self = .alert(alert.rule, alert.entity) }
}
