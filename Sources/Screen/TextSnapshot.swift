extension Canvas {
  /// The glyphs: every row over its whole width, spaces and all, and a line feed after each.
  package var text: String {
    (0..<size.rows).map { glyphs(row: $0, columns: 0..<size.columns) + "\n" }.joined()
  }

  /// The glyphs as `text` has them, an empty line, and under it what each row's cells mean.
  ///
  /// ```
  /// ╭ 1 Queue ─╮
  /// │12        │
  /// ╰──────────╯
  ///
  /// 0: accent 0-11
  /// 1: accent 0, text* 1-10, accent 11
  /// 2: accent 0-11
  /// ```
  ///
  /// A row's line has its number and its runs of one style: the role, `*` where the cursor is on it, and the columns
  /// from the first to the last. Runs of plain text are left out, and rows without any other with them.
  package var styled: String {
    let lines = (0..<size.rows).compactMap { row -> String? in
      let runs = runs(row: row).filter { $0.style != .text }.map(description)
      return runs.isEmpty ? nil : "\(row): \(runs.joined(separator: ", "))\n"
    }
    return text + "\n" + lines.joined()
  }

  private func description(of run: Run) -> String {
    let mark = run.style.isSelected ? "*" : ""
    let last = run.columns.upperBound - 1
    let columns = run.columns.count == 1 ? "\(last)" : "\(run.columns.lowerBound)-\(last)"
    return "\(run.style.role.rawValue)\(mark) \(columns)"
  }
}
