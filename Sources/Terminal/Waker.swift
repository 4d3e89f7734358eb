import CNcurses
import Glibc
import Text

/// Wakes the loop that waits in `TerminalSession.nextEvent`, from any thread.
package struct Waker: Sendable {
  let bell: Bell

  /// Makes `nextEvent` return `.wake` once, however often this is called before it does. Never blocks; does nothing
  /// after the session has ended. Costs one system call.
  package func wake() { bell.ring() }
}

/// An eventfd. Whoever may still ring holds it, so that its number is never another file's.
final class Bell: Sendable {
  let descriptor: Int32

  init() throws(TerminalError) {
    descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
    guard descriptor >= 0 else { throw .last("eventfd") }
  }

  deinit { close(descriptor) }

  func ring() {
    var one: UInt64 = 1
    // Fails only when the counter is full, and then the loop has been rung for already.
    _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
  }

  /// Whether it was rung since the last time.
  func silence() -> Bool {
    var count: UInt64 = 0
    return read(descriptor, &count, MemoryLayout<UInt64>.size) > 0
  }
}
