/// Used of granted, with a tick where the calendar is: use that ends left of the tick is behind the calendar, right of
/// it ahead.
///
/// ```
/// ━━━━━━━━┃───────
/// ```
///
/// The bar is full only when all is used, and empty only when nothing is: less than a cell is half of one.
/// Above 100 % its last cell points on: `▶`.
package struct BudgetBar: Hashable, Sendable {
  /// Used / granted, 1 for all; nil where it is not known: the bar is empty and says `—`.
  package var used: Double?
  /// The part of the time that has gone, 0 to 1; nil for no tick.
  package var elapsed: Double?

  package init(used: Double?, elapsed: Double?) {
    self.used = used
    self.elapsed = elapsed
  }

  /// The cells that are filled in a bar of that width, to the nearest.
  package func filled(in width: Int) -> Int {
    guard let used, !used.isNaN, used > 0, width > 0 else { return 0 }
    guard used < 1 else { return width }
    return min(Int((used * Double(width)).rounded()), max(1, width - 1))
  }

  /// Whether less than a cell of a bar of that width is used, and not nothing.
  private func isBeginning(in width: Int) -> Bool {
    guard let used, used > 0, used < 1 else { return false }
    return used * Double(width) < 1
  }

  /// Draws the bar in one row, over its whole width.
  package func draw(on canvas: inout Canvas, column: Int, row: Int, width: Int) {
    guard width > 0 else { return }
    let track = Rect(column: column, row: row, width: width, height: 1)
    guard let used, !used.isNaN else {
      canvas.fill(track)
      canvas.draw(glyph: "—", column: column, row: row, style: Style(.unknown))
      return
    }
    canvas.fill(track, with: "─", style: Style(.barIdle))
    let filled = Rect(column: column, row: row, width: filled(in: width), height: 1)
    canvas.fill(filled, with: "━", style: Style(.barUsed))
    if isBeginning(in: width) {
      canvas.draw(glyph: "╾", column: column, row: row, style: Style(.barUsed))
    }
    if let elapsed, !elapsed.isNaN {
      let cell = Int(min(max(0, elapsed), 1) * Double(width))
      canvas.draw(glyph: "┃", column: column + min(cell, width - 1), row: row, style: Style(.barTick))
    }
    if used > 1 {
      canvas.draw(glyph: "▶", column: column + width - 1, row: row, style: Style(.critical))
    }
  }
}
