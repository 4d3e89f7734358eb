/// A row of small columns: how a figure went.
///
/// ```
/// ▁▂▂▄▆▅ ▃
/// ```
///
/// The newest value is always in the last cell; a value that is not known is a gap, and 0 the lowest sign. The highest
/// ends below the line above.
package struct Sparkline: Hashable, Sendable {
  /// Oldest first.
  package var values: [Double?]
  /// The value of a full column; nil for the largest shown.
  package var scale: Double?
  package var role: Role

  package init(_ values: [Double?], scale: Double? = nil, role: Role = .sparkline) {
    self.values = values
    self.scale = scale
    self.role = role
  }

  private static let levels: [Glyph] = ["▁", "▂", "▃", "▄", "▅", "▆"]

  /// Draws the newest `width` values in one row, over its whole width.
  package func draw(on canvas: inout Canvas, column: Int, row: Int, width: Int) {
    guard width > 0 else { return }
    canvas.fill(Rect(column: column, row: row, width: width, height: 1))
    let shown = values.suffix(width)
    let top = scale ?? shown.compactMap { $0 }.filter(\.isFinite).max() ?? 0
    for (offset, value) in shown.enumerated() {
      guard let value, !value.isNaN else { continue }
      let share = top > 0 ? min(max(0, value / top), 1) : 0
      let level = min(Self.levels.count - 1, Int(share * Double(Self.levels.count)))
      canvas.draw(
        glyph: Self.levels[level], column: column + width - shown.count + offset, row: row, style: Style(role)
      )
    }
  }
}
