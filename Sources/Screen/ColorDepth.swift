/// How many colours a terminal can show.
package enum ColorDepth: String, Hashable, Sendable, CaseIterable {
  case truecolor
  case palette256 = "256"
  case palette16 = "16"
  case palette8 = "8"
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
