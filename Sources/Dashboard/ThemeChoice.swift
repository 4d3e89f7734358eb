package import Text

/// Which theme is shown, of those that there are.
package struct ThemeChoice: Sendable, Equatable {
  /// In the order of the theme key, the one that was asked for first; empty until they are told.
  package private(set) var names: [SafeText] = []
  private var chosen: SafeText?
  /// What is looked at while one chooses.
  private var previewed: SafeText?

  /// `nil` until there are any. One that is chosen and gone is the first again.
  package var shown: SafeText? {
    [previewed, chosen].compactMap(\.self).first(where: names.contains) ?? names.first
  }

  mutating func receive(_ names: [SafeText], isAskedAnew: Bool) {
    self.names = names
    if isAskedAnew { chosen = nil }
  }

  mutating func choose(_ name: SafeText) { chosen = name }

  /// Shows one until it is chosen, or another is, or none.
  mutating func preview(_ name: SafeText?) { previewed = name }

  /// The next one, after the last the first.
  mutating func moveOn() {
    guard let index = shown.flatMap(names.firstIndex) else { return }
    chosen = names[(index + 1) % names.count]
  }
}

extension DashboardState {
  /// Shows the next theme. The screen is then as if it had been begun with that.
  mutating func showNextTheme() {
    themes.moveOn()
    guard themes.names.count == 1, let shown = themes.shown else { return }
    notice = Notice(passing: "there is no theme but \(shown)")
  }

  /// Takes in which themes there are. The one that is shown stays, where it is among them, but for one that is
  /// `isAskedAnew`.
  package mutating func receive(themes names: [SafeText], isAskedAnew: Bool = false) {
    themes.receive(names, isAskedAnew: isAskedAnew)
  }
}

extension Command {
  /// That of a command that chooses one.
  var theme: SafeText? {
    if case .theme(let name) = self { name } else { nil }
  }
}
