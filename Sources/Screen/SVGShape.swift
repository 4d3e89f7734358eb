/// A sign that has to meet its neighbours, and is therefore a shape and no letter in a picture.
enum SVGShape: Hashable, Sendable {
  /// The lower part of a cell, in eighths.
  case block(eighths: Int)
  /// The left part of a cell, in eighths.
  case leftBlock(eighths: Int)
  /// A whole cell, so many percent dark.
  case shade(percent: Int)
  case hatch
  /// Lines from the cell's middle to some of its edges.
  case line(Arms)
  /// The same, thick; what is no arm of a line across is thin.
  case heavyLine(Arms)
  /// Dots, two by four of them, by the bits of their character.
  case braille(UInt8)
  /// A quarter of a circle between two of them.
  case corner(Arms)

  struct Arms: OptionSet, Hashable, Sendable {
    let rawValue: UInt8
    static let up = Arms(rawValue: 1)
    static let right = Arms(rawValue: 2)
    static let down = Arms(rawValue: 4)
    static let left = Arms(rawValue: 8)
  }

  /// The shape of a sign; nil for what is a letter.
  init?(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\u{2581}"..."\u{2588}": self = .block(eighths: Int(scalar.value - 0x2580))
    case "\u{2589}"..."\u{258F}": self = .leftBlock(eighths: Int(0x2590 - scalar.value))
    case "░": self = .shade(percent: 25)
    case "▒": self = .shade(percent: 50)
    case "▓": self = .shade(percent: 75)
    case "╱": self = .hatch
    case "─": self = .line([.left, .right])
    case "│": self = .line([.up, .down])
    case "━": self = .heavyLine([.left, .right])
    case "╾": self = .heavyLine([.left])
    case "┃": self = .heavyLine([.up, .down])
    case "\u{2801}"..."\u{28FF}": self = .braille(UInt8(scalar.value - 0x2800))
    case "┌": self = .line([.right, .down])
    case "┐": self = .line([.left, .down])
    case "└": self = .line([.up, .right])
    case "┘": self = .line([.up, .left])
    case "├": self = .line([.up, .right, .down])
    case "┤": self = .line([.up, .left, .down])
    case "┬": self = .line([.left, .right, .down])
    case "┴": self = .line([.left, .right, .up])
    case "┼": self = .line([.left, .right, .up, .down])
    case "╭": self = .corner([.right, .down])
    case "╮": self = .corner([.left, .down])
    case "╰": self = .corner([.up, .right])
    case "╯": self = .corner([.up, .left])
    default: return nil
    }
  }

  /// Paints `count` neighbouring cells of this shape, from their upper left corner, which is at (`x`, `y`).
  func svg(x: Int, y: Int, count: Int, ink: SVGInk) -> String {
    let (width, height) = (SVGGrid.cellWidth * count, SVGGrid.cellHeight)
    let starts = stride(from: x, to: x + width, by: SVGGrid.cellWidth)
    switch self {
    case .block(let eighths):
      let part = height * eighths / 8
      return path(box(x, y + height - part, width, part), ink.fill())
    case .leftBlock(let eighths):
      let part = max(1, SVGGrid.cellWidth * eighths / 8)
      return path(starts.map { box($0, y, part, height) }.joined(), ink.fill())
    case .shade(let percent):
      return path(box(x, y, width, height), ink.fill(percent: percent))
    case .hatch:
      return path(starts.map { hatch(x: $0, y: y) }.joined(), ink.stroke)
    case .line([.left, .right]):
      return path(box(x, y + middleRow, width, 1), ink.fill())
    case .line(let arms):
      return path(starts.map { lines(arms, x: $0, y: y) }.joined(), ink.fill())
    case .heavyLine([.left, .right]):
      return path(box(x, y + middleRow - 1, width, 3), ink.fill())
    case .heavyLine([.left]):
      return path(starts.map { beginning(x: $0, y: y) }.joined(), ink.fill())
    case .heavyLine:
      return path(
        starts.map { box($0 + middleColumn - 1, y + 2, 3, SVGGrid.cellHeight - 4) }.joined(), ink.fill())
    case .braille(let bits):
      return path(starts.map { dots(bits, x: $0, y: y) }.joined(), ink.fill())
    case .corner(let arms):
      return path(starts.map { corner(arms, x: $0, y: y) }.joined(), ink.stroke)
    }
  }

  /// The pixel of a cell that lines go through, from its left and from its upper edge.
  private var middleColumn: Int { SVGGrid.cellWidth / 2 }
  private var middleRow: Int { SVGGrid.cellHeight / 2 - 1 }

  private func path(_ data: String, _ ink: String) -> String {
    "<path d=\"\(data)\" \(ink)/>"
  }

  private func box(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> String {
    "M\(x) \(y)h\(width)v\(height)h-\(width)z"
  }

  /// Three parallel strokes, which go on in the next cell's.
  private func hatch(x: Int, y: Int) -> String {
    let (right, bottom) = (x + SVGGrid.cellWidth, y + SVGGrid.cellHeight)
    let (half, centre) = ("\(x + SVGGrid.cellWidth / 2).5", y + SVGGrid.cellHeight / 2)
    return "M\(x) \(centre)L\(half) \(y)M\(x) \(bottom)L\(right) \(y)M\(half) \(bottom)L\(right) \(centre)"
  }

  private func lines(_ arms: Arms, x: Int, y: Int) -> String {
    let (column, row) = (x + middleColumn, y + middleRow)
    var boxes = ""
    if arms.contains(.left) { boxes += box(x, row, middleColumn + 1, 1) }
    if arms.contains(.right) { boxes += box(column, row, SVGGrid.cellWidth - middleColumn, 1) }
    if arms.contains(.up) { boxes += box(column, y, 1, middleRow + 1) }
    if arms.contains(.down) { boxes += box(column, row, 1, SVGGrid.cellHeight - middleRow) }
    return boxes
  }

  /// A square for each dot; those of neighbouring cells are as far apart as those of one.
  private func dots(_ bits: UInt8, x: Int, y: Int) -> String {
    let order: [(bit: UInt8, column: Int, row: Int)] = [
      (0x01, 0, 0), (0x02, 0, 1), (0x04, 0, 2), (0x40, 0, 3), (0x08, 1, 0), (0x10, 1, 1), (0x20, 1, 2),
      (0x80, 1, 3),
    ]
    let (width, height) = (SVGGrid.cellWidth, SVGGrid.cellHeight)
    return order.filter { bits & $0.bit != 0 }.map { dot in
      box(x + width * (1 + 2 * dot.column) / 4 - 1, y + height * (1 + 2 * dot.row) / 8 - 1, 2, 2)
    }.joined()
  }

  /// Thick to the middle, and thin from there.
  private func beginning(x: Int, y: Int) -> String {
    box(x, y + middleRow - 1, middleColumn, 3)
      + box(x + middleColumn, y + middleRow, SVGGrid.cellWidth - middleColumn, 1)
  }

  /// From an edge at the side through a rounded middle to the edge above or below; half pixels are a pixel's middle.
  private func corner(_ arms: Arms, x: Int, y: Int) -> String {
    let radius = 3
    let (column, row) = (x + middleColumn, y + middleRow)
    let (side, bendColumn) =
      arms.contains(.right) ? (x + SVGGrid.cellWidth, column + radius) : (x, column - radius)
    let (end, bendRow) = arms.contains(.down) ? (y + SVGGrid.cellHeight, row + radius) : (y, row - radius)
    return "M\(side) \(row).5H\(bendColumn).5Q\(column).5 \(row).5 \(column).5 \(bendRow).5V\(end)"
  }
}

/// The colour that something is painted with, as SVG attributes.
struct SVGInk {
  let color: RGB
  /// Of 100.
  let opacity: Int

  func fill(percent: Int = 100) -> String {
    let percent = opacity * percent / 100
    return "fill=\"\(color.hex)\"" + (percent < 100 ? " fill-opacity=\"\(decimal(percent))\"" : "")
  }

  /// Lines of one pixel.
  var stroke: String {
    "fill=\"none\" stroke=\"\(color.hex)\""
      + (opacity < 100 ? " stroke-opacity=\"\(decimal(opacity))\"" : "")
  }

  private func decimal(_ percent: Int) -> String {
    percent < 10 ? "0.0\(percent)" : "0.\(percent)"
  }
}
