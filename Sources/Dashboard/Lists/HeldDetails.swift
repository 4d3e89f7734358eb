extension DashboardState {
  /// Whether what is told beside lists waits for the cursor to rest.
  package var holdsDetails: Bool { heldDetails != nil }

  /// Leaves what is told beside lists as it is, while the cursor goes from row to row: a key writes the rows alone, and
  /// a screen reader has less to read.
  package mutating func holdDetails() { if heldDetails == nil { heldDetails = cursors } }

  /// Tells of the rows under the cursors again.
  package mutating func releaseDetails() { heldDetails = nil }

  /// The row that is told of beside a list: the one under the cursor, or the one that was. Constant time while that has
  /// not moved, otherwise linear in the rows.
  func detailIndex(at place: ListPlace, in rows: RowList) -> Int {
    guard let heldDetails else { return selectedIndex(at: place, in: rows) }
    // Where no key had moved yet, the cursor was on the first row.
    let held = heldDetails[place].map { $0.index(in: rows) } ?? 0
    return held ?? selectedIndex(at: place, in: rows)
  }
}
