/// Where a key means what its line of the key table says. An inner scope comes before an outer one.
package enum KeyScope: CaseIterable, Sendable {
  case everywhere
  /// While the keys act on the pane of applications, also on the page of one.
  case applications
  /// While applications are listed, in a pane or in the full view.
  case listedApplications
  /// While it is asked what to do about an application.
  case deeds
  /// While a decision is written.
  case form
  /// While it is asked whether to record it.
  case confirmation
  /// While a filter is typed.
  case filter
  /// While the list of applications fills the screen.
  case applicationList
  /// While one application fills the screen.
  case applicationPage
  /// While the full view of utilization shows its map of nodes.
  case nodeMap
  /// While the queue fills the screen.
  case queueView
}
