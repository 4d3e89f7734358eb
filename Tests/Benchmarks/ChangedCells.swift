import Screen

/// The fewest bytes by which a terminal of 256 colours can be brought from one picture to another, cell by cell: a move
/// of the cursor where cells in between stay, a change of style where two differ, and the glyphs.
///
/// Erasing and scrolling sequences are left out, so that ncurses may need less now and then.
struct ChangedCells {
  private(set) var bytes = 0
  private var styles: [Style: Int] = [:]
  private var style: Style?
  private let theme: Theme

  init(from before: Canvas, to after: Canvas, theme: Theme) {
    self.theme = theme
    for row in 0..<after.size.rows { add(row, Array(before.cells(row: row)), Array(after.cells(row: row))) }
  }

  private mutating func add(_ row: Int, _ before: [Cell], _ after: [Cell]) {
    var written: Int?
    for column in after.indices where after[column] != before[column] && !after[column].isContinuation {
      move(to: column, of: row, in: after, from: written)
      write(after[column])
      let isWide = column + 1 < after.count && after[column + 1].isContinuation
      written = column + (isWide ? 2 : 1)
    }
  }

  private mutating func move(to column: Int, of row: Int, in cells: [Cell], from written: Int?) {
    guard let written else {
      bytes += "\u{1B}[\(row + 1);\(column + 1)H".utf8.count
      return
    }
    guard written < column else { return }
    let gap = cells[written..<column]
    let move = "\u{1B}[\(column + 1)G".utf8.count
    let rewriting = gap.allSatisfy { $0.style == style } ? gap.reduce(0) { $0 + glyphBytes($1) } : .max
    bytes += min(move, rewriting)
  }

  private mutating func write(_ cell: Cell) {
    if cell.style != style {
      style = cell.style
      bytes += changeOfStyle(cell.style)
    }
    bytes += glyphBytes(cell)
  }

  private mutating func changeOfStyle(_ style: Style) -> Int {
    if let known = styles[style] { return known }
    let length = theme.appearance(of: style, depth: .palette256).selectGraphicRendition.utf8.count
    styles[style] = length
    return length
  }

  private func glyphBytes(_ cell: Cell) -> Int {
    var scalars = String.UnicodeScalarView()
    cell.append(to: &scalars)
    return String(scalars).utf8.count
  }
}
