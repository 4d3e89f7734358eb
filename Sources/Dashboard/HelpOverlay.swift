import Screen
import Text

/// Draws the keys, read from the key table, over whatever is on the screen.
func drawHelp(on canvas: inout Canvas) {
  let lines = KeyTable.bindings.map { binding in
    (keys: binding.keys.map(KeyNotation.name(of:)).joined(separator: " "), help: binding.help)
  }
  let keyWidth = lines.map(\.keys.width).max() ?? 0
  let helpWidth = lines.map(\.help.width).max() ?? 0
  let columnWidth = keyWidth + 2 + helpWidth
  // Two columns where one would be cut.
  let needsTwo = lines.count + 2 > canvas.size.rows && 2 * columnWidth + 6 <= canvas.size.columns
  let columnCount = needsTwo ? 2 : 1
  let rowCount = (lines.count + columnCount - 1) / columnCount
  let contents = Size(columns: columnCount * columnWidth + 2 * (columnCount - 1), rows: rowCount)
  Overlay.draw(on: &canvas, title: "Keys", note: "? or Esc closes", contents: contents) { canvas, inside in
    for (index, line) in lines.enumerated() {
      let column = inside.column + (index / rowCount) * (columnWidth + 2)
      let row = inside.row + index % rowCount
      canvas.draw(line.keys, column: column, row: row, width: keyWidth, style: Style(.key))
      canvas.draw(line.help, column: column + keyWidth + 2, row: row, width: helpWidth)
    }
  }
}
