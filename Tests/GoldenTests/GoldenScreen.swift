import Foundation
import Screen
import Testing
import Text

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
    let format = try #require(SnapshotFormat(of: actual), sourceLocation: sourceLocation)
    let recorded = try? String(contentsOf: file, encoding: .utf8)
    let difference = recorded.flatMap { SnapshotDifference(recorded: $0, drawn: actual, format: format) }
    if recorded != nil, difference == nil { return }
    if isRecording {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try actual.write(to: file, atomically: true, encoding: .utf8)
      let change = difference.map { "replaced, \($0.extent.shown) changed" } ?? "recorded"
      Issue.record(
        "\(name) was \(change): look at the difference, then run again", sourceLocation: sourceLocation)
      return
    }
    guard let difference else {
      Issue.record(
        "\(name) is not there: record it with FACTORYTOP_RECORD=1 and look at it",
        sourceLocation: sourceLocation)
      return
    }
    // A screen that moved by a row differs in all of them, and nobody reads them in a log.
    let lines = difference.lines.prefix(24).map(\.shown).joined(separator: "\n")
    Issue.record("\(name) differs in \(difference.extent.shown)\n\(lines)", sourceLocation: sourceLocation)
  }
}
