import Dispatch
import Glibc

/// The signals that ask a service to end, as a call on a thread of its own.
///
/// A handler and a pipe, not a blocked mask and `sigwait`: libdispatch has threads that block nothing, and a signal that
/// reaches one of those would end the process on the spot.
enum EndSignals {
  private static let pipe: (read: Int32, write: Int32) = {
    var ends: [Int32] = [-1, -1]
    _ = Glibc.pipe(&ends)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }()

  /// Calls `action` once, with its number, when the first of SIGTERM, SIGINT and SIGHUP comes; of the last, unless it is ignored, as
  /// under `nohup`.
  static func onFirst(_ action: @escaping @Sendable (_ signal: Int32) -> Void) {
    let source = pipe.read
    DispatchQueue(label: "signals").async {
      var byte: UInt8 = 0
      while read(source, &byte, 1) < 0, errno == EINTR {}
      action(Int32(byte))
    }
    // Whoever starts it may have had them blocked, which a process inherits.
    var ending = sigset_t()
    sigemptyset(&ending)
    for signal in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&ending, signal) }
    defer { pthread_sigmask(SIG_UNBLOCK, &ending, nil) }
    for signal in [SIGTERM, SIGINT, SIGHUP] where signal != SIGHUP || !WorkInChild.isIgnored(signal) {
      var handling = sigaction()
      handling.sa_flags = SA_RESTART
      handling.__sigaction_handler.sa_handler = { signal in
        // Nothing but write(2), and errno as it was: this interrupts a thread anywhere.
        let before = errno
        var byte = UInt8(truncatingIfNeeded: signal)
        _ = write(EndSignals.pipe.write, &byte, 1)
        errno = before
      }
      sigaction(signal, &handling, nil)
    }
  }
}
