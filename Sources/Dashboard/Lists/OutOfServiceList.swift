import Entities
import Model
import Screen
import Text

extension DashboardState {
  /// Whether the keys act on the list of nodes in the full view of utilization.
  var isOnNodes: Bool { view == .utilization && openList == nil && actsOnNodes }

  /// What the list of nodes in that view shows where nobody filters it: what is out of service, the newest first.
  static let outOfService: Query? = {
    let schema = ListKind.nodes.schema
    let out = Query.toggling("out", in: nil, of: schema)
    let since = schema.place(of: "since").map { SortTerm(field: $0, isDescending: true) }
    return .sorting(out, by: [since].compactMap(\.self), of: .nodes)
  }()

  /// From the partitions to the nodes under them, and back.
  mutating func moveToNodes(_ acts: Bool) {
    actsOnNodes = acts
    nodeCursor = nil
  }
}

extension ScreenDrawing {
  /// The area of the partitions and that of the nodes under them. Where there is no room for both, those have all of it
  /// that the keys act on.
  func listAreas(ofUtilization area: Rect) -> (partitions: Rect, nodes: Rect) {
    let none = Rect(column: area.column, row: area.row, width: 0, height: 0)
    // The titles, and the lines under the rows.
    let needed = body(of: .utilization, width: area.width).lineCount(width: area.width) + 1
    let least = 6
    guard area.height - needed - 1 >= least else {
      return state.isOnNodes ? (none, area) : (area, none)
    }
    let parts = area.rows([.fixed(needed), .flexible()], gap: 1)
    return (parts[0], parts[1])
  }

  /// The list of nodes of the full view of utilization.
  var nodesBody: PaneModel {
    guard let listed = state.listed[.nodes] else {
      return PaneModel(headline: Line(), empty: "listing Nodes …")
    }
    var body = PaneModel(headline: Line())
    body.empty =
      listsOutOfService ? "no node is out of service" : listed.nothingFound(state.keys.name(of: .back))
    body.listsRest = listed.order.showsRest
    body.isMatch = listed.isMatch
    show(
      listed, in: nodeColumns(listed),
      arranged: ListLook(marks: state.look(of: .alone(.nodes)).marks, scrollsColumns: false),
      sort: listed.query?.sort.first, on: &body)
    return body
  }

  /// As `sinfo -R` has them, with the age in place of the time.
  private func nodeColumns(_ listed: ListedRows) -> [ListColumn<Int>] {
    let (schema, list) = (listed.list.schema, listed.list)
    func place(_ index: Int) -> Int { Int(listed.listing.places[index]) }
    func column(_ key: String, priority: Int, width: Extent? = nil) -> ListColumn<Int>? {
      guard let field = schema.place(of: key) else { return nil }
      var column = ListColumn(list, field: field, priority: priority, clock: clock, place: place)
      if let width { column.column.width = width }
      return column
    }
    let since = schema.place(of: "since")
    let age = ages(priority: 70) { index in
      guard let since, case .moment(let moment) = list.value(since, of: place(index)) else { return nil }
      return moment
    }
    return [
      age, column("name", priority: 100, width: .growing(minimum: 9, most: 18)),
      column("cluster", priority: 50, width: .growing(minimum: 8, most: 12)),
      column("state", priority: 90, width: .fixed(10)),
      column("reason", priority: 95, width: .flexible(minimum: 12, weight: 1)),
      column("by", priority: 30, width: .growing(minimum: 5, most: 10)),
      column("jobs", priority: 40, width: .fixed(4)),
    ].compactMap(\.self)
  }

  /// Whether nobody filters the nodes.
  private var listsOutOfService: Bool { state.queries[.nodes]?.withoutOrder == nil }

  /// The title of the list, and the list.
  func drawNodes(on canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let body = nodesBody
    var title = Line("nodes", .strong)
    if let listed = state.listed[.nodes] {
      title =
        listsOutOfService
        ? Line("out of service: \(SafeText.count(listed.matchCount, "node", "nodes"))", .strong)
        : Line("nodes: \(SafeText.grouped(listed.matchCount)) of \(SafeText.grouped(listed.all))", .strong)
      if !listsOutOfService, !listed.asked.isEmpty {
        title.add(" · \(listed.asked)", .accent)
      } else if listed.query?.sort == DashboardState.outOfService?.sort {
        title.add(", newest first", .strong)
      } else if let order = listed.query?.orderInWords {
        title.add(" · \(order)", .accent)
      }
      if body.count.width > 0 {
        title.addSeparator()
        title.add(body.count)
      }
    }
    title.draw(on: &canvas, column: area.column, row: area.row, width: area.width)
    let list = Self.nodeRows(in: area)
    let position = body.position(in: list)
    canvas.draw(
      position, column: area.column, row: area.row, width: area.width, alignment: .right, style: Style(.muted)
    )
    canvas.clipped(to: list) { body.drawContents(on: &$0, in: list, isFocused: state.isOnNodes) }
  }

  /// Under the title.
  static func nodeRows(in area: Rect) -> Rect {
    Rect(column: area.column, row: area.row + 1, width: area.width, height: max(0, area.height - 1))
  }
}
