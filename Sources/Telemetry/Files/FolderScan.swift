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
  private let fileLimit: Int
  private var visited: Set<FolderIdentity> = []

  private struct FolderIdentity: Hashable {
    var device: UInt64
    var inode: UInt64
  }

  /// The folder that an entry was found in.
  private struct Holder {
    var name: SafeText
    /// 0 for a root.
    var depth: Int
  }

  /// Walks a folder, or looks at a file. Blocks as long as the file system does.
  ///
  /// Hidden entries and those whose name ends in `~` or `.tmp` are skipped: so writers name what is not complete yet.
  /// Links are followed, but no folder is walked twice.
  package init(root: DataPath, fileLimit: Int = maximumFiles) {
    self.fileLimit = fileLimit
    look(at: root, in: Holder(name: Self.resolvedName(of: root.folder), depth: 0))
    files.sort { $0.path < $1.path }
    faults.sort { $0.path < $1.path }
    if files.count > fileLimit {
      files.removeSubrange(fileLimit...)
      faults.append(Fault(path: root, error: .tooManyFiles(limit: fileLimit)))
    }
  }

  private mutating func look(at path: DataPath, in holder: Holder) {
    // One more than allowed is proof enough that there are too many.
    guard files.count <= fileLimit else { return }
    do throws(TelemetryError) {
      let (stamp, type) = try FileStamp.of(path)
      switch type {
      case .regular:
        files.append(File(path: path, stamp: stamp, folderName: holder.name, isInRoot: holder.depth <= 1))
      case .folder:
        guard holder.depth <= Self.maximumDepth,
          visited.insert(FolderIdentity(device: stamp.device, inode: stamp.inode)).inserted
        else { return }
        folders.insert(path)
        let inside = Holder(
          name: holder.depth == 0 ? Self.resolvedName(of: path) : path.lastComponent, depth: holder.depth + 1)
        for name in try Self.names(in: path) { look(at: path.appending(name), in: inside) }
      case .pipe, .socket, .device: throw .notAFile(type)
      }
    } catch {
      faults.append(Fault(path: path, error: error))
    }
  }

  private static func resolvedName(of folder: DataPath) -> SafeText {
    (folder.resolved ?? folder).lastComponent
  }

  /// The names of a folder's entries that may be telemetry, in the order of their bytes.
  private static func names(in folder: DataPath) throws(TelemetryError) -> [[UInt8]] {
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
