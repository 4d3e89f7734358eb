package import Text

extension Canvas {
  /// Draws a pane's light frame, and what stands on its edges.
  ///
  /// ```
  /// ╭ title ────── headline ─╮
  /// ╰─ note ────── position ─╯
  /// ```
  ///
  /// The focused pane's frame and title are the accent. Where an edge is too short for both of its texts, the headline
  /// and the note are cut first, and go when fewer than four cells of them would stay.
  ///
  /// The title is the pane's number and name, the headline its one figure, the note what there is to say about the row
  /// under the cursor, and the position where that is in the list, as `12/418 ▼`.
  ///
  /// - Returns: the area inside. Nothing is drawn in an area smaller than 2 by 2, and nothing fits inside.
  @discardableResult
  package mutating func frame(
    _ rect: Rect, title: SafeText, headline: Line = Line(), note: Line = Line(), position: SafeText = "",
    isFocused: Bool = false
  ) -> Rect {
    guard rect.width >= 2, rect.height >= 2 else {
      return Rect(column: rect.column, row: rect.row, width: 0, height: 0)
    }
    let line = Style(isFocused ? .accent : .frame)
    edges(of: rect, style: line)
    let top = Edge(rect, row: rect.row)
    let titleEnd = top.drawLeft(Line(title, isFocused ? .accent : .title), on: &self)
    top.drawRight(headline, from: titleEnd, on: &self)
    let bottom = Edge(rect, row: rect.row + rect.height - 1)
    let positionStart = bottom.drawPosition(Line(position, .muted), on: &self)
    bottom.drawNote(note, upTo: positionStart, on: &self)
    return rect.inset(columns: 1, rows: 1)
  }

  private mutating func edges(of rect: Rect, style: Style) {
    let right = rect.column + rect.width - 1
    let bottom = rect.row + rect.height - 1
    let (across, down): (Glyph, Glyph) = breaksFrames ? ("┄", "┆") : ("─", "│")
    fill(Rect(column: rect.column, row: rect.row, width: rect.width, height: 1), with: across, style: style)
    fill(Rect(column: rect.column, row: bottom, width: rect.width, height: 1), with: across, style: style)
    fill(Rect(column: rect.column, row: rect.row, width: 1, height: rect.height), with: down, style: style)
    fill(Rect(column: right, row: rect.row, width: 1, height: rect.height), with: down, style: style)
    draw(glyph: "╭", column: rect.column, row: rect.row, style: style)
    draw(glyph: "╮", column: right, row: rect.row, style: style)
    draw(glyph: "╰", column: rect.column, row: bottom, style: style)
    draw(glyph: "╯", column: right, row: bottom, style: style)
  }
}

/// A frame's upper or lower edge between its corners, and how texts find room on it.
private struct Edge {
  /// The first column after the left corner, and the right corner's column.
  let start: Int
  let end: Int
  let row: Int

  init(_ rect: Rect, row: Int) {
    start = rect.column + 1
    end = rect.column + rect.width - 1
    self.row = row
  }

  /// Draws at the left end, a space before and after; answers the column after that.
  func drawLeft(_ line: Line, on canvas: inout Canvas) -> Int {
    drawPadded(line, column: start, width: end - start, on: &canvas) ?? start
  }

  /// Draws at the right end in the room after `column`, with one cell of the line on both sides.
  func drawRight(_ line: Line, from column: Int, on canvas: inout Canvas) {
    let room = end - 1 - (column + 1)
    let width = min(room, line.width + 2)
    guard width == line.width + 2 || width >= 6 else { return }
    _ = drawPadded(line, column: end - 1 - width, width: width, on: &canvas)
  }

  /// Draws the whole line at the right end or nothing; answers the column that it starts at.
  func drawPosition(_ line: Line, on canvas: inout Canvas) -> Int {
    let column = end - 1 - (line.width + 2)
    guard line.width > 0, column >= start else { return end }
    _ = drawPadded(line, column: column, width: line.width + 2, on: &canvas)
    return column
  }

  /// Draws after the line's first cell, in the room before `column`.
  func drawNote(_ line: Line, upTo column: Int, on canvas: inout Canvas) {
    let room = column - 1 - (start + 1)
    let width = min(room, line.width + 2)
    guard width == line.width + 2 || width >= 6 else { return }
    _ = drawPadded(line, column: start + 1, width: width, on: &canvas)
  }

  /// Draws a line with a space on both sides in at most `width` cells; answers the column after, or nil when there
  /// is nothing to draw.
  private func drawPadded(_ line: Line, column: Int, width: Int, on canvas: inout Canvas) -> Int? {
    guard line.width > 0, width >= 3 else { return nil }
    let style = line.style
    canvas.draw(glyph: " ", column: column, row: row, style: style)
    let after = line.draw(on: &canvas, column: column + 1, row: row, width: width - 2)
    canvas.draw(glyph: " ", column: after, row: row, style: style)
    return after + 1
  }
}
