package import Text

/// Rows under a line of column titles, as many columns as there is room for.
///
/// ```
/// Table(columns: [
///   .init("partition", width: .flexible(minimum: 8), priority: 9),
///   .init("GPUs", width: .fixed(6), alignment: .right, priority: 5),
/// ])
/// ```
///
/// Where the columns do not fit, those of the lowest priority go first, the last of equals before the others, and the
/// rest keeps its order. The rows are a collection that makes a row when it is asked for it: drawing costs only
/// what is visible, however long the list is.
package struct Table: Hashable, Sendable {
  package struct Column: Hashable, Sendable {
    package var title: SafeText
    package var width: Extent
    package var alignment: Alignment
    /// The higher, the longer it stays.
    package var priority: Int

    package init(
      _ title: SafeText, width: Extent, alignment: Alignment = .left, priority: Int = 0
    ) {
      self.title = title
      self.width = width
      self.alignment = alignment
      self.priority = priority
    }
  }

  /// What stands where a row and a column meet.
  package enum Content: Hashable, Sendable {
    case text(SafeText, Style = .text)
    case bar(Bar)
    case budget(BudgetBar)
    case sparkline(Sparkline)
  }

  package enum Row: Hashable, Sendable {
    /// One content a column of the table, those of dropped columns too; a missing one is empty.
    case cells([Content])
    /// One text over the whole width, and a second one at its right edge, which is cut first, or replaced by a shorter
    /// one where there is such.
    case heading(
      SafeText, Style = .text, note: SafeText = "", shortNote: SafeText? = nil,
      noteStyle: Style = Style(.muted))
  }

  /// From left to right.
  package var columns: [Column]
  /// The empty cells between two columns.
  package var gap: Int
  /// Whether the titles stand in a row of their own above the others.
  package var hasTitles: Bool

  package init(columns: [Column], gap: Int = 1, hasTitles: Bool = true) {
    self.columns = columns
    self.gap = gap
    self.hasTitles = hasTitles
  }

  /// A column that there is room for, and where it stands.
  package struct Place: Hashable, Sendable {
    /// Its index in `columns`.
    package let index: Int
    /// Its first cell, from the table's left edge.
    package let start: Int
    /// In cells.
    package let width: Int
  }

  /// Which columns stand where in a table of that width.
  package func places(width: Int) -> [Place] {
    var kept = Array(columns.indices)
    while kept.count > 1, needed(kept) > width {
      guard let lowest = kept.min(by: { (columns[$0].priority, $1) < (columns[$1].priority, $0) }) else {
        break
      }
      kept.removeAll { $0 == lowest }
    }
    let room = width - gap * max(0, kept.count - 1)
    let lengths = Extent.lengths(kept.map { columns[$0].width }, over: room)
    var start = 0
    return zip(kept, lengths).map { index, length in
      defer { start += length + gap }
      return Place(index: index, start: start, width: length)
    }
  }

  private func needed(_ kept: [Int]) -> Int {
    kept.reduce(gap * max(0, kept.count - 1)) { $0 + columns[$1].width.minimum }
  }
}
