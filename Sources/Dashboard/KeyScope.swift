/// Where a key means what its line of the key table says. An inner scope comes before an outer one.
package enum KeyScope: CaseIterable, Sendable {
  case everywhere
  /// While the keys act on the pane of applications.
  case applications
  /// While it is asked what to do about an application.
  case deeds
  /// While a decision is written.
  case form
  /// While it is asked whether to record it.
  case confirmation
  /// While a filter is typed.
  case filter
}
