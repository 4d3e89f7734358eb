package import Screen

/// A terminal's own colours, and what it makes of bold type: enough to tell what an appearance looks like on it.
package struct TerminalKind: Sendable {
  package let name: String
  package let isDark: Bool
  let foreground: RGB
  let background: RGB
  /// What colours 0 to 15 are on it.
  let sixteen: [RGB]
  /// Whether colours 0 to 7 are 8 to 15 in bold type.
  let brightensBold: Bool
  /// The background's colour as bold type in reverse video has it.
  var boldBackground: RGB?

  /// The ink and the ground of a cell.
  package func shown(_ appearance: Appearance) -> (ink: RGB, ground: RGB) {
    let isBold = appearance.attributes.contains(.bold)
    let isReverse = appearance.attributes.contains(.reverse)
    var ink = color(appearance.foreground, isBright: isBold && !isReverse) ?? foreground
    if appearance.attributes.contains(.dim) {
      // As xterm, VTE and PuTTY do it.
      func fainter(_ part: UInt8) -> UInt8 { UInt8(Int(part) * 2 / 3) }
      ink = RGB(red: fainter(ink.red), green: fainter(ink.green), blue: fainter(ink.blue))
    }
    let ground = color(appearance.background, isBright: isBold && isReverse)
    guard isReverse else { return (ink, ground ?? background) }
    return (ground ?? (isBold ? boldBackground ?? background : background), ink)
  }

  private func color(_ color: TerminalColor, isBright: Bool) -> RGB? {
    switch color {
    case .terminalDefault: nil
    case .indexed(let index) where index < 8 && isBright && brightensBold: sixteen[Int(index) + 8]
    case .indexed(let index) where index < 16: sixteen[Int(index)]
    case .indexed(let index): Palette.colors[Int(index)]
    case .rgb(let color): color
    }
  }

  private init(
    _ name: String, isDark: Bool, _ page: (UInt32, UInt32), _ sixteen: [UInt32], brightensBold: Bool,
    boldBackground: UInt32? = nil
  ) {
    self.name = name
    self.isDark = isDark
    foreground = RGB(page.0)
    background = RGB(page.1)
    self.sixteen = sixteen.map { RGB($0) }
    self.brightensBold = brightensBold
    self.boldBackground = boldBackground.map { RGB($0) }
  }

  /// A terminal with xterm's palette and the colours that a theme's pictures have.
  package init(page: Theme.Page, isDark: Bool) {
    name = "picture"
    self.isDark = isDark
    foreground = page.foreground
    background = page.background
    sixteen = Array(Palette.colors[..<16])
    brightensBold = false
  }

  private static let xtermColors: [UInt32] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ]
  private static let puttyColors: [UInt32] = [
    0x000000, 0xBB0000, 0x00BB00, 0xBBBB00, 0x0000BB, 0xBB00BB, 0x00BBBB, 0xBBBBBB,
    0x555555, 0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF,
  ]
  private static let solarizedColors: [UInt32] = [
    0x073642, 0xDC322F, 0x859900, 0xB58900, 0x268BD2, 0xD33682, 0x2AA198, 0xEEE8D5,
    0x002B36, 0xCB4B16, 0x586E75, 0x657B83, 0x839496, 0x6C71C4, 0x93A1A1, 0xFDF6E3,
  ]
  private static let consoleColors: [UInt32] = [
    0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA,
    0x555555, 0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF,
  ]

  /// xterm and PuTTY, on black and on white.
  package static let usual = [
    TerminalKind("xterm", isDark: true, (0xE5E5E5, 0x000000), xtermColors, brightensBold: true),
    TerminalKind("xterm", isDark: false, (0x000000, 0xFFFFFF), xtermColors, brightensBold: true),
    TerminalKind(
      "PuTTY", isDark: true, (0xBBBBBB, 0x000000), puttyColors, brightensBold: true, boldBackground: 0x555555),
    TerminalKind(
      "PuTTY", isDark: false, (0x000000, 0xFFFFFF), puttyColors, brightensBold: true, boldBackground: 0xFFFFFF
    ),
  ]

  /// Palettes on which some colours are too faint by nature: nothing may vanish on them.
  package static let difficult = [
    TerminalKind("Solarized", isDark: true, (0x839496, 0x002B36), solarizedColors, brightensBold: false),
    TerminalKind("Solarized", isDark: false, (0x657B83, 0xFDF6E3), solarizedColors, brightensBold: false),
    TerminalKind(
      "Linux console", isDark: true, (0xAAAAAA, 0x000000), consoleColors, brightensBold: true,
      boldBackground: 0x555555),
  ]
}
