import Screen
import Text

/// Whether a terminal's background is dark or light, as far as `COLORFGBG` tells, which terminals such as rxvt, Konsole
/// and iTerm set: the numbers of two of 16 colours, the background's the last.
struct TerminalBackground: Sendable, Equatable {
  let isDark: Bool
  /// Why it is taken for that.
  let reason: SafeText

  /// Dark where the variable says nothing that can be understood.
  init(colorfgbg: String?) {
    guard let colorfgbg, !colorfgbg.isEmpty else {
      (isDark, reason) = (true, "COLORFGBG is not set, which counts as a dark background")
      return
    }
    let said: SafeText = "COLORFGBG is \(SafeText(untrusted: colorfgbg).truncated(toWidth: 40))"
    let last = colorfgbg.split(separator: ";", omittingEmptySubsequences: false).last ?? ""
    switch Int(last) {
    case .some(0...6), 8: (isDark, reason) = (true, "\(said), a dark background")
    case .some(7...15): (isDark, reason) = (false, "\(said), a light background")
    case _: (isDark, reason) = (true, "\(said), which is no colour: that counts as a dark background")
    }
  }

  /// The standard theme for it.
  var theme: Theme { isDark ? .defaultDark : .defaultLight }
}
