package import Entities
import Text

extension DashboardState {
  /// Lists as a configuration and the saved filters say, from now on. Cursors stay on their rows.
  ///
  /// Linear in the rows of the lists whose order is another.
  package mutating func adopt(_ settings: ListSettings) {
    let former = lists
    lists = settings
    for kind in ListKind.allCases where former.preferences[kind] != settings.preferences[kind] {
      listContent(of: kind)
    }
  }
}
