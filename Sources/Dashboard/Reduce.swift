package import Model
package import Screen

extension DashboardState {
  /// Carries out what a key asks for; returns what the loop has to do outside the state.
  ///
  /// `size` tells how long a page is, `now` when a freeze began.
  package mutating func reduce(_ action: Action, size: Size, now: Timestamp) -> [Effect] {
    switch action {
    case .quit: return [.quit]
    case .refresh: return [.refresh]
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .toggleHelp: toggle(.help)
    case .toggleAlerts: toggle(.alerts)
    case .back: goBack()
    case .nextPane: show(focus.moved(by: 1))
    case .previousPane: show(focus.moved(by: -1))
    case .jump(let pane): show(pane)
    case .toggleExpand: view = view == .overview ? focus.view : .overview
    case .toggleFreeze: toggleFreeze(now: now)
    case .nextTheme: themeSteps += 1
    case .moveDown: move(by: 1, size: size, now: now)
    case .moveUp: move(by: -1, size: size, now: now)
    case .pageDown: move(by: pageLength(size: size, now: now), size: size, now: now)
    case .pageUp: move(by: -pageLength(size: size, now: now), size: size, now: now)
    case .top: move(by: -(Int.max / 2), size: size, now: now)
    case .bottom: move(by: Int.max / 2, size: size, now: now)
    case .openPage: openPage()
    case .closePage: page = nil
    case .nextApplication: turnPage(by: 1)
    case .previousApplication: turnPage(by: -1)
    case .moveRight: moveNode(by: 1)
    case .moveLeft: moveNode(by: -1)
    }
    return []
  }

  /// One level up; at the top there is nowhere to go, and Escape never quits.
  private mutating func goBack() {
    if overlay != nil {
      overlay = nil
    } else if page != nil {
      page = nil
    } else {
      view = .overview
    }
  }

  private mutating func toggle(_ wanted: Overlay) { overlay = overlay == wanted ? nil : wanted }

  private mutating func show(_ pane: Pane) {
    focus = pane
    if view != .overview { view = pane.view }
  }

  private mutating func toggleFreeze(now: Timestamp) {
    if frozenAt == nil {
      frozenAt = now
    } else {
      frozenAt = nil
      if let heldBack { show(heldBack) }
      heldBack = nil
    }
  }

  mutating func moveCursor(by steps: Int) {
    guard let rows = content?.rows(of: focus, in: view), !rows.isEmpty else { return }
    let index = min(max(0, selectedIndex(of: focus, in: rows) + steps), rows.count - 1)
    cursors[focus] = Cursor(row: rows[index], place: index)
    nodeIndex = 0
  }

  private mutating func moveNode(by steps: Int) {
    guard view == .utilization, let nodes = mappedNodes?.nodes, !nodes.isEmpty else { return }
    nodeIndex = min(max(0, min(nodeIndex, nodes.count - 1) + steps), nodes.count - 1)
  }

  /// Where the cursor is in `rows`; the first row when it is on none of them.
  func selectedIndex(of pane: Pane, in rows: [RowID]) -> Int {
    cursors[pane]?.index(in: rows) ?? 0
  }
}
