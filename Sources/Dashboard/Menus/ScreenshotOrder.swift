package import Screen

/// A screen that is to be written, and where to.
package struct ScreenshotOrder: Hashable, Sendable {
  /// As it was typed: below the home folder, unless it begins with a slash.
  package let path: String
  package let format: SnapshotFormat

  /// `nil` of a name whose end says no format, or that is nothing but an end.
  init?(path: String) {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last?.lowercased() ?? ""
    guard let (ending, format) = Self.formats.first(where: { name.hasSuffix($0.ending) }), name != ending
    else {
      return nil
    }
    self.path = path
    self.format = format
  }

  private static let formats: [(ending: String, format: SnapshotFormat)] = [
    (".txt", .text), (".ans", .ansi), (".ansi", .ansi), (".svg", .svg),
  ]
}

extension DashboardState {
  /// The same with no personal names, which are in nothing that is written.
  package var withoutNames: DashboardState {
    var state = self
    state.revealed = nil
    return state
  }
}
