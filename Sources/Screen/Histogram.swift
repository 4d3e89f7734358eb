package import Text

/// How many there are of each class: one line a class, its bar and its count.
///
/// ```
/// < 1 h  ▆▆▆▆▆▆▆▆▆▆▆▆ 412
/// < 1 d  ▆▆▆ 97
/// ```
package struct Histogram: Hashable, Sendable {
  package struct Bin: Hashable, Sendable {
    package let label: SafeText
    package let count: Int
    /// Whether there may be more.
    package let isAtLeast: Bool
    package init(_ label: SafeText, _ count: Int, isAtLeast: Bool = false) {
      self.label = label
      self.count = count
      self.isAtLeast = isAtLeast
    }
  }

  /// From the top down.
  package var bins: [Bin]
  /// Of the bars.
  package var role: Role

  package init(_ bins: [Bin], role: Role = .barAllocated) {
    self.bins = bins
    self.role = role
  }

  /// Draws the first classes that there are rows for, all bars to one scale. A count above 0 has at least one cell.
  package func draw(on canvas: inout Canvas, in rect: Rect) {
    guard !rect.isEmpty else { return }
    let counts = bins.map { SafeText.atLeast(.grouped($0.count), if: $0.isAtLeast) }
    let labelWidth = min(bins.map(\.label.width).max() ?? 0, rect.width / 2)
    let countWidth = counts.map(\.width).max() ?? 0
    let room = max(0, rect.width - labelWidth - countWidth - 2)
    let largest = max(1, bins.map(\.count).max() ?? 0)
    canvas.clipped(to: rect) { canvas in
      for (offset, bin) in bins.prefix(rect.height).enumerated() {
        let row = rect.row + offset
        canvas.fill(Rect(column: rect.column, row: row, width: rect.width, height: 1))
        canvas.draw(bin.label, column: rect.column, row: row, width: labelWidth, style: Style(.muted))
        let exact = Double(max(0, bin.count)) / Double(largest) * Double(room)
        let length = bin.count > 0 ? max(min(1, room), Int(exact.rounded())) : 0
        let start = rect.column + labelWidth + 1
        canvas.fill(
          Rect(column: start, row: row, width: length, height: 1), with: "▆", style: Style(role))
        let countColumn = start + length + (length > 0 ? 1 : 0)
        canvas.draw(counts[offset], column: countColumn, row: row)
      }
    }
  }
}
