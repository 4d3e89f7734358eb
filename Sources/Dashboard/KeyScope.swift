/// Where a key means what its line of the key table says. An inner scope comes before an outer one.
package enum KeyScope: CaseIterable, Sendable {
  case everywhere
  /// While the keys act on the pane of applications.
  case applications
  /// While a filter is typed.
  case filter
}
