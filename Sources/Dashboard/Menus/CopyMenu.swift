import Entities
import Model
import Screen
import Text

/// What is to be copied of: found once, for that is linear in the list, and the menu is drawn after each key.
struct CopyRequest: Sendable {
  var rows: [RowID] = []
  /// What the rows are.
  var things: [EntityID] = []
  /// The commands that show the things in full.
  var commands: [String] = []
}

/// A way to copy more of a thing than its name.
private enum CopyForm: CaseIterable {
  case line, markdown, command
}

extension DashboardState {
  var copyMenu: Menu {
    let name: SafeText =
      copyRequest.things.count == 1
      ? copyRequest.things[0].name ?? .unknown : "\(copyRequest.things.count) marked"
    return Menu(title: "Copy · \(name)", items: copyForms.map(item))
  }

  /// Those that there are for the rows.
  private var copyForms: [CopyForm] {
    CopyForm.allCases.filter { $0 != .command || !copyRequest.commands.isEmpty }
  }

  private func item(_ form: CopyForm) -> Menu.Item {
    switch form {
    case .line: Menu.Item(key: .character("t"), title: "text", words: "its columns as a line")
    case .markdown: Menu.Item(key: .character("m"), title: "Markdown", words: "a table, with heads")
    case .command:
      Menu.Item(
        key: .character("c"), title: "command",
        words: SafeText(untrusted: copyRequest.commands[0]) + (copyRequest.commands.count > 1 ? " …" : ""))
    }
  }

  mutating func takeCopy(_ index: Int) -> [Effect] {
    let form = copyForms[index]
    let (commands, things) = (copyRequest.commands, copyRequest.things)
    let copied = form == .command ? nil : copiedRows
    overlay = nil
    if form == .command {
      return copy(
        pieces: commands.inLines,
        called: things.count == 1
          ? SafeText(untrusted: commands[0])
          : commands.count < things.count
            ? "\(commands.count) commands for \(things.count) things"
            : "\(commands.count) commands")
    }
    guard let (list, listing) = copied else {
      notice = Notice("what was under the cursor is not listed any more", isBad: true)
      return []
    }
    let text = ListText(list, listing, columns: columns(of: list.schema))
    let count = listing.places.count
    switch form {
    case .line: return copy(pieces: text.lines, called: count == 1 ? "a line" : "\(count) lines")
    case .markdown, .command:
      return copy(pieces: text.markdownLines, called: count == 1 ? "a row" : "\(count) rows")
    }
  }

  /// What the menu of copies is about, as a filter sees it.
  private var copiedRows: (list: EntityList, listing: Listing)? {
    // Rows of a list of nodes are nodes themselves.
    let rows = copyRequest.rows
    if case .entity = rows.first { return listed(rows) }
    guard let node = copyRequest.things.first, node.kind == .node, let content else { return listed(rows) }
    let list = content.list(of: .nodes, user: user)
    let fields = ["name", "cluster"].compactMap { list.schema.place(of: $0) }
    let wanted = [node.name, node.cluster].map { FieldValue.told($0) }
    let place = (0..<list.count).first { row in fields.map { list.value($0, of: row) } == wanted }
    return place.map { (list, Listing(list, at: [Int32($0)], sortedBy: [])) }
  }

  /// The things of one list that these rows are, as a filter sees them; `nil` where none is there any more. Linear in the
  /// rows of the list.
  private func listed(_ rows: [RowID]) -> (list: EntityList, listing: Listing)? {
    guard let content, let first = rows.first else { return nil }
    let list = list(holding: first, in: content)
    let places = content.places(of: Set(rows), in: list)
    return places.isEmpty ? nil : (list, Listing(list, at: places, sortedBy: sort(of: list)))
  }
}
