/// Lines of dots in characters of braille, two by four of them a cell.
///
/// A cell of a line has two dots at least and one of a dotted line has one, so that the two differ in ASCII too.
struct DotGrid {
  private let columns: Int
  private let rows: Int
  /// Row by row, the bits of each character.
  private var cells: [UInt8]

  init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
    cells = Array(repeating: 0, count: self.columns * self.rows)
  }

  /// Linear in the dots of the line.
  mutating func draw(_ stretch: [Plot.Point], _ stroke: Plot.Stroke) {
    guard !cells.isEmpty, let first = stretch.first.map(dot) else { return }
    var from = first
    set(from.x, from.y, stroke, beginning: first.x)
    for point in stretch.dropFirst() {
      let to = dot(of: point)
      let steps = max(abs(to.x - from.x), abs(to.y - from.y), 1)
      for step in 1...steps {
        set(
          from.x + (to.x - from.x) * step / steps, from.y + (to.y - from.y) * step / steps, stroke,
          beginning: first.x)
      }
      from = to
    }
    guard stroke != .dotted else { return }
    // A lone dot gets the one beside it.
    for index in cells.indices where cells[index].nonzeroBitCount == 1 {
      cells[index] |=
        Self.bits[0].contains(cells[index]) ? Self.beside(cells[index]) : Self.before(cells[index])
    }
  }

  /// The dots of a cell, 0 where no line goes through it.
  func bits(column: Int, row: Int) -> UInt8 { cells[row * columns + column] }

  private static let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

  private static func beside(_ left: UInt8) -> UInt8 { left == 0x40 ? 0x80 : left << 3 }
  private static func before(_ right: UInt8) -> UInt8 { right == 0x80 ? 0x40 : right >> 3 }

  private func dot(of point: Plot.Point) -> (x: Int, y: Int) {
    func place(_ share: Double, _ count: Int) -> Int {
      Int((min(max(0, share.isNaN ? 0 : share), 1) * Double(count - 1)).rounded())
    }
    return (place(point.x, columns * 2), place(1 - point.y, rows * 4))
  }

  private mutating func set(_ x: Int, _ y: Int, _ stroke: Plot.Stroke, beginning first: Int) {
    let index = y / 4 * columns + x / 2
    switch stroke {
    case .solid: break
    // Two cells of three, from the first on.
    case .dashed: if (x / 2 - first / 2) % 3 == 2 { return }
    // A dot in every second cell, though the line be steep.
    case .dotted: if !x.isMultiple(of: 4) || cells[index] != 0 { return }
    }
    cells[index] |= Self.bits[x % 2][y % 4]
  }
}

extension Glyph {
  /// The character of braille that has the dots of some bits.
  init(braille bits: UInt8) {
    self.init(unicodeScalarLiteral: Unicode.Scalar(0x2800 + UInt32(bits)) ?? " ")
  }
}
