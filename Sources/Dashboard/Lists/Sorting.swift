import Entities
import Model
import Screen
import Text

extension DashboardState {
  /// What the list that has the keys is sorted by; nothing where it has its own order.
  var sortAtHand: [SortTerm] { order(of: kindAtHand)?.query?.sort ?? [] }

  /// Sorts the list that has the keys by a field, the first way that one would want: figures from the largest, names and
  /// times from the first. Sorted so already, it is turned round; `nil` is the list's own order.
  mutating func sort(by field: Int?) {
    let kind = kindAtHand
    let first = sortAtHand.first
    let terms: [SortTerm] =
      field.map { field in
        let isDescending =
          first?.field == field ? first?.isDescending == false : kind.schema.fields[field].form.isFigure
        return [SortTerm(field: field, isDescending: isDescending)]
      } ?? []
    list(kind, by: .sorting(queries[kind], by: terms, of: kind))
  }

  /// Sorts by the next column that is shown at the right or, with a negative number, at the left.
  mutating func sort(byColumn steps: Int, size: Size, now: Timestamp) {
    let fields = ScreenDrawing(state: self, clock: Clock(now: now)).shownSortFields(size: size)
    guard !fields.isEmpty else {
      notice = Notice(passing: "there is no column to sort by here")
      return
    }
    let current = sortAtHand.first.flatMap { fields.firstIndex(of: $0.field) }
    let next = current.map { $0 + steps } ?? (steps > 0 ? 0 : fields.count - 1)
    guard fields.indices.contains(next) else {
      notice = Notice(passing: "no column is further on")
      return
    }
    sort(by: fields[next])
  }

  mutating func reverseSort() {
    let kind = kindAtHand
    let terms = sortAtHand
    guard let first = terms.first else {
      notice = Notice(
        passing: "the list has its own order · \(keys.name(of: .chooseSort, in: .filteredList)) sorts")
      return
    }
    let turned = SortTerm(field: first.field, isDescending: !first.isDescending)
    list(kind, by: .sorting(queries[kind], by: [turned] + terms.dropFirst(), of: kind))
  }
}

extension ScreenDrawing {
  /// The fields by which the shown columns of the list that has the keys are sorted, in their order.
  func shownSortFields(size: Size) -> [Int] {
    var fields: [Int] = []
    for field in sortFieldsOfColumns(size: size) where !fields.contains(field) { fields.append(field) }
    return fields
  }

  private func sortFieldsOfColumns(size: Size) -> [Int] {
    listAtHand(size: size).map { $0.body.shownSortFields(width: $0.width) } ?? []
  }

  /// The list that has the keys, and how wide it is; `nil` where the screen is too small for one.
  func listAtHand(size: Size) -> (body: PaneModel, width: Int)? {
    switch Layout(state, size: size).arrangement {
    case .tooSmall, .page: return nil
    case .summary(_, let list):
      return (body(of: state.focus, width: list.width), Self.insideSummary(list).width)
    case .list(let kind, let rect): return (body(ofList: kind), listArea(ofList: kind, in: rect).width)
    case .panes(let panes):
      guard let (pane, rect) = panes.first(where: { $0.pane == state.focus }) else { return nil }
      if state.isOnNodes { return (nodesBody, nodeArea(in: rect).width) }
      return (body(of: pane, width: rect.width), listArea(of: pane, in: rect).width)
    }
  }
}
