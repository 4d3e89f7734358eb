import Glibc

/// A folder that is written into, and who may read what is new there.
package struct OutputFolder: Sendable, Equatable {
  /// What the path itself leads through may be links; below it none is followed.
  package var path: String
  /// The permissions of new files. Whoever may read them may enter new folders.
  package var mode: UInt32 = 0o640
  /// The group of what is new; `nil` for that of the process.
  package var group: UInt32?

  package init(path: String, mode: UInt32 = 0o640, group: UInt32? = nil) {
    self.path = path
    self.mode = mode
    self.group = group
  }

  var folderMode: UInt32 { mode | (mode & 0o444) >> 2 }

  /// Opens the folder that is to hold `path`, which lies below this one, and makes what is missing on the way. Opened one
  /// after the other and without following a link, so that nobody who may write into one of them leads it elsewhere.
  ///
  /// Nothing is made where `isMaking` is false. A folder that everybody may write is not entered: whoever adds a file
  /// there, or puts one in the place of another, decides on what is shown.
  ///
  /// - Returns: a descriptor that its caller has to close.
  func openParent(of path: String, making isMaking: Bool = true) throws(ReplacementError) -> Int32 {
    var parent = try openRoot(making: isMaking)
    var place = self.path
    let names = path.dropFirst(self.path.count).split(separator: "/").dropLast()
    for name in names {
      place += "/\(name)"
      let next: Int32
      do throws(ReplacementError) {
        next = try enter(String(name), in: parent, at: place, making: isMaking)
      } catch {
        close(parent)
        throw error
      }
      close(parent)
      parent = next
    }
    return parent
  }

  /// Calls `body` with a folder that is this one or lies below it, open, and with each name in it; never where it is not
  /// there or cannot be entered.
  func forEachName(in folder: String, _ body: (_ folder: Int32, _ name: [UInt8]) -> Void) {
    guard let opened = try? openParent(of: "\(folder)/.", making: false) else { return }
    guard let stream = fdopendir(opened) else {
      close(opened)
      return
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      body(opened, withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) })
    }
  }

  private func openRoot(making isMaking: Bool) throws(ReplacementError) -> Int32 {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    var root = open(path, flags)
    if root < 0, errno == ENOENT, isMaking {
      try ReplacementFile.makeFolders(path + "/", mode: folderMode)
      root = open(path, flags)
      if root >= 0, let group { fchown(root, uid_t.max, group) }
    }
    guard root >= 0 else { throw ReplacementError(.enter, path, errno) }
    return try trusted(root, at: path)
  }

  private func enter(
    _ name: String, in parent: Int32, at place: String, making isMaking: Bool
  ) throws(ReplacementError) -> Int32 {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let there = openat(parent, name, flags)
    if there >= 0 { return try trusted(there, at: place) }
    let failure = errno
    guard failure == ENOENT, isMaking else {
      var status = stat()
      // What the system calls no folder may be a link to one.
      let isLink =
        fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFLNK
      throw ReplacementError(.enter, place, isLink ? ELOOP : failure)
    }
    guard mkdirat(parent, name, 0o700) == 0 || errno == EEXIST else {
      throw ReplacementError(.makeFolder, place, errno)
    }
    let made = openat(parent, name, flags)
    guard made >= 0 else { throw ReplacementError(.enter, place, errno) }
    if let group { fchown(made, uid_t.max, group) }
    fchmod(made, folderMode)
    return made
  }

  private func trusted(_ folder: Int32, at place: String) throws(ReplacementError) -> Int32 {
    var status = stat()
    guard fstat(folder, &status) == 0, status.st_mode & S_IWOTH != 0 else { return folder }
    close(folder)
    throw ReplacementError(.trust, place, EPERM)
  }
}
