package import Text

/// How each role looks.
package struct Theme: Hashable, Sendable {
  package var name: SafeText
  /// Whether it is made for a dark background.
  package var isDark: Bool
  /// What stands for the terminal's own colours where there is no terminal, as in a picture.
  package var page: Page
  /// What the row under the cursor adds to its roles' looks; a colour of it replaces theirs.
  package var selection: Look
  private var looks: [Role: Look]

  package struct Page: Hashable, Sendable {
    package var foreground: RGB
    package var background: RGB
    package init(foreground: RGB, background: RGB) {
      self.foreground = foreground
      self.background = background
    }
  }

  /// Roles that are not named look like the terminal's own text.
  package init(name: SafeText, isDark: Bool, page: Page, selection: Look, looks: [Role: Look]) {
    self.name = name
    self.isDark = isDark
    self.page = page
    self.selection = selection
    self.looks = looks.filter { $0.value != Look() }
  }

  /// How a role looks where it is not selected; like the terminal's own text where nothing is said of it.
  package subscript(role: Role) -> Look {
    get { looks[role] ?? Look() }
    set { looks[role] = newValue == Look() ? nil : newValue }
  }

  /// How a style looks where every colour can be shown.
  package func look(of style: Style) -> Look {
    look(of: style) { $0 }
  }

  /// How a style looks on a terminal of that depth.
  ///
  /// Costs a search of the palette: keep the answers.
  package func appearance(of style: Style, depth: ColorDepth) -> Appearance {
    switch depth {
    case .truecolor:
      let look = look(of: style)
      return Appearance(
        foreground: look.foreground.map(TerminalColor.rgb) ?? .terminalDefault,
        background: look.background.map(TerminalColor.rgb) ?? .terminalDefault, attributes: look.attributes)
    case .palette256:
      let look = look(of: style) { Palette.colors[Int(Palette.nearestOf256(to: $0))] }
      func color(_ color: RGB?) -> TerminalColor {
        color.map { .indexed(Palette.nearestOf256(to: $0)) } ?? .terminalDefault
      }
      return Appearance(
        foreground: color(look.foreground), background: color(look.background), attributes: look.attributes)
    case .palette16: return FewColors(theme: self, hasSixteen: true).appearance(of: style)
    case .palette8: return FewColors(theme: self, hasSixteen: false).appearance(of: style)
    case .none:
      var look = self[style.shown.role]
      // A ground under the row could not be seen.
      if style.isSelected { look.select(with: selection.attributes.union(.reverse)) }
      return Appearance(
        foreground: .terminalDefault, background: .terminalDefault, attributes: look.attributes)
    }
  }

  /// How a style looks where each colour is shown as `shown` answers.
  private func look(of style: Style, shown: (RGB) -> RGB) -> Look {
    // In reverse video a colour is the ground: a graph that brought one of its own would look full.
    let isTurned = style.isSelected && style.role == .sparkline && selection.attributes.contains(.reverse)
    var look = self[isTurned ? .text : style.shown.role]
    look.foreground = look.foreground.map(shown)
    look.background = look.background.map(shown)
    guard style.isSelected else { return look }
    look.select(with: selection.attributes)
    if let foreground = selection.foreground { look.foreground = shown(foreground) }
    guard let background = selection.background else { return look }
    let ground = shown(background)
    look.background = ground
    // The terminal's own foreground may be anything: on a background of ours it has to be ours too. A theme's colour
    // that cannot be read there gives way to the text's, and that to black or white.
    let text = shown(self[.text].foreground ?? page.foreground)
    let candidates = [look.foreground ?? text, text, shown(RGB(0xFFFFFF)), shown(RGB(0x000000))]
    let needed = style.role.isGraphic ? RGB.graphicContrast : RGB.textContrast
    look.foreground =
      candidates.first { $0.contrast(with: ground) >= needed }
      ?? candidates.max { $0.contrast(with: ground) < $1.contrast(with: ground) }
    return look
  }
}

extension Appearance {
  /// The same for a terminal that has no reverse video beside colours: the colours are exchanged, and black or white
  /// stands for the page's own, which nobody knows. What has no colour stays in reverse video.
  package func withoutReverse(isDark: Bool, depth: ColorDepth) -> Appearance {
    guard attributes.contains(.reverse), foreground != .terminalDefault || background != .terminalDefault
    else {
      return self
    }
    let black: TerminalColor
    let white: TerminalColor
    switch depth {
    case .none: return self
    case .truecolor: (black, white) = (.rgb(RGB(0x000000)), .rgb(RGB(0xFFFFFF)))
    case .palette256: (black, white) = (.indexed(16), .indexed(231))
    case .palette16: (black, white) = (.indexed(0), .indexed(15))
    case .palette8: (black, white) = (.indexed(0), .indexed(7))
    }
    let ink = background == .terminalDefault ? (isDark ? black : white) : background
    let ground = foreground == .terminalDefault ? (isDark ? white : black) : foreground
    var attributes = attributes.subtracting(.reverse)
    // In bold type the grey of eight colours is white, and black is a grey.
    if ink == .indexed(7) { attributes.insert(.bold) }
    if ink == .indexed(0) { attributes.remove(.bold) }
    return Appearance(foreground: ink, background: ground, attributes: attributes)
  }
}

extension Style {
  /// On the cursor's row what is secondary is written like the text, because a faint colour cannot be read there.
  var shown: Style {
    guard isSelected else { return self }
    switch role {
    case .muted, .unknown, .footer, .frame: return Style(.text, isSelected: true)
    case .text, .accent, .link, .title, .strong, .ok, .warning, .critical, .stale, .barAllocated, .barPlanned,
      .barIdle,
      .barUnavailable, .barUsed, .barTick, .sparkline, .header, .key, .cursor:
      return self
    }
  }
}

extension Role {
  /// Whether it is drawn in lines and blocks only. The parts of a bar are letters, too: those of a map of nodes.
  package var isGraphic: Bool {
    switch self {
    case .frame, .barUnavailable, .barUsed, .barTick, .sparkline: true
    case .text, .muted, .accent, .link, .title, .strong, .ok, .warning, .critical, .stale, .unknown,
      .barAllocated,
      .barPlanned, .barIdle, .header,
      .footer, .key,
      .cursor:
      false
    }
  }
}

extension Look {
  /// Adds the selection's attributes; what is reversed already turns back, so that the cursor can be seen on it too.
  mutating func select(with selection: Attributes) {
    let turned = attributes.symmetricDifference(selection).intersection(.reverse)
    attributes = attributes.union(selection).subtracting(.reverse).union(turned)
  }
}
