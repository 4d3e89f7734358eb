import Entities
import Model
import Screen
import Text

extension ScreenDrawing {
  /// Draws a list that fills the screen, and under it all that is known of the row under the cursor.
  func draw(listOf kind: ListKind, on canvas: inout Canvas, in rect: Rect) {
    let body = self.body(ofList: kind)
    let parts = arrangement(ofList: kind, in: rect)
    body.drawFrame(
      titled: kind.title, on: &canvas, in: rect, position: body.position(in: parts.list), isFocused: true)
    body.drawContents(on: &canvas, in: parts.list, isFocused: true)
    guard !parts.detail.isEmpty else { return }
    let lines = detail(ofList: kind, width: parts.detail.width, rows: parts.detail.height)
    for (row, line) in zip(parts.detail.rows, lines) {
      line.draw(on: &canvas, column: parts.detail.column, row: row, width: parts.detail.width)
    }
  }

  /// Where the rows of such a list are in its frame.
  func listArea(ofList kind: ListKind, in rect: Rect) -> Rect { arrangement(ofList: kind, in: rect).list }

  /// The detail has a third of the rows at most, and on a small screen so many that a sentence can be read.
  private func arrangement(ofList kind: ListKind, in rect: Rect) -> FullArrangement {
    let inside = Self.inside(rect)
    let most = inside.height < 7 ? 0 : max(3, inside.height / 3)
    let needed = detail(ofList: kind, width: inside.width, rows: most).count
    guard needed > 0 else {
      return FullArrangement(
        list: inside, detail: Rect(column: inside.column, row: inside.row, width: 0, height: 0))
    }
    let parts = inside.rows([.flexible(), .fixed(needed)], gap: 1)
    return FullArrangement(list: parts[0], detail: parts[1])
  }

  func body(ofList kind: ListKind) -> PaneModel {
    guard let content = state.content else {
      return PaneModel(headline: Line(), empty: "reading the sources …")
    }
    guard let listed = state.listed[kind] else {
      return PaneModel(headline: Line(), empty: "listing \(kind.title) …")
    }
    var body = PaneModel(headline: listed.query == nil ? Line(.grouped(listed.all), .strong) : Line())
    body.emptyLines = content.emptyState(of: kind).lines(isFull: true, keys: state.keys)
    if listed.query != nil { body.tell(of: listed, state.keys) }
    let usual =
      kind == .alerts
      ? alertColumns(listed)
      : listed.list.schema.usualColumns.enumerated().map { order, field in
        ListColumn(listed.list, field: field, priority: order == 0 ? 100 : max(1, 90 - order), clock: clock) {
          Int(listed.listing.places[$0])
        }
      }
    show(listed, in: usual, arranged: state.look(of: .alone(kind)), sort: listed.query?.sort.first, on: &body)
    return body
  }

  /// Puts a list that no pane has into a body, the cursor on its row.
  func show(
    _ listed: ListedRows, in columns: [ListColumn<Int>], arranged look: ListLook, sort: SortTerm?,
    on body: inout PaneModel
  ) {
    body.show(
      count: listed.rows.count, columns, of: listed.list, arranged: look, clock: clock, sort: sort,
      rows: listed.rows
    ) { Int(listed.listing.places[$0]) }
    body.selected = state.selectedIndex(at: .alone(listed.kind), in: listed.rows)
  }

  /// A column that tells since how long; a moment that nobody knows has no age.
  func ages(priority: Int, _ role: Role = .text, since: @escaping (Int) -> Timestamp?) -> ListColumn<Int> {
    ListColumn("since", field: "since", width: .fixed(7), alignment: .right, priority: priority) { index in
      let age = since(index).map { Int((clock.now - $0).count) }
      return .text(.span(seconds: age), Style(age == nil ? .unknown : role))
    }
  }

  /// How bad, since when, what and why.
  private func alertColumns(_ listed: ListedRows) -> [ListColumn<Int>] {
    let alerts = state.content?.figures.alerts ?? []
    func alert(_ index: Int) -> Alert { alerts[Int(listed.listing.places[index])] }
    let widest = alerts.map(\.entityName.width).max() ?? 0
    return [
      ListColumn("severity", field: "severity", width: .fixed(8), priority: 90) {
        .text(SafeText(untrusted: alert($0).severity.rawValue), Style(alert($0).role))
      },
      ages(priority: 60, .muted) { alert($0).since },
      ListColumn(
        "what", field: "name", width: .growing(minimum: 9, most: min(max(9, widest), 32)), priority: 80
      ) {
        .text(alert($0).entityName, Style(.strong))
      },
      ListColumn("says", field: "text", width: .flexible(minimum: 12), priority: 100) {
        .text(alert($0).text)
      },
    ]
  }

  /// Every field of the row under the cursor, short ones beside each other, texts in lines of their own.
  private func detail(ofList kind: ListKind, width: Int, rows: Int) -> [Line] {
    guard let listed = state.listed[kind], !listed.rows.isEmpty else { return [] }
    let place = Int(listed.listing.places[state.detailIndex(at: .alone(kind), in: listed.rows)])
    return listed.list.facts(of: place, clock: clock, width: width, rows: rows)
  }
}
