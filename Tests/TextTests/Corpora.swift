import Foundation

/// Third-party texts, found through the environment and never copied into this repository.
enum Corpora {
  private static let root = ProcessInfo.processInfo.environment["FACTORYTOP_CORPORA"]

  static var areAvailable: Bool { root != nil }

  /// Throws where the variable points to a folder that does not hold the file.
  static func read(_ path: String) throws -> Data {
    try Data(contentsOf: URL(filePath: root ?? "").appending(path: "corpora").appending(path: path))
  }
}
