import Glibc
package import Text

/// A new version of a file, written beside the old one under a hidden name and put in its place in one step.
///
/// Readers find the old version or the new one, never half of one, also after a power cut. A value that ends without
/// `commit()` leaves the old version as it was and nothing beside it.
package struct ReplacementFile: ~Copyable {
  private let path: String
  private let temporary: String
  private let descriptor: Int32

  /// Makes the hidden file, and every folder on the way to it that is not there yet.
  ///
  /// The name carries a number left to chance: processes that write the same file take turns at replacing it, whole,
  /// also those of two containers, which may have one process ID.
  package init(for path: String) throws(ReplacementError) {
    let nameStart = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let (folder, name) = (path[..<nameStart], path[nameStart...])
    guard !name.isEmpty else { throw ReplacementError(.write, path, EISDIR) }
    for slash in folder.indices where folder[slash] == "/" && slash > folder.startIndex {
      let above = String(folder[..<slash])
      if mkdir(above, 0o755) != 0, errno != EEXIST { throw ReplacementError(.makeFolder, above, errno) }
    }
    let ending = ".\(UInt64.random(in: 0...UInt64.max)).tmp"
    let temporary =
      "\(folder).\(Self.beginning(of: name, bytes: Int(NAME_MAX) - 1 - ending.utf8.count))\(ending)"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw ReplacementError(.write, path, errno) }
    self.path = path
    self.temporary = temporary
    self.descriptor = descriptor
  }

  /// As much of a name as so many bytes hold: a name may be as long as the system lets it be.
  private static func beginning(of name: Substring, bytes: Int) -> Substring {
    var name = name
    while name.utf8.count > bytes { name.removeLast() }
    return name
  }

  /// Where the new version is until it is committed.
  package var temporaryPath: String { temporary }

  /// Adds bytes at the end, all of them.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(ReplacementError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw ReplacementError(.write, path, errno) }
      rest = rest.dropFirst(count)
    }
  }

  /// As `write(_:)` for bytes that are at hand.
  package func write(_ bytes: [UInt8]) throws(ReplacementError) {
    let failure = bytes.withUnsafeBytes { buffer in
      Result { () throws(ReplacementError) in try write(buffer) }
    }
    try failure.get()
  }

  /// Puts the new version in the place of the old one. Waits for the disk.
  package consuming func commit() throws(ReplacementError) {
    guard fsync(descriptor) == 0 else { throw ReplacementError(.write, path, errno) }
    guard rename(temporary, path) == 0 else { throw ReplacementError(.replace, path, errno) }
  }

  deinit {
    close(descriptor)
    // After a commit there is nothing of that name any more.
    unlink(temporary)
  }

  /// Replaces a file by `bytes`, or leaves it as it was.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(ReplacementError) {
    let file = try ReplacementFile(for: path)
    try file.write(bytes)
    try file.commit()
  }
}

/// Which file or folder could not be written, and what the system said.
package struct ReplacementError: Error, Equatable, Sendable {
  package enum Step: Sendable {
    case makeFolder, write, replace
  }
  package let step: Step
  package let path: String
  package let errno: Int32

  init(_ step: Step, _ path: String, _ errno: Int32) {
    self.step = step
    self.path = path
    self.errno = errno
  }

  /// What is wrong and what to do, in one sentence.
  package var sentence: SafeText {
    let deed: SafeText =
      switch step {
      case .makeFolder: "cannot make the folder"
      case .write: "cannot write"
      case .replace: "cannot replace"
      }
    let cause = SafeText(untrusted: String(cString: strerror(errno)))
    return "\(deed) \(SafeText(untrusted: path)): \(cause); \(remedy)"
  }

  private var remedy: SafeText {
    switch errno {
    case ENOSPC, EDQUOT: "make room on that file system"
    case EACCES, EPERM, EROFS: "make it writable for user \(geteuid()), or name another place"
    default: "check the path and its file system"
    }
  }
}
