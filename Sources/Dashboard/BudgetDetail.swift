import Model
import Screen
import Text

extension PaneContext {
  /// The allocation under the cursor: granted as a line over its days, and use as it was counted.
  func drawBurn(on canvas: inout Canvas, in area: Rect) {
    guard content.budgets.indices.contains(selected) else { return }
    let budget = content.budgets[selected]
    let allocation = budget.allocation
    var title = Line(allocation.proposal ?? allocation.account, .accent)
    title.add("  use over its days, ", .muted)
    title.add("·", .barTick)
    title.add(" even pace", .muted)
    title.draw(on: &canvas, column: area.column, row: area.row, width: area.width)
    let plot = Rect(
      column: area.column + 9, row: area.row + 1, width: area.width - 9, height: area.height - 2)
    guard let granted = allocation.granted, granted > 0, let start = allocation.startsAt,
      let end = allocation.endsAt,
      start < end, plot.width > 4, plot.height > 2
    else {
      canvas.draw(
        "no grant or no dates: nothing to plot", column: area.column, row: area.row + 1, width: area.width,
        style: Style(.muted))
      return
    }
    let top = max(granted, allocation.used ?? 0)
    drawAxes(on: &canvas, plot: plot, area: area, top: top, allocation: allocation)
    drawCurves(
      on: &canvas, plot: plot, allocation: allocation, granted: granted, top: top, span: (start, end))
  }

  private func drawAxes(
    on canvas: inout Canvas, plot: Rect, area: Rect, top: Double, allocation: Allocation
  ) {
    canvas.draw(
      SafeText.compact(top), column: area.column, row: plot.row, width: 8, alignment: .right,
      style: Style(.muted))
    canvas.draw(
      "0", column: area.column, row: plot.rows.upperBound - 1, width: 8, alignment: .right,
      style: Style(.muted))
    let row = plot.rows.upperBound
    if let start = allocation.startsAt {
      canvas.draw(clock.day(of: start), column: plot.column, row: row, style: Style(.muted))
    }
    if let end = allocation.endsAt {
      canvas.draw(
        clock.day(of: end + Seconds(-1)), column: plot.column, row: row, width: plot.width, alignment: .right,
        style: Style(.muted))
    }
  }

  /// One column of the plot for each slice of the allocation's time; use ends where it was last counted.
  private func drawCurves(
    on canvas: inout Canvas, plot: Rect, allocation: Allocation, granted: Double, top: Double,
    span: (start: Timestamp, end: Timestamp)
  ) {
    var readings = allocation.history
    if let used = allocation.used {
      readings.append(UsageReading(at: allocation.countedAt ?? figures.now, used: used))
    }
    let length = Double((span.end - span.start).count)
    let fractions = (0..<plot.width).map { (Double($0) + 0.5) / Double(plot.width) }
    let used = fractions.map { fraction in
      use(at: span.start + Seconds(Int64(fraction * length)), in: readings, from: span.start).map { $0 / top }
    }
    ColumnPlot(values: used, role: .barUsed).draw(on: &canvas, in: plot)
    for (column, fraction) in zip(plot.columns, fractions) {
      let height = min(Int((fraction * granted / top * Double(plot.height)).rounded(.down)), plot.height - 1)
      canvas.draw(glyph: "·", column: column, row: plot.rows.upperBound - 1 - height, style: Style(.barTick))
    }
  }

  /// Use between two readings, in proportion; 0 at the start; `nil` after the last reading.
  private func use(at moment: Timestamp, in readings: [UsageReading], from start: Timestamp) -> Double? {
    guard let later = readings.first(where: { moment < $0.at }) else { return nil }
    let earlier = readings.last { !(moment < $0.at) } ?? UsageReading(at: start, used: 0)
    let span = Double((later.at - earlier.at).count)
    guard span > 0 else { return later.used }
    return earlier.used + (later.used - earlier.used) * Double((moment - earlier.at).count) / span
  }
}
