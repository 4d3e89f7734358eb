/// The rows of a list that somebody has marked: those that are there, and those that were when they were marked.
struct Marks: Sendable, Equatable {
  private(set) var rows: Set<RowID> = []
  /// What the newest reading does not have; one that comes back is marked again.
  private(set) var gone: Set<RowID> = []

  /// Whether none was marked.
  var isEmpty: Bool { rows.isEmpty && gone.isEmpty }

  /// Whether a row that is there is marked.
  func contains(_ row: RowID) -> Bool { rows.contains(row) }

  /// Marks them together; where all of them are, takes their marks away.
  mutating func toggle(_ some: [RowID]) {
    if some.allSatisfy(rows.contains) { rows.subtract(some) } else { rows.formUnion(some) }
  }

  mutating func remove(_ some: [RowID]) { rows.subtract(some) }

  /// Marks all that is listed; where all of it is, takes every mark away.
  mutating func toggle(all listed: Set<RowID>) {
    if !listed.isEmpty, listed.isSubset(of: rows) { self = Marks() } else { rows.formUnion(listed) }
  }

  /// Tells apart anew which of them are there. Linear in what is there.
  mutating func settle(in present: some Sequence<RowID>) {
    let all = rows.union(gone)
    rows = Set(present.lazy.filter(all.contains))
    gone = all.subtracting(rows)
  }
}
