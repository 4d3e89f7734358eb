import Text

extension Table {
  /// How many rows of the list an area shows.
  package func capacity(in rect: Rect) -> Int {
    max(0, rect.height - (hasTitles ? 1 : 0))
  }

  /// Draws the titles and the rows from `offset` on, over the whole area.
  ///
  /// `rows` is the whole list, of which only the visible part is asked for; `selected` is the offset in the list of
  /// the row that the cursor is on, and whose first letter the terminal's cursor stands on.
  ///
  /// - Returns: the offsets of the rows that are shown.
  @discardableResult
  package func draw(
    _ rows: some RandomAccessCollection<Row>, on canvas: inout Canvas, in rect: Rect, offset: Int = 0,
    selected: Int? = nil
  ) -> Range<Int> {
    let first = min(max(0, offset), rows.count)
    guard !rect.isEmpty else { return first..<first }
    let visible = first..<min(rows.count, first + capacity(in: rect))
    let places = places(width: rect.width)
    canvas.clipped(to: rect) { canvas in
      canvas.fill(rect)
      if hasTitles { drawTitles(places, on: &canvas, in: rect) }
      for (line, row) in rows.dropFirst(first).prefix(visible.count).enumerated() {
        let screenRow = rect.row + line + (hasTitles ? 1 : 0)
        draw(row, places: places, on: &canvas, in: rect, row: screenRow)
        if first + line == selected {
          canvas.select(row: screenRow, within: rect)
          canvas.placeCursor(row: screenRow, within: rect)
        }
      }
    }
    return visible
  }

  private func drawTitles(_ places: [Place], on canvas: inout Canvas, in rect: Rect) {
    for place in places {
      let column = columns[place.index]
      canvas.draw(
        column.title, column: rect.column + place.start, row: rect.row, width: place.width,
        alignment: column.alignment, style: Style(.muted))
    }
  }

  private func draw(_ row: Row, places: [Place], on canvas: inout Canvas, in rect: Rect, row screenRow: Int) {
    switch row {
    case .cells(let contents):
      for place in places where place.index < contents.count {
        draw(
          contents[place.index], on: &canvas, column: rect.column + place.start, row: screenRow,
          width: place.width, alignment: columns[place.index].alignment)
      }
    case .heading(let text, let style, let wholeNote, let shortNote, let noteStyle):
      let after = canvas.draw(text, column: rect.column, row: screenRow, width: rect.width, style: style)
      let room = rect.columns.upperBound - after - 1
      let note = room < wholeNote.width ? shortNote ?? wholeNote : wholeNote
      // Less than this much of a note says nothing.
      guard room >= min(note.width, 12) else { return }
      canvas.draw(
        note, column: after + 1, row: screenRow, width: room, alignment: .right, style: noteStyle)
    }
  }

  private func draw(
    _ content: Content, on canvas: inout Canvas, column: Int, row: Int, width: Int, alignment: Alignment
  ) {
    switch content {
    case .text(let text, let style):
      canvas.draw(text, column: column, row: row, width: width, alignment: alignment, style: style)
    case .bar(let bar): bar.draw(on: &canvas, column: column, row: row, width: width)
    case .budget(let bar): bar.draw(on: &canvas, column: column, row: row, width: width)
    case .sparkline(let sparkline): sparkline.draw(on: &canvas, column: column, row: row, width: width)
    }
  }
}
