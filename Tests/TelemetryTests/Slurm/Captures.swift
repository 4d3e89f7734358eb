import Foundation
import JSONStream
import Testing
import Text

@testable import Telemetry

/// Answers of real Slurm clusters, which are not part of this repository: tests over them are skipped where
/// `FACTORYTOP_CORPORA` is not set, and fail where it is set and the folder is missing.
enum Captures {
  private static let root = ProcessInfo.processInfo.environment["FACTORYTOP_CORPORA"]

  static var areThere: Bool { root != nil }
  static var slurm: URL { URL(filePath: root ?? "").appending(path: "fixtures/slurm") }

  /// Folders of captures, by the Slurm version that wrote them.
  static let folders = [
    "firecrest-22.05", "lab-22.05/1000jobs", "lab-22.05/300jobs", "lab-22.05/rest",
    "prometheus-slurm-exporter",
    "slurm-web/23.02-at-c13bce4d", "slurm-web/23.11-at-55be709a", "slurm-web/24.05-v0.0.41",
    "slurm-web/25.11-v0.0.44", "lab-24.11", "lab-24.11/forms", "lab-26.05", "lab-26.05/forms",
  ]

  /// The JSON files of a folder, by name.
  static func files(in folder: String) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: slurm.appending(path: folder), includingPropertiesForKeys: nil
    )
    .filter { $0.pathExtension == "json" }
    .sorted { $0.path < $1.path }
  }

  /// The capture as Foundation reads it, which refuses bytes that are no UTF-8 and words that are no numbers.
  static func foundation(_ file: URL) throws -> [String: Any] {
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      .replacingOccurrences(of: ": Infinity", with: ": null")
    return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// The capture as `readDocument` reads it.
  static func document(_ file: URL) throws -> Document? {
    var json = JSONReader(bytes: [UInt8](try Data(contentsOf: file)))
    return try readDocument(&json)
  }
}

/// Reads a document that is written in a test.
func read(_ text: String, windowBytes: Int = 262_144) throws -> Document? {
  var json = JSONReader(bytes: Array(text.utf8), windowBytes: windowBytes)
  return try readDocument(&json)
}
