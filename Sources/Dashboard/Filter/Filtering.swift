package import Text

extension DashboardState {
  /// Lists the applications by another filter. The cursor stays on its row; where that is not listed, it is on the
  /// first one, and while a filter is typed it comes back as soon as its row does.
  ///
  /// Linear in the applications.
  mutating func list(by newer: ApplicationFilter?) {
    defer { if prompt == nil { displaced = nil } }
    guard newer != filter else { return }
    filter = newer
    filterContent()
    defer { hideNamesElsewhere() }
    guard let wanted = displaced ?? cursors[.applications] else { return }
    let rows = rows(of: .applications)
    if let index = wanted.index(in: rows) {
      cursors[.applications] = Cursor(row: wanted.row, place: index)
      displaced = nil
    } else {
      if let first = rows.first { cursors[.applications] = Cursor(row: first, place: 0) }
      displaced = wanted
    }
  }

  /// Takes in who looks.
  package mutating func receive(user: SafeText) {
    guard user != self.user else { return }
    self.user = user
    filterContent()
  }

  /// Works the filtered applications out anew.
  mutating func filterContent() {
    guard let content, let filter else {
      filtered = nil
      return
    }
    filtered = FilteredApplications(of: content, by: filter, user: user)
  }
}
