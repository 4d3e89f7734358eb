package import Screen
package import Text

/// A few things to choose from that lie over the screen, each with a key of its own or none.
struct Menu {
  struct Item {
    let key: Key?
    let title: SafeText
    /// What it is, beside its title.
    let words: SafeText
    /// What stands in the place of the key of one that has none.
    var sign: SafeText = " "
  }

  let title: SafeText
  let items: [Item]
  /// What its keys do, where that is not to choose one and close.
  var note: SafeText?
  /// What stands there where there is nothing to choose.
  var hint: [Line] = []
}

extension Overlay {
  /// Whether it asks something, so that any key that is not offered in it takes it away.
  var isMenu: Bool {
    switch self {
    case .savedFilters, .copies, .export, .sort, .columns, .links, .found: true
    case .help, .triageActions, .comparison: false
    }
  }
}

extension DashboardState {
  /// The menu that lies over the screen.
  var menu: Menu? {
    switch overlay {
    case .savedFilters: savedFilterMenu
    case .copies: copyMenu
    case .sort: sortMenu
    case .columns: columnMenu
    case .links: linkMenu
    case .found: foundMenu
    case .help, .triageActions, .export, .comparison, nil: nil
    }
  }

  /// Takes the item of that key; `nil` where no menu has it.
  mutating func choose(by key: Key) -> [Effect]? {
    guard let menu, let index = menu.items.firstIndex(where: { $0.key == key }) else { return nil }
    wasWarnedOfLeaving = false
    return takeItem(index)
  }

  /// Takes an item of the menu, which closes.
  mutating func takeItem(_ index: Int) -> [Effect] {
    guard let menu, menu.items.indices.contains(index) else { return [] }
    switch overlay {
    case .savedFilters: takeSavedFilter(index)
    case .sort: takeSort(index)
    case .columns: toggleColumn()
    case .copies: return takeCopy(index)
    case .links: takeLink(index)
    case .found: takeFound(index)
    case .help, .triageActions, .export, .comparison, nil: break
    }
    return []
  }
}

extension Action {
  /// What a key does while a menu, or the question how to export, lies over the screen; any other key takes it away.
  var isOfferedInMenus: Bool {
    [
      .chooseItem, .toggleColumn, .moveColumnLeft, .moveColumnRight, .moveDown, .moveUp, .pageDown, .pageUp,
      .top, .bottom, .close, .quit, .back, .redraw, .suspend, .toggleHelp, .nextChoice, .previousChoice,
      .nextField,
      .previousField, .writeExport, .openCommand,
    ].contains(self)
  }
}

extension KeyBindings {
  /// The name of the action that a key has while a menu lies over the screen; `nil` where it has none, and an item may
  /// have it.
  package func nameOfMenuAction(for key: Key) -> SafeText? {
    guard let action = action(for: key, in: [.menu, .everywhere]), action.isOfferedInMenus else { return nil }
    return bindings.first { $0.action == action && $0.keys.contains(key) }?.name
  }
}

extension ScreenDrawing {
  /// A line for each item, with its key, or what is told where there is none.
  func draw(_ menu: Menu, on canvas: inout Canvas) {
    let keys = state.keys
    let titles = menu.items.map(\.title.width).max() ?? 0
    let most = max(1, canvas.size.columns - 4)
    let lines =
      menu.items.isEmpty
      ? menu.hint.flatMap { $0.wrapped(to: most) } : menu.items.map { line(of: $0, titleWidth: titles) }
    let moving: SafeText =
      menu.items.isEmpty
      ? "" : "\(keys.scrolling(as: "move")), \(keys.name(of: .chooseItem, in: .menu)) takes, "
    let rows = max(1, canvas.size.rows - 2)
    // The cursor stays in the window, however many there are.
    let first = min(max(0, state.menuCursor - rows / 2), max(0, lines.count - rows))
    Overlay.draw(
      on: &canvas, title: menu.title, note: menu.note ?? "\(moving)\(keys.name(of: .back)) closes",
      position: lines.count > rows ? "\(state.menuCursor + 1)/\(lines.count)" : "",
      contents: Size(columns: max(40, lines.map(\.width).max() ?? 0), rows: lines.count)
    ) { canvas, inside in
      for (row, line) in zip(inside.rows, lines.dropFirst(first)) {
        line.draw(on: &canvas, column: inside.column, row: row, width: inside.width)
      }
      guard !menu.items.isEmpty else { return }
      let selected = inside.row + state.menuCursor - first
      canvas.select(row: selected, within: inside)
      canvas.placeCursor(row: selected, within: inside)
    }
  }

  /// `l  late   breached !waiting`
  private func line(of item: Menu.Item, titleWidth: Int) -> Line {
    let key = item.key.map(KeyNotation.name(of:)) ?? item.sign
    var line = Line(key, .key)
    line.add("  \(item.title)\(SafeText.spaces(titleWidth + 2 - item.title.width))", .strong)
    line.add(item.words, .muted)
    return line
  }
}
