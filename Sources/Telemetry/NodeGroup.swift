package import Model
import Text

/// Nodes of one partition that `sinfo` found alike.
package struct NodeGroup: Sendable, Equatable {
  package var partition: Partition
  /// Each with this partition as its only one.
  package var nodes: [Node]
}

extension [NodeGroup] {
  /// The rows of several answers, the newest first, each node of a partition once.
  init(union answers: [(groups: [NodeGroup], rank: Int)]) {
    if answers.count == 1, let only = answers.first {
      self = only.groups
      return
    }
    var told: Set<Listing.Key> = []
    self = answers.sorted { $0.rank > $1.rank }.flatMap { answer in
      let groups = answer.groups.map { group in
        var group = group
        group.nodes.removeAll { told.contains(.pair(group.partition.name, $0.name)) }
        return group
      }
      for group in groups {
        for node in group.nodes { told.insert(.pair(group.partition.name, node.name)) }
      }
      return groups
    }
  }
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
