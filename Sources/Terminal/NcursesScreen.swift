import CNcurses
import Glibc
import Screen

/// The steps of an ncurses screen's life, each with what ncurses needs to be told for it.
enum NcursesScreen {
  /// Opens a screen of that size, which is drawn into `file`; nil for a terminal that ncurses does not know.
  static func open(_ size: Size, file: UnsafeMutablePointer<FILE>) -> OpaquePointer? {
    // The window decides about the size, not LINES and COLUMNS. Some terminfo entries have none.
    use_env(false)
    use_tioctl(true)
    let previous = dispositions()
    defer { restore(previous) }
    guard let screen = newterm(nil, file, shim_stdin()) else { return nil }
    resize_term(Int32(size.rows), Int32(size.columns))
    // Everything comes key by key and unechoed, Enter as what it is.
    cbreak()
    noecho()
    nonl()
    makeControlsKeys()
    curs_set(0)
    // Each frame says where the cursor stands, which screen readers follow also where it is not shown.
    leaveok(shim_stdscr(), false)
    // ncurses would leave a frame half drawn while keys wait.
    typeahead(-1)
    if has_colors() {
      start_color()
      use_default_colors()
    }
    return screen
  }

  /// Lets Ctrl-C, Ctrl-\ and Ctrl-Z arrive as keys. What is pasted may hold them, and the terminal would make signals
  /// of them there too. And a signal could get lost: ncurses ignores SIGTSTP while it draws, and one that becomes
  /// ignored is discarded even where it is blocked and pending.
  ///
  /// Ctrl-S would stop the output, also out of a paste, and Ctrl-Q let it go on: they are keys as well, except on a
  /// terminal that itself sends them when it cannot keep up, as terminfo says.
  private static func makeControlsKeys() {
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return }
    withUnsafeMutableBytes(of: &settings.c_cc) { characters in
      for character in [VINTR, VQUIT, VSUSP] { characters[Int(character)] = 0 }
    }
    if tigetflag("xon") != 1 { settings.c_iflag &= ~tcflag_t(IXON) }
    tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
    // What ncurses goes back to after a suspension.
    def_prog_mode()
  }

  /// Whether a write would not block at once. TIOCOUTQ would say how much is on its way, but not of a pseudo-terminal,
  /// where it is always 0.
  static var takesOutput: Bool {
    var output = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
    return poll(&output, 1, 0) == 1 && output.revents == Int16(POLLOUT)
  }

  /// Signals for which newterm installs handlers of its own.
  private static let taken = [SIGINT, SIGTERM, SIGTSTP, SIGWINCH]

  private static func dispositions() -> [sigaction] {
    taken.map {
      var action = sigaction()
      sigaction($0, nil, &action)
      return action
    }
  }

  private static func restore(_ actions: [sigaction]) {
    for (signal, action) in zip(taken, actions) {
      var action = action
      sigaction(signal, &action, nil)
    }
  }
}
