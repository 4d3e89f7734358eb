import Entities
import Model
package import Screen

/// Where everything goes: a pure function of the size, of what is looked at, and of which panes have any data.
package struct Layout: Sendable {
  /// Below this nothing useful fits, and the screen says so.
  package static let minimum = Size(columns: 40, rows: 12)
  /// From here on the four panes fit side by side, two and two.
  private static let grid = Size(columns: 76, rows: 20)

  enum Arrangement: Sendable {
    /// One line that asks for a larger terminal.
    case tooSmall
    /// The panes' headline figures, and the focused pane's list under them.
    case summary(headlines: Rect, list: Rect)
    /// A page in its frame.
    case page(Rect)
    /// A list alone in its frame.
    case list(ListKind, Rect)
    /// Some panes in their frames.
    case panes([(pane: Pane, rect: Rect)])
  }

  let size: Size
  let arrangement: Arrangement
  /// What is between the header and the footer, or the prompt.
  let body: Rect
  /// Whether the line of time stands under the header.
  private let hasTimeline: Bool
  private let focus: Pane

  package init(_ state: DashboardState, size: Size) {
    let view = state.view
    let focus = state.focus
    self.size = size
    self.focus = focus
    hasTimeline = state.replayedMoment != nil
    let body = Layout.body(
      of: size, isTyping: state.prompt != nil && !state.isInForm, hasTimeline: hasTimeline)
    self.body = body
    if Layout.isTooSmall(size) {
      arrangement = .tooSmall
    } else if state.page != nil {
      arrangement = .page(body)
    } else if let list = state.openList {
      arrangement = .list(list, body)
    } else if let pane = view.pane {
      arrangement = .panes([(pane, body)])
    } else if state.layouts.current.isNarrow || size.columns < Layout.grid.columns
      || size.rows < Layout.grid.rows
    {
      let count = state.shownPanes.count
      arrangement = .summary(
        headlines: Rect(column: 0, row: body.row, width: size.columns, height: count),
        list: Rect(column: 0, row: body.row + count, width: size.columns, height: body.height - count))
    } else {
      let upper = Layout.upperHeight(of: body.height, state.layouts.current, content: state.content)
      arrangement = .panes(Layout.sideBySide(state.shownPanes, in: body, upper: upper))
    }
  }

  /// Whether nothing is shown but how large the terminal has to be.
  static func isTooSmall(_ size: Size) -> Bool { size.columns < minimum.columns || size.rows < minimum.rows }

  var header: Rect { Rect(column: 0, row: 0, width: size.columns, height: 1) }
  /// What of the recording is shown, where one is replayed.
  var timeline: Rect? { hasTimeline ? Rect(column: 0, row: 1, width: size.columns, height: 1) : nil }
  var footer: Rect { Rect(column: 0, row: size.rows - 1, width: size.columns, height: 1) }
  /// Where a filter is typed: the footer's row and the one above it.
  var prompt: Rect { Rect(column: 0, row: size.rows - 2, width: size.columns, height: 2) }

  /// The rows that a page key moves over: those of the focused pane's list, less one to keep the eye's place.
  package var pageLength: Int {
    switch arrangement {
    case .tooSmall, .page: 1
    case .summary(_, let list): max(1, list.height - 2)
    case .list(_, let rect): max(1, rect.height - 4)
    case .panes(let panes): max(1, (panes.first { $0.pane == focus }?.rect.height ?? 0) - 4)
    }
  }

  private static func body(of size: Size, isTyping: Bool, hasTimeline: Bool) -> Rect {
    let top = hasTimeline ? 2 : 1
    return Rect(column: 0, row: top, width: size.columns, height: size.rows - top - (isTyping ? 2 : 1))
  }

  /// Two and two, the left ones taking the odd column, and the last of an odd number a whole row. The first row is
  /// `upper` high.
  static func sideBySide(_ panes: [Pane], in body: Rect, upper: Int) -> [(pane: Pane, rect: Rect)] {
    let others = (panes.count + 1) / 2 - 1
    let rows = body.rows([.fixed(upper)] + Array(repeating: .flexible(), count: others))
    let left = (body.width + 1) / 2
    return panes.enumerated().map { place, pane in
      let row = rows[place / 2]
      guard place % 2 == 1 || place + 1 < panes.count else { return (pane, row) }
      return (pane, row.columns([.fixed(left), .flexible()])[place % 2])
    }
  }

  /// What the layout says; without that half, and what the usual panes hold.
  private static func upperHeight(of height: Int, _ layout: PaneLayout, content: DashboardModel?) -> Int {
    // One row alone has all of it.
    if layout.panes.count < 3 { return height }
    if let split = layout.split {
      return min(max(leastPane, (height * split + 50) / 100), height - leastPane)
    }
    return layout.panes == Pane.allCases ? upperHeight(of: height, content: content) : (height + 1) / 2
  }

  /// So many more lines tell of the machines where there is room.
  private static let mapsAndMore = 8

  /// The frame, the titles, and a row.
  private static let leastPane = 4

  /// Half of the height; less where the machines need less, and next to nothing for a pair of panes without sources.
  private static func upperHeight(of height: Int, content: DashboardModel?) -> Int {
    let half = (height + 1) / 2
    guard let content else { return half }
    let withoutSources = 4
    let hasLower = content.figures.applications != nil || content.figures.budgets != nil
    let hasUpper = !content.figures.clusters.isEmpty
    switch (hasUpper, hasLower) {
    // One line says how to get data.
    case (true, false): return height - 1
    case (false, true): return withoutSources
    case (false, false): return half
    case (true, true):
      // The frame, the titles, and some lines on waits and outages.
      let needed = content.partitionRows.count + 12
      let usual = min(half, max(needed, height * 2 / 5))
      // Where few rows stand below, what the machines have besides, such as their maps, has the room.
      let below = max(content.figures.applications?.items.count ?? 0, content.budgets.count, 1) + leastPane
      return max(usual, min(needed + mapsAndMore, height - below))
    }
  }
}
