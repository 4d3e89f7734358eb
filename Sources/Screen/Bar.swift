/// A stacked meter: who has how much of one whole.
///
/// ```
/// ▆▆▆▆▆▆▆▆▆▆▆▆▆▆▄▁▁╱╱
/// ```
///
/// It ends below the line above, so that bars of neighbouring rows stay apart, and its parts differ in height, so that
/// they are told apart without colour. Each part above 0 has at least one cell while there is room for all. A bar is a claim: pass the parts in the one
/// order that all bars keep (allocated, planned, idle, unavailable), and the same total for bars that are compared.
package struct Bar: Hashable, Sendable {
  /// A part's meaning, which is also its sign: the parts differ without colour.
  package enum Part: Hashable, Sendable, CaseIterable {
    case allocated, planned, idle, unavailable

    package var glyph: Glyph {
      switch self {
      case .allocated: "▆"
      case .planned: "▄"
      case .idle: "▁"
      case .unavailable: "╱"
      }
    }

    package var role: Role {
      switch self {
      case .allocated: .barAllocated
      case .planned: .barPlanned
      case .idle: .barIdle
      case .unavailable: .barUnavailable
      }
    }
  }

  /// A part, and how much of the whole it is.
  package struct Segment: Hashable, Sendable {
    package let part: Part
    /// In the unit of `total`; below 0 counts as 0.
    package let amount: Double
    package init(_ part: Part, _ amount: Double) {
      self.part = part
      self.amount = amount
    }
  }

  /// From left to right.
  package var segments: [Segment]
  /// The whole; what the segments leave of it stays empty. Never less than the segments' sum.
  package var total: Double

  /// The whole is the segments' sum where no more is given.
  package init(_ segments: [Segment], total: Double? = nil) {
    self.segments = segments
    let sum = segments.reduce(0) { $0 + max(0, $1.amount) }
    self.total = max(total ?? sum, sum)
  }

  /// The cells of each segment in a bar of that width; their sum is the width when the segments make up the total.
  package func widths(in width: Int) -> [Int] {
    let amounts = segments.map(\.amount)
    let rest = total - amounts.reduce(0) { $0 + max(0, $1) }
    return apportion(amounts, over: width - blank(rest: rest, width: width), seats: true)
  }

  /// The cells that stay empty: as many as the rest is worth, rounded down so that no segment is starved for it.
  private func blank(rest: Double, width: Int) -> Int {
    guard total.isFinite, total > 0, rest > 0, width > 0 else { return 0 }
    return min(width, Int(rest / total * Double(width)))
  }

  /// Draws the bar in one row, over its whole width.
  package func draw(on canvas: inout Canvas, column: Int, row: Int, width: Int) {
    var rest = column
    for (segment, length) in zip(segments, widths(in: width)) {
      canvas.fill(
        Rect(column: rest, row: row, width: length, height: 1), with: segment.part.glyph,
        style: Style(segment.part.role))
      rest += length
    }
    canvas.fill(Rect(column: rest, row: row, width: column + max(0, width) - rest, height: 1))
  }
}
