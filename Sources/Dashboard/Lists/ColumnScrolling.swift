import Model
import Screen
import Text

extension DashboardState {
  /// Moves the columns behind the first by one, as long as there are more that way.
  mutating func scrollColumns(by steps: Int, size: Size, now: Timestamp) {
    let (kind, place) = (kindAtHand, placeAtHand)
    let look = look(of: place)
    guard let list = ScreenDrawing(state: self, clock: Clock(now: now)).listAtHand(size: size),
      list.body.scrollsColumns
    else {
      notice = Notice(passing: "the columns of this list do not move")
      return
    }
    // The first column stays, and so does one beside it.
    let canGoOn = list.body.hasMoreColumns(width: list.width) && list.body.table.columns.count > 2
    guard steps > 0 ? canGoOn : look.firstColumn > 0 else {
      let isWhole = look.firstColumn == 0 && steps > 0
      notice = Notice(
        passing: isWhole ? "this list has all its columns on the screen" : "no column is further on")
      return
    }
    looks[kind, default: ListLook()].firstColumn = max(0, look.firstColumn + steps)
  }
}
