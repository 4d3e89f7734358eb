import Foundation
import Text

@testable import Configuration

/// A folder with configuration files that goes when the test is over.
final class ConfigurationFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "factorytop-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String = "config.toml") throws { try write(Data(text.utf8), to: name) }

  func write(_ bytes: Data, to name: String = "config.toml") throws {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: url, options: .atomic)
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }

  /// The permissions of a file or folder.
  static func mode(of path: String) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? -1
  }

  /// Reads a text as the configuration file that is named.
  func read(_ text: String) throws -> ReadConfiguration {
    try write(text)
    return try ConfigurationFiles(named: "\(path)/config.toml").read()
  }

  /// What is wrong with a text, each as `line: clause`.
  func problems(of text: String) throws -> [String] {
    do {
      _ = try read(text)
      return []
    } catch let error as ConfigurationProblems {
      return error.problems.map { "\($0.line.map(String.init) ?? "-"): \($0.clause.shown)" }
    }
  }
}
