import Glibc
package import Model

/// What the file system says of a file; while it stays the same, so do the bytes.
package struct FileStamp: Hashable, Sendable {
  package var device: UInt64
  package var inode: UInt64
  /// In bytes.
  package var size: Int64
  /// Nanoseconds since 1970, as `FileClock` reckons them.
  package var modified: Int64
  /// Nanoseconds since 1970. Moves even where a writer sets `modified` back, as `cp -p` does.
  package var changed: Int64

  /// `modified` without the part of a second.
  package var modifiedAt: Timestamp { Timestamp(secondsSince1970: modified / 1_000_000_000) }

  /// Whether a change to come will show (`FileClock`).
  package func isSettled(atWallNanoseconds now: Int64) -> Bool {
    FileClock.hasTicked(sinceModified: modified, changed: changed, at: now)
  }
}

extension FileStamp {
  /// Follows links. Blocks as long as the file system does.
  ///
  /// - Throws: `missing` where nothing is there, else `unreadable` with what the system said.
  package static func of(_ path: DataPath) throws(TelemetryError) -> (stamp: FileStamp, type: FileType) {
    var status = stat()
    guard path.withCString({ stat($0, &status) }) == 0 else { throw .from(errno: errno) }
    return (FileStamp(status), FileType(status))
  }

  /// Whether a path leads to a link. Blocks as long as the file system does.
  static func isLink(_ path: DataPath) throws(TelemetryError) -> Bool {
    var status = stat()
    guard path.withCString({ lstat($0, &status) }) == 0 else { throw .from(errno: errno) }
    return status.st_mode & S_IFMT == S_IFLNK
  }

  static func of(descriptor: Int32) throws(TelemetryError) -> (stamp: FileStamp, type: FileType) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .from(errno: errno) }
    return (FileStamp(status), FileType(status))
  }

  private init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    modified = FileClock.nanoseconds(seconds: status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    changed = FileClock.nanoseconds(seconds: status.st_ctim.tv_sec, status.st_ctim.tv_nsec)
  }
}

extension FileType {
  fileprivate init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .regular
    case S_IFDIR: self = .folder
    case S_IFIFO: self = .pipe
    case S_IFSOCK: self = .socket
    default: self = .device
    }
  }
}

extension TelemetryError {
  /// Nothing at the end of a path is its own case; the rest keeps its number.
  static func from(errno: Int32) -> TelemetryError {
    errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(errno: errno)
  }
}
