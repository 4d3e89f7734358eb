import Model
import Screen
import Text

/// How a full view divides its area: the list, and what is told beside or under it.
struct FullArrangement {
  let list: Rect
  let detail: Rect
}

extension ScreenDrawing {
  /// Side by side where it is wide, one under the other where it is not; the detail goes first where it is small.
  func fullArrangement(of pane: Pane, in area: Rect) -> FullArrangement {
    let isWide = area.width >= 120
    switch pane {
    case .utilization where isWide, .applications where isWide:
      let parts = area.columns([.flexible(weight: 3), .flexible(weight: 2)], gap: 3)
      return FullArrangement(list: parts[0], detail: parts[1])
    case .utilization:
      return stacked(area, detail: min(area.height / 2, 14))
    case .applications:
      return stacked(area, detail: min(area.height / 2, 20))
    case .queue:
      return stacked(area, detail: min(area.height / 3, 7), detailFirst: true)
    case .budget:
      return stacked(area, detail: min(area.height / 2, 14))
    }
  }

  private func stacked(_ area: Rect, detail: Int, detailFirst: Bool = false) -> FullArrangement {
    guard area.height >= 14 else {
      return FullArrangement(
        list: area, detail: Rect(column: area.column, row: area.row, width: 0, height: 0))
    }
    if detailFirst {
      let parts = area.rows([.fixed(detail), .flexible()], gap: 1)
      return FullArrangement(list: parts[1], detail: parts[0])
    }
    let parts = area.rows([.flexible(), .fixed(detail)], gap: 1)
    return FullArrangement(list: parts[0], detail: parts[1])
  }

  /// What a full view tells beside its list.
  func drawDetail(of pane: Pane, on canvas: inout Canvas, in arrangement: FullArrangement) {
    guard let content = state.content, !arrangement.detail.isEmpty else { return }
    let rows = state.rows(of: pane)
    let context = PaneContext(
      content: content, clock: clock, isFull: true, selected: state.selectedIndex(of: pane, in: rows),
      isNarrow: arrangement.detail.width < 50, filtered: state.filtered, revealed: state.revealed,
      isDeciding: state.form != nil)
    canvas.clipped(to: arrangement.detail) { canvas in
      switch pane {
      case .utilization:
        if let mapped = state.mappedNodes {
          context.drawNodes(on: &canvas, in: arrangement.detail, mapped: mapped)
        }
      case .queue: context.drawWaits(on: &canvas, in: arrangement.detail)
      case .applications: context.drawApplication(on: &canvas, in: arrangement.detail)
      case .budget: context.drawBurn(on: &canvas, in: arrangement.detail)
      }
    }
  }
}
