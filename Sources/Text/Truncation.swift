extension SafeText {
  /// The text if it fits, else its beginning and an ellipsis: `Aurinko Heal…`. A wide character is never split, so a
  /// cut text may be one cell narrower than asked.
  ///
  /// What is cut is a picture of the text, no longer the text: it is equal to whatever looks the same.
  package func truncated(toWidth limit: Int) -> SafeText {
    if width <= limit { return self }
    guard limit > 0 else { return "" }
    return SafeText(shown: SafeText.fitting(cells, into: limit - 1).written + "…")
  }

  /// The text if it fits, else an ellipsis and its end, for paths: `…/jobs.json`. Otherwise as `truncated(toWidth:)`.
  package func truncatedStart(toWidth limit: Int) -> SafeText {
    if width <= limit { return self }
    guard limit > 0 else { return "" }
    return SafeText(shown: "…" + SafeText.fitting(cells.reversed(), into: limit - 1).reversed().written)
  }

  private static func fitting(_ cells: some Sequence<TextCell>, into limit: Int) -> [TextCell] {
    var left = limit
    return cells.prefix { cell in
      left -= cell.width
      return left >= 0
    }
  }
}

extension Sequence<TextCell> {
  fileprivate var written: String {
    var scalars = String.UnicodeScalarView()
    for cell in self {
      scalars.append(cell.scalar)
      if cell.mark1 != TextCell.noMark { scalars.append(cell.mark1) }
      if cell.mark2 != TextCell.noMark { scalars.append(cell.mark2) }
    }
    return String(scalars)
  }
}
