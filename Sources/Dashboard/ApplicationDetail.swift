import Model
import Screen
import Text

extension PaneContext {
  /// The application under the cursor: its fields, and where it stands on its service clock.
  func drawApplication(on canvas: inout Canvas, in area: Rect) {
    guard let items = figures.applications?.items, items.indices.contains(selected) else { return }
    let item = items[selected]
    let labelWidth = 14
    for (row, field) in zip(area.rows, fields(of: item)) {
      canvas.draw(field.label, column: area.column, row: row, width: labelWidth, style: Style(.muted))
      field.value.draw(
        on: &canvas, column: area.column + labelWidth, row: row, width: area.width - labelWidth)
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
