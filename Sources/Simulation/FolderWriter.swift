import Glibc

/// Writes documents into a data folder the way a careful cron job does: beside the old one under a hidden name, then
/// renamed over it, so that a reader finds the old version or the new one and never half of one.
///
/// Nothing is forced to the disk: made-up data need not survive a power cut.
package struct FolderWriter: Sendable {
  package let folder: String
  /// What was written last, so that documents that stayed the same are left alone.
  private var written: [String: [UInt8]] = [:]

  package init(folder: String) { self.folder = folder }

  /// Writes those of `documents` that changed, in their order; folders are made as needed.
  ///
  /// Stops at the first that cannot be written; the files before it are complete.
  package mutating func write(_ documents: [SimulatedDocument]) throws(FolderError) {
    for document in documents where written[document.path] != document.contents {
      try replace(document)
      written[document.path] = document.contents
    }
  }

  private func replace(_ document: SimulatedDocument) throws(FolderError) {
    let path = "\(folder)/\(document.path)"
    let nameStart = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let (parent, name) = (path[..<nameStart], path[nameStart...])
    try makeFolders(parent)
    let temporary = "\(parent).\(name).tmp"
    do throws(FolderError) {
      try fill(temporary, with: document.contents)
      guard rename(temporary, path) == 0 else { throw FolderError(.rename, path, errno) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Every folder on the way to `parent`, which ends in `/`.
  private func makeFolders(_ parent: Substring) throws(FolderError) {
    for slash in parent.indices where parent[slash] == "/" && slash > parent.startIndex {
      let path = String(parent[..<slash])
      guard mkdir(path, 0o755) != 0, errno != EEXIST else { continue }
      throw FolderError(.makeFolder, path, errno)
    }
  }

  private func fill(_ path: String, with contents: [UInt8]) throws(FolderError) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw FolderError(.write, path, errno) }
    var rest = contents[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        let failure = errno
        close(file)
        throw FolderError(.write, path, failure)
      }
      rest = rest.dropFirst(count)
    }
    guard close(file) == 0 else { throw FolderError(.write, path, errno) }
  }
}

/// Which file or folder could not be written, and what the system said.
package struct FolderError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Step: Sendable {
    case makeFolder, write, rename
  }
  package let step: Step
  package let path: String
  package let code: Int32

  init(_ step: Step, _ path: String, _ code: Int32) {
    self.step = step
    self.path = path
    self.code = code
  }

  /// One sentence for the person who named the folder.
  package var description: String {
    let deed =
      switch step {
      case .makeFolder: "cannot make the folder"
      case .write: "cannot write"
      case .rename: "cannot replace"
      }
    let cause = unsafe String(cString: strerror(code))
    return "\(deed) \(path): \(cause) (errno \(code)); choose another folder or make this one writable"
  }
}
