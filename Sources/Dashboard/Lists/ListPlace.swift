package import Entities
import Text

/// Where a list stands: in one of the panes, or alone on the screen.
package enum ListPlace: Hashable, Sendable {
  case pane(Pane)
  case alone(ListKind)

  /// `nil` of a list that no pane has.
  var pane: Pane? {
    switch self {
    case .pane(let pane): pane
    case .alone: nil
    }
  }
}

/// Where one is, to come back there.
struct ScreenPlace: Hashable, Sendable {
  let view: View
  let focus: Pane
  let openList: ListKind?
}

extension DashboardState {
  /// The list that has the keys.
  package var placeAtHand: ListPlace {
    openList.map(ListPlace.alone) ?? (isOnNodes ? .alone(.nodes) : .pane(focus))
  }

  /// What the list that has the keys lists.
  package var kindAtHand: ListKind { kind(of: placeAtHand) }

  /// What a list shows as it stands now, for filters and sorts.
  func kind(of place: ListPlace) -> ListKind {
    switch place {
    case .pane(let pane): listKind(of: pane)
    case .alone(let kind): kind
    }
  }

  /// The rows that the cursor of a list moves over.
  func rows(at place: ListPlace) -> RowList {
    if let listed = listed[kind(of: place)] { return listed.rows }
    return switch place {
    case .pane(let pane) where isFolded(pane): content?.foldedRows ?? .none
    case .pane(let pane): content?.rows(of: pane, in: view) ?? .none
    case .alone: .none
    }
  }

  /// The places whose lists are of a kind.
  func places(of kind: ListKind) -> [ListPlace] {
    Pane.allCases.map(ListPlace.pane).filter { self.kind(of: $0) == kind } + [.alone(kind)]
  }

  /// Shows the list of a kind, in the view of its pane where it has one, otherwise alone; one level back leads here
  /// again.
  package mutating func show(listOf kind: ListKind) {
    let here = ScreenPlace(view: view, focus: focus, openList: openList)
    overlay = nil
    page = nil
    switch kind {
    case .jobs: leave(for: .queue)
    case .partitions: leave(for: .utilization)
    case .applications: leave(for: .applications)
    case .allocations: leave(for: .budget)
    case .clusters, .nodes, .accounts, .users, .qos, .reservations, .sources, .alerts: openList = kind
    }
    guard here != ScreenPlace(view: view, focus: focus, openList: openList) else { return }
    trail.append(here)
    // Back where one has been, what lies between is no way back.
    let there = ScreenPlace(view: view, focus: focus, openList: openList)
    if let place = trail.firstIndex(of: there) { trail.removeSubrange(place...) }
    listContent(of: kindAtHand)
  }

  private mutating func leave(for pane: Pane) {
    openList = nil
    focus = pane
    view = pane.view
  }

  /// Goes back to where the last list was opened from; answers whether there is such a place.
  mutating func followTrailBack() -> Bool {
    guard let last = trail.popLast() else { return false }
    openList = last.openList
    focus = last.focus
    view = last.view
    listContent(of: kindAtHand)
    return true
  }
}

extension ListKind {
  /// As the title of a list.
  var title: SafeText {
    switch self {
    case .clusters: "Clusters"
    case .partitions: "Partitions"
    case .nodes: "Nodes"
    case .jobs: "Jobs"
    case .applications: "Applications"
    case .allocations: "Allocations"
    case .accounts: "Accounts"
    case .users: "Users"
    case .qos: "QOS"
    case .reservations: "Reservations"
    case .sources: "Sources"
    case .alerts: "Alerts"
    }
  }
}
