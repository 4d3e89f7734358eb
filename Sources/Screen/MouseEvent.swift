/// What somebody does with the mouse, and on which cell of the screen.
package struct MouseEvent: Hashable, Sendable {
  package enum Deed: Hashable, Sendable {
    /// The left button goes down.
    case press
    case wheelUp, wheelDown
  }

  package let deed: Deed
  /// From 0; may lie outside of the screen.
  package let column: Int
  package let row: Int

  package init(_ deed: Deed, column: Int, row: Int) {
    self.deed = deed
    self.column = column
    self.row = row
  }
}
