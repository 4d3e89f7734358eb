/// How long one part of a divided area is to be.
package enum Extent: Hashable, Sendable {
  /// That many cells, as long as there are any.
  case fixed(Int)
  /// At least `minimum` cells, and its share by `weight` of what the others leave.
  case flexible(minimum: Int = 0, weight: Int = 1)
  /// At least `minimum` cells, and up to `most` before the flexible ones share what is left.
  case growing(minimum: Int, most: Int)

  /// What it asks for before anything is shared out.
  package var minimum: Int {
    switch self {
    case .fixed(let length): max(0, length)
    case .flexible(let minimum, _), .growing(let minimum, _): max(0, minimum)
    }
  }

  private var weight: Double {
    switch self {
    case .fixed, .growing: 0
    case .flexible(_, let weight): Double(max(0, weight))
    }
  }

  /// The lengths of the parts of `total` cells.
  ///
  /// Their sum never exceeds `total`, and is `total` where a part is flexible. Where the minima do not fit, the last
  /// parts go short first.
  package static func lengths(_ extents: [Extent], over total: Int) -> [Int] {
    var rest = max(0, total)
    var granted = extents.map { extent in
      let length = min(rest, extent.minimum)
      rest -= length
      return length
    }
    for (index, extent) in extents.enumerated() {
      guard case .growing(_, let most) = extent else { continue }
      let growth = max(0, min(rest, most - granted[index]))
      granted[index] += growth
      rest -= growth
    }
    let shares = apportion(extents.map(\.weight), over: rest)
    return zip(granted, shares).map { $0 + $1 }
  }
}
