/// How a theme looks with eight or sixteen colours: by a table of the palette's indices for each role.
///
/// The nearest of so few is often the wrong one: greys become black on black, and what is well the colour of a breach.
/// So the theme says which roles have a colour and which are filled, and the table says which colour that is. What is
/// not listed keeps the terminal's own colours, in which its owner reads everything else.
///
/// | contrast on the palette of xterm and of PuTTY | dark | light |
/// |---|---|---|
/// | accent, link, key, cursor | 6, cyan: 10.6, 8.8 | 4, blue: 9.4, 12.2 |
/// | warning, stale (in reverse video) | 3, yellow: 12.3, 10.2 | 5, magenta: 4.7, 5.5 |
/// | critical | 9, bright red: 5.3, 6.7 | 1, red: 5.8, 6.7 |
/// | critical with eight colours, or filled | white on red: 5.8, 6.7 | as above; filled: white on red |
/// | bar-planned | 13, bright magenta: 6.7, 8.0; of eight, 5 in bold | its own sign is enough |
///
/// Bold type is no weight alone: many terminals show colours 0 to 7 in bold as 8 to 15. So no cell is bold that is in
/// reverse video, where it would be dark grey on a ground of ours, nor where its bright colour cannot be read.
struct FewColors {
  private let theme: Theme
  private let hasSixteen: Bool
  private let isDark: Bool
  /// The colours of text and page of a theme that has a page of its own; nil for the terminal's.
  private let own: (foreground: UInt8, background: UInt8)?

  init(theme: Theme, hasSixteen: Bool) {
    self.theme = theme
    self.hasSixteen = hasSixteen
    let ground = theme[.text].background
    isDark =
      ground.map { $0.contrast(with: RGB(0xFFFFFF)) > $0.contrast(with: RGB(0x000000)) } ?? theme.isDark
    // The white of eight colours is a grey, on which most of the others cannot be read.
    switch (ground, isDark) {
    case (nil, _): own = nil
    case (_, true): own = (hasSixteen ? Self.white : Self.silver, Self.black)
    case (_, false): own = hasSixteen ? (Self.black, Self.white) : nil
    }
  }

  private static let black: UInt8 = 0
  private static let red: UInt8 = 1
  private static let yellow: UInt8 = 3
  private static let blue: UInt8 = 4
  private static let magenta: UInt8 = 5
  private static let cyan: UInt8 = 6
  /// The white of eight colours.
  private static let silver: UInt8 = 7
  private static let brightRed: UInt8 = 9
  private static let brightMagenta: UInt8 = 13
  private static let white: UInt8 = 15

  func appearance(of style: Style) -> Appearance {
    let style = style.shown
    var ink = ink(of: style.role)
    if style.isSelected {
      if ink.isBlock, !hasSixteen {
        // Turned round it would be red on grey, which cannot be read.
        ink = Ink(attributes: .underline)
      }
      ink.attributes.formUnion(theme.selection.attributes.subtracting([.reverse, .dim]))
      ink.attributes.formSymmetricDifference(.reverse)
    }
    if ink.attributes.contains(.reverse) {
      ink.attributes.subtract([.bold, .dim])
      if isDark, ink.foreground == Self.magenta { ink.foreground = nil }
    }
    let foreground = ink.foreground ?? own?.foreground
    let background = ink.background ?? own?.background
    if let foreground, !isDark, [Self.black, Self.red, Self.magenta].contains(foreground) {
      ink.attributes.remove(.bold)
    }
    return Appearance(
      foreground: foreground.map(TerminalColor.indexed) ?? .terminalDefault,
      background: background.map(TerminalColor.indexed) ?? .terminalDefault, attributes: ink.attributes)
  }

  /// Colours, nil for the page's, and attributes.
  private struct Ink {
    var foreground: UInt8?
    var background: UInt8?
    var attributes: Attributes = []

    var isBlock: Bool { background != nil }
  }

  /// Fainter than the text, as far as that can be read: on a page of the theme's own dim type need not be.
  private func faint(_ attributes: Attributes) -> Ink {
    guard own != nil else { return Ink(attributes: attributes.union(.dim)) }
    return Ink(foreground: isDark && hasSixteen ? Self.silver : nil, attributes: attributes.subtracting(.dim))
  }

  private func ink(of role: Role) -> Ink {
    let look = theme[role]
    let text = theme[.text]
    let hasGround = look.background.map { $0 != text.background } ?? false
    let isFilled = hasGround || look.attributes.contains(.reverse)
    let attributes = isFilled ? look.attributes.union(.reverse) : look.attributes
    guard hasGround || look.foreground != text.foreground else { return Ink(attributes: attributes) }
    // What alarms is told apart by the table alone: a theme's reverse video would make two of them alike.
    let weight = look.attributes.intersection([.bold, .underline])
    switch role {
    case .accent, .link, .key, .cursor:
      return Ink(foreground: isDark ? Self.cyan : Self.blue, attributes: attributes.subtracting(.dim))
    case .barPlanned:
      guard isDark else { return Ink(attributes: attributes) }
      return hasSixteen
        ? Ink(foreground: Self.brightMagenta, attributes: attributes.subtracting(.dim))
        : Ink(foreground: Self.magenta, attributes: attributes.subtracting(.dim).union(.bold))
    case .warning:
      return isDark
        // With eight colours bold makes the Linux console's brown a yellow.
        ? Ink(
          foreground: Self.yellow, attributes: hasSixteen ? weight.subtracting(.bold) : weight.union(.bold))
        : Ink(foreground: Self.magenta, attributes: weight)
    case .stale:
      return Ink(
        foreground: isDark ? Self.yellow : Self.magenta, attributes: weight.union(.reverse))
    case .critical:
      if isFilled || (isDark && !hasSixteen) {
        return Ink(
          foreground: hasSixteen ? Self.white : Self.silver, background: Self.red,
          attributes: weight.union(.bold))
      }
      return isDark
        ? Ink(foreground: Self.brightRed, attributes: weight.union(.bold))
        : Ink(foreground: Self.red, attributes: weight.union(.underline))
    // What is at work is a broad bar: in full brightness it would be seen before every alarm.
    case .muted, .frame, .barAllocated, .barUsed: return faint(attributes)
    case .text, .title, .strong, .ok, .unknown, .barIdle, .barUnavailable, .barTick, .sparkline, .header,
      .footer:
      return Ink(attributes: attributes)
    }
  }
}
