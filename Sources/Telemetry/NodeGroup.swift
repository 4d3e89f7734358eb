package import Model
import Text

/// Nodes of one partition that `sinfo` found alike.
package struct NodeGroup: Sendable, Equatable {
  package var partition: Partition
  /// Each with this partition as its only one.
  package var nodes: [Node]
}

extension Sequence<NodeGroup> {
  /// Every node once, in all the partitions that a group names it in.
  var distinctNodes: [Node] {
    var nodes: [Node] = []
    var indices: [SafeText: Int] = [:]
    for node in lazy.flatMap(\.nodes) {
      if let index = indices[node.name] {
        for partition in node.partitions ?? [] where nodes[index].partitions?.contains(partition) == false {
          nodes[index].partitions?.append(partition)
        }
      } else {
        indices[node.name] = nodes.count
        nodes.append(node)
      }
    }
    return nodes
  }

  /// Every partition once, in the order of the rows.
  var distinctPartitions: [Partition] {
    var names: Set<SafeText> = []
    return map(\.partition).filter { names.insert($0.name).inserted }
  }
}
