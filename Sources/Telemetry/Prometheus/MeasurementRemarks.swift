import Text

/// Why series of an answer do not count.
struct MeasurementRemarks {
  /// The gravest first.
  enum Kind: Int, CaseIterable {
    /// Values out of the measure's range.
    case range
    /// Several of one thing with different values at one time.
    case contradiction
    /// A part of a sum that has ended, while its other parts have not.
    case ended
    /// No watts at all, which no node and no facility draws.
    case nothing
    /// More series than the node has GPUs, several without saying of which, or several of one that contradict each other.
    case count
    /// The metric, the cluster or the node is not known.
    case place
    /// A part of a GPU.
    case part
    /// Another series of the answer began after it had ended.
    case replaced
    /// Another metric tells the same power.
    case otherMetric
    /// Another answer is newer.
    case older
  }

  let total: Int
  /// How many series have ended, and are told by nobody any more.
  let ended: Int
  /// Of the answer's file.
  let path: SafeText
  private var unused = [Int](repeating: 0, count: Kind.allCases.count)
  private var first = [SafeText?](repeating: nil, count: Kind.allCases.count)

  init(total: Int, ended: Int, path: SafeText) {
    self.total = total
    self.ended = ended
    self.path = path
  }

  /// Whether newer answers tell of everything that this one does.
  var areAllOlder: Bool {
    let older = unused[Kind.older.rawValue]
    return older > 0 && older + ended >= total
  }

  mutating func note(_ kind: Kind, _ why: @autoclosure () -> SafeText) {
    unused[kind.rawValue] += 1
    if first[kind.rawValue] == nil { first[kind.rawValue] = why() }
  }

  mutating func notePart() { note(.part, "a MIG slice or a partition of a GPU is no GPU") }

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
