/// How many cells of a terminal a scalar takes.
package enum DisplayWidth {
  /// 1 or 2 for what stands by itself, 0 for a mark on what stands before it.
  ///
  /// Nil for what is never shown: controls and formats, what is blank or unassigned, and what takes another number
  /// of cells in another terminal. So a width from here is the same for ncurses, which asks the C library, and for
  /// the terminal, which asks its own tables. Characters of ambiguous East Asian width are narrow.
  package static func of(_ scalar: Unicode.Scalar) -> Int? {
    switch Showing(of: scalar) {
    case .narrow: 1
    case .wide: 2
    case .mark: 0
    case .refused, .space, .dropped: nil
    }
  }
}

/// What the sanitiser does with a scalar. The raw values are those of `Generate/tables.py`.
enum Showing: UInt32 {
  /// Shown as U+FFFD.
  case refused
  case narrow
  case wide
  /// Shown on its base, or not at all.
  case mark
  /// Shown as U+0020.
  case space
  /// Left out: joiners and selectors, which only choose among the looks of their neighbours.
  case dropped

  /// Costs a binary search outside ASCII.
  init(of scalar: Unicode.Scalar) {
    if scalar.isASCII {
      self = scalar.value >= 0x20 && scalar.value != 0x7F ? .narrow : .refused
      return
    }
    let runs = GeneratedTables.runs
    let key = scalar.value << 3 | 7
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle] <= key { low = middle } else { high = middle }
    }
    self = Showing(rawValue: runs[low] & 7) ?? .refused
  }
}
