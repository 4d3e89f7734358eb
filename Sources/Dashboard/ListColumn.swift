import Screen
import Text

/// A column of a list: its title and room, and what it shows of an item.
struct ListColumn<Item> {
  let column: Table.Column
  /// Whether only the full view has it.
  let isFullOnly: Bool
  let content: (Item) -> Table.Content

  init(
    _ title: SafeText, width: Extent, alignment: Alignment = .left, priority: Int, isFullOnly: Bool = false,
    content: @escaping (Item) -> Table.Content
  ) {
    column = Table.Column(title, width: width, alignment: alignment, priority: priority)
    self.isFullOnly = isFullOnly
    self.content = content
  }
}

extension PaneBody {
  /// Lists the items, one a row; a row is made when it is drawn.
  mutating func show<Items: RandomAccessCollection>(_ items: Items, in columns: [ListColumn<Items.Element>])
  where Items.Index == Int {
    table = Table(columns: columns.map(\.column))
    rows = Rows(count: items.count) { index in .cells(columns.map { $0.content(items[index]) }) }
  }
}
