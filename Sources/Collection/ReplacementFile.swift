import Glibc
import Telemetry
package import Text

/// A new version of a file, written beside the old one under a hidden name and put in its place in one step.
///
/// Readers find the old version or the new one, never half of one, also after a power cut. A value that ends without
/// `commit()` leaves the old version as it was and nothing beside it. The new one keeps the old one's permissions and,
/// where the system lets it, its group.
package struct ReplacementFile: ~Copyable {
  private let path: String
  private let name: String
  private let temporary: String
  /// The folder that holds both, open: whatever becomes of its path, both stay in it.
  private let parent: Int32
  private let descriptor: Int32

  /// Makes the hidden file, and every folder on the way to it that is not there yet. Below `output`, where it is given,
  /// with the permissions that it tells, and without following links.
  ///
  /// The name carries a number left to chance: processes that write the same file take turns at replacing it, whole,
  /// also those of two containers, which may have one process ID.
  ///
  /// - Throws: why a folder on the way cannot be made, entered or trusted, or the hidden file cannot be made in it;
  ///   also where `path` ends in `/`.
  package init(for path: String, in output: OutputFolder? = nil) throws(ReplacementError) {
    let nameStart = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let (folder, name) = (path[..<nameStart], path[nameStart...])
    guard !name.isEmpty else { throw ReplacementError(.write, path, EISDIR) }
    let parent = if let output { try output.openParent(of: path) } else { try Self.openParent(folder) }
    let ending = ".\(UInt64.random(in: 0...UInt64.max)).tmp"
    let temporary = ".\(Self.beginning(of: name, bytes: Int(NAME_MAX) - 1 - ending.utf8.count))\(ending)"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    // Nobody may read it who may not read the old version, not even before it has that one's permissions.
    let isNew = output == nil && faccessat(parent, String(name), F_OK, AT_SYMLINK_NOFOLLOW) != 0
    let descriptor = openat(parent, temporary, flags, isNew ? 0o644 : 0o600)
    guard descriptor >= 0 else {
      let failure = errno
      close(parent)
      throw ReplacementError(.write, path, failure)
    }
    self.path = path
    self.name = String(name)
    self.temporary = temporary
    self.parent = parent
    self.descriptor = descriptor
    temporaryPath = "\(folder)\(temporary)"
    setPermissions(output)
  }

  private static func openParent(_ folder: Substring) throws(ReplacementError) -> Int32 {
    try makeFolders(String(folder), mode: 0o755)
    let path = folder.isEmpty ? "." : String(folder)
    let parent = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard parent >= 0 else { throw ReplacementError(.enter, path, errno) }
    return parent
  }

  /// Every folder on the way to `path`, which ends in `/`.
  static func makeFolders(_ path: String, mode: UInt32) throws(ReplacementError) {
    for slash in path.indices where path[slash] == "/" && slash > path.startIndex {
      let above = String(path[..<slash])
      if mkdir(above, mode) != 0, errno != EEXIST { throw ReplacementError(.makeFolder, above, errno) }
    }
  }

  /// Those of the version that is there, else those of what is new.
  private func setPermissions(_ output: OutputFolder?) {
    var old = stat()
    var own = stat()
    fstat(descriptor, &own)
    if fstatat(parent, name, &old, AT_SYMLINK_NOFOLLOW) == 0, old.st_mode & S_IFMT == S_IFREG {
      let keepsGroup = own.st_gid == old.st_gid || fchown(descriptor, uid_t.max, old.st_gid) == 0
      // Another group is not let in where the old one cannot be kept.
      fchmod(descriptor, old.st_mode & (keepsGroup ? 0o777 : 0o707))
    } else if let output {
      if let group = output.group { fchown(descriptor, uid_t.max, group) }
      fchmod(descriptor, output.mode)
    }
  }

  /// As much of a name as so many bytes hold: a name may be as long as the system lets it be.
  private static func beginning(of name: Substring, bytes: Int) -> Substring {
    var name = name
    while name.utf8.count > bytes { name.removeLast() }
    return name
  }

  /// Where the new version is until it is committed.
  package let temporaryPath: String

  /// Waits until no other program has its turn at the folder, which is this one's then until the file goes: who reads the
  /// old version from here on, and writes it with a change, loses nobody else's. Where the file system has no such locks,
  /// it does nothing.
  package func waitForTurn() {
    while flock(parent, LOCK_EX) != 0, errno == EINTR {}
  }

  /// Adds bytes at the end, all of them.
  ///
  /// - Throws: what the system said where it does not take all of them; the old version stays.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(ReplacementError) {
    if let failure = writeAll(bytes, to: descriptor) { throw ReplacementError(.write, path, failure) }
  }

  /// As `write(_:)` for bytes that are at hand.
  ///
  /// - Throws: as that.
  package func write(_ bytes: [UInt8]) throws(ReplacementError) {
    let failure = bytes.withUnsafeBytes { buffer in
      Result { () throws(ReplacementError) in try write(buffer) }
    }
    try failure.get()
  }

  /// Whether it is the file that was found to have this stamp, and not another one that took its hidden name.
  func isFile(of stamp: FileStamp?) -> Bool {
    var own = stat()
    guard let stamp, fstat(descriptor, &own) == 0 else { return false }
    return UInt64(own.st_dev) == stamp.device && UInt64(own.st_ino) == stamp.inode
  }

  /// Puts the new version in the place of the old one. Waits for the disk.
  ///
  /// - Throws: what the system said where the new version does not reach the disk, or not its place; the old version
  ///   stays.
  package consuming func commit() throws(ReplacementError) {
    guard fsync(descriptor) == 0 else { throw ReplacementError(.write, path, errno) }
    guard renameat(parent, temporary, parent, name) == 0 else {
      throw ReplacementError(.replace, path, errno)
    }
  }

  deinit {
    close(descriptor)
    // After a commit there is nothing of that name any more.
    unlinkat(parent, temporary, 0)
    close(parent)
  }

  /// Replaces a file by `bytes`, or leaves it as it was.
  ///
  /// - Throws: what making, writing or committing the new version throws.
  package static func replace(_ path: String, with bytes: [UInt8], in output: OutputFolder? = nil)
    throws(ReplacementError)
  {
    let file = try ReplacementFile(for: path, in: output)
    try file.write(bytes)
    try file.commit()
  }
}

/// Which file or folder could not be written, and what the system said.
package struct ReplacementError: Error, Equatable, Sendable {
  /// What was not possible.
  package enum Step: Sendable {
    case makeFolder, enter, write, replace
    /// Everybody may write the folder.
    case trust
  }
  package let step: Step
  /// Of the file or folder that the step was for.
  package let path: String
  /// The system's error number; `ELOOP` where a link is not followed.
  package let errno: Int32

  init(_ step: Step, _ path: String, _ errno: Int32) {
    self.step = step
    self.path = path
    self.errno = errno
  }

  /// What is wrong and what to do, in one sentence.
  package var sentence: SafeText {
    if step == .trust { return Self.sentence(ofOpenFolder: SafeText(untrusted: path)) }
    let failure: SafeText =
      switch step {
      case .makeFolder: "cannot make the folder"
      case .enter, .trust: "cannot enter the folder"
      case .write: "cannot write"
      case .replace: "cannot replace"
      }
    let cause = errno == ELOOP ? "it is a link" : SafeText(untrusted: String(cString: strerror(errno)))
    return "\(failure) \(SafeText(untrusted: path)): \(cause); \(remedy)"
  }

  /// Of a folder that everybody may write.
  package static func sentence(ofOpenFolder path: SafeText) -> SafeText {
    "\(path) may be written by everybody, who could put other figures there; take that away with chmod o-w"
  }

  private var remedy: SafeText {
    switch errno {
    case ENOSPC, EDQUOT: "make room on that file system"
    case ELOOP: "put a folder in the place of a link there, or name what it leads to"
    case EACCES, EPERM, EROFS: "make it writable for user \(geteuid()), or name another place"
    default: "check the path and its file system"
    }
  }
}
