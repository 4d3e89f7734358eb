import Model
import Screen
import Text

/// How a full view divides its area: the list, and what is told beside or under it.
struct FullArrangement {
  let list: Rect
  let detail: Rect

  /// Side by side where it is wide, one under the other where it is not, the detail with so many rows at most.
  static func wide(_ area: Rect, detail: Int) -> FullArrangement {
    guard area.width >= 120 else { return stacked(area, detail: detail) }
    let parts = area.columns([.flexible(weight: 3), .flexible(weight: 2)], gap: 3)
    return FullArrangement(list: parts[0], detail: parts[1])
  }

  /// One under the other, the detail with so many rows and half of them at most; the list alone where it is small.
  static func stacked(_ area: Rect, detail: Int, detailFirst: Bool = false) -> FullArrangement {
    let detail = min(area.height / 2, detail)
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
}

extension ScreenDrawing {
  /// What the detail of a full view is made from.
  func context(of pane: Pane, detailWidth: Int) -> PaneBuilder? {
    guard let content = state.content else { return nil }
    let rows = state.rows(of: pane)
    return PaneBuilder(
      content: content, clock: clock, isFull: true,
      selected: state.detailIndex(at: .pane(pane), in: rows), isNarrow: detailWidth < 50,
      listed: state.listed[state.listKind(of: pane)],
      kind: state.listKind(of: pane), rows: rows, look: state.look(of: .pane(pane)),
      revealed: state.revealed,
      isDeciding: state.isInForm, pastSpan: state.pastSpan, keys: state.keys)
  }

  /// Why tasks wait, in the rows that the full view of the queue has for it; `nil` elsewhere.
  func reasonScroll(size: Size) -> Scroll? {
    guard state.view == .queue, case .panes(let panes) = Layout(state, size: size).arrangement,
      let rect = panes.first?.rect
    else { return nil }
    let detail = Pane.queue.definition.arrangement(self, Self.inside(rect)).detail
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
      pane.definition.drawDetail(self, context, &canvas, arrangement.detail)
    }
  }
}
