import Glibc

/// `factorytop run` on a pseudo-terminal of its own, seen from where the terminal emulator sits.
final class LiveDashboard {
  let process: pid_t
  let startedAt = ContinuousClock.now
  private let master: Int32
  private let slave: Int32
  private(set) var output: [UInt8] = []
  /// When the last byte came.
  private(set) var lastByteAt: ContinuousClock.Instant?
  private(set) var firstByteAt: ContinuousClock.Instant?

  init(_ program: [String], columns: UInt16 = 160, rows: UInt16 = 48) throws {
    var master: Int32 = -1
    var slave: Int32 = -1
    var name = [CChar](repeating: 0, count: 128)
    var window = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&master, &slave, &name, nil, &window) == 0 else {
      throw Failure("there is no pseudo-terminal to be had")
    }
    for descriptor in [master, slave] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    self.master = master
    // Held open, so that the terminal outlives the program.
    self.slave = slave
    let path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    process = try ChildProcess.spawn(program, output: path)
  }

  deinit {
    kill(process, SIGTERM)
    waitpid(process, nil, 0)
    close(master)
    close(slave)
  }

  func type(_ key: String) { _ = write(master, key, key.utf8.count) }

  func forgetOutput() { output = [] }

  /// Takes what has come within that time; false when nothing has.
  @discardableResult
  func read(for time: Duration) -> Bool {
    var watched = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, Int32(seconds(time) * 1000)) == 1 else { return false }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(master, &buffer, buffer.count)
    guard count > 0 else { return false }
    lastByteAt = .now
    firstByteAt = firstByteAt ?? lastByteAt
    output += buffer[..<count]
    return true
  }

  /// Reads until that text is there.
  func read(until text: String, within limit: Duration = .seconds(60)) throws {
    let end = ContinuousClock.now + limit
    let wanted = Array(text.utf8)
    var searched = 0
    while true {
      let found = output[max(0, searched - wanted.count)...].firstRange(of: wanted)
      if found != nil { return }
      searched = output.count
      guard ContinuousClock.now < end else { throw Failure("the dashboard does not show “\(text)”") }
      read(for: .milliseconds(100))
    }
  }

  /// Reads until nothing has come for that long, or the time is up.
  func readUntilQuiet(_ quiet: Duration = .milliseconds(300), within limit: Duration = .seconds(20)) {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end, read(for: quiet) {}
  }

  /// Reads for that long, whatever comes.
  func readOn(for time: Duration) {
    let end = ContinuousClock.now + time
    while ContinuousClock.now < end { read(for: min(.milliseconds(50), end - .now)) }
  }

  /// From a key to the end of what it changes on the screen; `nil` when nothing comes.
  func timeToPaint(_ key: String) -> Duration? {
    while read(for: .zero) {}
    let start = ContinuousClock.now
    type(key)
    guard read(for: .milliseconds(500)) else { return nil }
    while read(for: .milliseconds(2)) {}
    return lastByteAt.map { $0 - start }
  }

  var memory: (now: Double, largest: Double) { residentMegabytes(of: "\(process)") }
}

enum TextFile {
  static func contents(of path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }
}
