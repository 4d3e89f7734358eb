import Model
import Text

/// Nodes in an order of their own, of which the cluster's list is the only copy.
struct OrderedNodes: RandomAccessCollection, Sendable {
  let all: [Node]
  /// Where each of them is in `all`.
  private(set) var places: [Int32]

  /// Those that exist, in the order of their names, numbers by value: `n2` before `n10`.
  init(byName nodes: [Node]) {
    all = nodes
    places = nodes.indices.filter { nodes[$0].state.exists }.map(Int32.init)
    places.sort { nodes[Int($0)].name.precedesByNumber(nodes[Int($1)].name) }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { places.count }
  subscript(index: Int) -> Node { all[Int(places[index])] }

  /// Those that are in a partition.
  func nodes(in partition: SafeText) -> OrderedNodes {
    var nodes = self
    nodes.places = places.filter { all[Int($0)].partitions?.contains(partition) == true }
    return nodes
  }
}
