import Model
import Screen
import Text

extension PaneBuilder {
  /// The application under the cursor: its fields, where it stands on its service clock, what the checks found, and
  /// with a journal, its time line.
  ///
  /// The checks stand under the fields, or beside them where it is wide rather than high; where it is neither, the
  /// last fields make room for them. What granting would do is told where that costs nothing else. What is left out is
  /// on the page, which a last line says.
  func drawApplication(on canvas: inout Canvas, in area: Rect) {
    guard let item = selectedApplication else { return }
    draw(item, on: &canvas, in: drawPastOfApplications(on: &canvas, in: area))
  }

  private func draw(_ item: ApplicationItem, on canvas: inout Canvas, in area: Rect) {
    let fields = fields(of: item)
    let effect = item.grantEffect.map { GrantLines(effect: $0).inShort } ?? []
    let under = Findings(of: item, clock: clock, titleWidth: labelWidth)
    let least = under.leastRows(width: area.width)
    if fields.count + 1 + least > area.height, area.width >= 70 {
      let parts = area.columns([.flexible(), .flexible()], gap: 3)
      let titleWidth = parts[1].width < 46 ? 2 : labelWidth
      let beside = Findings(of: item, clock: clock, titleWidth: titleWidth)
      let isWhole =
        fields.count <= area.height && beside.isWhole(width: parts[1].width, rows: parts[1].height)
      let left = drawHint(unless: isWhole, on: &canvas, in: parts[0])
      draw(fields + effect.prefix(max(0, left.height - fields.count)), on: &canvas, in: left)
      draw(beside.lines(width: parts[1].width, rows: parts[1].height), on: &canvas, in: parts[1])
      return
    }
    let isWhole = under.isWhole(width: area.width, rows: area.height - fields.count - 1)
    let area = drawHint(unless: isWhole, on: &canvas, in: area)
    let room = area.height - fields.count - 1
    func lineCount(rows: Int) -> Int { rows > 0 ? under.lines(width: area.width, rows: rows).count : 0 }
    let fitting = effect.indices.last { $0 < room && lineCount(rows: room - $0 - 1) == lineCount(rows: room) }
    let told = fields + effect.prefix(fitting.map { $0 + 1 } ?? 0)
    let shown = min(told.count, max(area.height / 2, area.height - 1 - least))
    draw(Array(told.prefix(shown)), on: &canvas, in: area)
    let rest = Rect(
      column: area.column, row: area.row + shown + 1, width: area.width,
      height: max(0, area.height - shown - 1))
    draw(under.lines(width: rest.width, rows: rest.height), on: &canvas, in: rest)
  }

  /// What was recorded of all of them at the foot of a high area.
  ///
  /// - Returns: what is left of the area.
  private func drawPastOfApplications(on canvas: inout Canvas, in area: Rect) -> Rect {
    let past = pastOfApplications
    guard area.height >= 40, past.newest != nil, !isDeciding else { return area }
    let parts = area.rows([.flexible(), .fixed(area.height < 52 ? 16 : 22)], gap: 1)
    drawPast(past, PastFigure.ofApplications, on: &canvas, in: parts[1])
    return parts[0]
  }

  private var labelWidth: Int { 14 }

  /// What of the area is left over a last line that says where the rest is, if there is any.
  private func drawHint(unless isWhole: Bool, on canvas: inout Canvas, in area: Rect) -> Rect {
    guard !isWhole, !isDeciding, area.height > 1 else { return area }
    var hint = Line(keys.name(of: .openRow), .key)
    hint.add(" shows all", .muted)
    hint.draw(on: &canvas, column: area.column, row: area.rows.upperBound - 1, width: area.width)
    return Rect(column: area.column, row: area.row, width: area.width, height: area.height - 1)
  }

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
    let inGPUHours: SafeText = "\(SafeText.compact(item.requested?.count)) GPU-h"
    let requested = application.requested.map { amount in
      amount.unit == .gpuHours
        ? inGPUHours : "\(SafeText.compact(amount.value)) \(amount.unit.title), \(inGPUHours)"
    }
    let isRevealed = revealed == application.id
    let contact = ContactLines(of: application, isRevealed: isRevealed, keys: keys).fields
    // Who asked for the names sees them, however few rows there are.
    let first: [(label: SafeText, value: Line)] = [("application", Line(application.id, .accent))]
    return first + (isRevealed ? contact : []) + [
      ("title", line(application.title)),
      ("mode", Line(application.mode.title)),
      ("step", Line(application.state.title)),
      ("service clock", serviceClock(of: item)),
      ("due", line(item.dueAt.map(dayAndTime))),
      ("submitted", line(application.submittedAt.map(dayAndTime))),
      ("cut-off", line(application.cutoffAt.map(dayAndTime))),
      ("organisation", line(application.organisation)),
    ] + (isRevealed ? [] : contact) + [
      ("country", line(application.country)),
      ("kind", line(application.organisationKind)),
      ("sector", line(application.sector)),
      ("machine", line(application.machine)),
      ("partition", line(application.partition)),
      ("asked for", line(requested)),
      ("duration", line(application.durationDays.map { .count($0, "day", "days") })),
      ("assignee", line(application.assignee)),
      ("decision", line(application.decision)),
    ]
  }

  /// How the step stands against the promised time.
  func serviceClock(of item: ApplicationItem) -> Line {
    guard case .text(let text, let style) = timeLeft(of: item), !text.isEmpty else {
      return Line("no clock runs", .muted)
    }
    return Line(text, style.role)
  }

  private func line(_ text: SafeText?) -> Line {
    text.map(Line.init(telling:)) ?? Line(SafeText.unknown, .unknown)
  }

  func dayAndTime(_ moment: Timestamp) -> SafeText {
    "\(clock.day(of: moment)) \(clock.time(of: moment))"
  }
}
