/// ASCII stand-ins, for terminals and locales without UTF-8. To be used on a finished grid, scalar for scalar, so
/// that nothing moves.
package enum AsciiFold {
  /// Itself for ASCII, the base letter for a Latin one, a like sign for what this program draws, else `?`.
  package static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.isASCII { return scalar }
    return sign(for: scalar) ?? letter(for: scalar) ?? "?"
  }

  private static func sign(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "╭", "╮", "╯", "╰", "┌", "┐", "└", "┘", "├", "┤", "┬", "┴", "┼": "+"
    case "─": "-"
    case "│", "┃", "┊": "|"
    case "┄": "."
    case "┆": ":"
    case "━", "╾": "="
    case "╱": "/"
    // The levels of plots by the ink they use; three of them are the parts of a stacked bar, with the hatch.
    case "▁": "."
    case "▂": ":"
    case "▃": "-"
    case "▄": "="
    case "▅": "+"
    case "▆": "#"
    case "▇": "%"
    case "█": "@"
    case "▓": "="
    case "░": "."
    case "▲", "↑", "▔": "^"
    case "▼", "▾", "↓": "v"
    case "◀", "←", "‹": "<"
    case "▶", "▸", "→", "⇥", "›", "≥": ">"
    case "▣": "#"
    case "▢": "."
    case "●": "o"
    // The dots of curves, and a lone one of a dotted line.
    case "\u{2800}": " "
    case "\u{2801}", "\u{2802}", "\u{2804}", "\u{2808}", "\u{2810}", "\u{2820}", "\u{2840}", "\u{2880}": "."
    case "\u{2801}"..."\u{28FF}": "*"
    case "✓": "Y"
    case "✗", "×", "╳": "x"
    case "—", "–", "−": "-"
    case "…": "~"
    case "·": "*"
    case "⏎": "/"
    case "‘", "’": "'"
    case "“", "”": "\""
    default: nil
    }
  }

  private static func letter(for scalar: Unicode.Scalar) -> Unicode.Scalar? {
    letter(for: scalar, from: 0x00C0, in: GeneratedTables.lettersFrom00C0)
      ?? letter(for: scalar, from: 0x1E00, in: GeneratedTables.lettersFrom1E00)
  }

  private static func letter(
    for scalar: Unicode.Scalar, from first: UInt32, in letters: [UInt8]
  ) -> Unicode.Scalar? {
    guard scalar.value >= first, scalar.value - first < letters.count else { return nil }
    return Unicode.Scalar(letters[Int(scalar.value - first)])
  }
}
