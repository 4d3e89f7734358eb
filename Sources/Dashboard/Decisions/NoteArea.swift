import Screen
import Text

/// A text while it is typed, as rows: long lines go on in the next row, and the rows round the cursor are shown.
struct NoteArea {
  let field: TextField
  let isCurrent: Bool

  func draw(on canvas: inout Canvas, in area: Rect) {
    guard area.width > 3, !area.isEmpty else { return }
    let text = Rect(column: area.column + 2, row: area.row, width: area.width - 3, height: area.height)
    let (rows, cursor) = wrapped(to: text.width)
    let first = min(max(0, cursor.row - text.height + 1), max(0, rows.count - text.height))
    for row in area.rows {
      canvas.draw(glyph: "│", column: area.column, row: row, style: Style(isCurrent ? .accent : .frame))
    }
    for (row, line) in zip(text.rows, rows[first...]) {
      canvas.draw(line, column: text.column, row: row, width: text.width)
    }
    if isCurrent {
      let row = text.row + cursor.row - first
      canvas.draw(
        characterUnderCursor, column: text.column + cursor.cells, row: row, style: Style(.cursor))
      canvas.placeCursor(column: text.column + cursor.cells, row: row, isTyping: true)
    }
  }

  private var characterUnderCursor: SafeText {
    let line = field.lines[field.line]
    return line.indices.contains(field.column) ? SafeText(untrusted: String(line[field.column])) : " "
  }

  private func wrapped(to width: Int) -> (rows: [SafeText], cursor: (row: Int, cells: Int)) {
    var rows: [SafeText] = []
    var cursor = (row: 0, cells: 0)
    for line in field.lines.indices {
      let start = rows.count
      let pieces = field.shown(line: line).pieces(ofWidth: width)
      rows += pieces
      guard line == field.line else { continue }
      var left = field.cursorCells
      var piece = 0
      while piece + 1 < pieces.count, left >= pieces[piece].width {
        left -= pieces[piece].width
        piece += 1
      }
      cursor = (start + piece, left)
    }
    // At the end of a full row the cursor is on the next one.
    if cursor.cells >= width {
      cursor = (cursor.row + 1, 0)
      rows.insert("", at: cursor.row)
    }
    return (rows, cursor)
  }
}
