import Glibc

/// Standard input, output and error, of which whoever starts a program may have closed some.
enum StandardDescriptors {
  /// Opens those that are closed, so that no other file of this program takes their numbers: reading finds the end at
  /// once, and writing fails. To be called before any file is opened.
  static func settle() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is the one that is closed.
      _ = open("/dev/null", O_RDONLY)
    }
  }
}
