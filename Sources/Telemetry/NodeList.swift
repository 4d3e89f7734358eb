import Model
import Text

/// The nodes of one document, in the order of the source; a node that comes twice is kept once, as it came last.
struct NodeList {
  private(set) var nodes: [Node] = []
  /// Where the node of each name stands, by open addressing: 0 is free, else the upper half is the name's hash, the lower
  /// one the index in `nodes` and 1. A dictionary would hash each name several times, and keep it once more.
  private var slots = [UInt64](repeating: 0, count: 64)
  private static let fewNodes = 512
  private static let manyNodes = 1 << 15

  /// Where it stands now.
  @discardableResult
  mutating func add(_ node: consuming Node) -> Int {
    let hash = UInt32(truncatingIfNeeded: node.name.hashValue)
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let index = Int(slots[slot] & 0xFFFF_FFFF) - 1
      if slots[slot] >> 32 == UInt64(hash), nodes[index].name == node.name {
        nodes[index] = node
        return index
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    // A node is large to move, and room that is not used costs no memory.
    if nodes.count == Self.fewNodes { nodes.reserveCapacity(Self.manyNodes) }
    nodes.append(node)
    slots[slot] = UInt64(hash) << 32 | UInt64(nodes.count)
    if nodes.count * 2 > slots.count { growSlots() }
    return nodes.count - 1
  }

  private mutating func growSlots() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 4)
    for entry in old where entry != 0 {
      var slot = Int(entry >> 32) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }
}
