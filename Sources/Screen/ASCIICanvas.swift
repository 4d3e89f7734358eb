import Text

extension Canvas {
  /// The finished picture for terminals that know ASCII only, cell for cell.
  ///
  /// Marks are dropped, and each half of a wide character is a `?`. Widgets need no second way to draw.
  package func foldedToASCII() -> Canvas {
    mapped { cell, next in
      let isWide = next?.isContinuation ?? false
      let scalar = isWide || cell.isContinuation ? "?" : AsciiFold.fold(cell.scalar)
      return Cell(scalar, style: cell.style)
    }
  }
}
