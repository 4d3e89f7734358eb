import CNcurses
import Glibc
package import Screen
package import Text

/// What the environment says of the terminal, found out without drawing on it.
package struct TerminalDescription: Sendable, Equatable {
  /// `TERM`; `nil` where it is not set.
  package var name: SafeText?
  /// Why nothing can be drawn on it.
  package var problem: SafeText?
  /// What terminfo has for it, before anybody asks for less.
  package var available: ColorDepth
  /// Whose characters are drawn.
  package var locale: CharacterLocale
  /// `NO_COLOR`, where it is set and not empty.
  package var refusesColor: Bool

  /// Looks at the environment of this process, whose locale it takes over.
  package static func current() -> TerminalDescription {
    var description = TerminalDescription(
      name: getenv("TERM").map { SafeText(untrusted: String(cString: $0)) }, problem: nil, available: .none,
      locale: .adopted(),
      refusesColor: getenv("NO_COLOR").map { $0.pointee != 0 } ?? false)
    do throws(TerminalError) {
      _ = try Terminfo.check()
      description.available = Terminfo.describedColorDepth()
    } catch {
      description.problem = error.message
    }
    return description
  }

  /// What is drawn with when `asked` is asked for.
  package func depth(asked: ColorDepth?) -> ColorDepth {
    ColorDepth(asked: asked, noColor: refusesColor ? "1" : nil, available: available)
  }
}
