import CNcurses
import Glibc
import Text

/// The way from ncurses to the terminal, on which nothing ever waits.
///
/// ncurses writes until everything is written, and waits where the terminal takes no more: behind a slow line, or
/// stopped by Ctrl-S. While a frame is drawn its descriptor therefore leads into a file in memory, and what is in there
/// goes to the terminal as far as that takes it. O_NONBLOCK is a property of the open file, which the shell shares, so
/// that the terminal is opened once more for it.
struct FrameOutput: ~Copyable {
  /// For `newterm`; a descriptor of its own, so that no other thread writes where it leads.
  let file: UnsafeMutablePointer<FILE>
  private let descriptor: Int32
  private let terminal: Int32
  /// The terminal again, to write without waiting, and the file in memory; -1 where the system gives none, and frames
  /// are then written as ncurses does it.
  private let unwaiting: Int32
  private let memory: Int32
  /// What the terminal has not taken.
  private var rest: ArraySlice<UInt8> = []
  /// Whether some of that is a string of control beside the frames, which must not be cut in two.
  private(set) var hasString = false

  init(terminal: Int32) throws(TerminalError) {
    self.terminal = terminal
    descriptor = fcntl(terminal, F_DUPFD_CLOEXEC, 3)
    guard descriptor >= 0 else { throw .last("dup") }
    guard let file = fdopen(descriptor, "w") else { throw .last("fdopen") }
    self.file = file
    let again = open("/proc/self/fd/\(terminal)", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    unwaiting = again >= 0 ? again : Self.named(terminal)
    memory = memfd_create("frame", 1)
  }

  deinit {
    fclose(file)
    for open in [unwaiting, memory] where open >= 0 { close(open) }
  }

  /// By the terminal's name, where there is no /proc.
  private static func named(_ terminal: Int32) -> Int32 {
    var name = [CChar](repeating: 0, count: 256)
    guard ttyname_r(terminal, &name, name.count - 1) == 0 else { return -1 }
    return open(name, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
  }

  /// Whether an earlier frame is not wholly written.
  var isPending: Bool { !rest.isEmpty }

  /// Runs what draws, and writes as much of it as the terminal takes now.
  mutating func frame(_ draw: () -> Void) {
    guard unwaiting >= 0, memory >= 0, dup2(memory, descriptor) >= 0 else {
      return FatalSignals.whileWriting(draw)
    }
    draw()
    fflush(file)
    dup2(terminal, descriptor)
    rest += drawn()
    write()
  }

  /// Writes a string of control behind all that is on its way, as far as the terminal takes it now; whether there is a
  /// way on which that waits for nothing.
  mutating func write(string: [UInt8]) -> Bool {
    guard unwaiting >= 0 else { return false }
    rest += string
    hasString = true
    write()
    return true
  }

  /// Writes on, as far as the terminal takes it.
  mutating func write() {
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(unwaiting, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        // A terminal that has gone is told by the poll for it.
        if errno != EAGAIN { rest = [] }
        break
      }
    }
    if rest.isEmpty {
      rest = []
      hasString = false
    }
  }

  /// Runs what draws and throws away what it writes, as well as what is left of frames.
  mutating func discard(_ draw: () -> Void) {
    let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
    if nowhere >= 0 { dup2(nowhere, descriptor) }
    draw()
    fflush(file)
    dup2(terminal, descriptor)
    close(nowhere)
    rest = []
    hasString = false
  }

  /// Takes what is in the memory out of it.
  private func drawn() -> [UInt8] {
    let count = Int(lseek(memory, 0, SEEK_CUR))
    guard count > 0 else { return [] }
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = max(0, pread(memory, buffer.baseAddress, count, 0))
    }
    lseek(memory, 0, SEEK_SET)
    ftruncate(memory, 0)
    return bytes
  }
}
