/// One cell an item, row after row: a letter and a colour for each node of a machine.
///
/// Where the items outnumber the cells, each cell stands for the same number of neighbours and shows the worst of them.
package struct HeatMap: Hashable, Sendable {
  package struct Item: Hashable, Sendable {
    package let letter: Glyph
    package let role: Role
    /// The higher, the worse; what an aggregated cell shows is decided by it alone.
    package let severity: Int
    package init(_ letter: Glyph, _ role: Role, severity: Int) {
      self.letter = letter
      self.role = role
      self.severity = severity
    }
  }

  package var items: [Item]

  package init(_ items: [Item]) {
    self.items = items
  }

  /// How many items a cell stands for in such an area; 0 where there is no cell.
  package func itemsPerCell(in rect: Rect) -> Int {
    guard !rect.isEmpty else { return 0 }
    let capacity = rect.width * rect.height
    return max(1, (items.count + capacity - 1) / capacity)
  }

  /// The cell of the canvas that an item is shown in; nil where there is none.
  package func position(of item: Int, in rect: Rect) -> (column: Int, row: Int)? {
    let perCell = itemsPerCell(in: rect)
    guard perCell > 0, items.indices.contains(item) else { return nil }
    let cell = item / perCell
    return (rect.column + cell % rect.width, rect.row + cell / rect.width)
  }

  /// Draws the map, and marks the cell of `selected`; cells of the area without an item stay as they are.
  ///
  /// - Returns: how many items a cell stands for.
  @discardableResult
  package func draw(on canvas: inout Canvas, in rect: Rect, selected: Int? = nil) -> Int {
    let perCell = itemsPerCell(in: rect)
    guard perCell > 0 else { return 0 }
    for (cell, start) in stride(from: 0, to: items.count, by: perCell).enumerated() {
      let group = items[start..<min(items.count, start + perCell)]
      // The first of equals stays: `max(by:)` would answer the last.
      let worst = group.dropFirst().reduce(items[start]) { $1.severity > $0.severity ? $1 : $0 }
      canvas.draw(
        glyph: worst.letter, column: rect.column + cell % rect.width, row: rect.row + cell / rect.width,
        style: Style(worst.role, isSelected: selected.map { $0 / perCell == cell } ?? false))
    }
    return perCell
  }
}
