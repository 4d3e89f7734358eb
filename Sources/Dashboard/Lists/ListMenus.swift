import Entities
import Text

extension DashboardState {
  /// The fields that the focused list can be sorted by, after the order that it has where nobody asks for another.
  var sortMenu: Menu {
    let first = sortAtHand.first
    let settled = lists.query(nil, of: kindAtHand)?.orderInWords
    let own = Menu.Item(
      key: nil, title: settled == nil ? "its own order" : "as configured", words: settled ?? "",
      sign: queries[kindAtHand]?.sort.isEmpty ?? true ? "●" : " ")
    let fields = kindAtHand.schema.fields.enumerated().map { place, field in
      Menu.Item(
        key: nil, title: field.key.safeKey, words: field.explanation,
        sign: first?.field == place ? first?.arrow ?? " " : " ")
    }
    return Menu(title: "Sort \(kindAtHand.title) by", items: [own] + fields)
  }

  /// Begins on what the list is sorted by.
  mutating func openSortMenu() {
    overlay = .sort
    menuCursor = sortAtHand.first.map { $0.field + 1 } ?? 0
  }

  mutating func takeSort(_ item: Int) {
    overlay = nil
    sort(by: item == 0 ? nil : item - 1)
  }
}

extension DashboardState {
  /// The fields in the order of the menu of columns: those that are shown, then the others.
  private var fieldsOfMenu: (shown: [Int], others: [Int]) {
    let schema = kindAtHand.schema
    let shown = look(of: placeAtHand).columns ?? schema.usualColumns
    return (shown, schema.fields.indices.filter { !shown.contains($0) })
  }

  var columnMenu: Menu {
    let (shown, others) = fieldsOfMenu
    let fields = kindAtHand.schema.fields
    var menu = Menu(
      title: "Columns of \(kindAtHand.title)",
      items: (shown + others).enumerated().map { place, field in
        Menu.Item(
          key: nil, title: fields[field].key.safeKey, words: fields[field].explanation,
          sign: place < shown.count ? "●" : " ")
      })
    func name(_ action: Action) -> SafeText { keys.name(of: action, in: .columns) }
    menu.note =
      "\(name(.toggleColumn)) shows or hides, \(name(.moveColumnLeft)) \(name(.moveColumnRight)) order, \(keys.name(of: .back)) closes"
    return menu
  }

  /// A pane that is not alone on the screen keeps its own columns.
  mutating func openColumnMenu() {
    if isOnNodes {
      notice = Notice(passing: "the columns of this list are its own")
    } else if case .pane(let pane) = placeAtHand, view != pane.view {
      notice = Notice(
        passing: "columns are chosen in the full view · \(keys.name(of: .toggleExpand)) opens it")
    } else {
      overlay = .columns
    }
  }

  /// Shows a field that is not shown as the last column, or takes a column away; the last one stays.
  mutating func toggleColumn() {
    var (shown, others) = fieldsOfMenu
    if menuCursor < shown.count {
      guard shown.count > 1 else {
        notice = Notice(passing: "a list has one column at least")
        return
      }
      shown.remove(at: menuCursor)
    } else if menuCursor - shown.count < others.count {
      shown.append(others.remove(at: menuCursor - shown.count))
      menuCursor = shown.count - 1
    }
    looks[kindAtHand, default: ListLook()].columns = shown
  }

  /// Moves the column under the cursor, and the cursor with it.
  mutating func moveColumn(by steps: Int) {
    var shown = fieldsOfMenu.shown
    let other = menuCursor + steps
    guard shown.indices.contains(menuCursor), shown.indices.contains(other) else { return }
    shown.swapAt(menuCursor, other)
    menuCursor = other
    looks[kindAtHand, default: ListLook()].columns = shown
  }
}

extension String {
  fileprivate var safeKey: SafeText { SafeText(untrusted: self) }
}
