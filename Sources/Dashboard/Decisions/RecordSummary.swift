import Model
import Screen
import Text

/// What is to be recorded, all of it, and the question whether to record it.
struct RecordSummary {
  let form: DecisionForm
  let proposal: Proposal
  let question: Line
  let clock: Clock
  let width: Int

  /// The question last; of a summary that is too long, the note gives way.
  func draw(on canvas: inout Canvas, in area: Rect) {
    let room = max(1, area.height - 2)
    var rows = rows(ofNote: nil)
    if rows.count > room {
      rows = self.rows(ofNote: max(1, note.count - (rows.count - room)))
    }
    var row = area.row
    for (label, value) in rows.prefix(room) {
      canvas.draw(label, column: area.column, row: row, width: FormDrawing.labelWidth, style: Style(.muted))
      value.draw(
        on: &canvas, column: area.column + FormDrawing.labelWidth, row: row, width: valueWidth)
      row += 1
    }
    question.draw(on: &canvas, column: area.column, row: row + 1, width: area.width)
  }

  private var valueWidth: Int { max(2, width - FormDrawing.labelWidth) }

  /// All that will be in the record; of the note that many rows, with how many more there are.
  private func rows(ofNote limit: Int?) -> [(label: SafeText, value: Line)] {
    var rows: [(label: SafeText, value: Line)] = []
    func add(_ label: SafeText, _ values: [Line]) {
      for (index, value) in values.enumerated() { rows.append((index == 0 ? label : "", value)) }
    }
    func add(_ label: SafeText, _ text: SafeText, _ role: Role = .text) {
      add(label, Line(wrapping: text, role).wrapped(to: valueWidth))
    }
    add("application", [Line(telling: form.application)])
    add("record", deed.pieces(ofWidth: valueWidth).map { Line($0, .strong) })
    if let step = form.seen.step(of: proposal.kind) { add("step", "\(step.from.title) → \(step.to.title)") }
    if proposal.isForced { add("forced", "although \(form.refusal ?? "")", .warning) }
    if let limit, limit < note.count {
      let hidden = note.count - limit + 1
      let rest = Line("… \(hidden) more \(hidden == 1 ? "line" : "lines")", .muted)
      add(form.noteTitle, note.prefix(limit - 1) + [rest])
    } else {
      add(form.noteTitle, note)
    }
    add("by", "\(form.author.name) on \(form.author.host)")
    let history = form.seen.standing.history
    let known = history.entries.count
    let records: SafeText = known == 1 ? "record" : "records"
    add(
      "knowing",
      "the portal’s state \(form.seen.standing.portalState.word), \(known) \(records) of the journal", .muted)
    if history.heads.count > 1 {
      add("", "it joins \(history.heads.count) records that did not know of each other", .muted)
    }
    return rows
  }

  /// The note as it was typed, line by line.
  private var note: [Line] {
    let lines = (proposal.note?.lines ?? []).flatMap { $0.pieces(ofWidth: valueWidth) }
    return lines.isEmpty ? [Line("none", .muted)] : lines.map { Line($0) }
  }

  private var deed: SafeText {
    switch proposal.kind {
    case .assign(let assignee): "assign to \(assignee)"
    case .correction(let id):
      "take back \(form.seen.standing.history.entry(id).map { form.told($0.record, clock: clock) } ?? id)"
    case .outcome, .ask, .answer, .decision, .note, .unknown: proposal.kind.name
    }
  }
}
