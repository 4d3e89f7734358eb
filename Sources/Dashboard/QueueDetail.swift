import Model
import Screen
import Text

extension PaneContext {
  /// How long what could start has been waiting, and beside it why tasks wait.
  func drawWaits(on canvas: inout Canvas, in area: Rect) {
    let parts = area.columns([.flexible(weight: 2), .flexible(weight: 3)], gap: 3)
    let titles: [(SafeText, Rect)] = [("eligible tasks by wait", parts[0]), ("why tasks wait", parts[1])]
    for (title, rect) in titles {
      canvas.draw(title, column: rect.column, row: rect.row, width: rect.width, style: Style(.muted))
    }
    let waits = Rect(
      column: parts[0].column, row: parts[0].row + 1, width: parts[0].width, height: area.height - 1)
    Histogram(waitBins).draw(on: &canvas, in: waits)
    let whys = Rect(
      column: parts[1].column, row: parts[1].row + 1, width: parts[1].width, height: area.height - 1)
    let table = Table(
      columns: [
        .init("tasks", width: .fixed(7), alignment: .right, priority: 2),
        .init("in words", width: .flexible(minimum: 10, weight: 1), priority: 3),
        .init("Slurm's reason", width: .flexible(minimum: 10, weight: 1), priority: 1),
      ], hasTitles: false)
    let rows = reasons.map { reason in
      Table.Row.cells([
        .text(.atLeast(.grouped(reason.tasks), if: reason.areAtLeast), Style(.strong)),
        .text(PendingReason.plain(reason.reason) ?? reason.reason), .text(reason.reason, Style(.muted)),
      ])
    }
    if rows.isEmpty {
      canvas.draw(
        "nothing waits", column: whys.column, row: whys.row, width: whys.width, style: Style(.muted))
    } else {
      table.draw(rows, on: &canvas, in: whys)
    }
  }
}
