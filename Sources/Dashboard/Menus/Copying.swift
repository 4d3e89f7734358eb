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
        "\(what) is too long to copy: more than \(.grouped(Self.mostCopied)) bytes · \(export) writes a file",
        isBad: true)
      return []
    }
    notice = Notice("copied \(what) by OSC 52")
    return [.copy(text)]
  }

  /// Copies pieces as one text. None is made beyond what terminals take.
  mutating func copy(pieces: some Sequence<String>, called what: SafeText) -> [Effect] {
    guard copying != .off else { return copy("", called: what) }
    var text = ""
    for piece in pieces {
      text += piece
      if text.utf8.count > Self.mostCopied { break }
    }
    return copy(text, called: what)
  }

  /// What the keys act on: the application of the page, otherwise the marked rows of the list in its order, and those
  /// that a filter hides after them, but none that is gone; where none was marked, the one under the cursor. Linear in
  /// the rows where some are marked.
  var rowsAtHand: [RowID] {
    if let page { return [.application(page.application)] }
    let marks = looks[kindAtHand]?.marks ?? Marks()
    guard !marks.isEmpty else { return [rowAtHand].compactMap(\.self) }
    let listed = rows(at: placeAtHand).filter(marks.contains)
    return listed
      + marks.rows.subtracting(listed).map { (row: $0, name: $0.entity.name ?? "") }
      .sorted { $0.name.precedesByNumber($1.name) }.map(\.row)
  }

  /// What rows at hand are; where the cursor of the map is on a node of the row, that node.
  private func thingsAtHand(of rows: [RowID]) -> [EntityID] {
    if page == nil, view == .utilization, let nodeCursor, let mapped = mappedNodes {
      return [EntityID(.node, nodeCursor.name, cluster: mapped.cluster)]
    }
    return content?.things(of: rows) ?? rows.map(\.entity)
  }

  /// Copies what the things at hand are called by, one a line.
  mutating func copyIDs() -> [Effect] {
    guard overlay == nil else {
      notice = Notice(passing: "there is nothing to copy here · \(keys.name(of: .close)) closes")
      return []
    }
    let names = thingsAtHand(of: rowsAtHand).compactMap(\.name)
    guard let first = names.first else {
      notice = nothingToCopy
      return []
    }
    return copy(
      pieces: names.lazy.map(\.shown).inLines, called: names.count == 1 ? first : "\(names.count) IDs")
  }

  mutating func showCopies() {
    let rows = overlay == nil ? rowsAtHand : []
    guard !rows.isEmpty else {
      notice = nothingToCopy
      return
    }
    let things = thingsAtHand(of: rows)
    copyRequest = CopyRequest(rows: rows, things: things, commands: commands(showing: things))
    overlay = .copies
  }

  /// They name the cluster as Slurm does, where a source tells how; the only one is not named, for that needs Slurm's
  /// database.
  private func commands(showing things: [EntityID]) -> [String] {
    let clusters = content?.factory.clusters ?? []
    return things.compactMap { thing in
      let cluster = clusters.count > 1 ? clusters.first { $0.name == thing.cluster }?.slurmName : nil
      return thing.showCommand(in: cluster)
    }
  }

  private var nothingToCopy: Notice {
    overlay == nil && areMarksGone
      ? Self.marksAreGone : Notice(passing: "there is nothing to copy here")
  }

  /// Whether something was marked in the list that has the keys, and none of it is there any more.
  var areMarksGone: Bool {
    guard page == nil, let marks = looks[kindAtHand]?.marks else { return false }
    return marks.rows.isEmpty && !marks.isEmpty
  }

  static let marksAreGone = Notice("nothing of what is marked is there any more", isBad: true)
}

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
    guard let (list, listing) = copiedRows else {
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

  /// The columns that somebody chose or settled for a list, otherwise its usual ones.
  func columns(of schema: ListSchema) -> [Int] {
    looks[schema.kind]?.columns ?? lists.preferences[schema.kind]?.columns ?? schema.usualColumns
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

  /// The list that a row of the one at hand stands for something of: of jobs each record by itself.
  func list(holding row: RowID, in content: Content) -> EntityList {
    switch row {
    case .cluster: content.list(of: .clusters, user: user)
    case .job: content.jobsUnfolded
    case .divider, .partition, .application, .allocation, .entity, .alert:
      content.list(of: page == nil ? kindAtHand : .applications, user: user)
    }
  }

  /// What things of that list are sorted by, where it is the one at hand.
  func sort(of list: EntityList) -> [SortTerm] { list.schema.kind == kindAtHand ? sortAtHand : [] }
}

extension Content {
  /// Where the things are in their list that these rows stand for. Linear in the list.
  func places(of rows: Set<RowID>, in list: EntityList) -> [Int32] {
    if list.schema.kind == .jobs { return recordsOfJobs(in: rows) }
    return self.rows(of: list).enumerated().compactMap { rows.contains($1) ? Int32($0) : nil }
  }
}

extension Sequence<String> {
  /// Each in a line of its own, without one at the end.
  fileprivate var inLines: some Sequence<String> {
    enumerated().lazy.map { $0 == 0 ? $1 : "\n\($1)" }
  }
}
