import ArgumentParser
import Glibc
import Text

/// Writes one sentence to standard error.
func complain(_ sentence: SafeText) {
  let line = Array("factorytop: \(sentence.shown)\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
}

extension ExitCode {
  /// Something that was asked for could not be done.
  static let undone = ExitCode(1)
  /// The command line asks for something that cannot be.
  static let usage = ExitCode(2)
}

/// Writes bytes to standard output, all of them.
///
/// - Throws: `ExitCode.undone` when nobody takes them; a closed pipe is no news to its reader and is not complained of.
func output(_ bytes: some Sequence<UInt8>) throws {
  let bytes = Array(bytes)
  var start = 0
  while start < bytes.count {
    let written = bytes.withUnsafeBytes { buffer in
      write(STDOUT_FILENO, buffer.baseAddress?.advanced(by: start), bytes.count - start)
    }
    if written < 0 {
      if errno == EINTR { continue }
      if errno != EPIPE {
        complain(
          "standard output cannot be written to: \(SafeText(untrusted: String(cString: strerror(errno))))")
      }
      throw ExitCode.undone
    }
    start += written
  }
}
