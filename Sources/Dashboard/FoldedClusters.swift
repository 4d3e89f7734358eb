import Model
import Screen

/// The clusters in the order of urgency, for a list that has not room for all partitions: those in trouble with their
/// partitions that are, and after them the others, one row each.
struct FoldedClusters: Sendable {
  /// A row, by the places of what it shows.
  enum Entry: Sendable {
    /// In trouble; what is wrong with it stands below.
    case unfolded(cluster: Int)
    case partition(cluster: Int, place: Int)
    /// Between those in trouble and the others.
    case divider
    /// All is well.
    case quiet(cluster: Int)
  }

  let entries: [Entry]
  /// By cluster; `nil` where all is well.
  let troubles: [ClusterTrouble?]
  /// How many clusters are in trouble, and how many partitions of these are not, and have no row.
  let troubledCount: Int
  let quietPartitions: Int

  /// Linear in the partitions, but for the order.
  init(of figures: Figures, policy: Policy) {
    let troubles = figures.troubles(by: policy.alerts)
    var entries: [Entry] = []
    var quietPartitions = 0
    let troubled = troubles.placesByUrgency
    for cluster in troubled {
      let partitions = troubles[cluster]?.partitions ?? []
      entries.append(.unfolded(cluster: cluster))
      entries += partitions.map { .partition(cluster: cluster, place: $0) }
      quietPartitions += figures.clusters[cluster].partitions.count - partitions.count
    }
    let quiet = troubles.indices.filter { troubles[$0] == nil }
    if !troubled.isEmpty, !quiet.isEmpty { entries.append(.divider) }
    entries += quiet.map { .quiet(cluster: $0) }
    self.entries = entries
    self.troubles = troubles
    troubledCount = troubled.count
    self.quietPartitions = quietPartitions
  }
}

extension DashboardState {
  /// Folds the overview's clusters where a terminal of that size has not room for the rows of all.
  mutating func fit(to size: Size) {
    foldsClusters = false
    guard let content, case .panes(let panes) = Layout(self, size: size).arrangement,
      let pane = panes.first(where: { $0.pane == .utilization })
    else { return }
    let inside = ScreenDrawing.inside(pane.rect)
    foldsClusters = content.partitionRows.count > PaneModel.guaranteedRows(height: inside.height) - 1
  }
}
