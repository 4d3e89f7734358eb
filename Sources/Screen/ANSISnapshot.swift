extension Canvas {
  /// The picture for a terminal: glyphs with colours, nothing but SGR sequences, reset at the end of each row.
  package func ansi(theme: Theme, depth: ColorDepth) -> String {
    var known: [Style: String] = [:]
    let rows = (0..<size.rows).map { row in
      let parts = runs(row: row).map { run in
        let start = known[run.style] ?? theme.appearance(of: run.style, depth: depth).selectGraphicRendition
        known[run.style] = start
        return start + glyphs(row: row, columns: run.columns)
      }
      return parts.joined() + "\u{1B}[0m\n"
    }
    return rows.joined()
  }
}

extension Appearance {
  /// The sequence that makes a terminal write so, whatever it wrote like before (ECMA-48, and xterm's 38 and 48).
  package var selectGraphicRendition: String {
    var codes = ["0"]
    if attributes.contains(.bold) { codes.append("1") }
    if attributes.contains(.dim) { codes.append("2") }
    if attributes.contains(.underline) { codes.append("4") }
    if attributes.contains(.reverse) { codes.append("7") }
    codes += foreground.codes(base: 30)
    codes += background.codes(base: 40)
    return "\u{1B}[\(codes.joined(separator: ";"))m"
  }
}

extension TerminalColor {
  /// What sets it as the foreground, whose codes start at 30, or as the background, whose codes start at 40.
  fileprivate func codes(base: Int) -> [String] {
    switch self {
    case .terminalDefault: []
    case .indexed(let index) where index < 8: ["\(base + Int(index))"]
    case .indexed(let index) where index < 16: ["\(base + 60 + Int(index) - 8)"]
    case .indexed(let index): ["\(base + 8)", "5", "\(index)"]
    case .rgb(let color): ["\(base + 8)", "2", "\(color.red)", "\(color.green)", "\(color.blue)"]
    }
  }
}
