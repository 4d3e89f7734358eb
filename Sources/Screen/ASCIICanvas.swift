import Text

extension Canvas {
  /// The finished picture for terminals that know ASCII only, cell for cell.
  ///
  /// Marks are dropped, and each half of a wide character is a `?`. `≥` with a space behind it becomes `>=`. Widgets need
  /// no second way to draw.
  package func foldedToASCII() -> Canvas {
    var isBehindBound = false
    return mapped { cell, next in
      if isBehindBound {
        isBehindBound = false
        return Cell("=", style: cell.style)
      }
      isBehindBound = cell.scalar == "≥" && next?.scalar == " "
      let isWide = next?.isContinuation ?? false
      let scalar = isWide || cell.isContinuation ? "?" : AsciiFold.fold(cell.scalar)
      return Cell(scalar, style: cell.style)
    }
  }
}
