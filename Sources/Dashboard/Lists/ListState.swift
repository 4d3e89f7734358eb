package import Entities
package import Text

extension DashboardState {
  /// Lists what another query leaves. The cursor stays on its row; where that is not listed, it is on the first one, and
  /// while a filter is typed it comes back as soon as its row does.
  ///
  /// A long list is worked out elsewhere (`takeListingRequests`), and what was listed stays meanwhile.
  mutating func list(_ kind: ListKind, by newer: Query?) {
    guard newer != queries[kind] else {
      if prompt == nil { displaced = nil }
      return
    }
    queries[kind] = newer
    if newer?.withoutOrder == nil { showsRest.remove(kind) }
    listContent(of: kind)
  }

  /// Takes in who looks.
  package mutating func receive(user: SafeText) {
    guard user != self.user else { return }
    self.user = user
    listContent()
  }

  /// Lists as a configuration and the saved filters say, from now on. Cursors stay on their rows, and that of a menu on
  /// its item; where that has gone, the menu closes, for nobody has chosen another one.
  ///
  /// Linear in the rows of the lists whose order is another.
  package mutating func adopt(_ settings: ListSettings) {
    let former = lists
    let item = menu?.items.dropFirst(menuCursor).first?.title
    lists = settings
    for kind in ListKind.allCases where former.preferences[kind] != settings.preferences[kind] {
      listContent(of: kind)
    }
    guard let item, let menu else { return }
    if let place = menu.items.firstIndex(where: { $0.title == item }) {
      menuCursor = place
    } else {
      overlay = nil
      notice = Notice("what was under the cursor is not there any more", isBad: true)
    }
  }

  /// Works out anew what is listed of every kind.
  mutating func listContent() {
    for kind in ListKind.allCases { listContent(of: kind) }
  }

  /// Shows rows, or with `nil` all that there are, and keeps the cursors on theirs.
  mutating func adopt(_ rows: ListedRows?, of kind: ListKind) {
    defer {
      if prompt == nil { displaced = nil }
      hideNamesElsewhere()
    }
    guard rows != nil || listed[kind] != nil else { return }
    listed[kind] = rows
    // Two panes list partitions; the one that has the keys comes back to the row that it was on.
    for place in places(of: kind) {
      let former = place == placeAtHand ? displaced : nil
      guard let wanted = former ?? cursors[place] else { continue }
      let rows = self.rows(at: place)
      if let moved = wanted.moved(with: rows) {
        cursors[place] = moved
        if place == placeAtHand { displaced = nil }
      } else {
        if !rows.isEmpty { cursors[place] = Cursor(at: 0, of: rows) }
        if place == placeAtHand { displaced = wanted }
      }
    }
  }
}
