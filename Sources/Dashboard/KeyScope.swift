/// Where a key means what its line of the key table says. An inner scope comes before an outer one.
package enum KeyScope: CaseIterable, Sendable {
  case everywhere
  /// While the keys act on the pane of applications, also on the page of one.
  case applications
  /// While applications are listed, in a pane or in the full view.
  case listedApplications
  /// While a list that can be filtered has the keys.
  case filteredList
  /// While it is asked what to do about an application.
  case triageActions
  /// While a menu lies over the screen.
  case menu
  /// While it is asked how to export a list.
  case export
  /// While the columns of a list are chosen.
  case columns
  /// While a decision is written.
  case form
  /// While it is asked whether to record it.
  case confirmation
  /// While the help lies over the screen.
  case help
  /// While a filter, a command, or a search of the help is typed.
  case filter
  /// While a page fills the screen.
  case page
  /// While the full view of utilization shows its map of nodes.
  case nodeMap
  /// While the queue fills the screen.
  case queueView
}

extension KeyScope {
  /// Whether characters are text there.
  var isForText: Bool {
    switch self {
    case .form, .filter: true
    case .everywhere, .applications, .listedApplications, .filteredList, .triageActions, .menu, .export,
      .columns,
      .confirmation, .help, .page, .nodeMap, .queueView:
      false
    }
  }

  /// The scopes that count together on the applications, where none of them is an inner one of another.
  private static let together: [Set<KeyScope>] = [
    [.applications, .listedApplications, .filteredList], [.queueView, .filteredList],
    [.nodeMap, .filteredList], [.applications, .page],
  ]

  /// Whether one goes there with the cursor, where what counts everywhere counts too. What lies over the screen, asks or
  /// is typed has keys to itself.
  private var isPlace: Bool {
    switch self {
    case .applications, .listedApplications, .filteredList, .page, .nodeMap, .queueView:
      true
    case .everywhere, .triageActions, .menu, .export, .columns, .form, .confirmation, .help, .filter: false
    }
  }

  /// Whether no key may mean something in both, but for what the key table itself has so.
  func meets(_ other: KeyScope) -> Bool {
    self == other || Self.together.contains { $0.contains(self) && $0.contains(other) }
      || self == .everywhere && other.isPlace || other == .everywhere && isPlace
  }
}
