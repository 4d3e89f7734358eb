import Model
import Screen
import Text

extension DashboardState {
  /// Moves what the keys act on: the text that lies over the screen, the page of an application, or the cursor.
  mutating func move(by steps: Int, size: Size, now: Timestamp) {
    if overlay == .triageActions {
      menuCursor = min(max(0, menuCursor + steps), TriageAction.allCases.count - 1)
    } else if let menu {
      menuCursor = min(max(0, menuCursor + steps), max(0, menu.items.count - 1))
    } else if overlay == .export {
      export.moveField(by: steps)
    } else if overlay != nil {
      guard let scroll = scroll(size: size, now: now) else { return }
      overlayTop = scroll.clamped(scroll.clamped(overlayTop) + steps)
    } else if let page {
      guard let scroll = scroll(size: size, now: now) else { return }
      self.page?.top = scroll.clamped(scroll.clamped(page.top) + steps)
    } else {
      moveCursor(by: steps)
    }
  }

  var triageActionUnderCursor: TriageAction { TriageAction.allCases[menuCursor] }

  /// Scrolls the reasons beside the list of jobs.
  mutating func scrollReasons(by steps: Int, size: Size, now: Timestamp) {
    guard let scroll = ScreenDrawing(state: self, clock: Clock(now: now)).reasonScroll(size: size) else {
      return
    }
    guard scroll.lines > scroll.rows else {
      notice = Notice(passing: "all of why tasks wait is on the screen")
      return
    }
    reasonsTop = scroll.clamped(scroll.clamped(reasonsTop) + steps)
  }

  /// The lines or rows that a page key moves over.
  func pageLength(size: Size, now: Timestamp) -> Int {
    guard overlay != nil || page != nil else { return Layout(self, size: size).pageLength }
    return scroll(size: size, now: now)?.pageLength ?? 1
  }

  /// Half of that, or a row more.
  func halfPageLength(size: Size, now: Timestamp) -> Int { (pageLength(size: size, now: now) + 1) / 2 }

  /// Moves the cursor to one of the rows that are shown, which is chosen by their range.
  mutating func moveCursor(among choose: (Range<Int>) -> Int, size: Size, now: Timestamp) {
    guard overlay == nil, page == nil else {
      notice = Notice(passing: "there are no rows to go to here")
      return
    }
    let rows = rows(at: placeAtHand)
    let shown = ScreenDrawing(state: self, clock: Clock(now: now)).shownRows(size: size)
    guard let shown, !shown.isEmpty else { return }
    moveCursor(by: choose(shown) - selectedIndex(at: placeAtHand, in: rows))
  }

  /// How long the overlay or the page is; on a terminal that is too small for it, nothing is.
  private func scroll(size: Size, now: Timestamp) -> Scroll? {
    let screen = ScreenDrawing(state: self, clock: Clock(now: now))
    if overlay != nil { return screen.overlayText(size: size)?.scroll }
    guard let page, case .page(let rect) = Layout(self, size: size).arrangement else { return nil }
    return screen.text(of: page, in: rect).scroll
  }
}

extension ScreenDrawing {
  /// Which rows of the focused pane's list are on the screen; `nil` where there is no room for a list.
  func shownRows(size: Size) -> Range<Int>? {
    switch Layout(state, size: size).arrangement {
    case .tooSmall, .page: return nil
    case .summary(_, let list):
      return body(of: state.focus, width: list.width).shownRows(in: Self.insideSummary(list))
    case .list(let kind, let rect):
      return body(ofList: kind).shownRows(in: listArea(ofList: kind, in: rect))
    case .panes(let panes):
      guard let (pane, rect) = panes.first(where: { $0.pane == state.focus }) else { return nil }
      if state.isOnNodes { return nodesBody.shownRows(in: Self.nodeRows(in: nodeArea(in: rect))) }
      return body(of: pane, width: rect.width).shownRows(in: listArea(of: pane, in: rect))
    }
  }
}
