import CNcurses
import Glibc
import Text

/// The signals of a terminal program, taken as events between two frames instead of as interruptions.
struct SignalInbox: ~Copyable {
  /// Signals that ask the process to end, the one whose status wins first.
  static let endings = [SIGHUP, SIGTERM, SIGINT, SIGQUIT]
  private static let others = [SIGWINCH, SIGTSTP, SIGCONT]

  /// Readable when a signal waits.
  let descriptor: Int32
  private let previousMask: sigset_t
  /// Bit n: signal n has come and has not been taken.
  private var arrived: UInt64 = 0
  /// Whether the terminal is gone. Its SIGHUP may come only after that shows, and would end a process that is ending in
  /// good order: it stays blocked.
  var isTerminalGone = false

  /// Blocks the signals for the calling thread and for every thread that it starts from now on.
  ///
  /// The mask is set, not added to: a parent may have left others blocked, and whoever inherits this mask ought to
  /// inherit what is written here.
  init() throws(TerminalError) {
    var mask = sigset_t()
    sigemptyset(&mask)
    for signal in Self.endings + Self.others { sigaddset(&mask, signal) }
    var previous = sigset_t()
    guard pthread_sigmask(SIG_SETMASK, &mask, &previous) == 0 else { throw .last("pthread_sigmask") }
    let inbox = signalfd(-1, &mask, Int32(SFD_NONBLOCK | SFD_CLOEXEC))
    guard inbox >= 0 else {
      let error = TerminalError.last("signalfd")
      pthread_sigmask(SIG_SETMASK, &previous, nil)
      throw error
    }
    descriptor = inbox
    previousMask = previous
  }

  deinit {
    close(descriptor)
    var mask = previousMask
    if isTerminalGone { sigaddset(&mask, SIGHUP) }
    pthread_sigmask(SIG_SETMASK, &mask, nil)
  }

  /// Reads what has come. Never blocks.
  mutating func collect() {
    var information = signalfd_siginfo()
    while read(descriptor, &information, MemoryLayout<signalfd_siginfo>.size) > 0 {
      arrived |= 1 << UInt64(information.ssi_signo)
    }
  }

  /// Whether that signal has come since it was last taken.
  mutating func take(_ signal: Int32) -> Bool {
    let bit = UInt64(1) << UInt64(signal)
    defer { arrived &= ~bit }
    return arrived & bit != 0
  }

  /// The signal that asks the process to end, if one has come. It stays: one can only obey it.
  var ending: Int32? {
    Self.endings.first { arrived & (1 << UInt64($0)) != 0 }
  }
}

extension SignalInbox {
  /// Stops the whole job, as the terminal's own key does: a script, or `time`, that has started this waits for it and
  /// would keep the shell waiting. Returns when it is continued, with the signals of the stop taken; at once where no
  /// shell could continue it, for then the kernel stops nothing.
  mutating func stop() { _ = stop(by: SIGTSTP, wholeJob: true) }

  /// Stops until the terminal is this job's, where it is another's: a shell may let what it continues go on in the
  /// background.
  mutating func awaitForeground() {
    while isInBackground, ending == nil, stop(by: SIGTTOU, wholeJob: false) {}
  }

  /// Whether the terminal belongs to another job of the same session.
  var isInBackground: Bool {
    let foreground = tcgetpgrp(STDIN_FILENO)
    return foreground > 0 && foreground != getpgrp()
  }

  /// Whether it was stopped: a job that no shell could continue is not.
  private mutating func stop(by signal: Int32, wholeJob: Bool) -> Bool {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = SIG_DFL
    sigaction(signal, &action, nil)
    var stopping = sigset_t()
    sigemptyset(&stopping)
    sigaddset(&stopping, signal)
    pthread_sigmask(SIG_BLOCK, &stopping, nil)
    kill(wholeJob ? 0 : getpid(), signal)
    pthread_sigmask(SIG_UNBLOCK, &stopping, nil)
    // Here it stands still.
    if signal == SIGTSTP { pthread_sigmask(SIG_BLOCK, &stopping, nil) }
    collect()
    _ = take(SIGTSTP)
    _ = take(SIGWINCH)
    return take(SIGCONT)
  }
}
