import Model

/// What will happen next, earliest first; what was scheduled first comes first at the same moment.
///
/// A binary heap: adding and taking cost the logarithm of its size.
struct EventQueue<Event: Sendable>: Sendable {
  private struct Entry: Sendable {
    var at: Timestamp
    var order: Int
    var event: Event

    func precedes(_ other: Entry) -> Bool { (at, order) < (other.at, other.order) }
  }

  private var heap: [Entry] = []
  private var scheduled = 0

  mutating func schedule(_ event: Event, at moment: Timestamp) {
    heap.append(Entry(at: moment, order: scheduled, event: event))
    scheduled += 1
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].precedes(heap[parent]) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  /// Takes the next event that is due at `moment` or was before.
  mutating func next(until moment: Timestamp) -> (at: Timestamp, event: Event)? {
    guard let first = heap.first, first.at <= moment else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    siftDown()
    return (first.at, first.event)
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      var smallest = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if heap[child].precedes(heap[smallest]) { smallest = child }
      }
      if smallest == parent { return }
      heap.swapAt(parent, smallest)
      parent = smallest
    }
  }
}
