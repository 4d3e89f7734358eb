/// Neighbouring cells of a run that are painted as one: a repeated shape, or a text without gaps.
struct SVGPiece {
  enum Content {
    case shape(SVGShape)
    case text(String)
  }

  let columns: Range<Int>
  let content: Content

  /// The pieces of a run. Spaces paint nothing, except a single one between two words.
  static func pieces(of run: Run, cells: ArraySlice<Cell>) -> [SVGPiece] {
    var pieces: [SVGPiece] = []
    var column = run.columns.lowerBound
    func cell(_ column: Int) -> Cell { cells[cells.startIndex + column] }
    /// The length of the character in a column: 0 past the run's end, and for what is no part of a text.
    func textWidth(_ column: Int) -> Int {
      guard column < run.columns.upperBound, cell(column).scalar != " ", SVGShape(cell(column).scalar) == nil
      else { return 0 }
      return column + 1 < run.columns.upperBound && cell(column + 1).isContinuation ? 2 : 1
    }
    while column < run.columns.upperBound {
      let start = column
      if let shape = SVGShape(cell(column).scalar) {
        let glyph = cell(column).scalar
        while column < run.columns.upperBound, cell(column).scalar == glyph { column += 1 }
        pieces.append(SVGPiece(columns: start..<column, content: .shape(shape)))
      } else if textWidth(column) > 0 {
        var scalars = String.UnicodeScalarView()
        while column < run.columns.upperBound {
          var width = textWidth(column)
          if width == 0, cell(column).scalar == " ", textWidth(column + 1) > 0 { width = 1 }
          guard width > 0 else { break }
          cell(column).append(to: &scalars)
          column += width
        }
        pieces.append(SVGPiece(columns: start..<column, content: .text(String(scalars))))
      } else {
        column += 1
      }
    }
    return pieces
  }
}
