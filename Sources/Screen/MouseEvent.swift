/// What somebody does with the mouse, and on which cell of the screen.
package struct MouseEvent: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The left button goes down.
    case press
    case wheelUp, wheelDown
  }

  package let kind: Kind
  /// From 0; may lie outside of the screen.
  package let column: Int
  package let row: Int

  package init(_ kind: Kind, column: Int, row: Int) {
    self.kind = kind
    self.column = column
    self.row = row
  }
}
