import Glibc
import Text

/// The folders and files of telemetry that the configuration names: only what lies in them is read.
///
/// A link is followed where what it leads to lies in one of them too. What is named may itself be a link.
package struct DataRoots: Sendable, Equatable {
  package let paths: [DataPath]

  /// Each once, in the order given.
  package init(_ paths: [DataPath]) {
    var seen: Set<DataPath> = []
    self.paths = paths.filter { seen.insert($0).inserted }
  }

  /// Where a path leads, without links. Blocks as long as the file system does.
  ///
  /// - Throws: `.linkOutside` where that lies in none of the folders.
  func target(of path: DataPath) throws(TelemetryError) -> DataPath {
    guard let target = path.resolved else { throw .from(errno: errno) }
    let isInside = paths.contains { root in
      root.resolved.map { target == $0 || target.isBelow($0) } ?? false
    }
    guard isInside || paths.contains(path) else { throw .linkOutside(target: target.text) }
    return target
  }

  /// Opens a path that lies in one of the folders, one name after the other and without following a link, so that
  /// nobody can put another file in its place between looking and opening. Where a link is met, what it leads to is
  /// opened in the same way.
  ///
  /// - Returns: a descriptor that its caller has to close.
  func open(_ path: DataPath, _ flags: Int32) throws(TelemetryError) -> Int32 {
    guard
      let root = paths.filter({ path == $0 || path.isBelow($0) }).max(by: { $0.bytes.count < $1.bytes.count })
    else { throw .unreadable(errno: EACCES) }
    do throws(TelemetryError) {
      return try Self.open(path, below: root, flags)
    } catch {
      guard error == .unreadable(errno: ELOOP) || error == .missing else { throw error }
      let target = try target(of: path)
      guard target != path,
        let inner = paths.compactMap(\.resolved).first(where: { target == $0 || target.isBelow($0) })
      else { throw error }
      return try Self.open(target, below: inner, flags)
    }
  }

  private static func open(_ path: DataPath, below root: DataPath, _ flags: Int32) throws(TelemetryError)
    -> Int32
  {
    // What the configuration names is followed wherever it leads.
    guard path != root else { return try number { root.withCString { Glibc.open($0, flags) } } }
    var folder = try number { root.withCString { Glibc.open($0, pathOnly | O_DIRECTORY | O_CLOEXEC) } }
    defer { close(folder) }
    let names = path.names(below: root)
    for name in names.dropLast() {
      let next = try number {
        name.withCString { openat(folder, $0, pathOnly | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
      }
      close(folder)
      folder = next
    }
    guard let last = names.last else { throw .missing }
    return try number { [folder] in last.withCString { openat(folder, $0, flags | O_NOFOLLOW) } }
  }

  private static func number(_ call: () -> Int32) throws(TelemetryError) -> Int32 {
    let result = retryingInterrupts(call)
    guard result >= 0 else { throw .from(errno: -Int32(result)) }
    return Int32(result)
  }
}

extension DataPath {
  /// The names that lead from a folder above it to it.
  fileprivate func names(below root: DataPath) -> [DataPath] {
    bytes.dropFirst(root.bytes.count).split(separator: UInt8(ascii: "/")).map { DataPath(bytes: Array($0)) }
  }
}

/// `O_PATH`: a folder that is opened so need not be readable, only searchable. Linux's number on all its machines but
/// Alpha, SPARC and PA-RISC; glibc's header shows the name to GNU programs only.
private let pathOnly: Int32 = 0o10_000_000
