import Screen
import Text

/// What of a line is seen while it is typed in so many cells: the cursor always, and `‹` `›` where the line goes on.
struct FieldWindow {
  private let characters: [Character]
  private let widths: [Int]
  private let cursor: Int
  private let width: Int
  /// The first character that is seen.
  private let first: Int
  /// Whether the line goes on behind the window.
  private let goesOn: Bool

  init(_ characters: [Character], cursor: Int, width: Int) {
    self.characters = characters
    self.cursor = cursor
    self.width = width
    let widths = characters.map { SafeText(untrusted: String($0)).width }
    self.widths = widths
    // Behind the end the cursor has a cell of its own.
    let under = cursor < widths.count ? widths[cursor] : 1
    let whole = widths.reduce(0, +) + (cursor < widths.count ? 0 : 1)
    var start = 0
    var skipped = 0
    var before = widths[..<cursor].reduce(0, +)
    func isCut() -> Bool { (start > 0 ? 1 : 0) + whole - skipped > width }
    while start < cursor, (start > 0 ? 1 : 0) + before + under + (isCut() ? 1 : 0) > width {
      before -= widths[start]
      skipped += widths[start]
      start += 1
    }
    first = start
    goesOn = isCut()
  }

  /// The cells of a piece of the line, from the window's own start: at its edge where the piece is out of it, and one at
  /// least.
  func cells(of place: Range<Int>) -> Range<Int> {
    let start = cell(of: place.lowerBound)
    return start..<max(start + 1, cell(of: place.upperBound))
  }

  /// The cell in which a character begins.
  private func cell(of index: Int) -> Int {
    let index = min(index, characters.count)
    guard index > first else { return index == first && first > 0 ? 1 : 0 }
    return min(max(0, width - 1), (first > 0 ? 1 : 0) + widths[first..<index].reduce(0, +))
  }

  /// Draws it, with the terminal's cursor; what is `wrong` looks so.
  func draw(on canvas: inout Canvas, column: Int, row: Int, wrong: Range<Int>? = nil) {
    guard width > 0 else { return }
    let end = column + width
    canvas.clipped(to: Rect(column: column, row: row, width: width, height: 1)) { canvas in
      var next = column
      if first > 0 { next = canvas.draw("‹", column: next, row: row, style: Style(.muted)) }
      for index in first..<characters.count where next < end {
        let style = Style(index == cursor ? .cursor : wrong?.contains(index) == true ? .warning : .text)
        if index == cursor { canvas.placeCursor(column: next, row: row, isTyping: true) }
        next = canvas.draw(
          SafeText(untrusted: String(characters[index])), column: next, row: row, style: style)
      }
      if cursor == characters.count {
        canvas.placeCursor(column: next, row: row, isTyping: true)
        canvas.draw(" ", column: next, row: row, style: Style(.cursor))
      }
      if goesOn { canvas.draw("›", column: end - 1, row: row, style: Style(.muted)) }
    }
  }
}

extension TextField {
  /// The line that the cursor is in, in so many cells.
  func window(width: Int) -> FieldWindow { FieldWindow(lines[line], cursor: column, width: width) }
}
