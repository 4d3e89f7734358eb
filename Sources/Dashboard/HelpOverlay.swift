import Screen
import Text

/// The keys, read from the key table; over whatever is on the screen.
enum HelpOverlay {
  static func draw(on canvas: inout Canvas) {
    let lines = KeyTable.bindings.map { binding in
      (keys: binding.keys.map(KeyNotation.name(of:)).joined(separator: " "), help: binding.help)
    }
    let keyWidth = lines.map(\.keys.width).max() ?? 0
    let helpWidth = lines.map(\.help.width).max() ?? 0
    let columnWidth = keyWidth + 2 + helpWidth
    let size = canvas.size
    // Two columns where one would be cut.
    let columnCount = lines.count + 2 > size.rows && 2 * columnWidth + 6 <= size.columns ? 2 : 1
    let rowCount = (lines.count + columnCount - 1) / columnCount
    let width = min(size.columns, columnCount * columnWidth + 2 * (columnCount - 1) + 4)
    let height = min(size.rows, rowCount + 2)
    let rect = Rect(
      column: (size.columns - width) / 2, row: (size.rows - height) / 2, width: width, height: height)
    canvas.clipped(to: rect) { canvas in
      canvas.fill(rect)
      let inside = canvas.frame(rect, title: "Keys", note: "? or Esc closes", isFocused: true)
        .inset(columns: 1)
      canvas.clipped(to: inside) { canvas in
        for (index, line) in lines.enumerated() {
          let column = inside.column + (index / rowCount) * (columnWidth + 2)
          let row = inside.row + index % rowCount
          canvas.draw(line.keys, column: column, row: row, width: keyWidth, style: Style(.key))
          canvas.draw(line.help, column: column + keyWidth + 2, row: row, width: helpWidth)
        }
      }
    }
  }
}
