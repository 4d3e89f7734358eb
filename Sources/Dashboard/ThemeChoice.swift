package import Text

/// Which theme is shown, of those that there are.
package struct ThemeChoice: Sendable, Equatable {
  /// In the order of the theme key, the one that was asked for first; empty until they are told.
  package private(set) var names: [SafeText] = []
  private var chosen: SafeText?

  /// `nil` until there are any. One that is chosen and gone is the first again.
  package var shown: SafeText? { chosen.flatMap { names.contains($0) ? $0 : nil } ?? names.first }

  mutating func receive(_ names: [SafeText], isAskedAnew: Bool) {
    self.names = names
    if isAskedAnew { chosen = nil }
  }

  /// The next one, after the last the first.
  mutating func moveOn() {
    guard let index = shown.flatMap(names.firstIndex) else { return }
    chosen = names[(index + 1) % names.count]
  }
}

extension DashboardState {
  /// Takes in which themes there are. The one that is shown stays, where it is among them, but for one that is
  /// `isAskedAnew`.
  package mutating func receive(themes names: [SafeText], isAskedAnew: Bool = false) {
    themes.receive(names, isAskedAnew: isAskedAnew)
  }
}
