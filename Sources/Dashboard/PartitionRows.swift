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
  /// At which row each cluster begins, and the number of rows.
  private let starts: [Int]
  /// Of all partitions, one cluster after the other, those that are listed; `nil` for all, under their clusters.
  private var listed: [Int32]?

  init(of clusters: [ClusterFigures]) {
    self.clusters = clusters
    starts = clusters.reduce(into: [0]) { $0.append($0[$0.count - 1] + 1 + $1.partitions.count) }
  }

  /// Those at `places` of all partitions, in that order.
  func flat(_ places: [Int32]) -> PartitionRows {
    var rows = self
    rows.listed = places
    return rows
  }

  /// How many partitions there are, listed or not.
  var partitionCount: Int { starts[clusters.count] - clusters.count }

  /// Whether no row is a cluster, so that each has to name its own.
  var isFlat: Bool { listed != nil }

  var count: Int { listed?.count ?? starts[clusters.count] }

  /// Logarithmic in the clusters.
  subscript(index: Int) -> Row {
    if let listed { return row(ofPartition: Int(listed[index])) }
    let number = cluster { starts[$0] <= index }
    let (cluster, place) = (clusters[number], index - starts[number])
    return place == 0 ? .cluster(cluster) : .partition(cluster.partitions[place - 1], of: cluster)
  }
}

extension PartitionRows {
  /// The last cluster for which `isBefore` holds, which holds for those before it too.
  private func cluster(_ isBefore: (Int) -> Bool) -> Int {
    var (number, end) = (0, clusters.count)
    while end - number > 1 {
      let middle = (number + end) / 2
      if isBefore(middle) { number = middle } else { end = middle }
    }
    return number
  }

  /// The partition at that place of all, one cluster after the other.
  private func row(ofPartition place: Int) -> Row {
    // Each cluster before has a row of its own.
    let number = cluster { starts[$0] - $0 <= place }
    let cluster = clusters[number]
    return .partition(cluster.partitions[place - starts[number] + number], of: cluster)
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
