import Model
import Screen
import Text

extension ScreenDrawing {
  /// Draws the form on several applications beside their list, or, where nothing stands beside it, over all of it; the
  /// question whether to take something back in the middle, wherever one is.
  func drawBulk(_ form: BulkForm, on canvas: inout Canvas, in body: Rect) {
    let rect = bulkRect(of: form, in: body)
    let inside = rect.inset(columns: 2, rows: 1)
    let layout = BulkLayout(text: text(of: form, width: inside.width), keys: state.keys, area: inside)
    canvas.clipped(to: rect) { canvas in
      canvas.fill(rect)
      canvas.frame(
        rect, title: title(of: form),
        headline: Line(SafeText.count(form.proposals.count, "record", "records"), .strong),
        note: Line(state.keys.offered(in: state.formScope ?? .form, isRecording: form.isRecording), .muted),
        position: layout.scroll.position(top: form.top), isFocused: true)
      canvas.clipped(to: inside) { layout.draw(on: &$0) }
    }
  }

  /// How long what is told of the applications is, and how much of it is shown; `nil` where the terminal is too small.
  func bulkScroll(of form: BulkForm, size: Size) -> Scroll? {
    guard !Layout.isTooSmall(size) else { return nil }
    let inside = bulkRect(of: form, in: Layout(state, size: size).body).inset(columns: 2, rows: 1)
    return BulkLayout(text: text(of: form, width: inside.width), keys: state.keys, area: inside).scroll
  }

  private func title(of form: BulkForm) -> SafeText {
    form.deed == nil
      ? "take back\(form.parts.count == 1 ? "" : " · \(form.parts.count) at once")"
      : "\(form.title) · \(form.parts.count) marked"
  }

  private func text(of form: BulkForm, width: Int) -> BulkText {
    BulkText(form: form, content: state.content, clock: clock, width: width)
  }

  private func bulkRect(of form: BulkForm, in body: Rect) -> Rect {
    guard form.deed != nil else {
      let width = min(body.width, 80)
      let lines = text(of: form, width: width - 4)
      let needed =
        lines.head.wrapped(to: width - 4).count + lines.lines.count + 5 + (form.problem == nil ? 0 : 2)
      let height = min(body.height, needed)
      return Rect(
        column: body.column + (body.width - width) / 2, row: body.row + (body.height - height) / 2,
        width: width,
        height: height)
    }
    let parts = Pane.applications.definition.arrangement(self, body.inset(columns: 2, rows: 1))
    guard state.view == .applications, parts.list.columns.upperBound < parts.detail.column else {
      return body
    }
    let column = parts.detail.column - 2
    return Rect(
      column: column, row: body.row, width: body.columns.upperBound - column, height: body.height)
  }
}

/// Where what stands in the form goes: how many are recorded, then each of them, which scrolls, then the fields or the
/// question, then what stands in the way.
struct BulkLayout {
  let text: BulkText
  let keys: KeyBindings
  let area: Rect
  private let head: [Line]
  private let lines: [Line]
  private let foot: [Line]
  private let listRows: Int
  private let noteRows: Int

  private var form: BulkForm { text.form }

  init(text: BulkText, keys: KeyBindings, area: Rect) {
    self.text = text
    self.keys = keys
    self.area = area
    let form = text.form
    lines = text.lines
    foot = FormFoot(problem: form.problem, news: form.news).lines(
      width: area.width, rows: max(1, area.height / 3))
    let isEditing = form.stage == .editing
    let fixed = isEditing ? form.fields.count : 1
    head = Array(text.head.wrapped(to: area.width).prefix(area.height - foot.count - fixed > 5 ? 2 : 1))
    let room = area.height - head.count - foot.count - fixed
    // A line of air above and below what scrolls, where there is some.
    let air = room >= lines.count + 2 ? 2 : 0
    let spare = max(0, room - air - lines.count)
    let least = isEditing && room > 4 ? 1 : 0
    let moreOfNote = isEditing ? min(9, max(least, spare)) : 0
    noteRows = 1 + moreOfNote
    hasAir = air > 0
    listRows = max(1, min(lines.count, room - air - moreOfNote))
  }

  private let hasAir: Bool

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
    case .editing: drawFields(on: &canvas, from: row)
    case .confirming:
      draw(question)
      canvas.placeCursor(column: area.column, row: row - 1)
    case .recording:
      draw(Line("recording … it counts when the disk has it", .warning))
      canvas.placeCursor(column: area.column, row: row - 1)
    }
    for (row, line) in zip((area.rows.upperBound - foot.count)..., foot) {
      line.draw(on: &canvas, column: area.column, row: row, width: area.width)
    }
  }

  private var question: Line {
    var line = Line(form.deed == nil ? "Take back?" : "Record?", .strong)
    let record = keys.name(of: .record, in: .confirmation)
    let back = keys.name(of: .leaveForm, in: .confirmation)
    line.add(
      "  \(record) records \(form.proposals.count), \(back) back",
      .muted)
    return line
  }

  private static let labelWidth = 10

  private func drawFields(on canvas: inout Canvas, from start: Int) {
    var row = start
    for field in form.fields {
      let rows = field == .note ? noteRows : 1
      let rect = Rect(
        column: area.column + Self.labelWidth, row: row, width: area.width - Self.labelWidth, height: rows)
      let isCurrent = field == form.field
      canvas.draw(
        label(of: field), column: area.column, row: row, width: Self.labelWidth - 1,
        style: Style(isCurrent ? .accent : .muted))
      switch field {
      case .note: NoteArea(field: form.note, isCurrent: isCurrent).draw(on: &canvas, in: rect)
      case .assignee: NoteArea(field: form.assignee, isCurrent: isCurrent).draw(on: &canvas, in: rect)
      case .outcome, .template, .done:
        value(of: field).draw(on: &canvas, column: rect.column, row: row, width: rect.width)
        if isCurrent {
          canvas.select(row: row, within: Rect(column: rect.column, row: row, width: 1, height: 1))
          canvas.placeCursor(column: rect.column, row: row)
        }
      }
      row += rows
    }
  }

  private func label(of field: BulkForm.Field) -> SafeText {
    switch field {
    case .template: "text"
    case .assignee: "to"
    case .outcome: "outcome"
    case .note: form.deed?.noteTitle ?? ""
    case .done: ""
    }
  }

  private func value(of field: BulkForm.Field) -> Line {
    switch field {
    case .template:
      var line = Line("‹ \(form.template.map { form.templates.all[$0].name } ?? "none") ›", .strong)
      line.add("  of \(SafeText.count(form.templates.all.count, "text", "texts"))", .muted)
      return line
    case .outcome: return Line("‹ \(SafeText(untrusted: form.outcome.rawValue)) ›", .strong)
    case .done: return Line("[ done ]", form.field == .done ? .accent : .text)
    case .assignee, .note: return Line()
    }
  }
}

extension BulkForm {
  var isRecording: Bool {
    if case .recording = stage { true } else { false }
  }
}
