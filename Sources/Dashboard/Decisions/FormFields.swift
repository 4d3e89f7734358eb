import Model
import Screen
import Text

/// The fields of a form, one under the other, each behind its name.
struct FormFields {
  let form: DecisionForm
  let clock: Clock
  let labelWidth: Int

  /// Draws each field in so many rows, which are one for each field that the form has.
  func draw(on canvas: inout Canvas, in area: Rect, rows: [Int]) {
    var row = area.row
    for (field, count) in zip(form.fields, rows) {
      let rect = Rect(
        column: area.column + labelWidth, row: row, width: area.width - labelWidth, height: count)
      let isCurrent = field == form.field
      guard row < area.rows.upperBound else { return }
      canvas.draw(
        label(of: field), column: area.column, row: row, width: labelWidth - 1,
        style: Style(isCurrent ? .accent : .muted))
      switch field {
      case .note: NoteArea(field: form.note, isCurrent: isCurrent).draw(on: &canvas, in: rect)
      case .assignee: NoteArea(field: form.assignee, isCurrent: isCurrent).draw(on: &canvas, in: rect)
      case .template, .outcome, .target, .force, .done:
        let value = value(of: field)
        for (row, line) in zip(rect.rows, count == 1 ? [value] : value.wrapped(to: rect.width)) {
          line.draw(on: &canvas, column: rect.column, row: row, width: rect.width)
        }
        if isCurrent {
          canvas.select(row: row, within: Rect(column: rect.column, row: row, width: 1, height: 1))
          canvas.placeCursor(column: rect.column, row: row)
        }
      }
      row += count
    }
  }

  private func label(of field: DecisionForm.Field) -> SafeText {
    switch field {
    case .template: "text"
    case .assignee: "to"
    case .outcome: "outcome"
    case .target: "record"
    case .note: form.triageAction.noteTitle
    case .force: "force"
    case .done: ""
    }
  }

  /// What is chosen in a field, in one long line; nothing of a text, which is typed.
  func value(of field: DecisionForm.Field) -> Line {
    switch field {
    case .template:
      var line = Line("‹ \(form.template.map { form.templates.all[$0].name } ?? "none") ›", .strong)
      line.add("  of \(SafeText.count(form.templates.all.count, "text", "texts"))", .muted)
      return line
    case .outcome:
      let chosen = form.outcome.map { SafeText(untrusted: $0.rawValue) }
      var line = Line("‹ \(chosen ?? "choose one") ›", chosen == nil ? .warning : .strong)
      guard form.scope == .one else { return line }
      let allowed = form.orderedOutcomes.filter(form.isAllowed).map { SafeText(untrusted: $0.rawValue) }
      line.indent = line.width + 2
      line.add("  ")
      line.add(wrapping: "the step allows", .muted)
      for (place, word) in (allowed.isEmpty ? ["none"] : allowed).enumerated() {
        line.add(" ")
        line.add("\(word)\(place + 1 < allowed.count ? "," : "")", .muted, mayBreak: true)
      }
      return line
    case .target:
      guard let seen = form.seen,
        let record = seen.correctable(by: form.author).first(where: { $0.id == form.target })
      else { return Line(SafeText.unknown, .unknown) }
      var line = Line("‹ ", .strong)
      line.add(seen.told(record, clock: clock))
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
  /// What is asked once all is filled in, with the keys that answer it, which may be the one that shows the rest; then,
  /// that it is under way.
  func question(keys: KeyBindings, _ scroll: Scroll) -> Line {
    guard !isRecording else { return Line("recording … it counts when the disk has it", .warning) }
    let isRead = isRead(with: scroll)
    let yes = isRead ? keys.name(of: .record, in: .confirmation) : keys.nameOfPageDown
    let back = keys.name(of: .leaveForm, in: .confirmation)
    let (asked, does, goesBack): (SafeText, SafeText, SafeText) =
      switch scope {
      case .one: ("Record it?", "records it", "goes back")
      case .several: ("Record?", "records \(drafts.count)", "back")
      case .undo: ("Take back?", "takes \(drafts.count) back", "back")
      }
    var line = Line(asked, .strong)
    line.add("  \(yes) \(isRead ? does : "for the rest"), \(back) \(goesBack)", .muted)
    return line
  }

  /// Whether all of what is to be recorded has been on the screen, with what is shown of it now.
  func isRead(with scroll: Scroll) -> Bool { linesRead(with: scroll) >= scroll.lines }

  /// From the first line on; what was passed over has not been read.
  func linesRead(with scroll: Scroll) -> Int {
    let first = scroll.clamped(top)
    return first <= readLines ? max(readLines, first + scroll.rows) : readLines
  }
}

extension Case {
  /// A record of the application with its moment.
  func told(_ record: DecisionRecord, clock: Clock) -> SafeText {
    "\(clock.day(of: record.at)) \(clock.time(of: record.at))  \(record.summary(in: standing.history))"
  }
}
