import Entities
import Text

/// How somebody has arranged a list: what is marked, which columns it has, and how far they are moved to the left.
struct ListLook: Sendable {
  var marks = Marks()
  /// The fields that were chosen, in order; `nil` for those that are settled, or the usual columns.
  var columns: [Int]?
  /// How many columns behind the first are out of sight at the left.
  var firstColumn = 0
  /// Whether it is where keys bring columns on the screen for which there is no room.
  var scrollsColumns = true
}

extension DashboardState {
  /// How a list is arranged; a pane that is not alone on the screen keeps its own columns.
  func look(of place: ListPlace) -> ListLook {
    var look = looks[kind(of: place)] ?? ListLook()
    look.columns = chosenColumns(of: kind(of: place))
    if case .pane(let pane) = place, view != pane.view {
      look.columns = nil
      look.firstColumn = 0
      look.scrollsColumns = false
    }
    // There the keys go over the nodes of the map.
    if place == .pane(.utilization) { look.scrollsColumns = false }
    return look
  }
}
