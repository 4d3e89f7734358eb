package import Screen
package import Text

/// What the loop is woken by.
package enum TerminalEvent: Hashable, Sendable {
  case key(Key)
  /// Text that was pasted, as far as the terminal tells it from typing; control characters and all.
  case paste(String)
  /// Why something that was typed or pasted is not there, in a sentence for a person.
  case remark(SafeText)
  /// While the mouse is used.
  case mouse(MouseEvent)
  /// The window has this size now, and has had it for a moment; what was drawn is gone.
  case resize(Size)
  /// Somebody called `Waker.wake()`, once or more often.
  case wake
  /// The deadline has passed and nothing else happened.
  case timeout
  /// The process was asked to end by SIGHUP, SIGINT, SIGQUIT or SIGTERM, or by Ctrl-\, which stands for SIGQUIT. Leave
  /// with status 128 + signal.
  case quit(signal: Int32)
  /// The terminal is gone. Leave with the status of SIGHUP, 129.
  case hangUp
  /// The process was stopped and runs again; the size may be another, data are older by what the stop took.
  case resumed
}
