import Glibc
import Text

/// Finds out which places do not answer, such as a home on a dead network file system.
///
/// They are asked by child processes. A thread of this one that waited for a FUSE file system could be ended by nothing
/// but its answer, and would keep Ctrl-C from ending the program; a thread that is there before the dashboard would take
/// its signals. To be used before the process has a second thread.
enum SilentPlaces {
  /// Long for a file system that answers.
  private static let usual: Duration = .milliseconds(200)
  /// Whoever sees nothing for longer wants to know what is waited for.
  private static let unsaid: Duration = .seconds(1)

  /// Those of `places` for which `ask`, which blocks, has not come back within `limit`.
  static func among(
    _ places: [String], waiting limit: Duration, asking ask: (String) -> Void
  ) -> Set<String> {
    let began = ContinuousClock.now
    let end = began + limit
    // As a rule everything answers, and one child is enough.
    if Child(asking: places, ask).isDone(before: min(end, began + usual)) { return [] }
    let children = places.map { ($0, Child(asking: [$0], ask)) }
    if limit > unsaid, isatty(STDERR_FILENO) == 1 {
      let late = children.filter { !$0.1.isDone(before: began + unsaid) }.map { SafeText(untrusted: $0.0) }
      if !late.isEmpty {
        complain("waits up to \(limit.components.seconds) s for an answer of \(late.joined(separator: ", "))")
      }
    }
    return Set(children.filter { !$0.1.isDone(before: end) }.map(\.0))
  }

  /// A child process that asks, and ends.
  private final class Child {
    private var process: pid_t = -1
    /// What the child's end closes; -1 when that was seen, or when there is no child.
    private var reading: Int32 = -1

    init(asking places: [String], _ ask: (String) -> Void) {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { return }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      process = fork()
      if process == 0 {
        // Whoever reads what the program prints must not wait for this child too.
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] { dup2(nothing, descriptor) }
        for place in places { ask(place) }
        _exit(0)
      }
      close(ends[1])
      reading = process < 0 ? -1 : ends[0]
      if process < 0 { close(ends[0]) }
    }

    /// Ends a child that still waits, as soon as its file system lets it.
    deinit {
      guard reading >= 0 else { return }
      close(reading)
      kill(process, SIGKILL)
      waitpid(process, nil, WNOHANG)
    }

    /// Whether it has ended. Where there can be no more processes, everything is taken to answer.
    func isDone(before end: ContinuousClock.Instant) -> Bool {
      while reading >= 0 {
        let left = max(.zero, ContinuousClock.now.duration(to: end)).components
        let milliseconds = left.seconds.multipliedReportingOverflow(by: 1000)
        var watched = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
        let count = poll(
          &watched, 1,
          milliseconds.overflow
            ? -1 : Int32(clamping: milliseconds.partialValue + left.attoseconds / 1_000_000_000_000_000))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        close(reading)
        reading = -1
        while waitpid(process, nil, 0) < 0, errno == EINTR {}
      }
      return true
    }
  }
}
