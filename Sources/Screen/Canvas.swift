/// The grid that everything is drawn into, and the only thing that a widget draws to.
///
/// Drawing outside the grid, or outside the rectangle that `clipped(to:_:)` names, changes nothing. The only ways in
/// are `SafeText` and `Glyph`, so that no scalar of a file gets here that the sanitiser has not seen.
package struct Canvas: Equatable, Sendable {
  package let size: Size
  /// Row by row.
  package private(set) var cells: [Cell]
  /// Where drawing has an effect; always inside the grid.
  package private(set) var clip: Rect

  /// Where the terminal's own cursor belongs; `nil` where nothing has claimed it.
  package private(set) var cursor: CursorPlace?

  /// Whether the frames of panes have gaps, which tells from afar that what they hold is not live.
  package var breaksFrames = false

  /// A grid of spaces. A negative size is an empty one.
  package init(size: Size) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    clip = Rect(self.size)
    cells = Array(repeating: Cell(), count: self.size.columns * self.size.rows)
  }

  /// The whole grid.
  package var bounds: Rect { Rect(size) }

  /// The cells of one row of the grid.
  package func cells(row: Int) -> ArraySlice<Cell> {
    cells[(row * size.columns)..<((row + 1) * size.columns)]
  }

  /// Lets `draw` change nothing outside `rect`, nor outside what already limits this drawing.
  ///
  /// One cell outside may become a space: the other half of a wide character that the drawing cuts in two.
  @discardableResult
  package mutating func clipped<Value>(to rect: Rect, _ draw: (inout Canvas) -> Value) -> Value {
    let outer = clip
    clip = outer.intersection(rect)
    defer { clip = outer }
    return draw(&self)
  }

  /// Claims the terminal's cursor for a cell; what is drawn later may claim it again. A cell outside the clip claims
  /// nothing.
  package mutating func placeCursor(column: Int, row: Int, isTyping: Bool = false) {
    guard clip.contains(column: column, row: row) else { return }
    cursor = CursorPlace(column: column, row: row, isTyping: isTyping)
  }

  /// Changes how the cells of an area look, and leaves their glyphs.
  package mutating func restyle(_ rect: Rect, as style: Style) { restyle(rect) { $0 = style } }

  mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
    let area = clip.intersection(rect)
    for row in area.rows {
      for column in area.columns { change(&cells[row * size.columns + column].style) }
    }
  }

  /// Whether nothing is drawn in a cell.
  package func isBlank(column: Int, row: Int) -> Bool {
    cells(row: row).dropFirst(column).first?.scalar == " "
  }

  /// The mapped grid. What `map` answers for a cell stands in its place.
  func mapped(_ map: (Cell, _ next: Cell?) -> Cell) -> Canvas {
    var result = self
    for index in cells.indices {
      let isLast = (index + 1) % size.columns == 0
      result.cells[index] = map(cells[index], isLast ? nil : cells[index + 1])
    }
    return result
  }

  /// Writes one narrow character, if it lies in the clip.
  mutating func put(_ cell: Cell, column: Int, row: Int) {
    guard clip.contains(column: column, row: row) else { return }
    let index = row * size.columns + column
    separate(column: column, index: index)
    cells[index] = cell
  }

  /// Writes one wide character; where the clip cuts it, the half inside is a space.
  mutating func putWide(_ cell: Cell, column: Int, row: Int) {
    let isLeftInside = clip.contains(column: column, row: row)
    let isRightInside = clip.contains(column: column + 1, row: row)
    guard isLeftInside, isRightInside else {
      put(Cell(style: cell.style), column: column, row: row)
      put(Cell(style: cell.style), column: column + 1, row: row)
      return
    }
    put(cell, column: column, row: row)
    put(Cell(Cell.continuationScalar, style: cell.style), column: column + 1, row: row)
  }

  /// Makes a space of the other half of a wide character that is about to lose one.
  private mutating func separate(column: Int, index: Int) {
    if cells[index].isContinuation, column > 0 {
      cells[index - 1] = Cell(style: cells[index - 1].style)
    }
    if column + 1 < size.columns, cells[index + 1].isContinuation {
      cells[index + 1] = Cell(style: cells[index + 1].style)
    }
  }
}
