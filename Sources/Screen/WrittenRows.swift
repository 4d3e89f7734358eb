import Text

/// The rows of a written snapshot, which may have been changed by hand: every text has some.
struct WrittenRows {
  /// As many rows and columns as the largest screen has are looked at.
  private static let most = 1000
  /// More lines than any picture of such a screen has; what is behind them counts as one line.
  fileprivate static let mostLines = 2_000_000

  private let format: SnapshotFormat
  /// The lines of the text that tell a row: its glyphs, and where the format has them its styles, or its elements.
  private(set) var rows: [[Substring]]
  /// Of a picture that says it; `nil` of others.
  private var pictureColumns: Int?

  init(_ lines: [Substring], format: SnapshotFormat) {
    self.format = format
    switch format {
    case .text, .ansi, .linear: rows = lines.prefix(Self.most).map { [$0] }
    case .styled:
      let end = Self.endOfGlyphs(in: lines) ?? lines.count
      rows = lines[..<end].prefix(Self.most).map { [$0] }
      for line in lines[end...].dropFirst() {
        guard let row = StyleLine.row(of: line), rows.indices.contains(row) else { continue }
        rows[row].append(line)
      }
    case .svg:
      rows = []
      for line in lines {
        if let size = SVGElement.size(in: line), size.rows <= Self.most {
          rows += Array(repeating: [], count: max(0, size.rows - rows.count))
          pictureColumns = min(size.columns, Self.most)
        } else if let element = SVGElement(line), element.row < Self.most,
          element.columns.upperBound <= Self.most
        {
          rows += Array(repeating: [], count: max(0, element.row + 1 - rows.count))
          // A ground and a sign for each cell is the most that a row has.
          if rows[element.row].count < 2 * Self.most { rows[element.row].append(line) }
        }
      }
    }
  }

  /// The line between glyphs and styles: the last empty one, where nothing but lines of styles follows. `nil` where
  /// there is none.
  static func endOfGlyphs(in lines: [Substring]) -> Int? {
    let end = lines.lastIndex { StyleLine.row(of: $0) == nil }
    return end.flatMap { lines[$0].isEmpty ? $0 : nil }
  }

  var size: Size { Size(columns: rows.first.map { cells(of: $0).count } ?? 0, rows: rows.count) }

  /// What its lines say of a row, column by column, up to the end of the text.
  func cells(of row: [Substring]) -> [WrittenCell] {
    var cells = CellList(most: Self.most)
    switch format {
    case .text, .linear:
      for line in row { cells.take(line.unicodeScalars, look: "") }
    case .styled:
      cells.take(row.first?.unicodeScalars ?? Substring().unicodeScalars, look: Role.text.rawValue)
      for line in row.dropFirst() {
        for run in StyleLine.runs(in: line) {
          for column in run.columns.clamped(to: cells.cells.indices) { cells.cells[column].look = run.look }
        }
      }
    case .ansi:
      for line in row { cells.take(sequences: line.unicodeScalars) }
    case .svg:
      cells.take(" ", count: pictureColumns ?? 0)
      for element in row.compactMap({ SVGElement($0) }) {
        cells.take(" ", count: element.columns.upperBound - cells.cells.count)
        element.paint(&cells.cells)
      }
    }
    return cells.cells
  }
}

extension String {
  /// Its lines, of which the last one need not end in a line feed. A carriage return is part of its line.
  var writtenLines: [Substring] {
    var lines = unicodeScalars.split(
      separator: "\n", maxSplits: WrittenRows.mostLines, omittingEmptySubsequences: false
    ).map { Substring($0) }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

/// One column of a row: its character, and in what way it is shown, in the words of the format.
struct WrittenCell: Equatable {
  /// A base with its marks; empty in the right half of a wide one.
  var text: String
  var look: String

  /// Byte for byte: canonical equivalence makes no two cells the same.
  static func == (left: WrittenCell, right: WrittenCell) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8) && left.look.utf8.elementsEqual(right.look.utf8)
  }
}

/// Characters as they come to stand in columns.
struct CellList {
  var cells: [WrittenCell] = []
  let most: Int

  mutating func take(_ scalars: Substring.UnicodeScalarView, look: String) {
    for scalar in scalars { take(scalar, look: look) }
  }

  mutating func take(_ text: String, count: Int) {
    for _ in 0..<max(0, count) where cells.count < most { cells.append(WrittenCell(text: text, look: "")) }
  }

  /// What no screen shows takes a column, so that it is seen.
  mutating func take(_ scalar: Unicode.Scalar, look: String) {
    let width = DisplayWidth.of(scalar) ?? 1
    if width == 0, let base = cells.lastIndex(where: { !$0.text.isEmpty }) {
      cells[base].text.unicodeScalars.append(scalar)
      return
    }
    guard cells.count < most else { return }
    cells.append(WrittenCell(text: String(scalar), look: look))
    if width == 2 { cells.append(WrittenCell(text: "", look: look)) }
  }

  /// Glyphs between SGR sequences, whose parameters are the looks.
  fileprivate mutating func take(sequences scalars: Substring.UnicodeScalarView) {
    var look = "0"
    var rest = scalars
    while let scalar = rest.popFirst() {
      if scalar == "\u{1B}", rest.first == "[" {
        let parameters = rest.dropFirst().prefix { ("0"..."9").contains($0) || $0 == ";" }
        let end = rest[parameters.endIndex...]
        if end.first == "m" {
          look = String(parameters)
          rest = end.dropFirst()
          continue
        }
      }
      take(scalar, look: look)
    }
  }
}

/// A line of a styled snapshot: `3: accent 0, text* 1-10`.
private enum StyleLine {
  /// The row that it tells of, from 0; `nil` for what is no such line.
  static func row(of line: Substring) -> Int? {
    let digits = line.utf8.prefix { (0x30...0x39).contains($0) }
    guard line.utf8[digits.endIndex...].starts(with: ": ".utf8) else { return nil }
    return Int(Substring(digits))
  }

  struct Run {
    let look: String
    let columns: Range<Int>
  }

  /// The runs that can be read.
  static func runs(in line: Substring) -> [Run] {
    line.split(separator: " ").dropFirst().reduce(into: (runs: [Run](), look: Substring())) { found, word in
      let word = word.last == "," ? word.dropLast() : word
      let ends = word.split(separator: "-").map { Int($0) }
      if let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, 0 <= first,
        first <= last,
        last < .max
      {
        found.runs.append(Run(look: String(found.look), columns: first..<(last + 1)))
      } else {
        found.look = word
      }
    }.runs
  }
}
