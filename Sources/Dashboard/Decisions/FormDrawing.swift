import Model
import Screen
import Text

/// What stands in a form on one application: on what is decided, then the fields or what is to be recorded, then what
/// stands in the way.
struct FormDrawing {
  let form: DecisionForm
  let seen: Case
  let checks: [CheckResult]
  let clock: Clock
  let keys: KeyBindings

  static let labelWidth = 13

  func draw(on canvas: inout Canvas, in area: Rect) {
    let foot = FormFoot(problem: form.problem, news: form.news).lines(
      width: area.width, rows: max(2, area.height / 2), atMost: area.height - minimalRows)
    let room = area.height - foot.count
    let head = Array(
      head(width: area.width).prefix(max(min(1, room - minimalRows), room - 1 - leastRows)))
    var row = area.row
    for line in head {
      line.draw(on: &canvas, column: area.column, row: row, width: area.width)
      row += 1
    }
    // A line of air, where there is one.
    if area.height - head.count - foot.count > leastRows { row += 1 }
    let footStart = area.rows.upperBound - foot.count
    drawMiddle(
      on: &canvas,
      in: Rect(column: area.column, row: row, width: area.width, height: max(0, footStart - row)))
    for (row, line) in zip(footStart..., foot) {
      line.draw(on: &canvas, column: area.column, row: row, width: area.width)
    }
  }

  /// Who asks for what, where it stands, what is in conflict, and what the checks found.
  private func head(width: Int) -> [Line] {
    let application = seen.application
    var who = Line(application.mode.title, .strong)
    for text in [application.machine, amount, application.country, application.title].compactMap(\.self) {
      who.addSeparator()
      who.add(wrapping: text)
    }
    let assignee = Line("assigned to \(application.assignee ?? .unknown)", .muted)
    let state = Line(joining: [step, assignee])
    let doubts = CheckLines(results: checks, titleWidth: Self.labelWidth).doubts(width: width)
    return who.wrapped(to: width) + [state] + doubts
      + seen.standing.lines.flatMap { $0.wrapped(to: width) }
  }

  /// `decision → awarded`, where it leads there.
  private var step: Line {
    guard form.refusal == nil || form.isForced, let step = form.kind.flatMap({ seen.step(of: $0) }) else {
      return Line(seen.application.state.title, .strong)
    }
    return Line("\(step.from.title) → \(step.to.title)", .strong)
  }

  private var amount: SafeText? {
    seen.application.requested.map { "\(SafeText.compact($0.value)) \($0.unit.title)" }
  }

  /// What the part between cannot do without: each field in a line, the note in four.
  private var leastRows: Int {
    switch form.stage {
    case .editing: form.fields.count + 3
    case .confirming, .recording: 8
    }
  }

  /// Without these there is nothing to decide in.
  private var minimalRows: Int {
    switch form.stage {
    case .editing: form.fields.count
    case .confirming, .recording: 3
    }
  }

  private func drawMiddle(on canvas: inout Canvas, in area: Rect) {
    switch form.stage {
    case .editing: drawFields(on: &canvas, in: area)
    case .confirming, .recording:
      for task in form.drafts {
        RecordSummary(
          form: form, task: task, question: form.question(keys: keys), clock: clock, width: area.width
        ).draw(on: &canvas, in: area)
      }
    }
  }

  /// The note takes the rows that the other fields leave. What is long is told in several, where the note keeps four.
  private func drawFields(on canvas: inout Canvas, in area: Rect) {
    let fields = FormFields(form: form, clock: clock, labelWidth: Self.labelWidth)
    var spare = max(0, area.height - leastRows)
    var rows = form.fields.map { field in
      let lines = fields.value(of: field).wrapped(to: area.width - Self.labelWidth)
      let more = min(lines.count - 1, spare)
      spare -= more
      return 1 + more
    }
    if let note = form.fields.firstIndex(of: .note) {
      rows[note] = max(1, min(12, area.height - rows.reduce(0, +) + 1))
    }
    fields.draw(on: &canvas, in: area, rows: rows)
  }
}
