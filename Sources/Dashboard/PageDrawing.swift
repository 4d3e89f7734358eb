import Entities
import Model
import Screen
import Text

extension ScreenDrawing {
  /// Draws the page of one application in the frame of the pane: the ID and the organisation on the upper edge, with
  /// where it stands; on the lower one its place in the list, and which lines are shown.
  func draw(_ page: ApplicationPage, on canvas: inout Canvas, in rect: Rect) {
    let text = text(of: page, in: rect)
    let item = item(of: page)
    let organisation: SafeText = item?.application.organisation.map { " · \($0)" } ?? ""
    let title: SafeText = "\(page.application)\(organisation)"
    let standing = item.flatMap { context(width: rect.width)?.standing(of: $0) } ?? []
    // Where it is narrow the time left goes before the step, which the fields tell too.
    let room = rect.width - title.width - 8
    let whole = Line(joining: standing)
    let headline = whole.width <= room ? whole : standing.last ?? whole
    canvas.frame(
      rect, title: title, headline: headline, note: Line(note(of: page), .muted),
      position: text.scroll.position(top: page.top), isFocused: true)
    let top = text.scroll.clamped(page.top)
    if let first = text.columns.first?.area { canvas.placeCursor(column: first.column, row: first.row) }
    for (area, lines) in text.columns {
      canvas.clipped(to: area) { canvas in
        for (row, line) in zip(area.rows, lines.dropFirst(top)) {
          line.draw(on: &canvas, column: area.column, row: row, width: area.width)
        }
      }
    }
  }

  /// The page laid out for a frame of that size.
  func text(of page: ApplicationPage, in rect: Rect) -> PageText {
    let area = rect.inset(columns: rect.width < 50 ? 1 : 2, rows: 1)
    guard let context = context(width: rect.width), let item = item(of: page) else {
      return PageText(
        [
          Line("\(page.application) is no longer among the applications.", .warning),
          Line("\(state.keys.name(of: .back)) goes back to the list.", .muted),
        ], in: area)
    }
    return PageText(of: item, context, in: area)
  }

  private func item(of page: ApplicationPage) -> ApplicationItem? {
    state.content?.application(page.application)
  }

  private func context(width: Int) -> PaneContext? {
    state.content.map {
      PaneContext(
        content: $0, clock: clock, isFull: true, selected: 0, isNarrow: width < 50, revealed: state.revealed,
        author: state.desk.author, keys: state.keys)
    }
  }

  /// `4 of 159`, or why the list does not have it.
  private func note(of page: ApplicationPage) -> SafeText {
    guard state.isUnderCursor(page) else {
      return state.queries[.applications] == nil || item(of: page) == nil ? "" : "the filter leaves it out"
    }
    let rows = state.listedApplications
    let place = state.selectedIndex(of: .applications, in: rows) + 1
    return "\(SafeText.grouped(place)) of \(SafeText.grouped(rows.count))"
  }
}

extension PaneContext {
  /// The step, and how it stands against the promised time: `decision · due in 3h 30m`.
  fileprivate func standing(of item: ApplicationItem) -> [Line] {
    let step = Line(item.application.state.title, .strong)
    guard case .text(let left, let style) = timeLeft(of: item), !left.isEmpty else { return [step] }
    return [step, Line(left, style.role)]
  }
}
