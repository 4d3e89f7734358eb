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
  /// Below the folder no link is followed: it may lead to telemetry that is real. Where there is one in the place of a
  /// folder, nothing is written at all. Stops at the first document that cannot be written; the files before it are
  /// complete.
  ///
  /// - Throws: the first folder or file that cannot be made or written, and why; a link in the place of a folder is
  ///   `ELOOP`.
  package mutating func write(_ documents: [SimulatedDocument]) throws(FolderError) {
    let changed = documents.filter { written[$0.path] != $0.contents }
    try refuseLinks(to: changed)
    for document in changed {
      try replace(document)
      written[document.path] = document.contents
    }
  }

  /// Throws where a link stands for a folder of one of the documents.
  ///
  /// - Throws: the first such link, as `ELOOP`.
  package func refuseLinks(to documents: [SimulatedDocument]) throws(FolderError) {
    for document in documents {
      var place = folder
      for name in document.path.split(separator: "/").dropLast() {
        place += "/\(name)"
        if Self.isLink(place) { throw FolderError(.enter, place, ELOOP) }
      }
    }
  }

  private static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  private func replace(_ document: SimulatedDocument) throws(FolderError) {
    let names = document.path.split(separator: "/").map(String.init)
    guard let name = names.last else { return }
    let parent = try openParent(names.dropLast())
    defer { close(parent) }
    let path = "\(folder)/\(document.path)"
    let temporary = ".\(name).tmp"
    do throws(FolderError) {
      try fill(temporary, in: parent, for: path, with: document.contents)
      guard renameat(parent, temporary, parent, name) == 0 else { throw FolderError(.rename, path, errno) }
    } catch {
      unlinkat(parent, temporary, 0)
      throw error
    }
  }

  /// Opens the folder of a document, and makes what is missing on the way to it. One after the other and without following
  /// a link, for one may have been put there since.
  ///
  /// - Returns: a descriptor that its caller has to close.
  private func openParent(_ names: ArraySlice<String>) throws(FolderError) -> Int32 {
    try makeFolders(folder + "/")
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    var parent = open(folder, flags)
    guard parent >= 0 else { throw FolderError(.enter, folder, errno) }
    var place = folder
    for name in names {
      let above = parent
      defer { close(above) }
      place += "/\(name)"
      guard mkdirat(above, name, 0o755) == 0 || errno == EEXIST else {
        let failure = errno
        throw FolderError(.makeFolder, place, failure)
      }
      parent = openat(above, name, flags | O_NOFOLLOW)
      guard parent >= 0 else {
        let failure = errno
        // Of a link the system says that it is no folder.
        throw FolderError(.enter, place, Self.isLink(place) ? ELOOP : failure)
      }
    }
    return parent
  }

  /// Every folder on the way to `parent`, which ends in `/`.
  private func makeFolders(_ parent: String) throws(FolderError) {
    for slash in parent.indices where parent[slash] == "/" && slash > parent.startIndex {
      let path = String(parent[..<slash])
      guard mkdir(path, 0o755) != 0, errno != EEXIST else { continue }
      throw FolderError(.makeFolder, path, errno)
    }
  }

  /// Fills a new file of that name, so that a link in its place does not decide on what is written over.
  private func fill(
    _ name: String, in parent: Int32, for path: String, with contents: [UInt8]
  ) throws(FolderError) {
    unlinkat(parent, name, 0)
    let file = openat(parent, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
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
  /// What was not possible.
  package enum Step: Sendable {
    case makeFolder, enter, write, rename
  }
  package let step: Step
  package let path: String
  /// The system's error number.
  package let code: Int32

  init(_ step: Step, _ path: String, _ code: Int32) {
    self.step = step
    self.path = path
    self.code = code
  }

  /// One sentence for the person who named the folder.
  package var description: String {
    if step == .enter, code == ELOOP {
      return
        "\(path) is a link, and may lead to real telemetry: nothing is written through it; remove it, or name a folder of its own with --out"
    }
    let failure =
      switch step {
      case .makeFolder: "cannot make the folder"
      case .enter: "cannot write into"
      case .write: "cannot write"
      case .rename: "cannot replace"
      }
    let cause = unsafe String(cString: strerror(code))
    return "\(failure) \(path): \(cause) (errno \(code)); choose another folder or make this one writable"
  }
}
