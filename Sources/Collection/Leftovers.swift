import Glibc
import Text

extension ReplacementFile {
  /// Removes what processes that were killed have left behind in a folder, which is `output` or lies below it: files named
  /// as new versions are that nobody has written to for a day. No link is followed below `output`.
  package static func removeLeftovers(in folder: String, of output: OutputFolder) {
    output.forEachName(in: folder) { folder, bytes in
      guard isTemporary(bytes) else { return }
      let name = String(decoding: bytes, as: UTF8.self)
      var status = stat()
      if fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.st_mode & S_IFMT == S_IFREG,
        status.st_mtim.tv_sec < time(nil) - 86_400
      {
        unlinkat(folder, name, 0)
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
