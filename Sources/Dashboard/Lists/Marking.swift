import Entities
import Model
import Text

extension DashboardState {
  /// Marks what is under the cursor, or takes its mark away, and goes on to the next row.
  mutating func mark() {
    let rows = rowAtHand.map(rowsMarked) ?? []
    guard !rows.isEmpty else {
      notice = Notice(passing: "there is nothing to mark")
      return
    }
    looks[kindAtHand, default: ListLook()].marks.toggle(rows)
    moveCursor(by: 1)
  }

  /// Marks all that is listed; where all of it is, takes every mark of the list away. Linear in the rows.
  mutating func markAll() {
    looks[kindAtHand, default: ListLook()].marks.toggle(all: Set(rows(at: placeAtHand).flatMap(rowsMarked)))
  }

  /// What is marked with a row: of a cluster that stands among partitions, its partitions.
  private func rowsMarked(with row: RowID) -> [RowID] {
    guard kindAtHand == .partitions else { return [row] }
    switch row {
    case .partition: return [row]
    case .cluster(let name):
      let partitions = content?.figures.clusters.first { $0.name == name }?.partitions ?? []
      return partitions.map { .partition(cluster: name, name: $0.name) }
    case .divider, .job, .application, .allocation, .entity, .alert: return []
    }
  }

  /// Lists what the filter leaves out too, and those that it leaves marked; and back.
  mutating func toggleRest() {
    let kind = kindAtHand
    guard queries[kind]?.withoutOrder != nil else {
      notice = Notice(
        passing:
          "no filter leaves anything out · \(keys.name(of: .openFilter, in: .filteredList)) filters")
      return
    }
    // The row under the cursor is one that the filter leaves, and stays under it.
    if let row = rowAtHand {
      let rows = rows(at: placeAtHand)
      cursors[placeAtHand] = Cursor(row: row, place: selectedIndex(at: placeAtHand, in: rows))
    }
    if showsRest.remove(kind) == nil { showsRest.insert(kind) }
    listContent(of: kind)
  }

  /// Tells marks of what a new reading has from those of what is gone. Linear in the rows of each list with marks.
  mutating func settleMarks() {
    guard let content else { return }
    for (kind, look) in looks where !look.marks.isEmpty {
      looks[kind]?.marks.settle(in: content.rows(of: content.list(of: kind, user: user)))
    }
  }
}
