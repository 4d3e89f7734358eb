import Entities
package import Model
package import Screen
import Text

/// A click on a row, which a second one soon after makes a double one.
struct Click: Sendable {
  let row: RowID
  let place: ListPlace
  let event: MouseEvent
  /// Since any moment.
  let at: Duration

  /// Two clicks within this open what they are on.
  static let span: Duration = .milliseconds(400)
}

extension DashboardState {
  /// Takes over what a configuration says, where that is something new.
  package mutating func adopt(usesMouse: Bool) {
    if usesMouse != configuredMouse { self.usesMouse = usesMouse }
    configuredMouse = usesMouse
  }

  mutating func toggleMouse() {
    usesMouse.toggle()
    notice = Notice(
      usesMouse
        ? "the mouse is used: the terminal's own selecting wants Shift now"
        : "the mouse is the terminal's again")
  }

  /// Carries out what a person does with the mouse; `time` is a span since any moment. While something is typed or
  /// asked, clicks do nothing.
  package mutating func handle(_ event: MouseEvent, at time: Duration, size: Size, now: Timestamp) -> [Effect]
  {
    guard usesMouse, takesLettersAsKeys, !Layout.isTooSmall(size) else { return [] }
    fit(to: size)
    notice = nil
    wasWarnedOfLeaving = false
    defer { hideNamesElsewhere() }
    let steps: Int? =
      switch event.kind {
      case .press: nil
      case .wheelUp: -1
      case .wheelDown: 1
      }
    if overlay != nil || page != nil {
      guard let steps else {
        if overlay == nil { clickLink(event, size: size, now: now) }
        return []
      }
      move(by: steps * (overlay == nil || overlay == .help ? Self.wheelRows : 1), size: size, now: now)
      return []
    }
    let screen = ScreenDrawing(state: self, clock: Clock(now: now))
    guard let target = screen.target(of: event, size: size) else { return [] }
    if let steps {
      scroll(target.place, by: steps * Self.wheelRows)
      return []
    }
    return click(event, on: target, at: time, size: size, now: now)
  }

  /// What one notch of a wheel moves over.
  private static let wheelRows = 3

  /// Moves the cursor of a list; of one that has not the keys they stay where they are.
  private mutating func scroll(_ place: ListPlace, by steps: Int) {
    guard place != placeAtHand else { return moveCursor(by: steps) }
    let rows = rows(at: place)
    guard !rows.isEmpty else { return }
    var index = min(max(0, selectedIndex(at: place, in: rows) + steps), rows.count - 1)
    if rows[index] == .divider { index += steps < 0 ? -1 : 1 }
    cursors[place] = Cursor(row: rows[index], place: index)
  }

  private mutating func click(
    _ event: MouseEvent, on target: MouseTarget, at time: Duration, size: Size, now: Timestamp
  ) -> [Effect] {
    if let pane = target.pane { focus = pane }
    if view == .utilization, openList == nil, (target.place == .alone(.nodes)) != actsOnNodes {
      moveToNodes(target.place == .alone(.nodes))
    }
    let last = lastClick
    lastClick = nil
    switch target.hit {
    case .nothing: break
    case .title(let field): if let field { sort(by: field) }
    case .row(let index):
      let rows = rows(at: target.place)
      guard rows.indices.contains(index), rows[index] != .divider else { break }
      // A long list has moved so that the row is in its middle: where it was clicked is another one now.
      if let last, last.place == target.place, last.row == rowAtHand, time - last.at <= Click.span,
        last.event == event || last.row == rows[index]
      {
        return reduce(.openRow, size: size, now: now)
      }
      moveCursor(to: index, of: rows)
      lastClick = Click(row: rows[index], place: target.place, event: event, at: time)
    }
    return []
  }
}
