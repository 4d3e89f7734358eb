extension Canvas {
  /// The picture as an SVG: what a terminal of that depth, with xterm's palette and the theme's page colours, would show.
  ///
  /// Texts carry their length, so that no font makes the columns drift; blocks and lines are shapes, so that they join
  /// without seams in every viewer. The same canvas and theme give the same bytes.
  package func svg(theme: Theme, depth: ColorDepth = .truecolor) -> String {
    let grid = SVGGrid(theme: theme, depth: depth)
    let width = size.columns * SVGGrid.cellWidth
    let height = size.rows * SVGGrid.cellHeight
    var lines = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" font-family="'DejaVu Sans Mono', 'JetBrains Mono', \
      monospace" font-size="\(SVGGrid.fontSize)">
      """,
      "<rect width=\"\(width)\" height=\"\(height)\" fill=\"\(theme.page.background.hex)\"/>",
    ]
    for row in 0..<size.rows {
      let runs = runs(row: row)
      lines += runs.compactMap { grid.background(of: $0, row: row) }
      lines += runs.flatMap { grid.foreground(of: $0, row: row, cells: cells(row: row)) }
    }
    return lines.joined(separator: "\n") + "\n</svg>\n"
  }
}

extension TerminalColor {
  /// The colour that xterm shows for it; nil for the terminal's own.
  fileprivate var rgb: RGB? {
    switch self {
    case .terminalDefault: nil
    case .indexed(let index): Palette.colors[Int(index)]
    case .rgb(let color): color
    }
  }
}

/// Where cells lie in the picture, in pixels, and how they are painted.
struct SVGGrid {
  static let cellWidth = 9
  static let cellHeight = 18
  static let fontSize = 15
  /// From a row's upper edge to the line that letters stand on.
  private static let baseline = 14

  let theme: Theme
  let depth: ColorDepth

  /// What is painted of a look, with the page's colours for the terminal's own.
  private struct Paint {
    var ink: RGB
    var ground: RGB?
    let attributes: Attributes

    init(_ appearance: Appearance, page: Theme.Page) {
      ink = appearance.foreground.rgb ?? page.foreground
      ground = appearance.background.rgb
      attributes = appearance.attributes
      if attributes.contains(.reverse) {
        (ink, ground) = (ground ?? page.background, ink)
      }
    }

    var svgInk: SVGInk { SVGInk(color: ink, opacity: attributes.contains(.dim) ? 60 : 100) }
  }

  private func paint(_ style: Style) -> Paint {
    Paint(theme.appearance(of: style, depth: depth), page: theme.page)
  }

  /// The ground under a run, where it differs from the page.
  func background(of run: Run, row: Int) -> String? {
    guard let ground = paint(run.style).ground else { return nil }
    return """
      <rect x="\(run.columns.lowerBound * Self.cellWidth)" y="\(row * Self.cellHeight)" \
      width="\(run.columns.count * Self.cellWidth)" height="\(Self.cellHeight)" fill="\(ground.hex)"/>
      """
  }

  /// The signs of a run: shapes for what has to join its neighbours, text for the rest.
  func foreground(of run: Run, row: Int, cells: ArraySlice<Cell>) -> [String] {
    let paint = paint(run.style)
    var parts: [String] = []
    for piece in SVGPiece.pieces(of: run, cells: cells) {
      let x = piece.columns.lowerBound * Self.cellWidth
      let width = piece.columns.count * Self.cellWidth
      switch piece.content {
      case .shape(let shape):
        parts.append(shape.svg(x: x, y: row * Self.cellHeight, count: piece.columns.count, ink: paint.svgInk))
      case .text(let text):
        parts.append(
          """
          <text x="\(x)" y="\(row * Self.cellHeight + Self.baseline)" textLength="\(width)" \
          lengthAdjust="spacingAndGlyphs" xml:space="preserve" \(paint.svgInk.fill())\(weight(paint))>\(escaped(text))</text>
          """)
      }
    }
    return parts
  }

  private func weight(_ paint: Paint) -> String {
    (paint.attributes.contains(.bold) ? " font-weight=\"bold\"" : "")
      + (paint.attributes.contains(.underline) ? " text-decoration=\"underline\"" : "")
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
