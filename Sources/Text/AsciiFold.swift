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
    case "│": "|"
    case "╱": "/"
    // A stacked bar; its full block is a sparkline's highest level too.
    case "█": "#"
    case "▓": "="
    case "░": "."
    // A sparkline's other levels, by the ink they use.
    case "▁": "."
    case "▂": ":"
    case "▃": "-"
    case "▄": "="
    case "▅": "+"
    case "▆": "x"
    case "▇": "*"
    // The beginning of a budget's bar; the smallest ones must not look like what is left.
    case "▏", "▎": ":"
    case "▍": "-"
    case "▌": "="
    case "▋": "+"
    case "▊": "x"
    case "▉": "*"
    case "▲", "↑", "▔": "^"
    case "▼", "↓": "v"
    case "◀", "←", "‹": "<"
    case "▶", "→", "⇥", "›", "≥": ">"
    case "▣": "#"
    case "▢": "."
    case "●": "o"
    case "✓": "Y"
    case "✗", "×": "x"
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
