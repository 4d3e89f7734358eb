import Glibc
import Screen

/// How large the terminal's window is.
enum WindowSize {
  /// The most columns and the most rows that are drawn. ncurses asks for memory for every cell, and a window that
  /// says 32767x32767 would take gigabytes.
  static let limit = 1000
  /// What a terminal is taken for that does not know its size, as on a serial line.
  static let unknown = Size(columns: 80, rows: 24)

  /// What the kernel says of the terminal, unlimited.
  static func measured(_ terminal: Int32) -> Size {
    var window = winsize()
    guard ioctl(terminal, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
      return unknown
    }
    return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
  }

  static func isAbsurd(_ size: Size) -> Bool { size.columns > limit || size.rows > limit }

  /// The part of the window that is drawn in.
  static func clamped(_ size: Size) -> Size {
    Size(columns: min(size.columns, limit), rows: min(size.rows, limit))
  }
}
