import Entities
import Model
import Screen

/// What the panes of partitions list: each cluster, and after it its partitions; some partitions alone, in an order of
/// their own, where a query leaves those.
struct PartitionRows: Sendable {
  enum Row {
    case cluster(ClusterFigures)
    case partition(PartitionFigures, of: ClusterFigures)
  }

  private let clusters: [ClusterFigures]
  /// The partitions of each cluster, and the rows of each, of which the first is its own.
  private let partitions: JoinedParts
  private let rows: JoinedParts
  /// Of all partitions, one cluster after the other, those that are listed; `nil` for all, under their clusters.
  private var listed: [Int32]?

  init(of clusters: [ClusterFigures]) {
    self.clusters = clusters
    partitions = JoinedParts(clusters.map(\.partitions.count))
    rows = JoinedParts(clusters.map { 1 + $0.partitions.count })
  }

  /// Those at `places` of all partitions, in that order.
  func flat(_ places: [Int32]) -> PartitionRows {
    var rows = self
    rows.listed = places
    return rows
  }

  /// How many partitions there are, listed or not.
  var partitionCount: Int { partitions.count }

  /// Whether no row is a cluster, so that each has to name its own.
  var isFlat: Bool { listed != nil }

  var count: Int { listed?.count ?? rows.count }

  /// Logarithmic in the clusters.
  subscript(index: Int) -> Row {
    if let listed {
      let (number, place) = partitions.part(at: Int(listed[index]))
      return .partition(clusters[number].partitions[place], of: clusters[number])
    }
    let (number, place) = rows.part(at: index)
    let cluster = clusters[number]
    return place == 0 ? .cluster(cluster) : .partition(cluster.partitions[place - 1], of: cluster)
  }
}

extension RowList {
  init(_ rows: PartitionRows) {
    self.init(count: rows.count) { index in
      switch rows[index] {
      case .cluster(let cluster): .cluster(cluster.name)
      case .partition(let partition, let cluster): .partition(cluster: cluster.name, name: partition.name)
      }
    }
  }
}

extension PaneBody.Rows {
  /// A heading for each cluster and a row for each partition. Each is made when it is drawn, because a hundred thousand
  /// partitions would be large as rows.
  init(
    _ rows: PartitionRows, heading: @escaping (ClusterFigures) -> Table.Row,
    row: @escaping (PartitionFigures, ClusterFigures) -> Table.Row
  ) {
    self.init(count: rows.count) { index in
      switch rows[index] {
      case .cluster(let cluster): heading(cluster)
      case .partition(let partition, let cluster): row(partition, cluster)
      }
    }
  }
}
