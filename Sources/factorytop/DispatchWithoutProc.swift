import Dispatch
import Glibc
import Text

/// libdispatch, on whose threads Swift's tasks run, where there is no `/proc`.
///
/// It looks there for what its threads do when the first one starts, and once a second from then on, each time that work
/// waits for one of them; where it finds nothing, it ends the process.
enum DispatchWithoutProc {
  private static var isSo: Bool { access("/proc/self/stat", F_OK) != 0 }

  /// Has the first look over before there is work that could wait. A command that takes less than a second meets no
  /// other one, as a rule.
  static func settle() {
    guard isSo else { return }
    let isStarted = DispatchSemaphore(value: 0)
    DispatchQueue.global().async { isStarted.signal() }
    isStarted.wait()
    usleep(50_000)
  }

  /// What whoever runs for long has to say.
  static var remark: SafeText? {
    isSo ? "there is no /proc here, without which the program may end at any moment: mount it" : nil
  }
}
