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

  package subscript(role: Role) -> Look {
    get { looks[role] ?? Look() }
    set { looks[role] = newValue == Look() ? nil : newValue }
  }

  /// How a style looks where every colour can be shown.
  package func look(of style: Style) -> Look {
    var look = self[style.role]
    guard style.isSelected else { return look }
    if let background = selection.background {
      look.background = background
      // The terminal's own foreground may be anything: on a background of ours it has to be ours too.
      look.foreground = look.foreground ?? page.foreground
    }
    look.foreground = selection.foreground ?? look.foreground
    look.attributes.select(with: selection.attributes)
    return look
  }

  /// How a style looks on a terminal of that depth.
  ///
  /// On sixteen colours and fewer the cursor's row is in reverse video, because a background of so few could be the
  /// page's own. Costs a search of the palette: keep the answers.
  package func appearance(of style: Style, depth: ColorDepth) -> Appearance {
    var look: Look
    switch depth {
    case .truecolor, .palette256: look = self.look(of: style)
    case .palette16, .none:
      look = self[style.role]
      if style.isSelected { look.attributes.select(with: selection.attributes.union(.reverse)) }
    }
    return Appearance(
      foreground: TerminalColor(look.foreground, depth: depth),
      background: TerminalColor(look.background, depth: depth), attributes: look.attributes)
  }
}

extension Attributes {
  /// Adds the selection's; what is reversed already turns back, so that the cursor can be seen on it too.
  fileprivate mutating func select(with selection: Attributes) {
    let turned = symmetricDifference(selection).intersection(.reverse)
    self = union(selection).subtracting(.reverse).union(turned)
  }
}
