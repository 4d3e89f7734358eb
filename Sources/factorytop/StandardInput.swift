import ArgumentParser
import Glibc
import Text

/// What comes through the pipe.
enum StandardInput {
  /// Everything up to its end, and one byte more than `limit` of what is larger.
  ///
  /// - Throws: `ExitCode.undone` when it cannot be read, after saying so.
  static func contents(upTo limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = read(STDIN_FILENO, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        complain("standard input cannot be read: \(SafeText(untrusted: String(cString: strerror(errno)))).")
        throw ExitCode.undone
      }
      if count == 0 { break }
      bytes += part[..<count]
    }
    return bytes
  }
}
