import Glibc

/// What a process cost from its start to its end.
struct ProcessCost {
  /// Of all its threads, in user and system mode.
  var cpuSeconds: Double
  /// At its largest; not a number where that is unknown. Linux counts what a process was before it became another
  /// program, which here is a copy of this one, so that less than this one's own peak cannot be told.
  var residentMegabytes: Double
  var wallSeconds: Double
}

enum ChildProcess {
  /// Runs a program to its end, its output thrown away.
  static func cost(of program: [String]) throws -> ProcessCost {
    let start = ContinuousClock.now
    let process = try spawn(program, output: "/dev/null")
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(process, &status, 0, &usage) == process, status == 0 else {
      throw Failure("\(program[0]) ended with wait status \(status)")
    }
    var own = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &own)
    return ProcessCost(
      cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      residentMegabytes: usage.ru_maxrss > own.ru_maxrss ? Double(usage.ru_maxrss) * 1024 / 1e6 : .nan,
      wallSeconds: seconds(ContinuousClock.now - start))
  }

  /// Starts a program in a session of its own; an `output` that is a terminal becomes its controlling one.
  static func spawn(_ program: [String], output: String) throws -> pid_t {
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, 0, output, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&files, 0, 1)
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_RDWR, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // POSIX_SPAWN_SETSID, which Glibc declares with GNU's extensions only.
    let ownSession: Int16 = 0x80
    posix_spawnattr_setflags(&attributes, ownSession)
    let variables = [
      "TERM=xterm-256color", "LC_ALL=C.UTF-8", "PATH=\(environment("PATH"))", "HOME=/nonexistent",
      "LD_LIBRARY_PATH=\(environment("LD_LIBRARY_PATH"))",
    ]
    var process: pid_t = 0
    let error = withCStrings(program) { arguments in
      withCStrings(variables) { posix_spawnp(&process, program[0], &files, &attributes, arguments, $0) }
    }
    guard error == 0 else { throw Failure("\(program[0]): \(String(cString: strerror(error)))") }
    return process
  }

  /// Whether a program runs at all and succeeds: how it is found out that a reference is installed.
  static func succeeds(_ program: [String]) -> Bool { (try? cost(of: program)) != nil }

  private static func environment(_ name: String) -> String {
    getenv(name).map { String(cString: $0) } ?? ""
  }
}

func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }

func seconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
}

/// Processor time of a process so far, ended threads among it; of this one without a number.
func cpuSeconds(of process: pid_t = 0) -> Double {
  var clock = clockid_t()
  guard clock_getcpuclockid(process, &clock) == 0 else { return .nan }
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Resident memory of a process, by its number or as `self`, since it became the program that it is: now, and at its largest.
func residentMegabytes(of process: String) -> (now: Double, largest: Double) {
  let text = TextFile.contents(of: "/proc/\(process)/status")
  func megabytes(_ key: String) -> Double {
    let line = text.split(separator: "\n").first { $0.hasPrefix(key) }
    return line.flatMap { Double($0.filter(\.isNumber)) }.map { $0 * 1024 / 1e6 } ?? .nan
  }
  return (megabytes("VmRSS:"), megabytes("VmHWM:"))
}

/// Lends strings as a null-terminated array of C strings.
private func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers = strings.map { strdup($0) } + [nil]
  defer { for pointer in pointers { free(pointer) } }
  return body(&pointers)
}
