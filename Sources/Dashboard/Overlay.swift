import Screen
import Text

/// What a key lays over the screen until it, or Escape, is pressed again.
package enum Overlay: Sendable {
  case help
  /// What can be done about the application under the cursor.
  case triageActions
  /// The saved filters of the focused list.
  case savedFilters
  /// What of the row under the cursor can be copied.
  case copies
  /// How the focused list is exported.
  case export
  /// By which field the list is sorted.
  case sort
  /// Which columns the list has.
  case columns
  /// What belongs to the thing at hand, to go there.
  case links
  /// Which of several things of one name is meant.
  case found
  /// What differs between two moments.
  case comparison
}

extension Overlay {
  /// Draws a framed window in the middle of the canvas, as large as its contents need and the canvas allows.
  ///
  /// `contents` is drawn in the area inside the frame.
  static func draw(
    on canvas: inout Canvas, title: SafeText, note: SafeText, position: SafeText = "", contents: Size,
    _ draw: (inout Canvas, Rect) -> Void
  ) {
    let width = min(canvas.size.columns, contents.columns + 4)
    let height = min(canvas.size.rows, contents.rows + 2)
    let rect = Rect(
      column: (canvas.size.columns - width) / 2, row: (canvas.size.rows - height) / 2, width: width,
      height: height)
    canvas.clipped(to: rect) { canvas in
      canvas.fill(rect)
      let inside = canvas.frame(
        rect, title: title, note: Line(note, .muted), position: position, isFocused: true
      ).inset(columns: 1)
      canvas.clipped(to: inside) { canvas in
        canvas.placeCursor(column: inside.column, row: inside.row)
        draw(&canvas, inside)
      }
    }
  }
}
