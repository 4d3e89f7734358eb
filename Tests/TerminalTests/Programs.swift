import Glibc

/// Starts a program with three open files and no others of ours.
///
/// Foundation's `Process` is not used: it takes a program for running as long as a child of it that stays behind, as
/// tmux's server does, holds a socket which it hands down.
func spawn(
  _ program: [String], input: Int32, output: Int32, errors: Int32, environment: [String: String]
) throws -> pid_t {
  var files = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&files)
  defer { posix_spawn_file_actions_destroy(&files) }
  for (descriptor, place) in [(input, Int32(0)), (output, 1), (errors, 2)] {
    posix_spawn_file_actions_adddup2(&files, descriptor, place)
  }
  // The threads that tests run on block signals, and a program would be born with them blocked.
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var none = sigset_t()
  sigemptyset(&none)
  posix_spawnattr_setsigmask(&attributes, &none)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
  var process: pid_t = 0
  let error = withCStrings(program) { arguments in
    withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
      posix_spawn(&process, program[0], &files, &attributes, arguments, variables)
    }
  }
  guard error == 0 else {
    throw PseudoTerminal.Failure(description: "\(program[0]): \(String(cString: strerror(error)))")
  }
  return process
}

/// A pipe that no other program inherits.
func openPipe() throws -> (reading: Int32, writing: Int32) {
  var ends: [Int32] = [-1, -1]
  guard pipe(&ends) == 0 else { throw PseudoTerminal.Failure(description: "pipe") }
  for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  return (ends[0], ends[1])
}

/// What a program prints until it ends.
func output(of program: String...) throws -> String { try output(of: program) }

func output(of program: [String]) throws -> String {
  let (reading, writing) = try openPipe()
  defer { close(reading) }
  let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
  defer { close(nothing) }
  let process = try spawn(
    program, input: nothing, output: writing, errors: nothing,
    environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"])
  close(writing)
  var text: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65536)
  while case let count = read(reading, &buffer, buffer.count), count > 0 { text += buffer[..<count] }
  waitpid(process, nil, 0)
  return String(decoding: text, as: UTF8.self)
}

/// Lends strings as a null-terminated array of C strings.
private func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers = strings.map { strdup($0) } + [nil]
  defer { for pointer in pointers { free(pointer) } }
  return body(&pointers)
}

/// The sample data of this checkout.
let sampleData: String = {
  let file = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  return "/\(file)/sample-data"
}()

/// The program that the tests of the session run on a terminal.
func probe() throws -> String { try builtProgram("TerminalProbe") }

/// A program of this package, built beside the tests.
func builtProgram(_ name: String) throws -> String {
  var path = [CChar](repeating: 0, count: 4096)
  let length = readlink("/proc/self/exe", &path, path.count)
  let here = String(decoding: path.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  // The tests run in an executable of the build folder, or in the toolchain's and are named by an argument.
  for candidate in [here] + CommandLine.arguments where candidate.contains("/") {
    let folder = candidate.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    if access("\(folder)/\(name)", X_OK) == 0 { return "\(folder)/\(name)" }
  }
  throw PseudoTerminal.Failure(description: "\(name) is not beside \(here)")
}
