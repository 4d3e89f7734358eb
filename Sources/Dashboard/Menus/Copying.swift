import Entities
import Model
import Screen
package import Text

extension DashboardState {
  /// More than this many bytes terminals cut or drop.
  private static let mostCopied = 100_000

  /// Copies a text, which `what` names, or says why not.
  package mutating func copy(_ text: String, called what: SafeText) -> [Effect] {
    let export = keys.name(of: .showExport)
    guard copying != .off else {
      notice = Notice(
        "the configuration turns copying off (copy = \"off\") · \(export) writes a file", isBad: true)
      return []
    }
    guard text.utf8.count <= Self.mostCopied else {
      notice = Notice(
        "\(what) is too long to copy: \(.grouped(text.utf8.count)) bytes of at most \(.grouped(Self.mostCopied)) · \(export) writes a file",
        isBad: true)
      return []
    }
    notice = Notice("copied \(what) by OSC 52")
    return [.copy(text)]
  }

  /// What the keys act on: the application of the page, otherwise the marked rows of the list in its order, and those
  /// that a filter hides after them; without any, the one under the cursor. Linear in the rows where some are marked.
  var rowsAtHand: [RowID] {
    if let page { return [.application(page.application)] }
    let marks = looks[kindAtHand]?.marks ?? []
    guard !marks.isEmpty else { return [rowAtHand].compactMap(\.self) }
    let listed = rows(at: placeAtHand).filter(marks.contains)
    return listed
      + marks.subtracting(listed).sorted { ($0.entity.name ?? "").precedesByNumber($1.entity.name ?? "") }
  }

  /// What these are; where the cursor of the map is on a node of the row, that node.
  private var thingsAtHand: [EntityID] {
    if page == nil, view == .utilization, let nodeCursor, let mapped = mappedNodes {
      return [EntityID(.node, nodeCursor.name, cluster: mapped.cluster)]
    }
    return content?.things(of: rowsAtHand) ?? rowsAtHand.map(\.entity)
  }

  /// Copies what the things at hand are called by, one a line.
  mutating func copyIDs() -> [Effect] {
    guard overlay == nil else {
      notice = Notice(passing: "there is nothing to copy here · \(keys.name(of: .close)) closes")
      return []
    }
    let names = thingsAtHand.compactMap(\.name)
    guard let first = names.first else {
      notice = Notice(passing: "there is nothing to copy here")
      return []
    }
    return copy(
      names.map(\.shown).joined(separator: "\n"), called: names.count == 1 ? first : "\(names.count) IDs")
  }

  mutating func showCopies() {
    guard overlay == nil, !rowsAtHand.isEmpty else {
      notice = Notice(passing: "there is nothing to copy here")
      return
    }
    copyRows = rowsAtHand
    copyThings = thingsAtHand
    overlay = .copies
  }
}

/// A way to copy more of a thing than its name.
private enum CopyForm: CaseIterable {
  case line, markdown, command
}

extension DashboardState {
  var copyMenu: Menu {
    let name: SafeText =
      copyThings.count == 1 ? copyThings[0].name ?? .unknown : "\(copyThings.count) marked"
    return Menu(title: "Copy · \(name)", items: copyForms.map(item))
  }

  /// Those that there are for the rows.
  private var copyForms: [CopyForm] { CopyForm.allCases.filter { $0 != .command || !commands.isEmpty } }

  private func item(_ form: CopyForm) -> Menu.Item {
    switch form {
    case .line: Menu.Item(key: .character("t"), title: "text", words: "its columns as a line")
    case .markdown: Menu.Item(key: .character("m"), title: "Markdown", words: "a table, with heads")
    case .command:
      Menu.Item(
        key: .character("c"), title: "command",
        words: SafeText(untrusted: commands[0]) + (commands.count > 1 ? " …" : ""))
    }
  }

  mutating func takeCopy(_ index: Int) -> [Effect] {
    let form = copyForms[index]
    let commands = commands
    overlay = nil
    if form == .command {
      return copy(
        commands.joined(separator: "\n"),
        called: copyThings.count == 1
          ? SafeText(untrusted: commands[0])
          : commands.count < copyThings.count
            ? "\(commands.count) commands for \(copyThings.count) things"
            : "\(commands.count) commands")
    }
    guard let (list, listing) = copiedRows else {
      notice = Notice("what was under the cursor is not listed any more", isBad: true)
      return []
    }
    let text = ListText(list, listing, columns: columns(of: list.schema))
    let count = listing.places.count
    switch form {
    case .line: return copy(text.lines, called: count == 1 ? "a line" : "\(count) lines")
    case .markdown, .command: return copy(text.markdown, called: count == 1 ? "a row" : "\(count) rows")
    }
  }

  /// The columns that somebody chose or settled for a list, otherwise its usual ones.
  func columns(of schema: ListSchema) -> [Int] {
    looks[schema.kind]?.columns ?? lists.preferences[schema.kind]?.columns ?? schema.usualColumns
  }

  /// What the menu of copies is about, as a filter sees it.
  private var copiedRows: (list: EntityList, listing: Listing)? {
    // Rows of a list of nodes are nodes themselves.
    if case .entity = copyRows.first { return listed(copyRows) }
    guard let node = copyThings.first, node.kind == .node, let content else { return listed(copyRows) }
    let list = content.list(of: .nodes, user: user)
    let fields = ["name", "cluster"].compactMap { list.schema.place(of: $0) }
    let wanted = [node.name, node.cluster].map { FieldValue.told($0) }
    let place = (0..<list.count).first { row in fields.map { list.value($0, of: row) } == wanted }
    return place.map { (list, Listing(list, at: [Int32($0)], sortedBy: [])) }
  }

  /// The things of one list that these rows are, as a filter sees them; `nil` where none is there any more. Linear in the
  /// rows of the list.
  func listed(_ rows: [RowID]) -> (list: EntityList, listing: Listing)? {
    guard let content, let first = rows.first else { return nil }
    let wanted = Set(rows)
    let places: [Int32]
    let list: EntityList
    if case .cluster = first {
      list = content.list(of: .clusters, user: user)
      let names = content.figures.clusters.map { RowID.cluster($0.name) }
      places = names.indices.filter { wanted.contains(names[$0]) }.map { Int32($0) }
    } else {
      if case .job = first {
        list = content.jobsUnfolded
        return (list, Listing(list, at: content.recordsOfJobs(in: wanted), sortedBy: sortAtHand))
      }
      list = content.list(of: page == nil ? kindAtHand : .applications, user: user)
      places = content.rows(of: list).enumerated().compactMap { wanted.contains($1) ? Int32($0) : nil }
    }
    return places.isEmpty
      ? nil : (list, Listing(list, at: places, sortedBy: list.schema.kind == kindAtHand ? sortAtHand : []))
  }

  /// The commands that show the things in full.
  private var commands: [String] {
    let isOneOfSeveral = (content?.factory.clusters.count ?? 0) > 1
    return copyThings.compactMap { $0.showCommand(namingCluster: isOneOfSeveral) }
  }
}
