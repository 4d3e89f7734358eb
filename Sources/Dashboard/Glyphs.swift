import Text

/// Which characters the screen is drawn with.
package enum Glyphs: Sendable {
  case unicode, ascii
  /// The locale has no others.
  case asciiAlone

  package var isASCII: Bool { self != .unicode }
}

extension DashboardState {
  package mutating func receive(_ glyphs: Glyphs) { self.glyphs = glyphs }

  mutating func toggleASCII() {
    switch glyphs {
    case .unicode: glyphs = .ascii
    case .ascii: glyphs = .unicode
    case .asciiAlone: notice = Notice("the locale is not UTF-8, and has ASCII characters alone", isBad: true)
    }
  }
}
