import Text

extension Plot {
  /// The rows and columns that a plot needs at least; where there are fewer, nothing is drawn.
  package static let smallest = Size(columns: 24, rows: 5)

  /// The same as lines; none where there is too little room.
  package func lines(_ size: Size) -> [Line] {
    guard size.columns >= Self.smallest.columns, size.rows >= Self.smallest.rows else { return [] }
    var canvas = Canvas(size: size)
    draw(on: &canvas, in: canvas.bounds)
    return canvas.lines
  }

  /// Draws it over all of an area: the unit and names in the first row, the times in the last.
  package func draw(on canvas: inout Canvas, in rect: Rect) {
    guard rect.width >= Self.smallest.columns, rect.height >= Self.smallest.rows else { return }
    let labelWidth = min(levels.map(\.text.width).max() ?? 0, rect.width / 3)
    let inside = Rect(
      column: rect.column + labelWidth + 3, row: rect.row + 1, width: rect.width - labelWidth - 3,
      height: rect.height - 2)
    canvas.clipped(to: rect) { canvas in
      drawAxis(on: &canvas, beside: inside, labelWidth: labelWidth)
      draw(
        times, on: &canvas, row: inside.rows.upperBound, beside: inside, isCentred: true, from: inside.column)
      var end = canvas.draw(unit, column: rect.column, row: rect.row, style: Style(.muted))
      if hasLegend {
        let start = unit.isEmpty ? rect.column : end + 2
        let width = max(0, rect.columns.upperBound - start)
        legend.draw(on: &canvas, column: start, row: rect.row, width: width)
        end = start + min(legend.width, width)
      }
      draw(
        moments + names, on: &canvas, row: rect.row, beside: inside, isCentred: false,
        from: max(inside.column, end + 2))
    }
    canvas.clipped(to: inside) { canvas in drawInside(on: &canvas, in: inside) }
  }

  private func drawAxis(on canvas: inout Canvas, beside inside: Rect, labelWidth: Int) {
    let column = inside.column - 2
    for row in inside.rows { canvas.draw(glyph: "│", column: column, row: row, style: Style(.muted)) }
    var taken: Set<Int> = []
    for level in levels {
      let row = inside.row + Self.cell(1 - level.at, of: inside.height, dots: 4)
      guard taken.isDisjoint(with: [row]) else { continue }
      taken.insert(row)
      canvas.draw(
        glyph: row == inside.row ? "┬" : row + 1 == inside.rows.upperBound ? "┴" : "┤", column: column,
        row: row,
        style: Style(.muted))
      canvas.draw(
        level.text, column: column - 1 - labelWidth, row: row, width: labelWidth, alignment: .right,
        style: Style(level.role))
    }
  }

  /// Signs, curves and lines of moments: each where nothing was drawn before it.
  private func drawInside(on canvas: inout Canvas, in inside: Rect) {
    func sign(_ glyph: Glyph, column: Int, row: Int, _ role: Role) {
      if canvas.isBlank(column: column, row: row) {
        canvas.draw(glyph: glyph, column: column, row: row, style: Style(role))
      }
    }
    let visible = canvas.clip
    canvas.fill(inside)
    for cross in crosses {
      let column = inside.column + Self.cell(cross.at.x, of: inside.width, dots: 2)
      let row = inside.row + Self.cell(1 - cross.at.y, of: inside.height, dots: 4)
      if visible.contains(column: column, row: row) { sign("╳", column: column, row: row, cross.role) }
    }
    drawCurves(curves.filter { $0.stroke != .dotted }, on: &canvas, in: inside)
    for moment in moments {
      let column = inside.column + Self.cell(moment.at, of: inside.width, dots: 2)
      for row in visible.rows where visible.contains(column: column, row: row) {
        sign("┊", column: column, row: row, .muted)
      }
    }
    drawCurves(curves.filter { $0.stroke == .dotted }, on: &canvas, in: inside)
  }

  /// Curves that meet in a cell share it, in the role of the first, so that none looks as if it ended there.
  private func drawCurves(_ curves: [Curve], on canvas: inout Canvas, in inside: Rect) {
    let grids = curves.map { curve in
      var grid = DotGrid(columns: inside.width, rows: inside.height)
      for stretch in curve.stretches { grid.draw(stretch, curve.stroke) }
      return grid
    }
    let visible = canvas.clip
    for row in visible.rows {
      for column in visible.columns where canvas.isBlank(column: column, row: row) {
        let dots = grids.map { $0.bits(column: column - inside.column, row: row - inside.row) }
        guard let first = dots.firstIndex(where: { $0 != 0 }) else { continue }
        canvas.draw(
          glyph: Glyph(braille: dots.reduce(0, |)), column: column, row: row,
          style: Style(curves[first].role))
      }
    }
  }

  /// The cell of so many, each of some dots, that a share of their length lies in.
  private static func cell(_ share: Double, of cells: Int, dots: Int) -> Int {
    Int((min(max(0, share.isNaN ? 0 : share), 1) * Double(cells * dots - 1)).rounded()) / dots
  }

  /// Texts of one row at their places, moved so that they are inside; of those that meet the first.
  private func draw(
    _ labels: [Label], on canvas: inout Canvas, row: Int, beside inside: Rect, isCentred: Bool,
    from first: Int
  ) {
    var taken: [Range<Int>] = []
    for label in labels {
      let width = label.text.width
      let column = inside.column + Self.cell(label.at, of: inside.width, dots: 2)
      let start = min(
        max(first, isCentred ? column - width / 2 : column), inside.columns.upperBound - width)
      let cells = start..<(start + width)
      guard start >= first,
        !taken.contains(where: {
          $0.lowerBound - 2 < cells.upperBound && cells.lowerBound < $0.upperBound + 2
        })
      else { continue }
      taken.append(cells)
      canvas.draw(label.text, column: start, row: row, style: Style(label.role))
    }
  }
}
