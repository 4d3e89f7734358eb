import ArgumentParser
import Glibc
import Text

/// The temporary folder of one demo, which is locked as long as its process lives: so the next demo can tell the folders
/// of processes that were killed, and removes them.
struct DemoFolder: Sendable {
  let path: String
  /// The folder, open until the process ends; the lock is on it.
  private let descriptor: Int32

  private static let prefix = "factorytop-demo-"
  private static let opening = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC

  /// Makes one; `nil`, with `errno` set, where there is no place for it.
  init?(in base: String) {
    // Whoever sweeps may take it for an old one until it is locked.
    for _ in 0..<10 {
      // mkdtemp writes the name that it has found into the template.
      var template = Array("\(base)/\(Self.prefix)XXXXXX".utf8CString)
      guard mkdtemp(&template) != nil else { return nil }
      let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let descriptor = open(path, Self.opening)
      guard descriptor >= 0 else { return nil }
      // Where the file system has no such locks, nobody sweeps it either.
      let isTaken = flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
      if !isTaken, access(path, F_OK) == 0 {
        self.path = path
        self.descriptor = descriptor
        return
      }
      close(descriptor)
    }
    return nil
  }

  /// Makes one where temporary files are, and removes those of demos that were killed.
  ///
  /// - Throws: `ExitCode.undone` after having said that there is no place for it.
  static func make() throws -> DemoFolder {
    // As POSIX has it: TMPDIR names the place for temporary files, and /tmp is always there.
    let base = getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    sweep(base)
    guard let place = DemoFolder(in: base) else {
      complain(
        "the demo needs a temporary folder under \(SafeText(untrusted: base)): \(SafeText(untrusted: String(cString: strerror(errno)))); set TMPDIR to one that can be written to."
      )
      throw ExitCode.undone
    }
    return place
  }

  /// Removes it with what is in it.
  func remove() {
    Self.empty(descriptor)
    rmdir(path)
  }

  /// Removes what demos left in `base` that could not remove it themselves.
  ///
  /// In a folder that everybody may write, anybody may have put anything under such a name: only a folder of this user
  /// is looked at that nobody else may enter and that no living process has locked, and no link is followed.
  static func sweep(_ base: String) {
    let folder = open(base, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    defer { close(folder) }
    for name in FolderListing.names(of: folder) where isName(name) {
      let old = openat(folder, name, opening)
      guard old >= 0 else { continue }
      defer { close(old) }
      var status = stat()
      guard fstat(old, &status) == 0, status.st_uid == geteuid(), status.st_mode & 0o077 == 0,
        flock(old, LOCK_EX | LOCK_NB) == 0
      else { continue }
      empty(old)
      unlinkat(folder, name, AT_REMOVEDIR)
    }
  }

  /// Whether `mkdtemp` makes such a name of ours.
  private static func isName(_ name: String) -> Bool {
    name.hasPrefix(prefix) && name.utf8.count == prefix.utf8.count + 6
  }

  /// Removes what is in a folder: files, and folders of files, for a demo has nothing deeper.
  private static func empty(_ folder: Int32, levels: Int = 1) {
    for name in FolderListing.names(of: folder) {
      if unlinkat(folder, name, 0) == 0 { continue }
      guard levels > 0, case let inner = openat(folder, name, opening), inner >= 0 else { continue }
      empty(inner, levels: levels - 1)
      close(inner)
      unlinkat(folder, name, AT_REMOVEDIR)
    }
  }
}
