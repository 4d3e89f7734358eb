import Glibc
package import Text

/// The shared folder of a journal, open: what is done in it is done in this folder, whatever becomes of its name.
package struct JournalFolder {
  let path: [CChar]
  let descriptor: Descriptor
  /// Its path, for messages.
  package let name: SafeText

  /// - Throws: `JournalError.noFolder`.
  package init(_ path: String) throws(JournalError) {
    let terminated = Descriptor.cString(Array(path.utf8))
    name = SafeText(untrusted: path)
    self.path = terminated
    do throws(SystemError) {
      descriptor = try Descriptor { open(terminated, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK) }
    } catch {
      throw .noFolder(name, errno: error.errno)
    }
  }

  /// Why this user can record nothing here, in one clause; `nil` when they can. To be said before anybody decides.
  package var obstacle: SafeText? {
    if faccessat(descriptor.number, ".", W_OK | X_OK, AT_EACCESS) != 0 {
      return SafeText(untrusted: String(cString: strerror(errno)))
    }
    return leadsHere ? nil : "it was moved or removed"
  }

  /// Whether the path still leads to this folder, so that others find what is written here.
  var leadsHere: Bool {
    var found = stat()
    guard let own = try? descriptor.status(), stat(path, &found) == 0 else { return false }
    return own.st_dev == found.st_dev && own.st_ino == found.st_ino
  }

  /// The names of the journal's files, in the order of their bytes.
  func fileNames() throws(JournalError) -> [[UInt8]] {
    let copy: Int32
    do throws(SystemError) {
      copy = try SystemError.check(retrying: true) {
        openat(descriptor.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      }
    } catch {
      throw .noFolder(name, errno: error.errno)
    }
    guard let stream = fdopendir(copy) else {
      let failure = errno
      Glibc.close(copy)
      throw .noFolder(name, errno: failure)
    }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    errno = 0
    while let entry = readdir(stream) {
      let entryName = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if entryName.first != UInt8(ascii: "."), entryName.suffix(6).elementsEqual(".jsonl".utf8) {
        names.append(entryName)
      }
      errno = 0
    }
    guard errno == 0 else { throw .noFolder(name, errno: errno) }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
