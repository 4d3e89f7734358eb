import Model
import Screen

extension DashboardState {
  /// Moves what the keys act on: the text that lies over the screen, the page of an application, or the cursor.
  mutating func move(by steps: Int, size: Size, now: Timestamp) {
    if overlay != nil {
      guard let scroll = scroll(size: size, now: now) else { return }
      overlayTop = scroll.clamped(scroll.clamped(overlayTop) + steps)
    } else if let page {
      guard let scroll = scroll(size: size, now: now) else { return }
      self.page?.top = scroll.clamped(scroll.clamped(page.top) + steps)
    } else {
      moveCursor(by: steps)
    }
  }

  /// Scrolls the reasons beside the list of jobs.
  mutating func scrollReasons(by steps: Int, size: Size, now: Timestamp) {
    guard let scroll = ScreenDrawing(state: self, clock: Clock(now: now)).reasonScroll(size: size) else {
      return
    }
    reasonsTop = scroll.clamped(scroll.clamped(reasonsTop) + steps)
  }

  /// The lines or rows that a page key moves over.
  func pageLength(size: Size, now: Timestamp) -> Int {
    guard overlay != nil || page != nil else { return Layout(self, size: size).pageLength }
    return scroll(size: size, now: now)?.pageLength ?? 1
  }

  /// How long the overlay or the page is; on a terminal that is too small for it, nothing is.
  private func scroll(size: Size, now: Timestamp) -> Scroll? {
    let screen = ScreenDrawing(state: self, clock: Clock(now: now))
    if overlay != nil { return screen.overlayText(size: size)?.scroll }
    guard let page, case .panes(let panes) = Layout(self, size: size).arrangement, let pane = panes.first
    else { return nil }
    return screen.text(of: page, in: pane.rect).scroll
  }
}
