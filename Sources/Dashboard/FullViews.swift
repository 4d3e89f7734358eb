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
      let context = context(of: pane, detailWidth: area.width)
      let needed = context?.waitRows(width: area.width) ?? 0
      return stacked(area, detail: min(area.height / 2, max(6, needed)), detailFirst: true)
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

  /// What the detail of a full view is made from.
  private func context(of pane: Pane, detailWidth: Int) -> PaneContext? {
    guard let content = state.content else { return nil }
    let rows = state.rows(of: pane)
    return PaneContext(
      content: content, clock: clock, isFull: true, selected: state.selectedIndex(of: pane, in: rows),
      isNarrow: detailWidth < 50, filtered: state.filtered, revealed: state.revealed,
      isDeciding: state.form != nil)
  }

  /// Why tasks wait, in the rows that the full view of the queue has for it; `nil` elsewhere.
  func reasonScroll(size: Size) -> Scroll? {
    guard state.view == .queue, case .panes(let panes) = Layout(state, size: size).arrangement,
      let rect = panes.first?.rect
    else { return nil }
    let detail = fullArrangement(of: .queue, in: Self.inside(rect)).detail
    guard !detail.isEmpty else { return nil }
    return context(of: .queue, detailWidth: detail.width)?.reasonScroll(in: detail)
  }

  /// What a pane's frame leaves: one cell of air at both sides, where there is any to spare.
  static func inside(_ rect: Rect) -> Rect { rect.inset(columns: rect.width < 50 ? 1 : 2, rows: 1) }

  /// What a full view tells beside its list.
  func drawDetail(of pane: Pane, on canvas: inout Canvas, in arrangement: FullArrangement) {
    guard !arrangement.detail.isEmpty, let context = context(of: pane, detailWidth: arrangement.detail.width)
    else { return }
    canvas.clipped(to: arrangement.detail) { canvas in
      switch pane {
      case .utilization:
        if let mapped = state.mappedNodes {
          context.drawNodes(on: &canvas, in: arrangement.detail, mapped: mapped)
        }
      case .queue: context.drawWaits(on: &canvas, in: arrangement.detail, top: state.reasonsTop)
      case .applications: context.drawApplication(on: &canvas, in: arrangement.detail)
      case .budget: context.drawBurn(on: &canvas, in: arrangement.detail)
      }
    }
  }
}
