import Text

/// Why series of an answer do not count.
struct MeasurementRemarks {
  /// The gravest first.
  enum Kind: Int, CaseIterable {
    /// Values out of the measure's range.
    case range
    /// More series than the node has GPUs, several without saying of which, or several of one that contradict each other.
    case count
    /// The metric, the cluster or the node is not known.
    case place
    /// A part of a GPU.
    case part
  }

  let total: Int
  private var unused = [Int](repeating: 0, count: Kind.allCases.count)
  private var first = [SafeText?](repeating: nil, count: Kind.allCases.count)

  init(total: Int) { self.total = total }

  mutating func note(_ kind: Kind, _ why: @autoclosure () -> SafeText) {
    unused[kind.rawValue] += 1
    if first[kind.rawValue] == nil { first[kind.rawValue] = why() }
  }

  /// One clause, with the first reason of each kind; `nil` when everything counts.
  var clause: SafeText? {
    let told = Kind.allCases.compactMap { kind -> SafeText? in
      guard let why = first[kind.rawValue] else { return nil }
      let count = unused[kind.rawValue]
      return count == total ? why : "\(count) of \(total) series, for example because \(why)"
    }
    return told.isEmpty ? nil : told.joined(separator: "; ")
  }
}
