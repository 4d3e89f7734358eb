import Model
import Screen
import Text

/// The part of a form that changes: its fields, or, when they are filled in, what is to be recorded.
struct FormMiddle {
  let form: DecisionForm
  let clock: Clock
  let width: Int

  /// What it cannot do without: each field in a line, the note in three.
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
      draw(
        summary(of: proposal), question: question, on: &canvas, in: area)
    case .recording:
      draw(
        summary(of: form.proposal), question: Line("recording … it counts when the disk has it", .warning),
        on: &canvas, in: area)
    }
  }

  private var question: Line {
    var line = Line("Record it?", .strong)
    line.add("  y records it, Esc goes back", .muted)
    return line
  }

  /// The note takes the rows that the other fields leave.
  private func drawFields(on canvas: inout Canvas, in area: Rect) {
    let noteRows = max(2, min(12, area.height - form.fields.count))
    var row = area.row
    for field in form.fields {
      let rows = field == .note ? noteRows : 1
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
        value(of: field).draw(on: &canvas, column: rect.column, row: row, width: rect.width)
        if isCurrent {
          canvas.select(row: row, within: Rect(column: rect.column, row: row, width: 1, height: 1))
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
    case .note: form.deed == .ask ? "question" : form.deed == .answer ? "answer" : "note"
    case .force: "force"
    case .done: ""
    }
  }

  private func value(of field: DecisionForm.Field) -> Line {
    switch field {
    case .outcome:
      let allowed = form.orderedOutcomes.filter { form.seen.refusal(of: .outcome($0)) == nil }
      var line = Line("‹ \(SafeText(untrusted: form.outcome.rawValue)) ›", .strong)
      line.add(
        "  the step allows \(allowed.map { SafeText(untrusted: $0.rawValue) }.joined(separator: ", "))",
        .muted)
      return line
    case .target:
      guard let record = form.seen.correctable(by: form.author).first(where: { $0.id == form.target }) else {
        return Line(SafeText.unknown, .unknown)
      }
      var line = Line("‹ ", .strong)
      line.add(told(record))
      line.add(" ›", .strong)
      return line
    case .force:
      var line = Line(form.isForced ? "[x]" : "[ ]", .strong)
      line.add("  record it although \(form.refusal ?? "")", .warning)
      return line
    case .done: return Line("[ done ]", form.field == .done ? .accent : .text)
    case .assignee, .note: return Line()
    }
  }

  private func told(_ record: DecisionRecord) -> SafeText {
    "\(clock.day(of: record.at)) \(clock.time(of: record.at))  \(record.deed(in: form.seen.standing.history))"
  }

  /// All that will be in the record.
  private func summary(of proposal: Proposal) -> [(label: SafeText, value: Line)] {
    var rows: [(label: SafeText, value: Line)] = [
      ("application", Line(telling: form.application)), ("record", Line(deed(of: proposal), .strong)),
    ]
    if let step = form.seen.step(of: proposal.kind) {
      rows.append(("step", Line("\(step.from.title) → \(step.to.title)")))
    }
    if proposal.isForced { rows.append(("forced", Line("although \(form.refusal ?? "")", .warning))) }
    let noteLines = proposal.note?.lines ?? []
    for (index, line) in noteLines.enumerated() {
      for (part, piece) in line.pieces(ofWidth: max(2, width - FormDrawing.labelWidth)).enumerated() {
        rows.append((index + part == 0 ? "note" : "", Line(piece)))
      }
    }
    if noteLines.isEmpty { rows.append(("note", Line("none", .muted))) }
    rows.append(("by", Line("\(form.author.name) on \(form.author.host)")))
    let heads = form.seen.standing.history.heads.count
    let known = form.seen.standing.history.entries.count
    rows.append(
      (
        "knowing",
        Line(
          "the portal’s state \(form.seen.standing.portalState.word), \(known) \(known == 1 ? "record" : "records") of the journal",
          .muted)
      ))
    if heads > 1 {
      rows.append(("", Line("it joins \(heads) records that did not know of each other", .muted)))
    }
    return rows
  }

  private func deed(of proposal: Proposal) -> SafeText {
    switch proposal.kind {
    case .assign(let assignee): "assign to \(assignee)"
    case .correction(let id):
      "take back \(form.seen.standing.history.entry(id).map { told($0.record) } ?? id)"
    case .outcome, .ask, .answer, .decision, .note, .unknown: proposal.kind.name
    }
  }

  /// The question last; of a summary that is too long, the note gives way.
  private func draw(
    _ rows: [(label: SafeText, value: Line)], question: Line, on canvas: inout Canvas, in area: Rect
  ) {
    var rows = rows
    let room = max(1, area.height - 2)
    if rows.count > room, let note = rows.firstIndex(where: { $0.label == "note" }) {
      let end = rows[(note + 1)...].firstIndex { !$0.label.isEmpty } ?? rows.count
      let cut = min(end - note - 1, rows.count - room + 1)
      if cut > 0 {
        let rest: (label: SafeText, value: Line) = ("", Line("… \(cut) more lines", .muted))
        rows.replaceSubrange((end - cut)..<end, with: [rest])
      }
    }
    var row = area.row
    for (label, value) in rows.prefix(room) {
      canvas.draw(label, column: area.column, row: row, width: FormDrawing.labelWidth, style: Style(.muted))
      value.draw(
        on: &canvas, column: area.column + FormDrawing.labelWidth, row: row,
        width: area.width - FormDrawing.labelWidth)
      row += 1
    }
    question.draw(on: &canvas, column: area.column, row: row + 1, width: area.width)
  }
}
