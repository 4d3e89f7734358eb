/// How the terminal is asked to copy.
package enum CopyWay: Sendable {
  /// By OSC 52, in the passthrough of a multiplexer that the environment tells of.
  case terminal
  /// By OSC 52 in the ways of tmux, whatever the environment tells.
  case tmux
  /// Not at all.
  case off
}

extension DashboardState {
  /// Copies so from the next key on.
  package mutating func adopt(_ way: CopyWay) { copying = way }
}
