// For termios, which belongs to whichever module includes its header first.
import CNcurses
import Glibc
import Testing

/// A pseudo-terminal with a program on it, seen from where the terminal emulator sits.
final class PseudoTerminal {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  enum Ending: Equatable {
    case status(Int32)
    case signal(Int32)
  }

  /// Everything that the program has written to the terminal so far.
  private(set) var output: [UInt8] = []
  /// Everything that it has written to standard error, which is a pipe.
  private(set) var complaints: [UInt8] = []
  let process: pid_t
  /// The terminal's settings before the program was started: how it is to be given back.
  let settingsBefore: [UInt8]
  private var master: Int32
  /// Held open, so that the terminal's settings outlive the program.
  private let slave: Int32
  private let errors: Int32
  private var ending: Ending?

  /// Starts a program as the leader of a session whose terminal this is; nil takes a variable away.
  init(
    _ program: [String], columns: UInt16 = 80, rows: UInt16 = 24,
    environment: [String: String?] = [:]
  ) throws {
    var master: Int32 = -1
    var slave: Int32 = -1
    var window = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&master, &slave, nil, nil, &window) == 0 else { throw Failure(description: "openpty") }
    // What another program inherited would keep this terminal alive.
    for descriptor in [master, slave] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    let (errors, complaining) = try openPipe()
    defer { close(complaining) }
    let ours: [String: String?] = [
      "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
      // No configuration of whoever runs the tests.
      "XDG_CONFIG_HOME": "/nonexistent",
    ]
    settingsBefore = Self.settings(of: slave)
    // setsid -c makes the terminal on standard input the controlling one, for which Swift has no call.
    process = try spawn(
      ["/usr/bin/setsid", "-c"] + program, input: slave, output: slave, errors: complaining,
      environment: ours.merging(environment) { $1 }.compactMapValues { $0 })
    self.master = master
    self.slave = slave
    self.errors = errors
  }

  deinit {
    // A test that failed has left it running.
    if ending == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    if master >= 0 { close(master) }
    close(slave)
    close(errors)
  }

  /// What the terminal does with what is typed.
  var settings: [UInt8] { Self.settings(of: slave) }

  private static func settings(of terminal: Int32) -> [UInt8] {
    var settings = termios()
    tcgetattr(terminal, &settings)
    return withUnsafeBytes(of: &settings) { Array($0) }
  }

  func type(_ keys: String) { type(bytes: Array(keys.utf8)) }

  func type(bytes: [UInt8]) { _ = write(master, bytes, bytes.count) }

  /// Types much, as a terminal pastes it: as fast as it is taken, while what the program writes is read.
  func paste(_ bytes: [UInt8]) {
    let flags = fcntl(master, F_GETFL)
    _ = fcntl(master, F_SETFL, flags | O_NONBLOCK)
    defer { _ = fcntl(master, F_SETFL, flags) }
    var left = bytes[...]
    while !left.isEmpty {
      var watched = pollfd(fd: master, events: Int16(POLLIN | POLLOUT), revents: 0)
      guard poll(&watched, 1, 20_000) == 1 else { return }
      if watched.revents & Int16(POLLIN) != 0 { _ = append(from: master, to: &output) }
      if watched.revents & Int16(POLLOUT) != 0 {
        let count = write(master, Array(left.prefix(512)), min(512, left.count))
        if count > 0 { left = left.dropFirst(count) }
      }
    }
  }

  func send(_ signal: Int32) { kill(process, signal) }

  func resize(columns: UInt16, rows: UInt16) {
    var window = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &window)
  }

  /// Takes the terminal away, as a connection that breaks does.
  func hangUp() {
    close(master)
    master = -1
  }

  func forgetOutput() { output = [] }

  func shows(_ text: String) -> Bool { output.contains(Array(text.utf8)) }

  /// Reads until the text has been written since `forgetOutput`.
  func read(until text: String, within limit: Duration = .seconds(120)) throws {
    let end = ContinuousClock.now + limit
    let wanted = Array(text.utf8)
    while !output.contains(wanted) {
      guard try readSome(until: end) else {
        throw Failure(
          description: "no “\(text)” in \(limit); the terminal has at the end "
            + String(decoding: output.suffix(300), as: UTF8.self).debugDescription
            + ", standard error " + String(decoding: complaints, as: UTF8.self).debugDescription)
      }
    }
  }

  /// Reads until nothing has come for that long; answers how many bytes came.
  @discardableResult
  func readUntilQuiet(for quiet: Duration = .milliseconds(200)) throws -> Int {
    let before = output.count
    while try readSome(until: .now + quiet) {}
    return output.count - before
  }

  /// Reads until the program and all who hold its standard error have ended.
  func readUntilEnd(within limit: Duration = .seconds(120)) throws -> Ending {
    let end = ContinuousClock.now + limit
    while try readSome(until: end) {}
    guard ending == nil else { throw Failure(description: "ended already") }
    var status: Int32 = 0
    guard ContinuousClock.now < end, waitpid(process, &status, 0) == process else {
      throw Failure(description: "does not end in \(limit)")
    }
    let signal = status & 0x7F
    let found: Ending = signal == 0 ? .status(status >> 8 & 0xFF) : .signal(signal)
    ending = found
    // What it wrote before it ended may still be on its way, for as long as the kernel has other things to do; behind it
    // the terminal is hung up, unless somebody else holds it.
    if master >= 0 {
      var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      while poll(&waiting, 1, 500) > 0, append(from: master, to: &output) {}
    }
    return found
  }

  /// Waits until the program has ended, and reads nothing that it writes to the terminal.
  func waitUntilEnd(within limit: Duration) throws -> Ending {
    let held = master
    master = -1
    defer { master = held }
    return try readUntilEnd(within: limit)
  }

  /// False when the program has closed its standard error, or when the time is up.
  private func readSome(until end: ContinuousClock.Instant) throws -> Bool {
    let left = ContinuousClock.now.duration(to: end)
    let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
    var watched = [
      pollfd(fd: master, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&watched, 2, Int32(max(0, milliseconds))) > 0 else { return false }
    if watched[0].revents != 0, append(from: master, to: &output) { return true }
    return watched[1].revents == 0 || append(from: errors, to: &complaints)
  }

  private func append(from descriptor: Int32, to bytes: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return false }
    bytes += buffer[..<count]
    return true
  }
}
