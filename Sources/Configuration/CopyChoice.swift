/// How the terminal is asked to copy; the words are those of the configuration.
package enum CopyChoice: String, CaseIterable, Sendable {
  /// By OSC 52, in the passthrough of a multiplexer that the environment tells of.
  case osc52
  /// By OSC 52 in the ways of tmux, whatever the environment tells.
  case tmux
  case off
}
