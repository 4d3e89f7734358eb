/// How many colours a terminal can show.
package enum ColorDepth: String, Hashable, Sendable, CaseIterable {
  case truecolor
  case palette256 = "256"
  case palette16 = "16"
  case none = "never"
}

/// A colour in the words of a terminal of some depth.
package enum TerminalColor: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case terminalDefault
  /// An index of the terminal's palette.
  case indexed(UInt8)
  case rgb(RGB)
}

extension TerminalColor {
  /// The best that a terminal of that depth has for a colour; nil is the terminal's own.
  ///
  /// Of 256 colours the first sixteen are left out, because users change them. Costs a search of the palette.
  package init(_ color: RGB?, depth: ColorDepth) {
    switch (color, depth) {
    case (nil, _), (_, .none): self = .terminalDefault
    case (let color?, .truecolor): self = .rgb(color)
    case (let color?, .palette256): self = .indexed(Palette.nearestOf256(to: color))
    case (let color?, .palette16): self = .indexed(Palette.nearestOf16(to: color))
    }
  }
}
