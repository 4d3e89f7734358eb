import Glibc
package import Screen
package import Text

/// Why there can be no session on the terminal.
package enum TerminalError: Error, Hashable {
  /// Standard input or standard output leads elsewhere; carries which.
  case notATerminal(SafeText)
  /// `TERM` is not set.
  case unnamedTerminal
  /// No terminfo entry is called so.
  case unknownTerminal(SafeText)
  /// The entry lacks a capability without which nothing can be drawn.
  case incapableTerminal(SafeText, missing: SafeText)
  /// A window of a size that no screen has.
  case absurdSize(Size)
  /// A system call that does not fail on a sound system.
  case system(SafeText, reason: SafeText)

  /// One sentence for a person: what is wrong, and what to do.
  package var message: SafeText {
    switch self {
    case .notATerminal(let stream):
      "\(stream) is not a terminal; without one use “factorytop snapshot” for a screen and “factorytop report” for the figures"
    case .unnamedTerminal:
      "TERM is not set; set it to what the terminal is, for example TERM=xterm-256color, or use “factorytop snapshot” and “factorytop report”"
    case .unknownTerminal(let name):
      "this system has no terminfo entry for TERM=\(name); install one or try TERM=xterm-256color, or use “factorytop snapshot” and “factorytop report”"
    case .incapableTerminal(let name, let capability):
      "a TERM=\(name) terminal cannot show a dashboard, because it has no “\(capability)”; use “factorytop snapshot” and “factorytop report”"
    case .absurdSize(let size):
      "the terminal says that it has \(size.columns) columns and \(size.rows) rows; up to \(WindowSize.limit) of each can be drawn: resize it, or run “stty cols 160 rows 48”"
    case .system(let call, let reason):
      "\(call) failed: \(reason)"
    }
  }

  /// The failure of the system call that has just set `errno`.
  static func last(_ call: SafeText) -> TerminalError {
    .system(call, reason: SafeText(untrusted: String(cString: strerror(errno))))
  }
}
