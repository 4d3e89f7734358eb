package import Screen

/// Where everything goes at a size: a pure function of the size, the view and the focus.
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
    /// Some panes in their frames.
    case panes([(pane: Pane, rect: Rect)])
  }

  let size: Size
  let arrangement: Arrangement
  private let focus: Pane

  package init(size: Size, view: View, focus: Pane) {
    self.size = size
    self.focus = focus
    let body = Rect(column: 0, row: 1, width: size.columns, height: size.rows - 2)
    if size.columns < Layout.minimum.columns || size.rows < Layout.minimum.rows {
      arrangement = .tooSmall
    } else if let pane = view.pane {
      arrangement = .panes([(pane, body)])
    } else if size.columns < Layout.grid.columns || size.rows < Layout.grid.rows {
      arrangement = .summary(
        headlines: Rect(column: 0, row: 1, width: size.columns, height: Pane.allCases.count),
        list: Rect(
          column: 0, row: 1 + Pane.allCases.count, width: size.columns,
          height: size.rows - 2 - Pane.allCases.count))
    } else {
      arrangement = .panes(Layout.quarters(of: body))
    }
  }

  var header: Rect { Rect(column: 0, row: 0, width: size.columns, height: 1) }
  var footer: Rect { Rect(column: 0, row: size.rows - 1, width: size.columns, height: 1) }

  /// The rows that a page key moves over: those of the focused pane's list, less one to keep the eye's place.
  package var pageLength: Int {
    switch arrangement {
    case .tooSmall: 1
    case .summary(_, let list): max(1, list.height - 2)
    case .panes(let panes): max(1, (panes.first { $0.pane == focus }?.rect.height ?? 0) - 4)
    }
  }

  /// Two and two, the left and upper ones taking the odd cell.
  private static func quarters(of body: Rect) -> [(pane: Pane, rect: Rect)] {
    let left = (body.width + 1) / 2
    let upper = (body.height + 1) / 2
    let right = Rect(column: left, row: body.row, width: body.width - left, height: upper)
    return [
      (.utilization, Rect(column: 0, row: body.row, width: left, height: upper)),
      (.queue, right),
      (.applications, Rect(column: 0, row: body.row + upper, width: left, height: body.height - upper)),
      (
        .budget,
        Rect(column: left, row: body.row + upper, width: body.width - left, height: body.height - upper)
      ),
    ]
  }
}
