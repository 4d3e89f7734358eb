import Model
import Screen
import Text

/// What stands in a form on one application: on what is decided, then the fields or what is to be recorded, which scrolls,
/// then what stands in the way.
struct FormDrawing {
  let form: DecisionForm
  let seen: Case
  let checks: [CheckResult]
  let clock: Clock
  let keys: KeyBindings
  let area: Rect
  /// What is to be recorded; nothing while it is filled in.
  private let review: [Line]

  static let labelWidth = 13

  init(form: DecisionForm, seen: Case, checks: [CheckResult], clock: Clock, keys: KeyBindings, area: Rect) {
    self.form = form
    self.seen = seen
    self.checks = checks
    self.clock = clock
    self.keys = keys
    self.area = area
    review =
      form.stage == .editing
      ? []
      : form.drafts.flatMap { RecordSummary(form: form, task: $0, clock: clock, width: area.width).lines }
  }

  /// How long what is to be recorded is, and how much of it is shown; `nil` while it is filled in.
  var scroll: Scroll? { form.stage == .editing ? nil : scroll(in: parts.middle) }

  func draw(on canvas: inout Canvas) {
    let (head, middle, foot) = parts
    for (row, line) in zip(area.row..., head) {
      line.draw(on: &canvas, column: area.column, row: row, width: area.width)
    }
    switch form.stage {
    case .editing: drawFields(on: &canvas, in: middle)
    case .confirming, .recording: drawReview(on: &canvas, in: middle)
    }
    for (row, line) in zip((area.rows.upperBound - foot.count)..., foot) {
      line.draw(on: &canvas, column: area.column, row: row, width: area.width)
    }
  }

  private var parts: (head: [Line], middle: Rect, foot: [Line]) {
    let foot = FormFoot(problem: form.problem, news: form.news).lines(
      width: area.width, rows: max(2, area.height / 2), atMost: area.height - minimalRows)
    let room = area.height - foot.count
    let head = Array(
      head(width: area.width).prefix(max(min(1, room - minimalRows), room - 1 - leastRows)))
    // A line of air, where there is one.
    let top = head.count + (room - head.count > leastRows ? 1 : 0)
    let middle = Rect(
      column: area.column, row: area.row + top, width: area.width, height: max(0, room - top))
    return (head, middle, foot)
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

  /// What the part between wants: each field in a line, the note in four; all that is to be recorded, air, the question.
  private var leastRows: Int {
    switch form.stage {
    case .editing: form.fields.count + 3
    case .confirming, .recording: review.count + 2
    }
  }

  /// Without these there is nothing to decide in.
  private var minimalRows: Int {
    switch form.stage {
    case .editing: form.fields.count
    case .confirming, .recording: 3
    }
  }

  private func scroll(in middle: Rect) -> Scroll {
    Scroll(lines: review.count, rows: min(review.count, max(0, middle.height - 1)))
  }

  private func drawReview(on canvas: inout Canvas, in middle: Rect) {
    let scroll = scroll(in: middle)
    let shown = review.dropFirst(scroll.clamped(form.top)).prefix(scroll.rows)
    for (row, line) in zip(middle.row..., shown) {
      line.draw(on: &canvas, column: middle.column, row: row, width: middle.width)
    }
    let row = middle.row + scroll.rows + (middle.height > scroll.rows + 1 ? 1 : 0)
    form.question(keys: keys, scroll).draw(
      on: &canvas, column: middle.column, row: row, width: middle.width)
    canvas.placeCursor(column: middle.column, row: row)
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
