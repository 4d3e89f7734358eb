import Model
import Screen
import Text

extension PaneBuilder {
  /// The allocation under the cursor: granted as a line over its days, and use as it was counted.
  func drawBurn(on canvas: inout Canvas, in area: Rect) {
    guard let place = place(ofRow: selected), content.budgets.indices.contains(place) else { return }
    drawBurn(of: content.budgets[place], on: &canvas, in: area)
  }

  /// The same of any.
  func drawBurn(of budget: BudgetFigures, on canvas: inout Canvas, in area: Rect) {
    let allocation = budget.allocation
    var title = Line(allocation.proposal ?? allocation.account, .accent)
    title.add("  use over its days, ", .muted)
    title.add("·", .barTick)
    title.add(" even pace", .muted)
    if let standing = allocation.standing {
      title.add("  \(standing.word)", standing == .active ? .muted : .warning)
    }
    title.draw(on: &canvas, column: area.column, row: area.row, width: area.width)
    let plot = Rect(
      column: area.column + 9, row: area.row + 1, width: area.width - 9, height: area.height - 2)
    guard let granted = allocation.granted, granted > 0, let period = AllocationPeriod(allocation),
      plot.width > 4, plot.height > 2
    else {
      canvas.draw(
        "no grant or no dates: nothing to plot", column: area.column, row: area.row + 1, width: area.width,
        style: Style(.muted))
      return
    }
    let top = max(granted, allocation.used ?? 0)
    drawAxes(on: &canvas, plot: plot, area: area, top: top, of: budget)
    drawCurves(on: &canvas, plot: plot, allocation: allocation, granted: granted, top: top, period: period)
    drawToday(on: &canvas, plot: plot, period: period)
  }

  private func drawAxes(
    on canvas: inout Canvas, plot: Rect, area: Rect, top: Double, of budget: BudgetFigures
  ) {
    let allocation = budget.allocation
    canvas.draw(
      SafeText.compact(content.budgetUnit.amount(top, of: budget)), column: area.column, row: plot.row,
      width: 8, alignment: .right,
      style: Style(.muted))
    canvas.draw(
      "0", column: area.column, row: plot.rows.upperBound - 1, width: 8, alignment: .right,
      style: Style(.muted))
    let row = plot.rows.upperBound
    canvas.draw(
      allocation.firstDay.map(clock.day) ?? .unknown, column: plot.column, row: row, style: Style(.muted))
    canvas.draw(
      allocation.lastDay.map(clock.day) ?? .unknown, column: plot.column, row: row, width: plot.width,
      alignment: .right, style: Style(.muted))
  }

  /// One column of the plot for each slice of the allocation's time; use ends where it was last counted.
  private func drawCurves(
    on canvas: inout Canvas, plot: Rect, allocation: Allocation, granted: Double, top: Double,
    period: AllocationPeriod
  ) {
    let curve = UsageCurve(allocation, now: figures.now).sinceStart
    let fractions = (0..<plot.width).map { (Double($0) + 0.5) / Double(plot.width) }
    let used = fractions.map { fraction in
      curve.used(at: period.start + Seconds(Int64(fraction * Double(period.length.count)))).map { $0 / top }
    }
    ColumnPlot(values: used, role: .barUsed).draw(on: &canvas, in: plot)
    for (column, fraction) in zip(plot.columns, fractions) {
      let height = min(Int((fraction * granted / top * Double(plot.height)).rounded(.down)), plot.height - 1)
      canvas.draw(glyph: "·", column: column, row: plot.rows.upperBound - 1 - height, style: Style(.barTick))
    }
  }

  /// A line with its name where today is, behind the curve.
  private func drawToday(on canvas: inout Canvas, plot: Rect, period: AllocationPeriod) {
    let gone = figures.now - period.start
    guard gone >= Seconds(0), gone < period.length else { return }
    let column = plot.column + Int(Double(gone.count) / Double(period.length.count) * Double(plot.width))
    for row in plot.rows where canvas.isBlank(column: column, row: row) {
      canvas.draw(glyph: "┊", column: column, row: row, style: Style(.muted))
    }
    let name: SafeText = "today"
    let start = min(max(column - name.width / 2, plot.column + 9), plot.columns.upperBound - 9 - name.width)
    guard start >= plot.column + 9 else { return }
    canvas.draw(name, column: start, row: plot.rows.upperBound, width: name.width, style: Style(.muted))
  }
}
