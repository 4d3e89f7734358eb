package import Entities
import Model
package import Text

/// Where a name on a page leads.
package enum PageLink: Hashable, Sendable {
  /// To the page of a thing.
  case page(RowID)
  /// To the things of a kind that a filter leaves.
  case list(ListKind, SafeText)
}

extension PageLink {
  /// What kind of thing it is, in the singular for a page.
  var kind: SafeText {
    switch self {
    case .page(let row): row.kind?.one ?? ""
    case .list(let kind, _): kind.many
    }
  }
}

extension RowID {
  /// The kind of what the row is; `nil` where it is nothing.
  var kind: ListKind? {
    switch self {
    case .cluster: .clusters
    case .divider: nil
    case .partition: .partitions
    case .job: .jobs
    case .application: .applications
    case .allocation: .allocations
    case .entity(let entity): entity.kind.list
    case .alert: .alerts
    }
  }
}

extension EntityID.Kind {
  /// The list that such things stand in.
  var list: ListKind? {
    switch self {
    case .factory, .quota: nil
    case .cluster: .clusters
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
