import Model
import Screen
import Text

extension PaneBuilder {
  /// The allocation under the cursor: what it used over its days.
  func drawBurn(on canvas: inout Canvas, in area: Rect) {
    guard let place = place(ofRow: selected), content.budgets.indices.contains(place) else { return }
    drawBurn(of: content.budgets[place], on: &canvas, in: area)
  }

  /// The same of any: use as it was counted, where the present burn leads, and behind them even pace.
  func drawBurn(of budget: BudgetFigures, on canvas: inout Canvas, in area: Rect) {
    let allocation = budget.allocation
    let plot = burnPlot(of: budget)
    var title = Line(allocation.proposal ?? allocation.account, .accent)
    if let standing = allocation.standing {
      title.add("  \(standing.word)", standing == .active ? .muted : .warning)
    }
    let legend = plot?.legend ?? Line()
    if title.width + 2 + legend.width <= area.width {
      title.add("  ")
      title.add(legend)
    } else if legend.width > 0 {
      title = legend
    }
    title.draw(on: &canvas, column: area.column, row: area.row, width: area.width)
    let below = Rect(
      column: area.column, row: area.row + 1, width: area.width, height: area.height - 1)
    guard let plot else {
      canvas.draw(
        "no grant or no dates: nothing to plot", column: below.column, row: below.row, width: below.width,
        style: Style(.muted))
      return
    }
    plot.draw(on: &canvas, in: below)
  }
}
