import Text

extension Canvas {
  /// Its rows as lines, each run of cells that look alike as a piece.
  package var lines: [Line] {
    (0..<size.rows).map { row in
      runs(row: row).reduce(into: Line()) { line, run in
        line.add(SafeText(untrusted: glyphs(row: row, columns: run.columns)), run.style)
      }
    }
  }
}
