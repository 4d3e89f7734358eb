import Model
import Screen
import Text

/// What is to be recorded, and the question whether to record it.
struct RecordSummary {
  let form: DecisionForm
  let task: CaseDraft
  let question: Line
  let clock: Clock
  let width: Int

  /// A line or more under one label.
  private struct Part {
    let label: SafeText
    var lines: [Line]
  }

  /// The question last; of a summary that is too long, the note gives way, and then what stands elsewhere too.
  func draw(on canvas: inout Canvas, in area: Rect) {
    let room = max(1, area.height - 2)
    var row = area.row
    for part in parts(in: room) {
      canvas.draw(
        part.label, column: area.column, row: row, width: FormDrawing.labelWidth, style: Style(.muted))
      for line in part.lines {
        line.draw(on: &canvas, column: area.column + FormDrawing.labelWidth, row: row, width: valueWidth)
        row += 1
      }
    }
    question.draw(on: &canvas, column: area.column, row: row + 1, width: area.width)
    canvas.placeCursor(column: area.column, row: row + 1)
  }

  /// All of it, a sentence for each label.
  var words: [SafeText] {
    func sentence(_ part: Part, _ words: (Line) -> SafeText) -> SafeText {
      let text = part.lines.map(words).joined(separator: " ")
      return part.label.isEmpty ? text : "\(part.label): \(text)"
    }
    // What is recorded as it was typed is said so.
    return [sentence(application, \.text)]
      + [record, step, forced].compactMap(\.self).map { sentence($0, \.inWords) }
      + [sentence(note(lines: .max), \.text)] + [author, knowledge].map { sentence($0, \.inWords) }
  }

  private var seen: Case { task.found }
  private var draft: DecisionDraft { task.draft }
  private var valueWidth: Int { max(2, width - FormDrawing.labelWidth) }

  private func parts(in room: Int) -> [Part] {
    func parts(noteLines limit: Int) -> [Part] {
      [application, record, step, forced, note(lines: limit), author, knowledge].compactMap(\.self)
    }
    func excess(_ parts: [Part]) -> Int { parts.reduce(-room) { $0 + $1.lines.count } }
    let whole = parts(noteLines: noteLines.count)
    let short = parts(noteLines: max(1, noteLines.count - max(0, excess(whole))))
    if excess(short) <= 0 { return short }
    if room < 2 { return [record] }
    let least = [record, step, forced, note(lines: 1)].compactMap(\.self).map {
      Part(label: $0.label, lines: Array($0.lines.prefix(1)))
    }
    let shown = Array(least.prefix(room - 1))
    let hidden = (whole.map(\.lines.count) + shown.map { -$0.lines.count }).reduce(0, +)
    return shown + [Part(label: "", lines: [Line("+\(hidden) more in a larger terminal", .muted)])]
  }

  private func part(_ label: SafeText, _ text: SafeText, _ role: Role = .text) -> Part {
    Part(label: label, lines: Line(wrapping: text, role).wrapped(to: valueWidth))
  }

  private var application: Part { Part(label: "application", lines: [Line(telling: seen.application.id)]) }

  private var record: Part {
    Part(label: "record", lines: triageAction.pieces(ofWidth: valueWidth).map { Line($0, .strong) })
  }

  private var step: Part? {
    seen.step(of: draft.kind).map { part("step", "\($0.from.title) → \($0.to.title)") }
  }

  private var forced: Part? {
    draft.isForced ? part("forced", "although \(form.refusal ?? "")", .warning) : nil
  }

  private func note(lines limit: Int) -> Part {
    guard limit < noteLines.count else { return Part(label: form.triageAction.noteTitle, lines: noteLines) }
    let hidden = noteLines.count - limit + 1
    let rest = Line("+\(hidden) more lines", .muted)
    return Part(label: form.triageAction.noteTitle, lines: noteLines.prefix(limit - 1) + [rest])
  }

  /// The note as it was typed, line by line.
  private var noteLines: [Line] {
    let lines = (draft.note?.lines ?? []).flatMap { $0.pieces(ofWidth: valueWidth) }
    return lines.isEmpty ? [Line("none", .muted)] : lines.map { Line($0) }
  }

  private var author: Part { part("by", "\(form.author.name) on \(form.author.host)") }

  private var knowledge: Part {
    let history = seen.standing.history
    let count = history.entries.count
    let records: SafeText = count == 1 ? "record" : "records"
    var known = part(
      "knowing",
      "the portal’s state \(seen.standing.portalState.title), \(count) \(records) of the journal",
      .muted)
    if history.heads.count > 1 {
      known.lines +=
        part("", "it joins \(history.heads.count) records that did not know of each other", .muted).lines
    }
    return known
  }

  private var triageAction: SafeText {
    switch draft.kind {
    case .assign(let assignee): "assign to \(assignee)"
    case .correction(let id):
      "take back \(seen.standing.history.entry(id).map { seen.told($0.record, clock: clock) } ?? id)"
    case .outcome, .ask, .answer, .decision, .note, .unknown: draft.kind.name
    }
  }
}
