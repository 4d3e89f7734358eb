import Glibc

/// Something that another thread does before a signal handler ends the process: a handler may do next to nothing
/// itself.
///
/// That thread waits in `wait`, does it, and says so with `fulfil`; the handler goes on then, or after a second.
package struct LastWish: Sendable {
  private let (asking, answering): (Ends, Ends)

  /// The ends of a pipe.
  private struct Ends: Sendable {
    let reading: Int32
    let writing: Int32

    init?() {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { return nil }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      (reading, writing) = (ends[0], ends[1])
    }
  }

  /// `nil` where the process may open no more files. They stay open until it ends.
  init?() {
    guard let asking = Ends(), let answering = Ends() else { return nil }
    (self.asking, self.answering) = (asking, answering)
  }

  /// Blocks until a handler asks, which may be never.
  package func wait() {
    var byte: UInt8 = 0
    while read(asking.reading, &byte, 1) < 0, errno == EINTR {}
  }

  /// Lets the handler end the process.
  package func fulfil() {
    var byte: UInt8 = 1
    _ = write(answering.writing, &byte, 1)
  }

  /// Asks, and waits for the answer. Calls nothing but what a handler may.
  func ask() {
    var byte: UInt8 = 1
    guard write(asking.writing, &byte, 1) == 1 else { return }
    var answer = pollfd(fd: answering.reading, events: Int16(POLLIN), revents: 0)
    poll(&answer, 1, 1000)
  }
}
