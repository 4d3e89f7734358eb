import Screen
import Text

/// Where what stands in a form on several applications goes: how many are recorded, then each of them, which scrolls,
/// then the fields or the question, then what stands in the way.
struct SeveralDrawing {
  let text: SeveralText
  let keys: KeyBindings
  let area: Rect
  private let head: [Line]
  private let lines: [Line]
  private let foot: [Line]
  private let listRows: Int
  private let noteRows: Int
  private let hasAir: Bool

  private var form: DecisionForm { text.form }

  init(text: SeveralText, keys: KeyBindings, area: Rect) {
    self.text = text
    self.keys = keys
    self.area = area
    let form = text.form
    // First of what scrolls, so that all of it can be read, however long it is.
    lines = form.news.reversed().flatMap { FormFoot.line(of: $0).wrapped(to: area.width) } + text.lines
    let isEditing = form.stage == .editing
    let fixed = isEditing ? form.fields.count : 1
    // What is to be recorded is never all covered.
    let roomOfFoot = area.height - fixed - (isEditing ? 0 : 2)
    foot = FormFoot(problem: form.problem, news: []).lines(
      width: area.width, rows: roomOfFoot, atMost: roomOfFoot)
    let roomOfHead = area.height - foot.count - fixed
    head = Array(text.head.wrapped(to: area.width).prefix(max(0, roomOfHead > 5 ? 2 : min(1, roomOfHead))))
    let room = area.height - head.count - foot.count - fixed
    // A line of air above and below what scrolls, where there is some.
    let air = room >= lines.count + 2 ? 2 : 0
    let spare = max(0, room - air - lines.count)
    let least = isEditing && room > 4 ? 1 : 0
    let moreOfNote = isEditing ? min(9, max(least, spare)) : 0
    noteRows = 1 + moreOfNote
    hasAir = air > 0
    listRows = max(0, min(lines.count, room - air - moreOfNote))
  }

  var scroll: Scroll { Scroll(lines: lines.count, rows: listRows) }

  func draw(on canvas: inout Canvas) {
    var row = area.row
    func draw(_ line: Line) {
      line.draw(on: &canvas, column: area.column, row: row, width: area.width)
      row += 1
    }
    head.forEach(draw)
    if hasAir { row += 1 }
    lines.dropFirst(scroll.clamped(form.top)).prefix(listRows).forEach(draw)
    if hasAir { row += 1 }
    switch form.stage {
    case .editing:
      FormFields(form: form, clock: text.clock, labelWidth: SeveralText.labelWidth).draw(
        on: &canvas,
        in: Rect(column: area.column, row: row, width: area.width, height: area.rows.upperBound - row),
        rows: form.fields.map { $0 == .note ? noteRows : 1 })
    case .confirming, .recording:
      draw(form.question(keys: keys, scroll))
      canvas.placeCursor(column: area.column, row: row - 1)
    }
    for (row, line) in zip((area.rows.upperBound - foot.count)..., foot) {
      line.draw(on: &canvas, column: area.column, row: row, width: area.width)
    }
  }
}
