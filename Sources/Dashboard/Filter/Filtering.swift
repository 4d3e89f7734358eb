import Entities
package import Text

extension DashboardState {
  /// Lists what another query leaves. The cursor stays on its row; where that is not listed, it is on the first one, and
  /// while a filter is typed it comes back as soon as its row does.
  ///
  /// Linear in the rows of the list.
  mutating func list(_ kind: ListKind, by newer: Query?) {
    defer { if prompt == nil { displaced = nil } }
    guard newer != queries[kind] else { return }
    queries[kind] = newer
    listContent(of: kind)
    defer { hideNamesElsewhere() }
    // Two panes list partitions; the one that has the keys comes back to the row that it was on.
    for pane in Pane.allCases where listKind(of: pane) == kind {
      let former = pane == focus ? displaced : nil
      guard let wanted = former ?? cursors[pane] else { continue }
      let rows = rows(of: pane)
      if let index = wanted.index(in: rows) {
        cursors[pane] = Cursor(row: wanted.row, place: index)
        if pane == focus { displaced = nil }
      } else {
        if let first = rows.first { cursors[pane] = Cursor(row: first, place: 0) }
        if pane == focus { displaced = wanted }
      }
    }
  }

  /// Takes in who looks.
  package mutating func receive(user: SafeText) {
    guard user != self.user else { return }
    self.user = user
    listContent()
  }

  /// Works out anew what every query leaves.
  mutating func listContent() {
    for kind in ListKind.allCases { listContent(of: kind) }
  }

  mutating func listContent(of kind: ListKind) {
    guard let content, let query = lists.query(queries[kind], of: kind) else {
      listed[kind] = nil
      return
    }
    listed[kind] = ListedRows(of: content, by: query, user: user)
  }
}
