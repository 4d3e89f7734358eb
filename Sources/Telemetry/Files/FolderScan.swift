import Glibc
package import Text

/// What is found under one data root: regular files to look into, and what cannot be looked into.
package struct FolderScan: Sendable, Equatable {
  package struct File: Sendable, Equatable {
    package var path: DataPath
    package var stamp: FileStamp
    /// The name of the folder that holds it, a root's own name resolved; names the cluster when nothing else does.
    package var folderName: SafeText
    /// Whether that folder is the data root itself.
    package var isInRoot: Bool
  }

  /// What cannot be looked into, such as a link out of the roots, or more names than may be looked at.
  package struct Fault: Sendable, Equatable {
    package var path: DataPath
    package var error: TelemetryError
  }

  /// In the order of the bytes of their paths.
  package private(set) var files: [File] = []
  /// In the order of the bytes of their paths.
  package private(set) var faults: [Fault] = []
  /// Every folder that was walked.
  package private(set) var folders: Set<DataPath> = []
  /// Whether there is more than may be looked at.
  private(set) var isCut = false

  /// How deep folders are walked, and how many names of files, folders and whatever else are looked at.
  package static let maximumDepth = 4
  /// Under one root; what is more is left out, and is one fault.
  package static let maximumFiles = 32_768

  /// How much of folders may still be looked at: what a walk takes is bounded, whatever they hold.
  struct Room {
    var names: Int
    /// Whatever they are named, hidden ones too. Of so many the first names in order count; of more, those of the first that
    /// the file system gives.
    var entries: Int

    init(names: Int) {
      self.names = names
      entries = 16 * names
    }
  }

  /// What a folder holds that may be telemetry.
  struct Names {
    /// In the order of their bytes; of too many, the first.
    var names: [[UInt8]] = []
    /// How many entries were read.
    var entries = 0
    var isCut = false

    fileprivate mutating func cut(to count: Int) {
      names.sort { $0.lexicographicallyPrecedes($1) }
      isCut = isCut || names.count > count
      names.removeSubrange(min(count, names.count)...)
    }
  }

  init() {}

  /// Walks a folder, or looks at a file. Blocks until everything has answered, and where something does not, no longer
  /// than `patience`, but for a network file system on which much is dead.
  ///
  /// Hidden entries and those whose name ends in `~` or `.tmp` are skipped: so writers name what is not complete yet.
  /// Links into one of the `roots` are followed, others are faults, and no folder is walked twice. `roots` are those of
  /// the configuration; this one alone where they are left out. What is more than `fileLimit` names is left out, and that
  /// is one fault.
  package init(
    root: DataPath, roots: DataRoots? = nil, fileLimit: Int = maximumFiles, patience: Duration = .seconds(2)
  ) {
    let walk = FolderWalk(
      root: root, roots: roots ?? DataRoots([root]), fileLimit: fileLimit, patience: patience)
    self = walk.result()
    files.sort { $0.path < $1.path }
    if isCut { note(.tooManyFiles(limit: fileLimit), at: root) }
    faults.sort { $0.path < $1.path }
  }

  mutating func add(_ file: File) { files.append(file) }
  mutating func addFolder(_ path: DataPath) { folders.insert(path) }
  mutating func noteCut() { isCut = true }
  mutating func note(_ error: TelemetryError, at path: DataPath) {
    faults.append(Fault(path: path, error: error))
  }

  /// The names of the entries of a folder in one of the `roots`, which is opened as its files are.
  static func names(in folder: DataPath, of roots: DataRoots, room: Room) throws(TelemetryError) -> Names {
    let descriptor = try roots.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard let stream = fdopendir(descriptor) else {
      let failure = errno
      close(descriptor)
      throw .from(errno: failure)
    }
    defer { closedir(stream) }
    var found = Names()
    errno = 0
    while let entry = readdir(stream) {
      guard found.entries < room.entries else {
        found.isCut = true
        break
      }
      found.entries += 1
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if isTelemetryName(name) { found.names.append(name) }
      // Not at each, so that no more than twice as many are kept, and few are sorted again.
      if found.names.count > 2 * room.names { found.cut(to: room.names) }
      errno = 0
    }
    guard errno == 0 else { throw .from(errno: errno) }
    found.cut(to: room.names)
    return found
  }

  private static func isTelemetryName(_ name: [UInt8]) -> Bool {
    name.first != UInt8(ascii: ".") && name.last != UInt8(ascii: "~")
      && !name.suffix(4).elementsEqual(".tmp".utf8)
  }
}
