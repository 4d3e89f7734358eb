import Glibc

/// Whether others than root may decide on what a path holds.
enum OtherWriters {
  /// The first on the way to a file, from the root folder on and with the file, that others than root may write: whoever
  /// may write a folder puts another in the place of what is in it, and so does whose link is followed.
  static func first(onTheWayTo path: String) -> String? {
    var names = (path.hasPrefix("/") ? path : "\(workingFolder)/\(path)").split(separator: "/").map(
      String.init)
    var place = ""
    var links = 0
    if mayOthersThanRootWrite("/") { return "/" }
    while !names.isEmpty {
      let name = names.removeFirst()
      if name == "." { continue }
      if name == ".." {
        place = place.lastIndex(of: "/").map { String(place[..<$0]) } ?? ""
        continue
      }
      let next = "\(place)/\(name)"
      if mayOthersThanRootWrite(next) { return next }
      // As many as the system follows.
      guard links < 40, let target = target(ofLink: next) else {
        place = next
        continue
      }
      links += 1
      if target.hasPrefix("/") { place = "" }
      names = target.split(separator: "/").map(String.init) + names
    }
    return nil
  }

  private static var workingFolder: String {
    guard let folder = getcwd(nil, 0) else { return "" }
    defer { free(folder) }
    return String(cString: folder)
  }

  /// Where a link leads; `nil` of what is none.
  private static func target(ofLink path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &bytes, bytes.count)
    return count < 0 ? nil : String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Of a link its owner decides, for its permissions mean nothing. What cannot be looked at may be anybody's.
  private static func mayOthersThanRootWrite(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return true }
    if status.st_uid != 0 { return true }
    let kind = status.st_mode & S_IFMT
    // In a folder such as /tmp nobody takes away or replaces what is another's.
    let isSticky = kind == S_IFDIR && status.st_mode & S_ISVTX != 0
    let isOpen = status.st_mode & S_IWOTH != 0 || (status.st_mode & S_IWGRP != 0 && status.st_gid != 0)
    return kind != S_IFLNK && isOpen && !isSticky
  }
}
