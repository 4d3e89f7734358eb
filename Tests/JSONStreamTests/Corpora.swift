import Foundation

/// Third-party test data, which is not part of this repository: the folder that `FACTORYTOP_CORPORA` names. Tests over
/// it are skipped where the variable is unset, and fail where it is set and the folder is missing.
enum Corpora {
  static var isGiven: Bool { root != nil }

  private static var root: String? { ProcessInfo.processInfo.environment["FACTORYTOP_CORPORA"] }

  /// The files in a folder and its subfolders whose names end so, in the order of their paths.
  static func files(in folder: String, suffix: String) throws -> [URL] {
    let folder = URL(fileURLWithPath: root ?? "").appendingPathComponent(folder)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return paths.filter { $0.hasSuffix(suffix) }.sorted().map { folder.appendingPathComponent($0) }
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: root ?? "").appendingPathComponent(path)))
  }
}
