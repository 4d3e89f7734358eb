/// A size in character cells.
package struct Size: Hashable, Sendable {
  package var columns: Int
  package var rows: Int
  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// An area of a canvas, in character cells.
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

/// One character cell. A wide character has its glyph in its left cell and a `continuation` in its right one.
package struct Cell: Hashable, Sendable {
  /// The base scalar; a space when empty.
  package var scalar: Unicode.Scalar
  /// Combining marks on the base; U+0000 for none.
  package var mark1: Unicode.Scalar
  package var mark2: Unicode.Scalar
  package var style: Style

  package init(
    _ scalar: Unicode.Scalar = " ", mark1: Unicode.Scalar = "\0", mark2: Unicode.Scalar = "\0",
    style: Style = .text
  ) {
    self.scalar = scalar
    self.mark1 = mark1
    self.mark2 = mark2
    self.style = style
  }

  /// The right half of a wide character.
  package static let continuationScalar: Unicode.Scalar = "\0"
  package var isContinuation: Bool { scalar == Cell.continuationScalar }
}

/// The grid that everything is drawn into, and the only thing that a widget draws to.
///
/// Drawing outside the grid, or outside the rectangle that a call names, changes nothing.
package struct Canvas: Equatable, Sendable {
  package let size: Size
  /// Row by row.
  package private(set) var cells: [Cell]

  package init(size: Size) {
    self.size = size
    cells = Array(repeating: Cell(), count: max(0, size.columns) * max(0, size.rows))
  }
}
