import Screen

/// Values over time as columns, in eighths of a cell: what a sparkline is in one row, in as many as there are.
struct ColumnPlot {
  /// One value a column, 0 for empty and 1 for full; `nil` leaves a gap.
  var values: [Double?]
  var role: Role

  private static let eighths: [Glyph] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  func draw(on canvas: inout Canvas, in rect: Rect) {
    for (column, value) in zip(rect.columns, values) {
      guard let value else { continue }
      var left = Int((min(max(0, value), 1) * Double(rect.height * 8)).rounded())
      for row in rect.rows.reversed() where left > 0 {
        canvas.draw(glyph: ColumnPlot.eighths[min(left, 8) - 1], column: column, row: row, style: Style(role))
        left -= 8
      }
    }
  }
}
