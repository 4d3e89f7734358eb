import Glibc
package import Text

/// A text file of the user's, such as a theme or a configuration.
package enum TextFile {
  /// Why it cannot be read, in a clause for a place that names the file.
  package struct Unreadable: Error, Equatable {
    package let reason: SafeText
    /// Whether nothing is at the path.
    package let isMissing: Bool
    /// Whether it is not known if something is there, because a folder on the way to it does not say so.
    package var isOutOfReach = false
  }

  /// Such a file has a few kilobytes; one with more than a mebibyte is none.
  package static let largest = 1 << 20

  /// The whole file, of so many bytes at most. Blocks as long as the file system does, but never for a writer at the
  /// other end of a pipe.
  ///
  /// - Throws: why it cannot be opened or read, or is none: no regular file, too large, not UTF-8, or with a byte 0 in
  ///   it.
  package static func contents(of path: String, atMost limit: Int = largest) throws(Unreadable) -> String {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw .latest(ofOpening: path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .latest }
    // A pipe that nobody has written into yet would look like an empty file.
    guard status.st_mode & S_IFMT == S_IFREG || status.st_mode & S_IFMT == S_IFDIR else {
      throw Unreadable(reason: "it is no regular file; name a text file", isMissing: false)
    }
    let tooLarge = Unreadable(
      reason: "it holds more than \(limit >> 20) MiB; name a text file", isMissing: false)
    guard status.st_mode & S_IFMT != S_IFREG || status.st_size <= limit else { throw tooLarge }
    // One byte more than it says, to see its end; one that says none may have some all the same.
    var bytes = [UInt8](repeating: 0, count: max(4095, min(Int(status.st_size), limit)) + 1)
    var count = 0
    // Not through a stream of C's: a process that ends waits for each stream that somebody reads from.
    while count <= limit {
      if count == bytes.count {
        bytes += [UInt8](repeating: 0, count: bytes.count)
      }
      let more = bytes.withUnsafeMutableBytes {
        read(descriptor, $0.baseAddress?.advanced(by: count), $0.count - count)
      }
      if more < 0, errno == EINTR { continue }
      guard more >= 0 else { throw .latest }
      if more == 0 { break }
      count += more
    }
    guard count <= limit else { throw tooLarge }
    guard let text = String(validating: bytes[..<count], as: UTF8.self) else {
      let line = bytes[..<count].lineThatIsNotUTF8
      throw Unreadable(reason: "line \(line) is not UTF-8; save it as UTF-8", isMissing: false)
    }
    guard !bytes[..<count].contains(0) else {
      throw Unreadable(reason: "it holds a byte 0; name a text file", isMissing: false)
    }
    return text
  }
}

extension TextFile.Unreadable {
  /// Of a file that has not answered in time.
  package static let silent = TextFile.Unreadable(
    reason: "it does not answer; check its file system", isMissing: false, isOutOfReach: true)

  /// What the system said of the last call, which was to open the file.
  fileprivate static func latest(ofOpening path: String) -> TextFile.Unreadable {
    var unreadable = latest
    var status = stat()
    unreadable.isOutOfReach = !unreadable.isMissing && stat(path, &status) != 0
    return unreadable
  }

  /// What the system said of the last call.
  fileprivate static var latest: TextFile.Unreadable {
    let number = errno
    return TextFile.Unreadable(
      reason: SafeText(untrusted: String(cString: strerror(number))),
      isMissing: number == ENOENT || number == ENOTDIR)
  }
}

extension ArraySlice<UInt8> {
  /// The first line that cannot be decoded, counted from 1.
  fileprivate var lineThatIsNotUTF8: Int {
    let lines = split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
  }
}
