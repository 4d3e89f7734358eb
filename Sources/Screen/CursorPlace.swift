/// The cell that the terminal's own cursor stands on, which screen readers and braille displays follow.
package struct CursorPlace: Hashable, Sendable {
  /// From 0, in cells of the whole grid.
  package let column: Int
  /// From 0.
  package let row: Int
  /// Whether letters that are typed go there: then the cursor is shown in any case.
  package let isTyping: Bool
}
