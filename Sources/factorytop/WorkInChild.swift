import Glibc

/// A command that gives up waiting for a file system, and then has to end.
protocol GivesUpWaiting {}

/// Work that a child process does, so that this one ends when the work is done, whatever becomes of the child.
///
/// A thread that waits for a FUSE file system is ended by nothing but its answer, and until then its process is not
/// ended either: whoever started it would wait for ever. Network file systems of the kernel let go when a process is
/// killed.
enum WorkInChild {
  /// Whether a FUSE file system is mounted, as the kernel says, which asks none of them.
  static var isNeeded: Bool {
    guard let mounts = fopen("/proc/self/mounts", "re") else { return false }
    defer { fclose(mounts) }
    var line: UnsafeMutablePointer<CChar>?
    var room = 0
    defer { free(line) }
    while getline(&line, &room, mounts) > 0 {
      let words = line.map { String(cString: $0).split(separator: " ") } ?? []
      if words.count > 2, words[2] == "fuse" || words[2].hasPrefix("fuse.") || words[2] == "fuseblk" {
        return true
      }
    }
    return false
  }

  /// What `work` returns, which a child does; for a child that a signal ended, what a shell says of it. To be called
  /// before the process has a second thread.
  static func status(of work: () -> Int32) -> Int32 {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return work() }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // None of them comes between the child's beginning and the handlers: it would end this process and leave the child.
    var ending = sigset_t()
    var before = sigset_t()
    sigemptyset(&ending)
    for signal in endSignals { sigaddset(&ending, signal) }
    sigprocmask(SIG_BLOCK, &ending, &before)
    child = fork()
    if child == 0 {
      sigprocmask(SIG_SETMASK, &before, nil)
      var status = UInt8(truncatingIfNeeded: work())
      fflush(nil)
      _ = write(ends[1], &status, 1)
      _exit(Int32(status))
    }
    close(ends[1])
    defer { close(ends[0]) }
    if child > 0 { for signal in endSignals { endChild(on: signal) } }
    sigprocmask(SIG_SETMASK, &before, nil)
    guard child > 0 else { return work() }
    var status: UInt8 = 0
    var count = 0
    repeat { count = read(ends[0], &status, 1) } while count < 0 && errno == EINTR
    var end: Int32 = 0
    guard count == 1 else {
      while waitpid(child, &end, 0) < 0, errno == EINTR {}
      return end & 0x7F == 0 ? (end >> 8) & 0xFF : 128 + (end & 0x7F)
    }
    // It is gone at once unless a thread of it hangs.
    for _ in 0..<20 where waitpid(child, &end, WNOHANG) == 0 { usleep(1000) }
    return Int32(status)
  }

  /// A global, because a signal handler is given nothing else. Set before any handler is installed, and never again.
  private nonisolated(unsafe) static var child: pid_t = -1

  private static let endSignals = [SIGTERM, SIGINT, SIGHUP]

  /// Whoever ends this process means the child. A signal that both ignore, as under `nohup`, stays ignored.
  private static func endChild(on signal: Int32) {
    guard !isIgnored(signal) else { return }
    var handling = sigaction()
    handling.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    handling.__sigaction_handler.sa_handler = { signal in
      kill(WorkInChild.child, signal)
      raise(signal)
    }
    sigaction(signal, &handling, nil)
  }

  /// Whether whoever started this process had it ignore a signal.
  static func isIgnored(_ signal: Int32) -> Bool {
    var handling = sigaction()
    guard sigaction(signal, nil, &handling) == 0 else { return false }
    return unsafeBitCast(handling.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
