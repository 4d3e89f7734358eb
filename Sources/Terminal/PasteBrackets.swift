import CNcurses
import Glibc

/// How a terminal is asked to mark what is pasted, where terminfo says that it can: pasted text then never acts as the
/// keys that its letters are.
enum PasteBrackets {
  /// The codes that ncurses answers for the marks; beyond its own keys.
  static let startCode = KEY_MAX + 1
  static let endCode = KEY_MAX + 2

  /// Teaches ncurses the marks. Needs an open screen.
  static func define() {
    guard let start = shim_capability("PS"), let end = shim_capability("PE") else { return }
    define_key(start, startCode)
    define_key(end, endCode)
  }

  static func on() { put("BE") }
  static func off() { put("BD") }

  /// At once: putp writes by way of the C library's buffer, which ncurses' own output does not go through.
  private static func put(_ capability: String) {
    guard let sequence = shim_capability(capability) else { return }
    putp(sequence)
    fflush(shim_stdout())
  }
}
