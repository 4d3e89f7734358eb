import Model
import Screen
import Text

extension PaneContext {
  /// The application under the cursor: its fields, where it stands on its service clock, what the checks found, and
  /// with a journal, its time line.
  ///
  /// The checks stand under the fields, or beside them where it is wide rather than high; where it is neither, the
  /// last fields make room for them.
  func drawApplication(on canvas: inout Canvas, in area: Rect) {
    guard let item = selectedApplication else { return }
    let fields = fields(of: item)
    let under = Findings(of: item, clock: clock, titleWidth: labelWidth)
    let least = under.leastRows(width: area.width)
    if fields.count + 1 + least > area.height, area.width >= 70 {
      let parts = area.columns([.flexible(), .flexible()], gap: 3)
      draw(fields, on: &canvas, in: parts[0])
      let titleWidth = parts[1].width < 46 ? 2 : labelWidth
      let beside = Findings(of: item, clock: clock, titleWidth: titleWidth)
      draw(beside.lines(width: parts[1].width, rows: parts[1].height), on: &canvas, in: parts[1])
      return
    }
    let shown = min(fields.count, max(area.height / 2, area.height - 1 - least))
    draw(Array(fields.prefix(shown)), on: &canvas, in: area)
    let rest = Rect(
      column: area.column, row: area.row + shown + 1, width: area.width,
      height: max(0, area.height - shown - 1))
    draw(under.lines(width: rest.width, rows: rest.height), on: &canvas, in: rest)
  }

  private var labelWidth: Int { 14 }

  private func draw(_ fields: [(label: SafeText, value: Line)], on canvas: inout Canvas, in area: Rect) {
    for (row, field) in zip(area.rows, fields) {
      canvas.draw(field.label, column: area.column, row: row, width: labelWidth, style: Style(.muted))
      field.value.draw(
        on: &canvas, column: area.column + labelWidth, row: row, width: area.width - labelWidth)
    }
  }

  private func draw(_ lines: [Line], on canvas: inout Canvas, in area: Rect) {
    for (row, line) in zip(area.rows, lines) {
      line.draw(on: &canvas, column: area.column, row: row, width: area.width)
    }
  }

  private func fields(of item: ApplicationItem) -> [(label: SafeText, value: Line)] {
    let application = item.application
    let time = timeLeft(of: item)
    let left: Line =
      if case .text(let text, let style) = time, !text.isEmpty { Line(text, style.role) } else {
        Line("no clock runs", .muted)
      }
    let requested = application.requested.map { "\(SafeText.compact($0.value)) \($0.unit.title)" as SafeText }
    return [
      ("application", Line(application.id, .accent)),
      ("title", line(application.title)),
      ("mode", Line(application.mode.title)),
      ("step", Line(application.state.title)),
      ("service clock", left),
      ("due", line(item.dueAt.map(dayAndTime))),
      ("submitted", line(application.submittedAt.map(dayAndTime))),
      ("cut-off", line(application.cutoffAt.map(dayAndTime))),
      ("organisation", line(application.organisation)),
      ("country", line(application.country)),
      ("kind", line(application.organisationKind)),
      ("sector", line(application.sector)),
      ("machine", line(application.machine)),
      ("partition", line(application.partition)),
      ("asked for", line(requested)),
      ("in GPU-hours", line(item.requested.map { SafeText.compact($0.count) })),
      ("duration", line(application.durationDays.map { "\($0) days" })),
      ("assignee", line(application.assignee)),
      ("decision", line(application.decision)),
    ]
  }

  private func line(_ text: SafeText?) -> Line {
    text.map(Line.init(telling:)) ?? Line(SafeText.unknown, .unknown)
  }

  private func dayAndTime(_ moment: Timestamp) -> SafeText {
    "\(clock.day(of: moment)) \(clock.time(of: moment))"
  }
}
