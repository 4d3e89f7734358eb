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

  package struct Fault: Sendable, Equatable {
    package var path: DataPath
    package var error: TelemetryError
  }

  /// In the order of the bytes of their paths.
  package private(set) var files: [File] = []
  package private(set) var faults: [Fault] = []
  /// Every folder that was walked.
  package private(set) var folders: Set<DataPath> = []

  /// How deep folders are walked, and how many files are looked at.
  package static let maximumDepth = 4
  package static let maximumFiles = 32_768

  init() {}

  /// Walks a folder, or looks at a file. Blocks until everything has answered, and where something does not, no longer
  /// than `patience`, but for a network file system on which much is dead.
  ///
  /// Hidden entries and those whose name ends in `~` or `.tmp` are skipped: so writers name what is not complete yet.
  /// Links into one of the `roots` are followed, others are faults, and no folder is walked twice. `roots` are those of
  /// the configuration; this one alone where they are left out.
  package init(
    root: DataPath, roots: DataRoots? = nil, fileLimit: Int = maximumFiles, patience: Duration = .seconds(2)
  ) {
    let walk = FolderWalk(
      root: root, roots: roots ?? DataRoots([root]), fileLimit: fileLimit, patience: patience)
    self = walk.result()
    files.sort { $0.path < $1.path }
    if files.count > fileLimit {
      files.removeSubrange(fileLimit...)
      note(.tooManyFiles(limit: fileLimit), at: root)
    }
    faults.sort { $0.path < $1.path }
  }

  mutating func add(_ file: File) { files.append(file) }
  mutating func addFolder(_ path: DataPath) { folders.insert(path) }
  mutating func note(_ error: TelemetryError, at path: DataPath) {
    faults.append(Fault(path: path, error: error))
  }

  /// The names of a folder's entries that may be telemetry, in the order of their bytes.
  static func names(in folder: DataPath) throws(TelemetryError) -> [[UInt8]] {
    guard let stream = folder.withCString({ opendir($0) }) else { throw .from(errno: errno) }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if isTelemetryName(name) { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw .from(errno: errno) }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private static func isTelemetryName(_ name: [UInt8]) -> Bool {
    name.first != UInt8(ascii: ".") && name.last != UInt8(ascii: "~")
      && !name.suffix(4).elementsEqual(".tmp".utf8)
  }
}
