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
    let marks = looks[kindAtHand]?.marks ?? []
    looks[kindAtHand, default: ListLook()].marks =
      rows.allSatisfy(marks.contains) ? marks.subtracting(rows) : marks.union(rows)
    moveCursor(by: 1)
  }

  /// Marks all that is listed; where all of it is, takes every mark of the list away. Linear in the rows.
  mutating func markAll() {
    let rows = Set(rows(at: placeAtHand).flatMap(rowsMarked))
    let marks = looks[kindAtHand]?.marks ?? []
    let areAllMarked = !rows.isEmpty && rows.isSubset(of: marks)
    looks[kindAtHand, default: ListLook()].marks = areAllMarked ? [] : marks.union(rows)
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
    if let row = rowAtHand { cursors[placeAtHand] = Cursor(row: row, place: 0) }
    if showsRest.remove(kind) == nil { showsRest.insert(kind) }
    listContent(of: kind)
  }

  /// To the next row that the filter leaves; without a filter, to the next one that needs a hand.
  mutating func moveToMatch(by step: Int) {
    let (kind, place) = (kindAtHand, placeAtHand)
    let rows = rows(at: place)
    guard !rows.isEmpty else { return }
    let start = selectedIndex(at: place, in: rows)
    let found: Int?
    if queries[kind]?.withoutOrder != nil, let listed = listed[kind] {
      found = listed.match(from: start, by: step)
    } else {
      let troubled = content?.troubledRows(of: kind) ?? []
      found = stride(from: start + step, to: step > 0 ? rows.count : -1, by: step)
        .first { troubled.contains(rows[$0]) }
    }
    if let found {
      moveCursor(to: found, of: rows)
    } else {
      let what: SafeText = queries[kind]?.withoutOrder != nil ? "match is" : "row that needs a hand is"
      notice = Notice(passing: "no \(what) further on")
    }
  }

  /// Moves the columns behind the first by one.
  mutating func scrollColumns(by steps: Int) {
    let (kind, place) = (kindAtHand, placeAtHand)
    guard !isOnNodes, place.pane.map({ view == $0.view }) ?? true else {
      notice = Notice(passing: "this list has all its columns on the screen")
      return
    }
    let look = look(of: place)
    let most = max(0, (look.columns?.count ?? kind.schema.fields.count) - 2)
    looks[kind, default: look].firstColumn = min(max(0, look.firstColumn + steps), most)
  }
}

extension Content {
  /// The rows that an alert is about, or that are late, used up or out of service themselves.
  fileprivate func troubledRows(of kind: ListKind) -> Set<RowID> {
    let entities = Set(figures.alerts.map(\.entity))
    let list = list(of: kind, user: nil)
    let flags = kind.flagsOfTrouble.compactMap { list.schema.place(ofFlag: $0) }
    let rows = rows(of: list)
    return Set(
      (0..<list.count).lazy.filter { place in
        flags.contains { list.flag($0, of: place) == true }
          || entities.contains(rows[place].entity)
      }.map { rows[$0] })
  }
}

extension ListKind {
  /// The flags of a thing that needs a hand by itself.
  fileprivate var flagsOfTrouble: [String] {
    switch self {
    case .nodes: ["out"]
    case .applications: ["breached", "due", "risk", "conflict"]
    case .allocations: ["exhausted", "early", "under"]
    case .clusters, .partitions, .jobs, .accounts, .users, .qos, .reservations, .sources, .alerts: []
    }
  }
}
