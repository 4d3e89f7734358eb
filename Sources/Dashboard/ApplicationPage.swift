import Model
package import Text

/// The application that fills the screen, by what it is, and how far it is scrolled.
package struct ApplicationPage: Hashable, Sendable {
  package let application: SafeText
  /// The first line that is shown.
  package internal(set) var top = 0
}

extension DashboardState {
  /// Opens the application under the cursor of the list.
  mutating func openPage() {
    guard view == .applications else { return }
    open(at: selectedIndex(of: .applications, in: listedApplications), in: listedApplications)
  }

  /// Opens another application of the list; where there is none further on, the page stays as it is.
  mutating func turnPage(by steps: Int) {
    let rows = listedApplications
    guard let page else { return }
    guard !rows.isEmpty else {
      notice = Notice("no application is listed; \(keys.name(of: .back)) goes back to the list")
      return
    }
    let index = selectedIndex(of: .applications, in: rows)
    // In the place of one that has gone, the cursor is on the next one already.
    let next = isUnderCursor(page) || steps < 0 ? index + steps : index + steps - 1
    let reached = min(max(0, next), rows.count - 1)
    if rows[reached].application == page.application {
      notice = Notice("no application of the list is further on")
    } else {
      open(at: reached, in: rows)
    }
  }

  /// Whether the cursor of the list is on the page's application, so that what acts on the one acts on the other.
  func isUnderCursor(_ page: ApplicationPage) -> Bool {
    let rows = rows(of: .applications)
    guard !rows.isEmpty else { return false }
    return rows[selectedIndex(of: .applications, in: rows)].application == page.application
  }

  /// Puts the cursor of the list on the page's application, if that is in it. Linear in the rows.
  mutating func moveCursor(to page: ApplicationPage) {
    let row = RowID.application(page.application)
    guard let index = listedApplications.firstIndex(of: row) else { return }
    cursors[.pane(.applications)] = Cursor(row: row, place: index)
  }

  /// What `J` and `K` go through.
  var listedApplications: RowList { rows(of: .applications) }

  private mutating func open(at index: Int, in rows: RowList) {
    guard rows.indices.contains(index), let id = rows[index].application else { return }
    cursors[.pane(.applications)] = Cursor(row: rows[index], place: index)
    page = ApplicationPage(application: id)
  }
}
