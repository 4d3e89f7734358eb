import Screen
import Text

/// The lines of a page in an area: in one column, or in two that scroll together.
struct PageText {
  let columns: [(area: Rect, lines: [Line])]
  let scroll: Scroll
  /// Where the links of the lines lead, by their numbers.
  private let targets: [PageLink]
  /// In the order in which they are read; of several to one place, the first.
  let links: [Link]

  /// A link that stands on the page: on which line of which column, and in which piece of that.
  struct Link {
    let target: PageLink
    let column: Int
    let line: Int
    let span: Int
    /// In cells of the column.
    let cell: Int
  }

  /// From here on there is room for two columns.
  private static let wide = 112
  /// Enough for two dates or two amounts in a line.
  private static let leastLeft = 56

  init(_ contents: PageContents, in area: Rect) {
    let hasRight = contents.sections.contains { $0.column == .right }
    let areas = hasRight ? Self.areas(in: area, isWideAtRight: contents.isWideAtRight) : [area]
    let (left, right) = (
      contents.sections.filter { $0.column == .left }, contents.sections.filter { $0.column == .right }
    )
    let late = left.filter(\.isLastOfOne)
    let parts = areas.count > 1 ? [left, right] : [left.filter { !$0.isLastOfOne } + right + late]
    columns = zip(areas, parts).map { area, sections in
      (
        area,
        sections.map { $0.lines(width: area.width) }.filter { !$0.isEmpty }.joined(separator: [Line()]).map(
          \.self)
      )
    }
    scroll = Scroll(
      lines: columns.map(\.lines.count).max() ?? 0, rows: columns.map(\.area.height).max() ?? 0)
    targets = contents.links
    var known: Set<PageLink> = []
    links = columns.enumerated().flatMap { column, part in
      part.lines.enumerated().flatMap { line, text in
        text.links.compactMap { span, cell, number in
          let target = contents.links[number]
          guard known.insert(target).inserted else { return nil }
          return Link(target: target, column: column, line: line, span: span, cell: cell)
        }
      }
    }
  }

  /// Where the columns of a page are in an area: one, or two side by side.
  static func areas(in area: Rect, isWideAtRight: Bool) -> [Rect] {
    guard area.width >= wide else { return [area] }
    let left = isWideAtRight ? max(leastLeft, area.width * 2 / 5) : area.width * 3 / 5
    return area.columns([.fixed(left), .flexible()], gap: 3)
  }

  /// Where the link under a point of the screen leads, while the lines are drawn from `top` on.
  func target(column: Int, row: Int, top: Int) -> PageLink? {
    for (area, lines) in columns where area.contains(column: column, row: row) {
      let index = scroll.clamped(top) + row - area.row
      guard lines.indices.contains(index) else { return nil }
      let line = lines[index]
      let link = line.links.first { link in
        (link.column..<link.column + line.spans[link.span].text.width).contains(column - area.column)
      }
      return link.map { targets[$0.number] }
    }
    return nil
  }

  /// The link that leads there, where it is on the page.
  func link(to target: PageLink?) -> Link? { links.first { $0.target == target } }

  /// Draws the lines from `top` on, the selected link with its sign and the terminal's cursor, and what is searched for
  /// with a sign before its line.
  func draw(on canvas: inout Canvas, top: Int, selected target: PageLink?, search: PageSearch? = nil) {
    let top = scroll.clamped(top)
    let selected = link(to: target)
    if let first = columns.first?.area { canvas.placeCursor(column: first.column, row: first.row) }
    for (number, (area, lines)) in columns.enumerated() {
      var signs: [(row: Int, sign: SafeText)] = []
      canvas.clipped(to: area) { canvas in
        for (index, row) in zip(lines.indices.dropFirst(top), area.rows) {
          var line = lines[index]
          if let selected, selected.column == number, selected.line == index {
            line = line.selectingLink(at: selected.span)
            canvas.placeCursor(column: area.column + selected.cell, row: row)
          }
          if let search, line.has(search.words) {
            line = line.marking(search.words)
            let isPresent = search.place == PagePlace(line: index, column: number)
            signs.append((row, isPresent ? "▸" : "›"))
            if isPresent, selected == nil { canvas.placeCursor(column: area.column, row: row) }
          }
          line.draw(on: &canvas, column: area.column, row: row, width: area.width)
        }
      }
      // A narrow page has its frame there.
      guard area.column > 1 else { continue }
      for (row, sign) in signs { canvas.draw(sign, column: area.column - 1, row: row, style: Style(.accent)) }
    }
  }
}
