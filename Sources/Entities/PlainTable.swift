package import Text

/// Aligned columns of plain text.
package enum PlainTable {
  /// Rows under a line of titles, the columns as wide as their longest entry, figures at the right; nothing is cut.
  package static func text(
    _ columns: [(title: SafeText, isFigure: Bool)], rows: [[SafeText]]
  ) -> String {
    let widths = columns.indices.map { column in
      max(columns[column].title.width, rows.map { $0[column].width }.max() ?? 0)
    }
    return ([columns.map(\.title)] + rows).map { cells in
      var line = ""
      for (column, cell) in cells.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.width)
        line += columns[column].isFigure ? padding + cell.shown : cell.shown + padding
        line += "  "
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
