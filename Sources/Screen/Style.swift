/// What a piece of the screen means; a theme gives each role its colours.
///
/// The raw values are the names that theme files and styled snapshots use.
package enum Role: String, Sendable, Hashable, CaseIterable {
  /// Ordinary text, in the terminal's own foreground.
  case text
  /// Structure and what is secondary.
  case muted
  /// Frames of panes that are not focused.
  case frame
  /// The focused pane's frame and title, the pressed key.
  case accent
  /// The name of something that a key opens.
  case link
  /// A pane's title.
  case title
  /// A pane's one headline figure, a cluster's name.
  case strong
  case ok
  case warning
  case critical
  /// Data that is older than it should be; the first line while figures are frozen.
  case stale
  /// A value that no source tells.
  case unknown
  /// Parts of a bar.
  case barAllocated = "bar-allocated"
  case barPlanned = "bar-planned"
  case barIdle = "bar-idle"
  case barUnavailable = "bar-unavailable"
  /// Used of a budget; the calendar's tick on it.
  case barUsed = "bar-used"
  case barTick = "bar-tick"
  case sparkline
  /// The line at the top and the line at the bottom.
  case header
  case footer
  case key
  /// Where the next letter of a text that is typed goes; the first line of a replay.
  case cursor
}

/// How a cell looks: its meaning, and whether the cursor is on it.
package struct Style: Hashable, Sendable {
  package var role: Role
  package var isSelected: Bool

  package init(_ role: Role, isSelected: Bool = false) {
    self.role = role
    self.isSelected = isSelected
  }
  package static let text = Style(.text)
}
