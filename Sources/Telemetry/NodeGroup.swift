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
  /// Every node once, in all the partitions that a group names it in. Of several states the worst counts, whatever the
  /// order.
  var distinctNodes: [Node] {
    var nodes: [Node] = []
    var indices: [SafeText: Int] = [:]
    for node in lazy.flatMap(\.nodes) {
      if let index = indices[node.name] {
        for partition in node.partitions ?? [] where nodes[index].partitions?.contains(partition) == false {
          nodes[index].partitions?.append(partition)
        }
        guard nodes[index].state != node.state, nodes[index].isBetter(than: node) else { continue }
        let partitions = nodes[index].partitions
        nodes[index] = node
        nodes[index].partitions = partitions
      } else {
        indices[node.name] = nodes.count
        nodes.append(node)
      }
    }
    return nodes
  }

  /// The first node that rows give different states, in one sentence; `nil` where none does.
  var contradiction: SafeText? {
    var states: [SafeText: NodeState] = [:]
    for node in lazy.flatMap(\.nodes) {
      guard let state = states.updateValue(node.state, forKey: node.name), state != node.state else {
        continue
      }
      let words = [state, node.state].map(\.word.text).sorted().joined(separator: ", ")
      return
        "node \(node.name) is in rows of different states (\(words)), of which the worst counts"
    }
    return nil
  }

  /// Every partition once, in the order of the rows.
  var distinctPartitions: [Partition] {
    var names: Set<SafeText> = []
    return map(\.partition).filter { names.insert($0.name).inserted }
  }
}

extension Node {
  /// Whether it is in service more than `other`; of states that are alike in this, words decide, so that the order of rows
  /// does not.
  fileprivate func isBetter(than other: Node) -> Bool {
    let (here, there) = (state.outage?.rawValue ?? .max, other.state.outage?.rawValue ?? .max)
    return here != there ? here > there : state.word.rawValue < other.state.word.rawValue
  }
}
