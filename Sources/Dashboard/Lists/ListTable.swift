import Entities
import Screen
import Text

extension PaneModel {
  /// Lists the items, one a row, in their own columns or in those that somebody chose; a row is made when it is drawn.
  mutating func show<Items: RandomAccessCollection>(
    _ items: Items, in columns: [ListColumn<Items.Element>], of context: PaneBuilder
  ) where Items.Index == Int {
    let own = columns.map { column in column.map { (index: Int) in items[index] } }
    let list = context.listed?.list ?? context.content.list(of: context.kind, user: nil)
    show(
      count: items.count, own, of: list, arranged: context.look, clock: context.clock,
      sort: context.listed?.query?.sort.first, rows: context.rows
    ) { context.place(ofRow: $0) ?? $0 }
  }

  /// Lists so many rows. `place` tells where the row at an index is in `list`, and `heading` what stands in place of its
  /// cells.
  mutating func show(
    count: Int, _ own: [ListColumn<Int>], of list: EntityList, arranged look: ListLook, clock: Clock,
    sort: SortTerm?, rows: RowList, place: @escaping (Int) -> Int,
    heading: @escaping (Int) -> Table.Row? = { _ in nil }
  ) {
    ownFields = own.compactMap { $0.identity.flatMap { list.schema.place(of: $0) } }
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    var columns = own
    if let chosen = look.columns {
      columns = chosen.enumerated().map { order, field in
        let key = list.schema.fields[field].key
        var column =
          own.first { $0.identity == key }
          ?? ListColumn(list, field: field, priority: 0, clock: clock, place: place)
        column.column.priority = order == 0 ? 100 : max(1, 90 - order)
        return column
      }
      // What no field tells can be neither chosen nor taken away.
      columns += own.filter { $0.identity == nil }
    }
    if look.firstColumn > 0, columns.count > 2 {
      let hidden = min(look.firstColumn, columns.count - 2)
      columns.removeSubrange(1...hidden)
      for index in columns.indices.dropFirst() { columns[index].column.priority = max(1, 90 - index) }
      columns[1].column.title = "‹\(columns[1].column.title)"
      columns[1].column.width = columns[1].column.width.holding(columns[1].column.title)
    }
    let fields = columns.map { $0.sortField.flatMap { list.schema.place(of: $0) } }
    if let sort, let column = fields.firstIndex(of: sort.field) {
      let title: SafeText = "\(columns[column].column.title)\(sort.arrow)"
      columns[column].column.title = title
      columns[column].column.width = columns[column].column.width.holding(title)
    }
    table = Table(columns: columns.map(\.column))
    scrollsColumns = look.scrollsColumns
    sortFields = fields
    let isMatch = self.isMatch
    self.rows = Rows(count: count) { index in
      if let heading = heading(index) { return heading }
      let cells = columns.map { $0.content(index) }
      return .cells(isMatch(index) ? cells : cells.map(\.muted))
    }
    mark(look.marks, ids: rows)
  }

  /// Says how many rows are marked, and how many that were are gone, and gives the marked ones a sign at their left; where
  /// a filter lists the rest too, so have the rows that it leaves.
  mutating func mark(_ marks: Marks, ids: RowList) {
    if !marks.isEmpty {
      var told = Line("\(SafeText.grouped(marks.rows.count)) marked", .accent)
      if !marks.gone.isEmpty {
        told.addSeparator()
        told.add("\(SafeText.grouped(marks.gone.count)) gone", .accent)
      }
      if count.width > 0 {
        told.addSeparator()
        told.add(count)
      }
      count = told
    }
    guard !marks.isEmpty || listsRest else { return }
    sign = { [isMatch, listsRest] index in
      marks.contains(ids[index]) ? "●" : listsRest && isMatch(index) ? "›" : nil
    }
  }
}

extension Table.Content {
  /// The same, standing back.
  fileprivate var muted: Table.Content {
    switch self {
    case .text(let text, _): .text(text, Style(.muted))
    case .bar, .budget, .sparkline: self
    }
  }
}

extension Extent {
  /// The same, with room for a title.
  func holding(_ title: SafeText) -> Extent {
    switch self {
    case .fixed(let length): .fixed(max(length, title.width))
    case .flexible(let minimum, let weight): .flexible(minimum: max(minimum, title.width), weight: weight)
    case .growing(let minimum, let most):
      .growing(minimum: max(minimum, title.width), most: max(most, title.width))
    }
  }
}
