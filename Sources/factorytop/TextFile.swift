import Glibc
import Text

/// A text file of the user's, such as a theme or a configuration.
enum TextFile {
  struct Unreadable: Error {
    let reason: SafeText
  }

  /// At most 1 MiB; such a file has a few kilobytes.
  static func contents(of path: String) throws(Unreadable) -> String {
    guard let file = fopen(path, "re") else { throw .latest }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    guard ferror(file) == 0 else { throw .latest }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}

extension TextFile.Unreadable {
  /// What the system said of the last call.
  fileprivate static var latest: TextFile.Unreadable {
    TextFile.Unreadable(reason: SafeText(untrusted: String(cString: strerror(errno))))
  }
}
