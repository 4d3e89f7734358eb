/// Parts that stand one after the other, such as the rows of each cluster: which of them a place is in.
package struct JoinedParts: Sendable {
  /// Where each part begins, and the end of all.
  private let starts: [Int]

  /// By the number of places of each part, which may be none.
  package init(_ counts: some Sequence<Int>) {
    starts = counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
  }

  /// The places of all parts.
  package var count: Int { starts[starts.count - 1] }

  /// The place of the first of a part.
  package func start(of part: Int) -> Int { starts[part] }

  /// The part that a place below `count` is in, and the place within it. Logarithmic in the parts.
  package func part(at place: Int) -> (part: Int, place: Int) {
    var (low, high) = (0, starts.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= place { low = middle } else { high = middle }
    }
    return (low, place - starts[low])
  }
}
