/// What may be asked of the terminal's cursor, which stands on the selected row, or where letters go, in any case.
package enum CursorChoice: String, CaseIterable, Sendable {
  /// Shown only where letters go.
  case placed
  case visible
}
