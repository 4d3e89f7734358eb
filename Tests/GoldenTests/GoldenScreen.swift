import Foundation
import Testing

/// A recorded screen, and how it is compared.
///
/// A golden that is missing or differs fails the test. `FACTORYTOP_RECORD=1 swift test` writes it anew, and fails all
/// the same, so that nobody records by accident and believes in what was recorded without a look.
struct GoldenScreen {
  let name: String

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Screens")
  private var file: URL { Self.folder.appending(path: name) }

  func expect(_ actual: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let isRecording = ProcessInfo.processInfo.environment["FACTORYTOP_RECORD"] == "1"
    let recorded = try? String(contentsOf: file, encoding: .utf8)
    if recorded == actual { return }
    if isRecording {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try actual.write(to: file, atomically: true, encoding: .utf8)
      Issue.record(
        "\(name) was recorded: look at the difference, then run again", sourceLocation: sourceLocation)
      return
    }
    guard let recorded else {
      Issue.record(
        "\(name) is not there: record it with FACTORYTOP_RECORD=1 and look at it",
        sourceLocation: sourceLocation)
      return
    }
    Issue.record("\(name) differs\n\(Self.difference(recorded, actual))", sourceLocation: sourceLocation)
  }

  /// The first rows that differ, expected over actual, with a mark under the first column that does.
  static func difference(_ expected: String, _ actual: String) -> String {
    let expectedRows = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let actualRows = actual.split(separator: "\n", omittingEmptySubsequences: false)
    var report: [String] = []
    for row in 0..<max(expectedRows.count, actualRows.count) {
      let old = row < expectedRows.count ? String(expectedRows[row]) : "(no such row)"
      let new = row < actualRows.count ? String(actualRows[row]) : "(no such row)"
      guard old != new else { continue }
      let column = zip(old, new).prefix { $0 == $1 }.count
      report += [
        "row \(row + 1), column \(column + 1)", "- \(old)", "+ \(new)",
        "  \(String(repeating: " ", count: column))^",
      ]
      if report.count >= 12 { break }
    }
    return report.joined(separator: "\n")
  }
}
