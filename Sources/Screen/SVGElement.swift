import Text

/// One line of a written picture that paints something of a row, and what stood in the cells that it was made from.
struct SVGElement {
  fileprivate enum Content {
    case ground
    case text(String)
    /// Of one sign, as often as it has columns.
    case shape(PathOutline)
  }

  let row: Int
  let columns: Range<Int>
  fileprivate let content: Content
  /// Its colour and what else makes it look as it does, as attributes.
  fileprivate let look: String

  /// `nil` for a line that is none of those that `Canvas.svg` writes for a row.
  init?(_ line: Substring) {
    var rest = LineReader(line)
    let x: Int
    let y: Int
    let width: Int
    if rest.take("<path d=\"") {
      guard let path = rest.take(upTo: "\""), rest.take("\" "), let look = rest.take(upTo: "/>"),
        let outline = PathOutline(path)
      else { return nil }
      (x, y, width) = (outline.left, outline.top, outline.right - outline.left)
      self.look = String(look)
      content = .shape(outline)
    } else {
      let isText = rest.take("<text x=\"")
      guard isText || rest.take("<rect x=\""), let left = rest.takeNumber(), rest.take("\" y=\""),
        let top = rest.takeNumber(), rest.take(isText ? "\" textLength=\"" : "\" width=\""),
        let length = rest.takeNumber()
      else { return nil }
      (x, y, width) = (left, top, length)
      if isText {
        guard rest.take("\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\" "),
          let look = rest.take(upTo: ">"), rest.take(">"), let text = rest.take(upTo: "</text>")
        else { return nil }
        content = .text(text.withoutEntities)
        self.look = String(look)
      } else {
        guard rest.take("\" height=\""), rest.takeNumber() != nil, rest.take("\" "),
          let look = rest.take(upTo: "/>")
        else { return nil }
        content = .ground
        self.look = String(look)
      }
    }
    row = y / SVGGrid.cellHeight
    let first = x / SVGGrid.cellWidth
    columns = first..<max(first + 1, (x + width + SVGGrid.cellWidth - 1) / SVGGrid.cellWidth)
  }

  /// The screen's size in cells, of a picture's first line.
  static func size(in line: Substring) -> Size? {
    var rest = LineReader(line)
    guard rest.take("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\""), let width = rest.takeNumber(),
      rest.take("\" height=\""), let height = rest.takeNumber()
    else { return nil }
    return Size(columns: width / SVGGrid.cellWidth, rows: height / SVGGrid.cellHeight)
  }

  /// Puts its sign, text or ground into the cells of its row, which reach as far as it does.
  func paint(_ cells: inout [WrittenCell]) {
    var painted = CellList(most: columns.count)
    switch content {
    case .ground: break
    case .text(let text): painted.take(Substring(text).unicodeScalars, look: look)
    case .shape(let outline):
      let sign = SVGShape.signs[outline.ofFirstCell(look: look)] ?? "?"
      for _ in columns { painted.take(sign, look: look) }
    }
    for column in columns where column < cells.count {
      let index = column - columns.lowerBound
      guard painted.cells.indices.contains(index) else {
        cells[column].look = look
        continue
      }
      // A space between two words paints nothing, and would not be there without them.
      if painted.cells[index].text == " " { continue }
      let ground = cells[column].look
      cells[column] = painted.cells[index]
      if !ground.isEmpty { cells[column].look += " on \(ground)" }
    }
  }
}

/// What tells a shape: what is drawn in its first cell, from the cell's corner, and with what, whatever the colour.
private struct ShapeKey: Hashable {
  let commands: [PathOutline.Command]
  let look: String
}

extension SVGShape {
  /// The signs that are shapes, each in ink and dimmed.
  fileprivate static let signs: [ShapeKey: Unicode.Scalar] = {
    let blocks = (Array(0x2581...0x258F) + Array(0x2801...0x28FF)).compactMap(Unicode.Scalar.init)
    var signs: [ShapeKey: Unicode.Scalar] = [:]
    for sign in blocks + Array("░▒▓╱─━╾│┃┌┐└┘├┤┬┴┼╭╮╰╯".unicodeScalars) {
      for opacity in [100, 60] {
        let ink = SVGInk(color: RGB(0), opacity: opacity)
        let line = SVGShape(sign)?.svg(x: 0, y: 0, count: 1, ink: ink) ?? ""
        guard let element = SVGElement(line[...]), case .shape(let outline) = element.content else {
          continue
        }
        signs[outline.ofFirstCell(look: element.look)] = sign
      }
    }
    return signs
  }()
}

/// A path as `SVGShape` writes them, in whole pixels.
private struct PathOutline {
  enum Command: Hashable {
    case move(x: Int, y: Int)
    case line(x: Int, y: Int)
    case curve(x: Int, y: Int, endX: Int, endY: Int)
    case acrossTo(Int)
    case across(Int)
    case downTo(Int)
    case down(Int)
    case close
  }

  private var commands: [Command] = []
  /// How far it reaches.
  private(set) var left = Int.max
  private(set) var right = Int.min
  private(set) var top = Int.max

  /// `nil` for what no shape has.
  init?(_ path: Substring) {
    var rest = LineReader(path)
    var x = 0
    while let letter = rest.takeByte() {
      guard let command = Command(letter, &rest) else { return nil }
      commands.append(command)
      switch command {
      case .move(let column, let row), .line(let column, let row):
        x = column
        top = min(top, row)
      case .curve(let control, let row, let column, let endRow):
        note(control)
        x = column
        top = min(top, row, endRow)
      case .acrossTo(let column): x = column
      case .across(let length): x += length
      case .downTo(let row): top = min(top, row)
      case .down, .close: continue
      }
      note(x)
    }
    guard left <= right, left >= 0, top < .max else { return nil }
  }

  private mutating func note(_ column: Int) {
    left = min(left, column)
    right = max(right, column)
  }

  /// What it draws in its first cell, where `look` are its attributes.
  func ofFirstCell(look: String) -> ShapeKey {
    let x0 = left / SVGGrid.cellWidth * SVGGrid.cellWidth
    let y0 = top / SVGGrid.cellHeight * SVGGrid.cellHeight
    var own: [Command] = []
    for command in commands {
      // Each cell has strokes of its own, but for what goes through several at once.
      if case .move(let x, _) = command, !own.isEmpty, x - x0 >= SVGGrid.cellWidth { break }
      own.append(command.moved(by: -x0, -y0))
    }
    let color = look.utf8.firstIndex(of: UInt8(ascii: "#")) ?? look.endIndex
    let end =
      look.utf8.index(color, offsetBy: RGB(0).hex.utf8.count, limitedBy: look.endIndex) ?? look.endIndex
    return ShapeKey(commands: own, look: "\(look[..<color])\(look[end...])")
  }
}

extension PathOutline.Command {
  /// What a letter and the numbers behind it say.
  fileprivate init?(_ letter: UInt8, _ rest: inout LineReader) {
    switch letter {
    case UInt8(ascii: "M"), UInt8(ascii: "L"), UInt8(ascii: "Q"):
      guard let x = rest.takeNumber(), rest.take(" "), let y = rest.takeNumber() else { return nil }
      if letter == UInt8(ascii: "M") {
        self = .move(x: x, y: y)
      } else if letter == UInt8(ascii: "L") {
        self = .line(x: x, y: y)
      } else {
        guard rest.take(" "), let endX = rest.takeNumber(), rest.take(" "), let endY = rest.takeNumber()
        else {
          return nil
        }
        self = .curve(x: x, y: y, endX: endX, endY: endY)
      }
    case UInt8(ascii: "z"): self = .close
    default:
      let isBack = rest.take("-")
      guard let number = rest.takeNumber() else { return nil }
      let length = isBack ? -number : number
      switch letter {
      case UInt8(ascii: "H"): self = .acrossTo(length)
      case UInt8(ascii: "h"): self = .across(length)
      case UInt8(ascii: "V"): self = .downTo(length)
      case UInt8(ascii: "v"): self = .down(length)
      default: return nil
      }
    }
  }

  /// What goes through several cells at once goes through one.
  fileprivate func moved(by x: Int, _ y: Int) -> Self {
    switch self {
    case .move(let column, let row): .move(x: column + x, y: row + y)
    case .line(let column, let row): .line(x: column + x, y: row + y)
    case .curve(let column, let row, let endX, let endY):
      .curve(x: column + x, y: row + y, endX: endX + x, endY: endY + y)
    case .acrossTo(let column): .acrossTo(column + x)
    case .across(let length) where length != 0 && length.isMultiple(of: SVGGrid.cellWidth):
      .across(length.signum() * SVGGrid.cellWidth)
    case .across(let length): .across(length)
    case .downTo(let row): .downTo(row + y)
    case .down, .close: self
    }
  }
}

/// Takes a line apart from its beginning.
private struct LineReader {
  private var rest: Substring.UTF8View

  init(_ line: Substring) { rest = line.utf8 }

  mutating func take(_ text: StaticString) -> Bool {
    let text = text.description.utf8
    guard rest.starts(with: text) else { return false }
    rest = rest.dropFirst(text.count)
    return true
  }

  mutating func takeByte() -> UInt8? { rest.popFirst() }

  /// A whole number of at most six digits; the fraction behind it is taken and left out.
  mutating func takeNumber() -> Int? {
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    guard digits.count <= 6, let number = Int(Substring(digits)) else { return nil }
    rest = rest[digits.endIndex...]
    if take(".") { rest = rest.drop { (0x30...0x39).contains($0) } }
    return number
  }

  /// What stands before `end`, which stays.
  mutating func take(upTo end: StaticString) -> Substring? {
    let end = end.description.utf8
    var found = rest
    while !found.starts(with: end) { if found.popFirst() == nil { return nil } }
    defer { rest = found }
    return Substring(rest[..<found.startIndex])
  }
}

extension Substring {
  /// The text that an element of a picture has in it.
  fileprivate var withoutEntities: String {
    var text = ""
    var rest = LineReader(self)
    while let plain = rest.take(upTo: "&") {
      text += plain
      if rest.take("&lt;") {
        text += "<"
      } else if rest.take("&gt;") {
        text += ">"
      } else {
        _ = rest.take("&amp;") || rest.take("&")
        text += "&"
      }
    }
    return text + rest.remainder
  }
}

extension LineReader {
  fileprivate var remainder: Substring { Substring(rest) }
}
