import Screen
import Text

extension ScreenDrawing {
  /// A small terminal: each pane's headline figure in a line, and the focused pane's list below.
  func drawSummary(on canvas: inout Canvas, headlines: Rect, list: Rect) {
    for (pane, row) in zip(state.shownPanes, headlines.rows) {
      let isFocused = pane == state.focus
      let start = canvas.draw(
        "\(isFocused ? "›" : " ")\(pane.rawValue) \(pane.definition.shortTitle) ", column: headlines.column,
        row: row,
        style: Style(isFocused ? .accent : .muted))
      self.body(of: pane, width: list.width).headline.draw(
        on: &canvas, column: start, row: row, width: headlines.width - start)
    }
    let body = self.body(of: state.focus, width: list.width)
    canvas.fill(
      Rect(column: list.column, row: list.row, width: list.width, height: 1), with: "─", style: Style(.accent)
    )
    let titleEnd = canvas.draw(
      " \(state.focus.definition.title) ", column: list.column + 2, row: list.row, style: Style(.accent))
    let area = Self.insideSummary(list)
    let position = body.position(in: area)
    let asked = [body.count.text, body.asked].filter { !$0.isEmpty }
    if !asked.isEmpty {
      let room = list.columns.upperBound - (position.isEmpty ? 0 : position.width + 4) - titleEnd - 4
      canvas.draw(
        " \(asked.joined(separator: " · ").truncated(toWidth: room)) ", column: titleEnd + 1, row: list.row,
        style: Style(.accent))
    }
    if !position.isEmpty {
      canvas.draw(
        " \(position) ", column: list.columns.upperBound - position.width - 4, row: list.row,
        style: Style(.muted))
    }
    canvas.clipped(to: area) { body.drawContents(on: &$0, in: area, isFocused: true) }
  }

  /// Below the line with the title.
  static func insideSummary(_ list: Rect) -> Rect {
    Rect(column: list.column, row: list.row + 1, width: list.width, height: list.height - 1)
  }
}
