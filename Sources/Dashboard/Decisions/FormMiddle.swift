import Model
import Screen
import Text

/// The part of a form that changes: its fields, or, when they are filled in, what is to be recorded.
struct FormMiddle {
  let form: DecisionForm
  let clock: Clock
  let keys: KeyBindings
  let width: Int

  /// What it cannot do without: each field in a line, the note in four.
  var leastRows: Int {
    switch form.stage {
    case .editing: form.fields.count + 3
    case .confirming, .recording: 8
    }
  }

  func draw(on canvas: inout Canvas, in area: Rect) {
    switch form.stage {
    case .editing: drawFields(on: &canvas, in: area)
    case .confirming(let proposal):
      summary(of: proposal, question: question).draw(on: &canvas, in: area)
    case .recording:
      summary(of: form.proposal, question: Line("recording … it counts when the disk has it", .warning))
        .draw(on: &canvas, in: area)
    }
  }

  private func summary(of proposal: Proposal, question: Line) -> RecordSummary {
    RecordSummary(form: form, proposal: proposal, question: question, clock: clock, width: width)
  }

  private var question: Line {
    var line = Line("Record it?", .strong)
    let record = keys.name(of: .record, in: .confirmation)
    let back = keys.name(of: .leaveForm, in: .confirmation)
    line.add("  \(record) records it, \(back) goes back", .muted)
    return line
  }

  /// The note takes the rows that the other fields leave. What is long is told in several, where the note keeps four.
  private func drawFields(on canvas: inout Canvas, in area: Rect) {
    let values = form.fields.map { value(of: $0).wrapped(to: area.width - FormDrawing.labelWidth) }
    var spare = max(0, area.height - leastRows)
    let rowCounts = values.map { lines in
      let more = min(lines.count - 1, spare)
      spare -= more
      return 1 + more
    }
    let noteRows = max(2, min(12, area.height - rowCounts.reduce(0, +) + 1))
    var row = area.row
    for (field, (lines, rowCount)) in zip(form.fields, zip(values, rowCounts)) {
      let rows = field == .note ? noteRows : rowCount
      let rect = Rect(
        column: area.column + FormDrawing.labelWidth, row: row, width: area.width - FormDrawing.labelWidth,
        height: rows)
      let isCurrent = field == form.field
      canvas.draw(
        label(of: field), column: area.column, row: row, width: FormDrawing.labelWidth - 1,
        style: Style(isCurrent ? .accent : .muted))
      switch field {
      case .note: NoteArea(field: form.note, isCurrent: isCurrent).draw(on: &canvas, in: rect)
      case .assignee: NoteArea(field: form.assignee, isCurrent: isCurrent).draw(on: &canvas, in: rect)
      case .outcome, .target, .force, .done:
        for (row, line) in zip(rect.rows, rowCount == 1 ? [value(of: field)] : lines) {
          line.draw(on: &canvas, column: rect.column, row: row, width: rect.width)
        }
        if isCurrent {
          canvas.select(row: row, within: Rect(column: rect.column, row: row, width: 1, height: 1))
          canvas.placeCursor(column: rect.column, row: row)
        }
      }
      row += rows
    }
  }

  private func label(of field: DecisionForm.Field) -> SafeText {
    switch field {
    case .assignee: "to"
    case .outcome: "outcome"
    case .target: "record"
    case .note: form.noteTitle
    case .force: "force"
    case .done: ""
    }
  }

  private func value(of field: DecisionForm.Field) -> Line {
    switch field {
    case .outcome:
      let allowed = form.orderedOutcomes.filter { form.seen.refusal(of: .outcome($0)) == nil }
        .map { SafeText(untrusted: $0.rawValue) }
      var line = Line("‹ \(SafeText(untrusted: form.outcome.rawValue)) ›", .strong)
      line.indent = line.width + 2
      line.add("  ")
      line.add(wrapping: "the step allows \(allowed.joined(separator: ", "))", .muted)
      return line
    case .target:
      guard let record = form.seen.correctable(by: form.author).first(where: { $0.id == form.target }) else {
        return Line(SafeText.unknown, .unknown)
      }
      var line = Line("‹ ", .strong)
      line.add(form.told(record, clock: clock))
      line.add(" ›", .strong)
      return line
    case .force:
      var line = Line(form.isForced ? "[x]" : "[ ]", .strong)
      line.indent = line.width + 2
      line.add("  ")
      line.add(wrapping: "record it although \(form.refusal ?? "")", .warning)
      return line
    case .done: return Line("[ done ]", form.field == .done ? .accent : .text)
    case .assignee, .note: return Line()
    }
  }
}

extension DecisionForm {
  var noteTitle: SafeText { deed.noteTitle }

  /// A record of the application with its moment.
  func told(_ record: DecisionRecord, clock: Clock) -> SafeText {
    "\(clock.day(of: record.at)) \(clock.time(of: record.at))  \(record.deed(in: seen.standing.history))"
  }
}
