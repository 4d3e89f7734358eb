import Screen
import Text

/// A pane as data: what its frame says, the list in it, and the lines around the list.
///
/// The panes make one of these, and `draw` is the one place where it becomes cells, whatever the arrangement.
struct PaneModel {
  /// The pane's one figure, for the frame's upper edge and for the summary.
  var headline: Line
  /// What there is to say about the row under the cursor.
  var note: Line = Line()
  /// The order and the filter that somebody asked for, behind the title.
  var asked: SafeText = ""
  /// How many rows are marked, and how many of all are listed where somebody asked for some.
  var count = Line()
  /// Whether the rows that a filter leaves out are listed too.
  var listsRest = false
  /// Whether a filter leaves the row at a place.
  var isMatch: (Int) -> Bool = { _ in true }
  /// Whether keys bring columns on the screen for which there is no room.
  var scrollsColumns = false
  /// The fields that the columns of the table are sorted by.
  var sortFields: [Int?] = []
  /// The fields of the columns that the list has where nobody chose others, in their order, each once.
  var ownFields: [Int] = []
  /// What stands at the left of the row at a place; `nil` where no row has any such sign.
  var sign: ((Int) -> SafeText?)?
  /// Wrapped to the pane's width when drawn, as far as there is room.
  var above: [Line] = []
  /// What stands for `above` where not all of it fits.
  var aboveInShort: [Line] = []
  var table = Table(columns: [])
  var rows: Rows = Rows()
  /// What there is to say of a row in a line of its own, where the list has rows to spare.
  var secondLine: ((_ row: Int) -> Line?)?
  /// The row under the cursor, as an index into `rows`.
  var selected = 0
  var below: [Line] = []
  /// What is left out of a list of which not all rows have room, in one line under those that have.
  var cut: ((_ shown: Range<Int>) -> Line)?
  /// What is told under that, in as much room as there is.
  var remarks: [Remark] = []
  /// What stands there when there are no rows.
  var empty: SafeText = ""
  /// The same at greater length, where nothing else is said.
  var emptyLines: [Line] = []

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

extension PaneModel {
  /// Draws the frame: at the left of the upper edge the title and what was asked for, at its right how many are listed and
  /// the headline.
  func drawFrame(
    titled title: SafeText, on canvas: inout Canvas, in rect: Rect, position: SafeText, isFocused: Bool
  ) {
    var right = count
    if count.width > 0, headline.width > 0 { right.addSeparator() }
    right.add(headline)
    let whole: SafeText = asked.isEmpty ? title : "\(title) · \(asked)"
    // The headline goes before what was asked for, and how many are listed after it.
    if count.width > 0, right.width + whole.width + 8 > rect.width { right = count }
    let title = whole.truncated(toWidth: max(title.width, rect.width - right.width - 8))
    canvas.frame(rect, title: title, headline: right, note: note, position: position, isFocused: isFocused)
  }

  /// Draws lines, list and lines into an area without a frame.
  func drawContents(on canvas: inout Canvas, in area: Rect, isFocused: Bool) {
    let parts = Parts(self, in: area)
    for (row, line) in zip(area.rows, parts.above) {
      line.draw(on: &canvas, column: area.column, row: row, width: area.width)
    }
    if rows.isEmpty {
      let lines = (empty.isEmpty ? emptyLines : [Line(wrapping: empty, .muted)])
        .flatMap { $0.wrapped(to: parts.list.width) }
      for (row, line) in zip(parts.list.rows, lines) {
        line.draw(on: &canvas, column: parts.list.column, row: row, width: parts.list.width)
      }
      if isFocused { canvas.placeCursor(column: parts.list.column, row: parts.list.row) }
    } else {
      let (told, selected) = told(in: parts.list)
      let shown = table.draw(
        told, on: &canvas, in: rowArea(of: parts.list), offset: offset(in: parts.list),
        selected: isFocused ? selected : nil)
      drawSigns(of: shown, on: &canvas, in: parts.list)
      if scrollsColumns, hasMoreColumns(width: parts.list.width) {
        canvas.draw("›", column: parts.list.columns.upperBound, row: parts.list.row, style: Style(.muted))
      }
    }
    if let cut, parts.hasCut {
      let shown = shownRows(in: area)
      cut(shown).draw(
        on: &canvas, column: area.column, row: parts.list.rows.upperBound, width: area.width)
    }
    for (row, line) in zip((parts.list.rows.upperBound + (parts.hasCut ? 1 : 0))..., parts.below) {
      line.draw(on: &canvas, column: area.column, row: row, width: area.width)
    }
  }

  /// The rows with the lines under the first of them for which there is room, and where the cursor is then.
  private func told(in list: Rect) -> (rows: Rows, selected: Int) {
    var spare = table.capacity(in: list) - rows.count
    guard let secondLine, spare > 0 else { return (rows, selected) }
    var told: [Table.Row] = []
    var place = selected
    for (index, row) in rows.enumerated() {
      if index == selected { place = told.count }
      told.append(row)
      guard spare > 0, let line = secondLine(index) else { continue }
      told.append(.heading(line.text, line.style))
      spare -= 1
    }
    return (Rows(count: told.count) { told[$0] }, place)
  }

  /// How many lines the rows and what stands under them take, of the remarks up to four.
  func lineCount(width: Int) -> Int {
    rows.count + below.flatMap { $0.wrapped(to: width) }.count + remarks.lines(width: width, rows: 4).count
  }

  /// What the rows and their titles stand in: without the signs at their left.
  func rowArea(of list: Rect) -> Rect {
    guard sign != nil, list.width > 2 else { return list }
    return Rect(column: list.column + 2, row: list.row, width: list.width - 2, height: list.height)
  }

  private func drawSigns(of shown: Range<Int>, on canvas: inout Canvas, in list: Rect) {
    guard let sign, list.width > 2 else { return }
    let first = list.row + (table.hasTitles ? 1 : 0)
    for index in shown {
      guard let sign = sign(index) else { continue }
      canvas.draw(
        sign, column: list.column, row: first + index - shown.lowerBound, width: 1, style: Style(.accent))
    }
  }

  /// The columns that a list so wide has room for, in their order.
  private func shownColumns(width: Int) -> [Int] {
    table.places(width: width - (sign == nil ? 0 : 2)).map(\.index)
  }

  /// The fields by which these are sorted.
  func shownSortFields(width: Int) -> [Int] {
    shownColumns(width: width).compactMap { $0 < sortFields.count ? sortFields[$0] : nil }
  }

  /// Whether there are columns that a list so wide has no room for.
  func hasMoreColumns(width: Int) -> Bool { shownColumns(width: width).count < table.columns.count }

  /// Where the cursor is in the list, when not all of it is visible: `3/37 ▼`.
  func position(in area: Rect) -> SafeText {
    let list = Parts(self, in: area).list
    let capacity = table.capacity(in: list)
    guard rows.count > capacity else { return "" }
    let first = offset(in: list)
    let arrow: SafeText =
      if first == 0 { "▼" } else if first + capacity >= rows.count { "▲" } else { "▲▼" }
    return "\(selected + 1)/\(rows.count) \(arrow)"
  }

  /// Which rows of the list are shown.
  func shownRows(in area: Rect) -> Range<Int> {
    let list = Parts(self, in: area).list
    let first = offset(in: list)
    return first..<min(rows.count, first + table.capacity(in: list))
  }

  /// The first visible row: the cursor stays in the middle, as far as the ends of the list allow.
  func offset(in list: Rect) -> Int {
    let capacity = table.capacity(in: list)
    return min(max(0, selected - capacity / 2), max(0, rows.count - capacity))
  }

  /// An area shared out: the list keeps the rows that it needs, up to two thirds; what is left is for the lines.
  struct Parts {
    let above: ArraySlice<Line>
    let list: Rect
    let below: ArraySlice<Line>
    /// Whether a line under the list says what is left out of it.
    let hasCut: Bool

    init(_ body: PaneModel, in area: Rect) {
      let needed = body.rows.count + (body.table.hasTitles ? 1 : 0)
      let room = max(0, area.height - min(needed, PaneModel.guaranteedRows(height: area.height)))
      let fixed = body.below.flatMap { $0.wrapped(to: area.width) }.prefix(room)
      // Rows are spare only where the list has all that it needs.
      let isTight = needed > PaneModel.guaranteedRows(height: area.height)
      let remarks = isTight ? body.remarks.filter { !$0.isSpare } : body.remarks
      below = fixed + remarks.lines(width: area.width, rows: room - fixed.count)
      let whole = body.above.flatMap { $0.wrapped(to: area.width) }
      let left = max(0, room - below.count)
      above = whole.count <= left ? whole[...] : body.aboveInShort.prefix(left)
      // Remarks stand under the rows that they are about, and not at the end of an empty list.
      let most = body.remarks.isEmpty ? area.height : needed + 1
      let height = max(0, min(most, area.height - above.count - below.count))
      hasCut = body.cut != nil && needed > height && height > 3
      list = Rect(
        column: area.column, row: area.row + above.count, width: area.width,
        height: height - (hasCut ? 1 : 0))
    }
  }

  /// The rows that a list with its titles has in an area so high, whatever is told beside it.
  static func guaranteedRows(height: Int) -> Int { max(6, height * 2 / 3) }
}
