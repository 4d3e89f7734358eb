import Screen
import Text

/// What the probe draws: numbered rows, every kind of sign that the dashboard uses, wide characters, every role.
enum TestPicture {
  static func canvas(_ size: Size, note: SafeText) -> Canvas {
    var canvas = Canvas(size: size)
    for row in 0..<size.rows {
      let role = Role.allCases[row % Role.allCases.count]
      let text: SafeText = "row \(row) ╭─│╮ █▓░╱ ▁▂▃▄▅▆▇ 東京 é ✓✗ e\u{301} "
      var column = 0
      while column < size.columns {
        column = canvas.draw(text, column: column, row: row, style: Style(role))
      }
    }
    if size.rows > 1 { canvas.select(row: 1, within: canvas.bounds) }
    if !note.isEmpty {
      canvas.fill(Rect(column: 0, row: size.rows - 1, width: size.columns, height: 1))
      canvas.draw(note, column: 0, row: size.rows - 1)
    }
    return canvas
  }
}
