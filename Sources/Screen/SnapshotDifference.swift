package import Text

/// What a drawn snapshot has otherwise than a recorded one of the same format.
///
/// A recorded one comes from a file and may hold anything: it is sanitised here, and of what is larger than a screen the
/// rest is left out.
package struct SnapshotDifference: Equatable, Sendable {
  /// Those that differ, from the top.
  package let rows: [RowDifference]
  /// How many there are, in the one that has more.
  package let rowCount: Int
  /// What explains many rows at once, in clauses for a person.
  package let notes: [SafeText]

  /// `nil` when both are the same, byte for byte. Linear in both.
  package init?(recorded: String, drawn: String, format: SnapshotFormat) {
    guard !recorded.utf8.elementsEqual(drawn.utf8) else { return nil }
    let (oldLines, newLines) = (recorded.writtenLines, drawn.writtenLines)
    let old = WrittenRows(oldLines, format: format)
    let new = WrittenRows(newLines, format: format)
    rowCount = max(old.rows.count, new.rows.count)
    var rows = (0..<rowCount).compactMap { index -> RowDifference? in
      let (oldRow, newRow) = (old.rows.element(at: index), new.rows.element(at: index))
      guard !oldRow.isSame(as: newRow) else { return nil }
      return RowDifference(
        .row(index + 1), expected: oldRow.map(old.cells), got: newRow.map(new.cells))
        ?? RowDifference(in: oldRow ?? [], newRow ?? []) { _ in .written(index + 1) }
    }
    if rows.isEmpty { rows = [RowDifference(in: oldLines, newLines) { .line($0) }].compactMap(\.self) }
    self.rows = rows
    notes =
      recorded.isEmpty
      ? ["it is empty"]
      : Self.notes(
        endsInCR: oldLines.first?.utf8.last == UInt8(ascii: "\r"), sizes: old.size, new.size,
        isEnded: recorded.utf8.last == UInt8(ascii: "\n"))
  }

  private static func notes(endsInCR: Bool, sizes old: Size, _ new: Size, isEnded: Bool) -> [SafeText] {
    var notes: [SafeText] = []
    if endsInCR {
      notes.append("its lines end in CR LF, which .gitattributes prevents with -text for such files")
    } else if old != new {
      notes.append(
        "it is of \(old.columns)x\(old.rows) cells, and what is drawn of \(new.columns)x\(new.rows)")
    }
    if !isEnded { notes.append("its last line has no line feed") }
    return notes
  }

  /// How much differs: “3 of 48 rows”.
  package var extent: SafeText {
    let count = rows.count { $0.number != nil }
    return count == 0 ? "bytes that no row shows" : "\(count) of \(rowCount) rows"
  }

  /// Each row that differs: where, as it was recorded, as it is drawn, marks below the columns that differ, and how they
  /// look where that differs.
  package var lines: [SafeText] { rows.flatMap(\.lines) }
}

/// One row that differs.
package struct RowDifference: Equatable, Sendable {
  /// What is compared, counted from 1.
  enum Place: Equatable, Sendable {
    /// The cells of a row.
    case row(Int)
    /// What is written for a row, of which the cells are the same.
    case written(Int)
    /// A line of the text, of which the rows are the same.
    case line(Int)
  }

  /// Neighbouring columns that look another way.
  private struct LookChange: Equatable, Sendable {
    var columns: Range<Int>
    let expected: SafeText
    let got: SafeText
  }

  private let place: Place
  /// `nil` where there is no such row.
  package let expected: SafeText?
  /// `nil` where there is no such row.
  package let got: SafeText?
  /// The columns that differ, counted from 0, in neighbouring runs; all of a row that only one of both has.
  package let columns: [Range<Int>]
  private let looks: [LookChange]

  /// `nil` when no column differs.
  fileprivate init?(_ place: Place, expected: [WrittenCell]?, got: [WrittenCell]?) {
    let count = max(expected?.count ?? 0, got?.count ?? 0)
    var columns: [Range<Int>] = []
    var looks: [LookChange] = []
    for column in 0..<count {
      let (old, new) = (expected?.element(at: column), got?.element(at: column))
      guard old != new else { continue }
      columns.appendColumn(column)
      guard let old, let new, old.look != new.look else { continue }
      let change = LookChange(
        columns: column..<(column + 1), expected: old.lookWords, got: new.lookWords)
      if let last = looks.last, last.columns.upperBound == column, last.expected == change.expected,
        last.got == change.got
      {
        looks[looks.count - 1].columns = last.columns.lowerBound..<(column + 1)
      } else {
        looks.append(change)
      }
    }
    guard !columns.isEmpty || (expected == nil) != (got == nil) else { return nil }
    self.place = place
    self.expected = expected?.shown
    self.got = got?.shown
    self.columns = columns
    self.looks = looks
  }

  /// The first of some lines that differs; `nil` when none does.
  fileprivate init?(in old: [Substring], _ new: [Substring], at place: (Int) -> Place) {
    let count = max(old.count, new.count)
    guard
      let index = (0..<count).first(where: { index in
        !(old.element(at: index).map { [$0] }).isSame(as: new.element(at: index).map { [$0] })
      })
    else { return nil }
    let plain = WrittenRows([], format: .text)
    self.init(
      place(index + 1), expected: old.element(at: index).map { plain.cells(of: [$0]) },
      got: new.element(at: index).map { plain.cells(of: [$0]) })
  }

  /// The row, counted from 1; `nil` of a line that is of none.
  package var number: Int? {
    switch place {
    case .row(let number), .written(let number): number
    case .line: nil
    }
  }

  /// More of them would be read by nobody.
  private static let mostRuns = 8

  fileprivate var lines: [SafeText] {
    var lines = [heading]
    if let expected { lines.append("- \(expected)") }
    if let got { lines.append("+ \(got)") }
    if expected != nil, got != nil { lines.append("  \(marks)") }
    for change in looks.prefix(Self.mostRuns) {
      lines.append("  \(columnWords([change.columns])): expected \(change.expected), got \(change.got)")
    }
    if looks.count > Self.mostRuns { lines.append("  and \(looks.count - Self.mostRuns) more such columns") }
    return lines
  }

  private var heading: SafeText {
    let name: SafeText =
      switch place {
      case .row(let number): "row \(number)"
      case .written(let number): "row \(number), as it is written"
      case .line(let number): "line \(number)"
      }
    if expected == nil { return "\(name) is new" }
    if got == nil { return "\(name) is gone" }
    return "\(name), \(columnWords(columns))"
  }

  /// “columns 5-9, 14”, counted from 1.
  private func columnWords(_ runs: [Range<Int>]) -> SafeText {
    let words = runs.prefix(Self.mostRuns).map { run -> SafeText in
      run.count == 1 ? "\(run.upperBound)" : "\(run.lowerBound + 1)-\(run.upperBound)"
    }
    let isOne = runs.count == 1 && runs.first?.count == 1
    let rest: SafeText = runs.count > Self.mostRuns ? " and more" : ""
    return "\(isOne ? "column" : "columns") \(words.joined(separator: ", "))\(rest)"
  }

  private var marks: SafeText {
    var marks = ""
    var end = 0
    for run in columns {
      marks += String(repeating: " ", count: run.lowerBound - end) + String(repeating: "^", count: run.count)
      end = run.upperBound
    }
    return SafeText(untrusted: marks)
  }
}

extension WrittenCell {
  fileprivate var lookWords: SafeText { look.isEmpty ? "no colour" : SafeText(untrusted: look) }
}

extension [WrittenCell] {
  /// For a person: a character in each column, whatever came in.
  var shown: SafeText {
    var shown: SafeText = ""
    for (column, cell) in enumerated() where !cell.text.isEmpty {
      let text = SafeText(untrusted: cell.text)
      let width = element(at: column + 1)?.text.isEmpty == true ? 2 : 1
      // As the sanitiser shows it, without a mark for each character that it changed.
      shown.append(text.width == width ? text : "\u{FFFD}")
    }
    return shown
  }
}

extension [Range<Int>] {
  fileprivate mutating func appendColumn(_ column: Int) {
    if let last, last.upperBound == column {
      self[count - 1] = last.lowerBound..<(column + 1)
    } else {
      append(column..<(column + 1))
    }
  }
}

extension Array {
  fileprivate func element(at index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension [Substring]? {
  /// Byte for byte.
  fileprivate func isSame(as other: [Substring]?) -> Bool {
    switch (self, other) {
    case (nil, nil): true
    case (let left?, let right?):
      left.count == right.count && zip(left, right).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
    case (nil, _?), (_?, nil): false
    }
  }
}
