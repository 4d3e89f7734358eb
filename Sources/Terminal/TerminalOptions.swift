package import Screen

/// What a person may ask of the terminal; everything else the terminal itself says.
package struct TerminalOptions: Hashable, Sendable {
  /// The most colours to use. Nil: as many as the terminal has, and none where `NO_COLOR` is set.
  package var colorDepth: ColorDepth?
  /// Draw ASCII only, even where the locale is UTF-8.
  package var isASCII: Bool

  /// Show the terminal's cursor everywhere; it stands where it belongs in any case, and is shown where letters go.
  package var showsCursor: Bool

  /// How long an Esc may be the beginning of a key's sequence, where `ESCDELAY` does not say. Nil: 25 ms.
  package var escapeDelay: Duration?

  package init(
    colorDepth: ColorDepth? = nil, isASCII: Bool = false, showsCursor: Bool = false,
    escapeDelay: Duration? = nil
  ) {
    self.colorDepth = colorDepth
    self.isASCII = isASCII
    self.showsCursor = showsCursor
    self.escapeDelay = escapeDelay
  }
}

extension ColorDepth {
  /// The depth to draw with: what was asked for, but never more than the terminal has.
  ///
  /// Without a wish, `NO_COLOR` with any value that is not empty means none (no-color.org). `COLORTERM` is not
  /// looked at: ncurses sends what terminfo has, and cannot send more.
  package init(asked: ColorDepth?, noColor: String?, available: ColorDepth) {
    let isRefused = noColor.map { !$0.isEmpty } ?? false
    let wish = asked ?? (isRefused ? .none : available)
    self = wish.rank < available.rank ? wish : available
  }

  /// The depth that terminfo's `colors` and `RGB` amount to.
  package init(colors: Int, hasDirectColor: Bool) {
    switch colors {
    case 256...: self = hasDirectColor && colors >= 1 << 24 ? .truecolor : .palette256
    case 16..<256: self = .palette16
    case 8..<16: self = .palette8
    default: self = .none
    }
  }

  private var rank: Int {
    switch self {
    case .none: 0
    case .palette8: 1
    case .palette16: 2
    case .palette256: 3
    case .truecolor: 4
    }
  }
}
