import Screen
import Text

/// A pane as data: what its frame says, the list in it, and the lines around the list.
///
/// The panes make one of these, and `draw` is the one place where it becomes cells, whatever the arrangement.
struct PaneBody {
  /// The pane's one figure, for the frame's upper edge and for the summary.
  var headline: Line
  /// What there is to say about the row under the cursor.
  var note: Line = Line()
  var above: [Line] = []
  var table = Table(columns: [])
  var rows: Rows = Rows()
  /// The row under the cursor, as an index into `rows`.
  var selected = 0
  var below: [Line] = []
  /// What stands there when there are no rows.
  var empty: SafeText = ""

  /// A list whose rows are made when they are asked for.
  struct Rows: RandomAccessCollection {
    let count: Int
    private let row: (Int) -> Table.Row

    init(count: Int = 0, row: @escaping (Int) -> Table.Row = { _ in .cells([]) }) {
      self.count = count
      self.row = row
    }

    var startIndex: Int { 0 }
    var endIndex: Int { count }
    subscript(index: Int) -> Table.Row { row(index) }
  }
}

/// One line of a pane: pieces that each have a meaning.
struct Line {
  var spans: [(text: SafeText, style: Style)] = []

  init() {}

  init(_ text: SafeText, _ role: Role = .text) { spans = [(text, Style(role))] }

  mutating func add(_ text: SafeText, _ role: Role = .text) { spans.append((text, Style(role))) }

  func adding(_ text: SafeText, _ role: Role = .text) -> Line {
    var line = self
    line.add(text, role)
    return line
  }

  /// The pieces as one text.
  var text: SafeText { spans.map(\.text).joined() }

  /// The most telling role: that of the first piece which is no plain text.
  var style: Style { spans.first { $0.style != .text }?.style ?? .text }

  var width: Int { spans.reduce(0) { $0 + $1.text.width } }

  func draw(on canvas: inout Canvas, column: Int, row: Int, width: Int) {
    var next = column
    for span in spans where next < column + width {
      next = canvas.draw(
        span.text, column: next, row: row, width: min(span.text.width, column + width - next),
        style: span.style)
    }
  }
}

extension PaneBody {
  /// Draws lines, list and lines into an area without a frame.
  func drawContents(on canvas: inout Canvas, in area: Rect, isFocused: Bool) {
    let (aboveCount, belowCount) = roomForLines(in: area)
    for (index, line) in above.prefix(aboveCount).enumerated() {
      line.draw(on: &canvas, column: area.column, row: area.row + index, width: area.width)
    }
    let list = listArea(in: area)
    if rows.isEmpty {
      canvas.draw(empty, column: list.column, row: list.row, width: list.width, style: Style(.muted))
    } else {
      _ = table.draw(
        rows, on: &canvas, in: list, offset: offset(in: list), selected: isFocused ? selected : nil)
    }
    for (index, line) in below.prefix(belowCount).enumerated() {
      line.draw(
        on: &canvas, column: area.column,
        row: list.rows.upperBound + (area.height - aboveCount - list.height - belowCount) + index,
        width: area.width)
    }
  }

  /// Where the cursor is in the list, when not all of it is visible: `3/37 ▼`.
  func position(in area: Rect) -> SafeText {
    let list = listArea(in: area)
    let capacity = table.capacity(in: list)
    guard rows.count > capacity else { return "" }
    let first = offset(in: list)
    let arrow: SafeText =
      if first == 0 { "▼" } else if first + capacity >= rows.count { "▲" } else { "▲▼" }
    return "\(selected + 1)/\(rows.count) \(arrow)"
  }

  /// The first visible row: the cursor stays in the middle, as far as the ends of the list allow.
  private func offset(in list: Rect) -> Int {
    let capacity = table.capacity(in: list)
    return min(max(0, selected - capacity / 2), max(0, rows.count - capacity))
  }

  private func listArea(in area: Rect) -> Rect {
    let (aboveCount, belowCount) = roomForLines(in: area)
    return Rect(
      column: area.column, row: area.row + aboveCount, width: area.width,
      height: max(0, area.height - aboveCount - belowCount))
  }

  /// How many of the lines fit: the list keeps at least six rows, or half of the area.
  private func roomForLines(in area: Rect) -> (above: Int, below: Int) {
    let spare = max(0, area.height - max(6, (area.height + 1) / 2))
    let belowCount = min(below.count, spare)
    return (min(above.count, spare - belowCount), belowCount)
  }
}
