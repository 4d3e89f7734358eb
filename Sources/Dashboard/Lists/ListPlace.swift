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
  /// What the page is of that lies over the list.
  let page: RowID?

  /// Whether both are that list, or a page over it.
  func isSameList(as other: ScreenPlace) -> Bool {
    (view, focus, openList) == (other.view, other.focus, other.openList)
  }
}

/// A place that a list or a page was opened from.
struct TrailPlace: Sendable {
  let place: ScreenPlace
  /// The page that lay there, as it was.
  var page: OpenPage?
  /// What the way from there replaced.
  var replaced: ReplacedQuery?
}

/// What a list was listed by before something was gone to in it.
struct ReplacedQuery: Sendable {
  let kind: ListKind
  let former: Query?
  let newer: Query?
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
  package mutating func show(listOf kind: ListKind) { show(listOf: kind, by: queries[kind]) }

  /// The same by another query, until one goes back.
  mutating func show(listOf kind: ListKind, by newer: Query?) {
    let (here, openPage, former) = (screenPlace, page, queries[kind])
    overlay = nil
    page = nil
    switch kind {
    case .jobs: leave(for: .queue)
    case .partitions: leave(for: .utilization)
    case .applications: leave(for: .applications)
    case .allocations: leave(for: .budget)
    case .clusters, .nodes, .accounts, .users, .qos, .reservations, .sources, .alerts: openList = kind
    }
    let there = screenPlace
    if newer != former {
      trail.append(
        TrailPlace(
          place: here, page: openPage, replaced: ReplacedQuery(kind: kind, former: former, newer: newer)))
      return list(kind, by: newer)
    }
    guard here != there else { return }
    trail.append(TrailPlace(place: here, page: openPage))
    // Back where one has been, what lies between is no way back; but a list that stands alone, such as that of alerts,
    // stays the way back also from the view that it lies over.
    let leavesListForView = here.openList != nil && there.openList == nil
    if !leavesListForView, here.page == nil, let place = trail.firstIndex(where: { $0.place == there }) {
      cutTrail(from: place)
    }
    listContent(of: kindAtHand)
  }

  var screenPlace: ScreenPlace {
    ScreenPlace(view: view, focus: focus, openList: openList, page: page?.row)
  }

  /// Leaves the page, and those under it, for the list that they lie over: nothing leads back to where one is.
  mutating func leavePages() {
    guard page != nil else { return }
    page = nil
    let here = screenPlace
    while let last = trail.last, last.replaced == nil, last.place.isSameList(as: here) {
      trail.removeLast()
      if last.place.page == nil { return }
    }
  }

  /// Forgets the way back from some place on; what it replaced is listed again.
  mutating func cutTrail(from place: Int) {
    while trail.count > place { restoreQuery(replacedFrom: trail.removeLast()) }
  }

  /// Lists again as before; not where somebody has asked for something else meanwhile.
  private mutating func restoreQuery(replacedFrom place: TrailPlace) {
    guard let replaced = place.replaced else { return }
    let present = queries[replaced.kind]
    guard [replaced.newer?.withoutOrder, nil].contains(present?.withoutOrder) else { return }
    list(replaced.kind, by: replaced.former)
  }

  private mutating func leave(for pane: Pane) {
    openList = nil
    focus = pane
    view = pane.view
  }

  /// Goes back to where the last list or page was opened from; answers whether there is such a place.
  mutating func followTrailBack() -> Bool {
    guard let last = trail.popLast() else { return false }
    openList = last.place.openList
    focus = last.place.focus
    view = last.place.view
    page = last.page
    restoreQuery(replacedFrom: last)
    listContent(of: kindAtHand)
    moveCursorToPage()
    return true
  }
}
