package import Text

/// Where a text stands in the width that it is given.
package enum Alignment: Hashable, Sendable {
  case left, centre, right
}

extension Canvas {
  /// Draws one line of text.
  ///
  /// `width` is the cells that the text may take: what does not fit ends in `…`, and `alignment` says where a shorter
  /// text stands in it. Without a width the text runs on to the clip, which cuts it.
  ///
  /// - Returns: the column after the text's last cell, wherever the clip lies, for what is to be drawn next.
  ///
  /// Cells of `width` that the text does not need are left as they are. Costs O(length).
  @discardableResult
  package mutating func draw(
    _ text: SafeText, column: Int, row: Int, width: Int? = nil, alignment: Alignment = .left,
    style: Style = .text
  ) -> Int {
    var text = text
    var column = column
    if let width {
      text = text.truncated(toWidth: max(0, width))
      switch alignment {
      case .left: break
      case .centre: column += (width - text.width) / 2
      case .right: column += width - text.width
      }
    }
    for character in text.cells {
      let cell = Cell(character.scalar, mark1: character.mark1, mark2: character.mark2, style: style)
      if character.width == 2 {
        putWide(cell, column: column, row: row)
      } else {
        put(cell, column: column, row: row)
      }
      column += character.width
    }
    return column
  }

  /// Fills an area with one sign.
  package mutating func fill(_ rect: Rect, with glyph: Glyph = " ", style: Style = .text) {
    let area = clip.intersection(rect)
    for row in area.rows {
      for column in area.columns { put(Cell(glyph.scalar, style: style), column: column, row: row) }
    }
  }

  /// Draws one sign.
  package mutating func draw(glyph: Glyph, column: Int, row: Int, style: Style = .text) {
    put(Cell(glyph.scalar, style: style), column: column, row: row)
  }

  /// Marks one row of an area as the one that the cursor is on; what is drawn there stays.
  package mutating func select(row: Int, within rect: Rect) {
    let line = Rect(column: rect.column, row: row, width: rect.width, height: 1)
    restyle(rect.intersection(line)) { $0.isSelected = true }
  }

  /// Claims the terminal's cursor for the first sign in one row of an area, or, where that is blank, for its first cell.
  package mutating func placeCursor(row: Int, within rect: Rect) {
    let columns = bounds.intersection(rect).columns
    let isSign = { (column: Int) in cells[row * size.columns + column].scalar != " " }
    let isInside = bounds.rows.contains(row)
    placeCursor(column: isInside ? columns.first(where: isSign) ?? rect.column : rect.column, row: row)
  }
}
