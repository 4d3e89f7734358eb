import Entities
import Screen

/// What lies under a point of the screen.
struct MouseTarget {
  enum Hit: Equatable {
    /// By its index in the list.
    case row(Int)
    /// The title of a column, with the field that it is sorted by.
    case title(Int?)
    case nothing
  }

  let place: ListPlace
  /// `nil` of a list that no pane has.
  let pane: Pane?
  let hit: Hit
}

extension ScreenDrawing {
  /// `nil` where there is no list and no pane. As the screen is drawn for that size.
  func target(of event: MouseEvent, size: Size) -> MouseTarget? {
    switch Layout(state, size: size).arrangement {
    case .tooSmall, .page: return nil
    case .summary(let headlines, let list):
      if headlines.contains(column: event.column, row: event.row) {
        let pane = state.shownPanes[event.row - headlines.row]
        return MouseTarget(place: .pane(pane), pane: pane, hit: .nothing)
      }
      guard list.contains(column: event.column, row: event.row) else { return nil }
      let hit = body(of: state.focus, width: list.width).hit(event, in: Self.insideSummary(list))
      return MouseTarget(place: .pane(state.focus), pane: state.focus, hit: hit)
    case .list(let kind, let rect):
      guard rect.contains(column: event.column, row: event.row) else { return nil }
      let hit = body(ofList: kind).hit(event, in: listArea(ofList: kind, in: rect))
      return MouseTarget(place: .alone(kind), pane: nil, hit: hit)
    case .panes(let panes):
      guard let (pane, rect) = panes.first(where: { $0.rect.contains(column: event.column, row: event.row) })
      else { return nil }
      if state.view == .utilization {
        let nodes = nodeArea(in: rect)
        if nodes.contains(column: event.column, row: event.row) {
          return MouseTarget(
            place: .alone(.nodes), pane: pane, hit: nodesBody.hit(event, in: Self.nodeRows(in: nodes)))
        }
      }
      let hit = body(of: pane, width: rect.width).hit(event, in: listArea(of: pane, in: rect))
      return MouseTarget(place: .pane(pane), pane: pane, hit: hit)
    }
  }
}

extension PaneModel {
  /// What of the list lies under a point, where `drawContents` has drawn it into that area.
  func hit(_ event: MouseEvent, in area: Rect) -> MouseTarget.Hit {
    let list = Parts(self, in: area).list
    guard list.contains(column: event.column, row: event.row), !rows.isEmpty else { return .nothing }
    let titles = table.hasTitles ? 1 : 0
    if event.row < list.row + titles {
      let inner = rowArea(of: list)
      let column = event.column - inner.column
      let place = table.places(width: inner.width).last { $0.start <= column }
      guard let place, column < place.start + place.width + table.gap else { return .nothing }
      return .title(place.index < sortFields.count ? sortFields[place.index] : nil)
    }
    return row(atLine: event.row - list.row - titles, in: list).map(MouseTarget.Hit.row) ?? .nothing
  }

  /// The row that a line of the list belongs to; as `told` places them. Linear in the rows where some have a second line,
  /// of which there are few then.
  private func row(atLine line: Int, in list: Rect) -> Int? {
    var spare = table.capacity(in: list) - rows.count
    guard let secondLine, spare > 0 else {
      let index = offset(in: list) + line
      return rows.indices.contains(index) ? index : nil
    }
    var next = 0
    for index in rows.indices {
      next += 1
      if spare > 0, secondLine(index) != nil {
        next += 1
        spare -= 1
      }
      if line < next { return index }
    }
    return nil
  }
}
