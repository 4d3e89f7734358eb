import Entities
import Model
import Screen
import Text

/// What the panes of partitions list: each cluster, and after it its partitions; some partitions alone, in an order of
/// their own, where a query leaves those.
struct PartitionRows: Sendable {
  enum Row {
    case cluster(ClusterFigures)
    case partition(PartitionFigures, of: ClusterFigures)
    /// A cluster in a list that has not room for all partitions, and what is wrong with it.
    case folded(ClusterFigures, ClusterTrouble?)
    /// How many of those all is well with.
    case divider(quiet: Int)
  }

  private let clusters: [ClusterFigures]
  /// The partitions of each cluster, and the rows of each, of which the first is its own.
  private let partitions: JoinedParts
  private let rows: JoinedParts
  /// Of all partitions, one cluster after the other, those that are listed; `nil` for all, under their clusters.
  private var listed: [Int32]?
  /// The clusters by urgency, most of them without their partitions; `nil` for all partitions.
  private(set) var folded: FoldedClusters?

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

  /// By urgency, most clusters without their partitions.
  func folded(_ clusters: FoldedClusters) -> PartitionRows {
    var rows = self
    rows.folded = clusters
    return rows
  }

  /// How many partitions there are, listed or not.
  var partitionCount: Int { partitions.count }

  /// Whether no row is a cluster, so that each has to name its own.
  var isFlat: Bool { listed != nil }

  var count: Int { listed?.count ?? folded?.entries.count ?? rows.count }

  /// Where the partition of a row is among all of them, one cluster after the other; of a cluster, its first one.
  func place(at index: Int) -> Int {
    if let listed { return Int(listed[index]) }
    if let folded {
      return switch folded.entries[index] {
      case .partition(let cluster, let place): partitions.start(of: cluster) + place
      case .unfolded(let cluster), .quiet(let cluster): partitions.start(of: cluster)
      case .divider: 0
      }
    }
    let (number, place) = rows.part(at: index)
    return partitions.start(of: number) + max(0, place - 1)
  }

  /// Logarithmic in the clusters.
  subscript(index: Int) -> Row {
    if let listed {
      let (number, place) = partitions.part(at: Int(listed[index]))
      return .partition(clusters[number].partitions[place], of: clusters[number])
    }
    if let folded {
      return switch folded.entries[index] {
      case .unfolded(let cluster), .quiet(let cluster):
        .folded(clusters[cluster], folded.troubles[cluster])
      case .partition(let cluster, let place):
        .partition(clusters[cluster].partitions[place], of: clusters[cluster])
      case .divider: .divider(quiet: clusters.count - folded.troubledCount)
      }
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
      case .cluster(let cluster), .folded(let cluster, _): .cluster(cluster.name)
      case .partition(let partition, let cluster): .partition(cluster: cluster.name, name: partition.name)
      case .divider: .divider
      }
    }
  }
}

/// What a row of partitions with columns tells of: a partition, or a cluster whose partitions are folded.
struct PartitionItem {
  let cluster: ClusterFigures
  /// `nil` of a whole cluster.
  let partition: PartitionFigures?
  /// What is wrong with the whole cluster.
  var trouble: ClusterTrouble?

  var capacity: CapacityFigures? { partition.map(\.capacity) ?? cluster.capacity }
  var queue: QueueFigures? { partition.map(\.queue) ?? cluster.queue }
}

extension PaneModel {
  /// Lists partitions in those columns, or in those that somebody chose, under a heading for each cluster. Each row is
  /// made when it is drawn, because a hundred thousand partitions would be large as rows.
  mutating func show(
    _ rows: PartitionRows, in columns: [ListColumn<PartitionItem>], of context: PaneBuilder,
    heading: @escaping (ClusterFigures) -> Table.Row
  ) {
    let own = columns.map { column in
      column.map { (index: Int) -> PartitionItem in
        switch rows[index] {
        case .partition(let partition, let cluster): PartitionItem(cluster: cluster, partition: partition)
        case .folded(let cluster, let trouble):
          PartitionItem(cluster: cluster, partition: nil, trouble: trouble)
        case .cluster(let cluster): PartitionItem(cluster: cluster, partition: nil)
        // It has no cells.
        case .divider: preconditionFailure("a divider is a heading")
        }
      }
    }
    show(
      count: rows.count, own, of: context.listed?.list ?? context.content.list(of: .partitions, user: nil),
      arranged: context.look, clock: context.clock, sort: context.listed?.query?.sort.first,
      rows: context.rows, place: rows.place(at:)
    ) { index in
      switch rows[index] {
      case .cluster(let cluster): heading(cluster)
      case .divider(let quiet): .heading(" ── \(SafeText.grouped(quiet)) quiet ──", Style(.muted))
      case .partition, .folded: nil
      }
    }
  }
}
