/// A size in character cells.
package struct Size: Hashable, Sendable {
  package var columns: Int
  package var rows: Int
  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }

  /// Reads `160x48`: that of a screen, from 1x1 to 1000x1000. `nil` for anything else.
  package init?(columnsByRows text: String) {
    let parts = text.lowercased().split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let columns = Int(parts[0]), let rows = Int(parts[1]),
      (1...1000).contains(columns), (1...1000).contains(rows)
    else { return nil }
    self.init(columns: columns, rows: rows)
  }
}

/// An area of a canvas, in character cells.
///
/// A negative width or height is an empty area.
package struct Rect: Hashable, Sendable {
  package var column: Int
  package var row: Int
  package var width: Int
  package var height: Int
  package init(column: Int, row: Int, width: Int, height: Int) {
    self.column = column
    self.row = row
    self.width = width
    self.height = height
  }
}

extension Rect {
  /// The whole of a canvas of that size.
  package init(_ size: Size) {
    self.init(column: 0, row: 0, width: max(0, size.columns), height: max(0, size.rows))
  }

  /// The columns that it covers.
  package var columns: Range<Int> { column..<(column + max(0, width)) }
  /// The rows that it covers.
  package var rows: Range<Int> { row..<(row + max(0, height)) }
  package var isEmpty: Bool { width <= 0 || height <= 0 }

  package func contains(column: Int, row: Int) -> Bool {
    columns.contains(column) && rows.contains(row)
  }

  /// What both cover; empty where they do not meet.
  package func intersection(_ other: Rect) -> Rect {
    let columns = columns.clamped(to: other.columns)
    let rows = rows.clamped(to: other.rows)
    return Rect(column: columns.lowerBound, row: rows.lowerBound, width: columns.count, height: rows.count)
  }

  /// What is left when so many columns go at the left and at the right, and so many rows above and below.
  package func inset(columns: Int = 0, rows: Int = 0) -> Rect {
    Rect(
      column: column + columns, row: row + rows, width: max(0, width - 2 * columns),
      height: max(0, height - 2 * rows))
  }

  /// Side by side, from the left: one area an extent.
  package func columns(_ extents: [Extent], gap: Int = 0) -> [Rect] {
    var rest = columns.lowerBound
    return Extent.lengths(extents, over: width - gap * max(0, extents.count - 1)).map { width in
      defer { rest += width + gap }
      return Rect(column: rest, row: row, width: width, height: height)
    }
  }

  /// One under the other, from the top: one area an extent.
  package func rows(_ extents: [Extent], gap: Int = 0) -> [Rect] {
    var rest = rows.lowerBound
    return Extent.lengths(extents, over: height - gap * max(0, extents.count - 1)).map { height in
      defer { rest += height + gap }
      return Rect(column: column, row: rest, width: width, height: height)
    }
  }
}
