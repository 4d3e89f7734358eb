import Entities
import Model
import Text

extension DashboardState {
  /// The fields that the focused list shows, in their order: those that are chosen or settled, otherwise those of the
  /// columns that it has by itself.
  private var shownFields: [Int] {
    if let chosen = look(of: placeAtHand).columns { return chosen }
    guard let content else { return kindAtHand.schema.usualColumns }
    let drawing = ScreenDrawing(state: self, clock: Clock(now: content.figures.now))
    // Which columns there are does not depend on the width.
    let body =
      placeAtHand.pane.map { drawing.body(of: $0, width: 160) } ?? drawing.body(ofList: kindAtHand)
    return body.ownFields.isEmpty ? kindAtHand.schema.usualColumns : body.ownFields
  }

  var columnMenu: Menu {
    let shown = Set(shownFields)
    let fields = kindAtHand.schema.fields
    let isSettled = lists.preferences[kindAtHand]?.columns != nil
    let own = Menu.Item(
      key: nil, title: isSettled ? "as configured" : "its own columns", words: "",
      sign: looks[kindAtHand]?.columns == nil ? "●" : " ")
    var menu = Menu(
      title: "Columns of \(kindAtHand.title)",
      items: [own]
        + fieldsOfColumnMenu.map { field in
          Menu.Item(
            key: nil, title: SafeText(untrusted: fields[field].key), words: fields[field].explanation,
            sign: shown.contains(field) ? "●" : " ")
        })
    func name(_ action: Action) -> SafeText { keys.name(of: action, in: .columns) }
    menu.note =
      "\(name(.toggleColumn)) shows or hides, \(name(.moveColumnLeft)) \(name(.moveColumnRight)) order, \(keys.name(of: .back)) closes"
    return menu
  }

  /// A pane that is not alone on the screen keeps its own columns. What is shown comes first, then the rest; until the
  /// menu is opened again, each stays where it is, also one that is hidden.
  mutating func openColumnMenu() {
    if isOnNodes {
      notice = Notice(passing: "the columns of this list are its own")
    } else if case .pane(let pane) = placeAtHand, view != pane.view {
      notice = Notice(
        passing: "columns are chosen in the full view · \(keys.name(of: .toggleExpand)) opens it")
    } else {
      arrangeColumnMenu()
      overlay = .columns
      menuCursor = 1
    }
  }

  private mutating func arrangeColumnMenu() {
    let shown = shownFields
    fieldsOfColumnMenu = shown + kindAtHand.schema.fields.indices.filter { !shown.contains($0) }
  }

  /// The place of the menu's cursor among the fields, which stand below the columns that the list has by itself.
  private var fieldAtMenuCursor: Int { menuCursor - 1 }

  /// Shows the field under the cursor in the place that it has in the menu, or takes its column away; the last one stays.
  /// On the first line, the list has its own columns again.
  mutating func toggleColumn() {
    if menuCursor == 0 {
      looks[kindAtHand, default: ListLook()].columns = nil
      looks[kindAtHand, default: ListLook()].firstColumn = 0
      arrangeColumnMenu()
      return
    }
    guard fieldsOfColumnMenu.indices.contains(fieldAtMenuCursor) else { return }
    let field = fieldsOfColumnMenu[fieldAtMenuCursor]
    var shown = Set(shownFields)
    if shown.remove(field) == nil {
      shown.insert(field)
    } else if shown.isEmpty {
      notice = Notice(passing: "a list has one column at least")
      return
    }
    showColumns(shown)
  }

  /// Moves the column under the cursor, and the cursor with it.
  mutating func moveColumn(by steps: Int) {
    let (place, other) = (fieldAtMenuCursor, fieldAtMenuCursor + steps)
    let shown = Set(shownFields)
    guard fieldsOfColumnMenu.indices.contains(place), fieldsOfColumnMenu.indices.contains(other),
      shown.contains(fieldsOfColumnMenu[place])
    else { return }
    fieldsOfColumnMenu.swapAt(place, other)
    menuCursor += steps
    showColumns(shown)
  }

  /// In the order of the menu.
  private mutating func showColumns(_ fields: Set<Int>) {
    let chosen = fieldsOfColumnMenu.filter(fields.contains)
    var look = looks[kindAtHand] ?? ListLook()
    look.columns = chosen
    look.firstColumn = min(look.firstColumn, max(0, chosen.count - 2))
    looks[kindAtHand] = look
  }
}
