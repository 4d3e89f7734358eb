import CNcurses
import Screen

/// What ncurses writes a cell with.
struct Ink {
  var attributes: attr_t
  /// An extended colour pair; 0 is the terminal's own colours.
  var pair: Int32
}

/// The colour pairs of one theme on this terminal, made as they are first needed.
struct ColorPairs {
  private let theme: Theme
  private let depth: ColorDepth
  private let dim: attr_t
  private let hasNoReverse: Bool
  private var made: [Style: Ink] = [:]

  init(theme: Theme, depth: ColorDepth) {
    self.theme = theme
    self.depth = depth
    dim = Terminfo.dim
    hasNoReverse = Terminfo.hasNoReverse
  }

  mutating func ink(for style: Style) -> Ink {
    if let ink = made[style] { return ink }
    let appearance = theme.appearance(of: style, depth: depth)
    let ink = make(hasNoReverse ? appearance.withoutReverse(isDark: theme.isDark, depth: depth) : appearance)
    made[style] = ink
    return ink
  }

  private func make(_ appearance: Appearance) -> Ink {
    var attributes: attr_t = 0
    if appearance.attributes.contains(.bold) { attributes |= shim_bold() }
    if appearance.attributes.contains(.dim) { attributes |= dim }
    if appearance.attributes.contains(.underline) { attributes |= shim_underline() }
    if appearance.attributes.contains(.reverse) { attributes |= shim_reverse() }

    // alloc_pair crashes on a terminal without colours; the depth is none there. Colours exclude attributes on some
    // terminals, but pair 0 never does.
    let isPlain = appearance.foreground == .terminalDefault && appearance.background == .terminalDefault
    guard depth != .none, !isPlain else { return Ink(attributes: attributes, pair: 0) }
    let pair = alloc_pair(number(appearance.foreground), number(appearance.background))
    return Ink(attributes: attributes, pair: max(0, pair))
  }

  /// ncurses' number of a colour.
  private func number(_ color: TerminalColor) -> Int32 {
    switch color {
    case .terminalDefault: -1
    case .indexed(let index): Int32(index)
    case .rgb(let rgb): direct(rgb)
    }
  }

  /// Terminals with direct colours keep the numbers below 8 for the palette; the blues beside them cannot be told
  /// from black.
  private func direct(_ rgb: RGB) -> Int32 {
    let value = Int32(rgb.red) << 16 | Int32(rgb.green) << 8 | Int32(rgb.blue)
    return (1..<8).contains(value) ? 8 : value
  }
}
