import Glibc
import Text

extension ReplacementFile {
  /// Removes what processes that were killed have left behind in a folder: files named as new versions are that nobody
  /// has written to for a day.
  package static func removeLeftovers(in folder: String) {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      guard isTemporary(bytes) else { continue }
      let path = "\(folder)/\(String(decoding: bytes, as: UTF8.self))"
      var status = stat()
      if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        status.st_mtim.tv_sec < time(nil) - 86_400
      {
        unlink(path)
      }
    }
  }

  /// `.<name>.<number>.tmp`
  private static func isTemporary(_ name: [UInt8]) -> Bool {
    let point = UInt8(ascii: ".")
    let parts = name.split(separator: point, omittingEmptySubsequences: false)
    guard parts.count >= 4, name.first == point, let number = parts.dropLast().last else { return false }
    return parts.last?.elementsEqual("tmp".utf8) == true && !number.isEmpty
      && number.allSatisfy(\.isAsciiDigit)
  }
}
