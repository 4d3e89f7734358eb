import Glibc

/// The words of the command line.
enum CommandLineWords {
  /// Without the program's own name.
  ///
  /// Swift looks for the arguments below the environment. A preloaded library that sets a variable before `main`, as
  /// libfaketime and some sites' job trackers do, has moved the environment by then, and Swift finds none; the kernel
  /// still has them.
  static var arguments: [String] {
    let found = CommandLine.arguments
    return Array((found.isEmpty ? ofKernel : found).dropFirst())
  }

  /// Each word ends with a zero byte. Empty when there is no `/proc`.
  private static var ofKernel: [String] {
    guard let file = fopen("/proc/self/cmdline", "re") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
    return bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast()
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
