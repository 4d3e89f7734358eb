package import Model
package import Text

/// What a row shows, so that the cursor stays on it when rows come, go or change places.
package enum RowID: Hashable, Sendable {
  case cluster(SafeText)
  /// Between the clusters in trouble and the others; no cursor stands on it.
  case divider
  case partition(cluster: SafeText, name: SafeText)
  case job(cluster: SafeText, id: Int64)
  case application(SafeText)
  case allocation(cluster: SafeText?, account: SafeText, unit: AccountingUnit)

  /// The ID of the application, where the row is one.
  var application: SafeText? {
    switch self {
    case .application(let id): id
    case .cluster, .divider, .partition, .job, .allocation: nil
    }
  }
}
