/// One base with its marks: what goes into one cell of a grid, or into two adjoining ones when it is wide.
package struct TextCell: Hashable, Sendable {
  /// The base, of one or two cells.
  package var scalar: Unicode.Scalar
  /// Marks on the base, the first one first; U+0000 for none.
  package var mark1: Unicode.Scalar = TextCell.noMark
  package var mark2: Unicode.Scalar = TextCell.noMark
  /// 1 or 2 cells.
  package var width: Int

  /// U+0000, which no text can show.
  package static let noMark: Unicode.Scalar = "\0"
}

/// The cells of a text in order. Costs a table lookup for each scalar outside ASCII, and no memory.
package struct TextCells: Sequence, IteratorProtocol, Sendable {
  private var scalars: String.UnicodeScalarView.Iterator
  private var ahead: Unicode.Scalar?

  fileprivate init(_ shown: String) {
    scalars = shown.unicodeScalars.makeIterator()
    ahead = scalars.next()
  }

  package mutating func next() -> TextCell? {
    guard let base = ahead else { return nil }
    var cell = TextCell(scalar: base, width: DisplayWidth.of(base) ?? 1)
    ahead = scalars.next()
    if takeMark(into: &cell.mark1) { _ = takeMark(into: &cell.mark2) }
    return cell
  }

  private mutating func takeMark(into mark: inout Unicode.Scalar) -> Bool {
    guard let scalar = ahead, !scalar.isASCII, DisplayWidth.of(scalar) == 0 else { return false }
    mark = scalar
    ahead = scalars.next()
    return true
  }
}

extension SafeText {
  /// What is drawn, cell by cell.
  package var cells: TextCells { TextCells(shown) }

  /// How many cells the text takes. Constant for ASCII, else a walk over the text.
  package var width: Int {
    if shown.utf8Span.isKnownASCII { return shown.utf8.count }
    return shown.unicodeScalars.reduce(0) { $0 + (DisplayWidth.of($1) ?? 1) }
  }
}
