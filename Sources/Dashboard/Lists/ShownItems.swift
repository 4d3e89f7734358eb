import Entities
import Model

/// Some items of a list in an order of their own, or all of them.
struct ShownItems<Items: RandomAccessCollection>: RandomAccessCollection where Items.Index == Int {
  let all: Items
  /// `nil` for all.
  let places: [Int32]?

  var startIndex: Int { 0 }
  var endIndex: Int { places?.count ?? all.count }
  subscript(index: Int) -> Items.Element { all[places.map { Int($0[index]) } ?? index] }
}

extension PaneBuilder {
  /// Clusters and their partitions, or the partitions that a query leaves.
  var partitionRows: PartitionRows {
    listed.map { content.partitions.flat($0.listing.places) }
      ?? (isFolded ? content.foldedPartitions : content.partitions)
  }

  /// Where the row of the pane's list is among all rows of the content.
  func place(ofRow row: Int) -> Int? {
    guard row >= 0 else { return nil }
    guard let listed else { return row }
    return listed.listing.places.indices.contains(row) ? Int(listed.listing.places[row]) : nil
  }

  /// What a list shows of `all`: all, or what a query leaves, in its order.
  func shown<Items: RandomAccessCollection>(of all: Items) -> ShownItems<Items> where Items.Index == Int {
    ShownItems(all: all, places: listed?.listing.places)
  }

  /// The application under the cursor.
  var selectedApplication: ApplicationItem? {
    let items = figures.applications?.items ?? []
    guard let place = place(ofRow: selected), content.applicationOrder.indices.contains(place) else {
      return nil
    }
    return items[content.applicationOrder[place]]
  }
}
