import Entities
import Model
import Screen
import Text

extension DashboardState {
  /// Asks how to export the list that has the keys, and meanwhile which names are taken.
  mutating func showExport(now: Timestamp) -> [Effect] {
    guard overlay == nil else {
      notice = Notice(passing: "there is no list to export here · \(keys.name(of: .close)) closes")
      return []
    }
    guard content != nil else {
      notice = Notice(passing: "nothing is listed yet")
      return []
    }
    export.askedAt = now
    export.taken = []
    export.field = .format
    export.rows = looks[kindAtHand]?.marks.isEmpty == false ? .marked : .listed
    countExport()
    overlay = .export
    return [.lookForExports(beginning: exportStem(of: kindAtHand))]
  }

  /// Takes in which files there are whose names begin as asked.
  package mutating func receive(exportsThere names: Set<String>) { export.taken = names }

  /// Hands on the list that has the keys, to be written.
  mutating func writeExport() -> [Effect] {
    guard let content else { return [] }
    if export.target == .clipboard, refuseWhereCopyingIsOff() { return [] }
    overlay = nil
    let kind = kindAtHand
    if export.rows == .marked, export.markedCount == 0 {
      notice =
        areMarksGone
        ? Self.marksAreGone
        : Notice(passing: "nothing is marked · \(keys.name(of: .mark, in: .filteredList)) marks a row")
      return []
    }
    let (list, rows, query) = exported(of: content)
    let target: ExportOrder.Target =
      switch export.target {
      case .file: .file(name: exportName(of: kind))
      case .clipboard: .clipboard
      }
    return [
      .export(
        ExportOrder(
          list: list, rows: rows, query: query, columns: columns(of: list.schema), format: export.format,
          target: target, moment: content.figures.now))
    ]
  }

  /// What is written: of jobs, as `list` has them, each record by itself.
  private func exported(of content: DashboardModel) -> (
    list: EntityList, rows: ExportOrder.Rows, query: Query?
  ) {
    let kind = kindAtHand
    if export.rows == .marked, let marks = looks[kind]?.marks.rows, let first = marks.first {
      let list = list(holding: first, in: content)
      return (list, .marked(marks, of: content), .sorting(nil, by: sort(of: list), of: list.schema.kind))
    }
    let listed = listed[kind]
    // What the filter leaves out is written too where it is listed.
    let query =
      listed?.order.showsRest == true
      ? .sorting(nil, by: listed?.query?.sort ?? [], of: kind) : listed?.query
    if kind != .jobs, let listed { return (listed.list, .known(listed.listing), query) }
    if let listed, !listed.order.showsRest, let records = listed.records {
      return (content.jobsUnfolded, .places(records), query)
    }
    let list = kind == .jobs ? content.jobsUnfolded : content.list(of: kind, user: user)
    return (list, .left(content.policy.zone), query)
  }

  /// Counts anew what is marked. Linear in the list.
  mutating func countExport() {
    guard let content, let marks = looks[kindAtHand]?.marks.rows, let first = marks.first else {
      export.markedCount = 0
      return
    }
    export.markedCount = content.places(of: marks, in: list(holding: first, in: content)).count
  }

  /// `factorytop-jobs-1128-1152`, by the site's clock.
  private func exportStem(of kind: ListKind) -> String {
    let time = (content?.policy.zone ?? .central).localTime(at: export.askedAt)
    let digits = time.date.iso8601.filter { $0 != "-" }.suffix(4)
    let (hour, minute) = (time.secondOfDay / 3600, time.secondOfDay / 60 % 60)
    let clock = String(10_000 + hour * 100 + minute).dropFirst()
    return "factorytop-\(kind.rawValue)-\(digits)-\(clock)"
  }

  private func exportName(of kind: ListKind) -> String { "\(exportStem(of: kind)).\(export.format.ending)" }

  /// How many rows what is listed has in the file.
  fileprivate var listedCount: Int {
    let kind = kindAtHand
    let all = kind == .jobs ? content?.jobRecords.count : nil
    guard let listed = listed[kind] else { return all ?? content?.list(of: kind, user: user).count ?? 0 }
    if listed.order.showsRest || listed.query == nil { return all ?? listed.all }
    return listed.records?.count ?? listed.matchCount
  }

  /// Under the name that the file will have.
  fileprivate var exportPlace: SafeText {
    let name = exportName(of: kindAtHand)
    let free = ExportOrder.names(like: name).first { !export.taken.contains($0) }
    return "~/\(SafeText(untrusted: free ?? name))"
  }
}

extension ScreenDrawing {
  /// The fields of the export, the choices of each in a line.
  func drawExport(on canvas: inout Canvas) {
    let keys = state.keys
    let kind = state.kindAtHand.many
    let count = state.export.rows == .marked ? state.export.markedCount : state.listedCount
    let clipboard: SafeText = state.copying == .off ? "clipboard (turned off)" : "clipboard"
    let most = max(1, canvas.size.columns - 4)
    // A field whose choices are too long for a line takes several.
    let fields = [
      Self.line("as", ExportFormat.allCases.map { ($0.title, $0 == state.export.format) }),
      Self.line(
        "what",
        [
          ("all listed", state.export.rows == .listed),
          ("\(SafeText.grouped(state.export.markedCount)) marked", state.export.rows == .marked),
        ]),
      Self.line(
        "to",
        [
          (state.exportPlace, state.export.target == .file),
          (clipboard, state.export.target == .clipboard),
        ]),
    ].map { $0.wrapped(to: most) }
    let lines = fields.joined()
    let choosing: SafeText =
      "\(keys.name(of: .previousChoice, in: .export)) \(keys.name(of: .nextChoice, in: .export)) choose"
    let note: SafeText =
      "\(choosing), \(keys.scrolling(as: "fields")), \(keys.name(of: .writeExport, in: .export)) writes, \(keys.name(of: .back)) closes"
    Overlay.draw(
      on: &canvas, title: "Export · \(kind), \(.grouped(count)) \(count == 1 ? "row" : "rows")", note: note,
      contents: Size(columns: max(note.width, lines.map(\.width).max() ?? 0), rows: lines.count)
    ) { canvas, inside in
      for (row, line) in zip(inside.rows, lines) {
        line.draw(on: &canvas, column: inside.column, row: row, width: inside.width)
      }
      let field = ExportForm.Field.allCases.firstIndex(of: state.export.field) ?? 0
      let first = inside.row + fields[..<field].joined().count
      for row in fields[field].indices { canvas.select(row: first + row, within: inside) }
      canvas.placeCursor(row: first, within: inside)
    }
  }

  /// `as   ▶Markdown   CSV   JSON`: the one that counts is told by its sign, without colours too.
  private static func line(_ title: SafeText, _ choices: [(words: SafeText, isChosen: Bool)]) -> Line {
    var line = Line("\(title)\(SafeText.spaces(5 - title.width))", .muted)
    line.indent = 5
    for choice in choices {
      let role: Role = choice.isChosen ? .strong : .muted
      for (part, piece) in (choice.isChosen ? "▶" + choice.words : " " + choice.words).pieces(ofWidth: 25)
        .enumerated()
      {
        line.add(piece, role, mayBreak: part > 0 || line.width > line.indent)
      }
      line.addSeparator("  ")
    }
    return line
  }
}
