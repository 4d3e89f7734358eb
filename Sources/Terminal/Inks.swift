import CNcurses
import Screen

/// What ncurses writes a cell with.
struct Ink {
  var attributes: attr_t
  /// An extended colour pair; 0 is the terminal's own colours.
  var pair: Int32
}

/// The inks of one theme on this terminal, made as they are first needed.
struct Inks {
  private let theme: Theme
  private let depth: ColorDepth
  /// How many colours ncurses knows; a colour beyond them would draw nothing.
  private let colors: Int
  private var made: [Style: Ink] = [:]

  init(theme: Theme, depth: ColorDepth, colors: Int) {
    self.theme = theme
    self.depth = depth
    self.colors = colors
  }

  mutating func ink(for style: Style) -> Ink {
    if let ink = made[style] { return ink }
    let ink = make(theme.appearance(of: style, depth: depth))
    made[style] = ink
    return ink
  }

  private func make(_ appearance: Appearance) -> Ink {
    var attributes: attr_t = 0
    if appearance.attributes.contains(.bold) { attributes |= shim_bold() }
    if appearance.attributes.contains(.dim) { attributes |= shim_dim() }
    if appearance.attributes.contains(.underline) { attributes |= shim_underline() }
    if appearance.attributes.contains(.reverse) { attributes |= shim_reverse() }

    if isBright(appearance.foreground) { attributes |= shim_bold() }
    // alloc_pair crashes on a terminal without colours; the depth is none there.
    guard depth != .none else { return Ink(attributes: attributes, pair: 0) }
    let pair = alloc_pair(number(appearance.foreground), number(appearance.background))
    return Ink(attributes: attributes, pair: max(0, pair))
  }

  /// Whether it is one of the bright colours on a terminal that shows those as bold ones.
  private func isBright(_ color: TerminalColor) -> Bool {
    guard colors < 16, case .indexed(8...15) = color else { return false }
    return true
  }

  /// ncurses' number of a colour.
  private func number(_ color: TerminalColor) -> Int32 {
    switch color {
    case .terminalDefault: -1
    case .indexed(let index): Int32(Int(index) < colors ? index : index & 7)
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
