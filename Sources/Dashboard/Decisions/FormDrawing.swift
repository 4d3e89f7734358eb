import Model
import Screen
import Text

/// What stands in a form: on what is decided, then the fields or what is to be recorded, then what stands in the way.
struct FormDrawing {
  let form: DecisionForm
  let checks: [CheckResult]
  let clock: Clock
  let keys: KeyBindings

  static let labelWidth = 13

  func draw(on canvas: inout Canvas, in area: Rect) {
    let foot = FormFoot(problem: form.problem, news: form.news).lines(
      width: area.width, rows: max(2, area.height / 2))
    let middle = FormMiddle(form: form, clock: clock, keys: keys, width: area.width)
    let head = Array(
      head(width: area.width).prefix(max(1, area.height - foot.count - 1 - middle.leastRows)))
    var row = area.row
    for line in head {
      line.draw(on: &canvas, column: area.column, row: row, width: area.width)
      row += 1
    }
    // A line of air, where there is one.
    if area.height - head.count - foot.count > middle.leastRows { row += 1 }
    let footStart = area.rows.upperBound - foot.count
    middle.draw(
      on: &canvas,
      in: Rect(column: area.column, row: row, width: area.width, height: max(0, footStart - row)))
    for (row, line) in zip(footStart..., foot) {
      line.draw(on: &canvas, column: area.column, row: row, width: area.width)
    }
  }

  /// Who asks for what, where it stands, what is in conflict, and what the checks found.
  private func head(width: Int) -> [Line] {
    let application = form.seen.application
    var who = Line(application.mode.title, .strong)
    for text in [application.machine, amount, application.country, application.title].compactMap(\.self) {
      who.addSeparator()
      who.add(wrapping: text)
    }
    let assignee = Line("assigned to \(application.assignee ?? .unknown)", .muted)
    let state = Line(joining: [step, assignee])
    let doubts = CheckLines(results: checks, titleWidth: Self.labelWidth).doubts(width: width)
    return who.wrapped(to: width) + [state] + doubts
      + form.seen.standing.lines.flatMap { $0.wrapped(to: width) }
  }

  /// `decision → awarded`, where it leads there.
  private var step: Line {
    guard form.refusal == nil || form.isForced, let step = form.seen.step(of: form.kind) else {
      return Line(form.seen.application.state.title, .strong)
    }
    return Line("\(step.from.title) → \(step.to.title)", .strong)
  }

  private var amount: SafeText? {
    form.seen.application.requested.map { "\(SafeText.compact($0.value)) \($0.unit.title)" }
  }
}
