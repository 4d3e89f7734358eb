import CArguments

/// The words of the command line.
enum CommandLineWords {
  /// Without the program's own name.
  ///
  /// Swift reads them in `/proc`, which a container or a jail may lack, or looks for them below the environment. A
  /// preloaded library that sets a variable before `main`, as libfaketime and some sites' job trackers do, has moved
  /// the environment by then, and Swift finds none. The C library has them in any case.
  static var arguments: [String] {
    guard let words = carguments_words() else { return Array(CommandLine.arguments.dropFirst()) }
    return (0..<Int(carguments_count())).dropFirst().compactMap { words[$0].map { String(cString: $0) } }
  }
}
