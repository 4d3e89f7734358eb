import Screen
import Text

/// A small table among the lines of a page: as wide as its cells, with the columns for which there is room.
struct LineTable {
  struct Column {
    let title: SafeText
    /// Figures stand at the right.
    var isFigure = false
    /// The least goes first where there is no room for all.
    let priority: Int
  }

  let columns: [Column]
  private(set) var rows: [[Line]] = []

  init(_ columns: [Column]) { self.columns = columns }

  /// A cell for each column.
  mutating func add(_ cells: [Line]) { rows.append(cells) }

  private static let gap = 2

  /// The titles and the rows; what is still too wide ends in `…`.
  func lines(width: Int) -> [Line] {
    let widths = columns.indices.map { index in
      rows.map { $0[index].width }.reduce(columns[index].title.width, max)
    }
    var shown = Array(columns.indices)
    func needed() -> Int { shown.reduce(0) { $0 + widths[$1] } + Self.gap * (shown.count - 1) }
    while shown.count > 1, needed() > width,
      let least = shown.indices.min(by: { columns[shown[$0]].priority < columns[shown[$1]].priority })
    {
      // A text at the end is cut before a column goes, as long as some of it can be read.
      if let last = shown.last, !columns[last].isFigure, needed() - widths[last] + Self.leastText <= width {
        break
      }
      shown.remove(at: least)
    }
    func line(_ cells: [Line]) -> Line {
      var line = Line()
      var start = 0
      for (order, index) in shown.enumerated() {
        let pad = widths[index] - cells[index].width
        let before = start - line.width + (columns[index].isFigure ? pad : 0)
        line.add(SafeText.spaces(before))
        line.add(cells[index])
        start += widths[index] + (order + 1 < shown.count ? Self.gap : 0)
      }
      return line.truncated(toWidth: width)
    }
    return [line(columns.map { Line($0.title, .muted) })] + rows.map(line)
  }

  private static let leastText = 12
}
