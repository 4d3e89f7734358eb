/// Neighbouring cells of one row that look alike.
struct Run: Hashable, Sendable {
  let columns: Range<Int>
  let style: Style
}

extension Canvas {
  /// The runs of a row, from the left, covering it without a gap.
  func runs(row: Int) -> [Run] {
    var runs: [Run] = []
    var start = 0
    let cells = cells(row: row)
    for column in 0..<size.columns {
      let isLast = column + 1 == size.columns
      let style = cells[cells.startIndex + column].style
      if isLast || cells[cells.startIndex + column + 1].style != style {
        runs.append(Run(columns: start..<(column + 1), style: style))
        start = column + 1
      }
    }
    return runs
  }

  /// The glyphs of some columns of a row.
  func glyphs(row: Int, columns: Range<Int>) -> String {
    let first = row * size.columns
    var scalars = String.UnicodeScalarView()
    for cell in cells[(first + columns.lowerBound)..<(first + columns.upperBound)] {
      cell.append(to: &scalars)
    }
    return String(scalars)
  }
}
