import Model
import Screen

/// What the panes of partitions list: each cluster, and after it its partitions.
struct PartitionRows: Sendable {
  enum Row {
    case cluster(ClusterFigures)
    case partition(PartitionFigures, of: ClusterFigures)
  }

  private let clusters: [ClusterFigures]
  /// At which row each cluster begins, and the number of rows.
  private let starts: [Int]

  init(of clusters: [ClusterFigures]) {
    self.clusters = clusters
    starts = clusters.reduce(into: [0]) { $0.append($0[$0.count - 1] + 1 + $1.partitions.count) }
  }

  var count: Int { starts[clusters.count] }

  /// Logarithmic in the clusters.
  subscript(index: Int) -> Row {
    var (number, end) = (0, clusters.count)
    while end - number > 1 {
      let middle = (number + end) / 2
      if starts[middle] <= index { number = middle } else { end = middle }
    }
    let (cluster, place) = (clusters[number], index - starts[number])
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
