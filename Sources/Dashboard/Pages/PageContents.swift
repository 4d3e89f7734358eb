import Screen
import Text

/// A page before it is laid out: what stands on it, and where its names lead.
struct PageContents: Sendable {
  /// What it is of: `node nid000214 · lumi`.
  let title: SafeText
  /// How that stands, for the frame's upper edge.
  var headline = Line()
  /// The same in short.
  var shortHeadline: Line?
  var sections: [PageSection]
  /// Where its links lead, by their numbers.
  var links: [PageLink] = []
  /// Whether the sections at the right take more room than those at the left.
  var isWideAtRight = false
}

/// Something of a page that belongs together, under a heading or without one.
struct PageSection: Sendable {
  /// Where it stands on a page that has room for two columns.
  enum Column: Sendable {
    case left, right
  }

  /// What it says; where that is nothing, neither does its heading.
  enum Body: Sendable {
    /// Labels and values, the values in a column that begins after so many cells.
    case fields([FieldGroup.Field], labelWidth: Int)
    /// Lines, wrapped.
    case lines([Line])
    /// A table, and a line under it.
    case table(LineTable, under: Line?)
    /// Lines made for a width, such as those of a bar, and what they come to in words.
    case drawn(_ lines: @Sendable (_ width: Int) -> [Line], words: [Line])
  }

  let column: Column
  let title: Line?
  let body: Body
  /// Whether it stands at the end where the page has one column.
  var isLastOfOne = false

  init(_ title: Line?, in column: Column = .left, _ body: Body) {
    self.column = column
    self.title = title
    self.body = body
  }

  /// Labels and values under a heading.
  init(
    _ title: SafeText, in column: Column = .left, _ fields: [FieldGroup.Field],
    labelWidth: Int = PageSection.labelWidth
  ) {
    self.init(Line(title, .strong), in: column, .fields(fields, labelWidth: labelWidth))
  }

  /// Lines under a heading.
  init(_ title: SafeText, in column: Column = .left, _ lines: [Line]) {
    self.init(Line(title, .strong), in: column, .lines(lines))
  }

  /// A table under a heading, and a line under it.
  init(_ title: SafeText, in column: Column = .left, _ table: LineTable, under line: Line? = nil) {
    self.init(Line(title, .strong), in: column, .table(table, under: line))
  }

  /// For a width; none where there is nothing to say.
  func lines(width: Int) -> [Line] {
    let lines: [Line] =
      switch body {
      case .fields(let fields, let labelWidth): fields.lines(width: width, labelWidth: labelWidth)
      case .lines(let lines): lines.flatMap { $0.wrapped(to: width) }
      case .table(let table, let under):
        table.rows.isEmpty ? [] : table.lines(width: width) + (under?.wrapped(to: width) ?? [])
      case .drawn(let lines, _): lines(width)
      }
    return lines.isEmpty ? [] : [title].compactMap(\.self) + lines
  }

  static let labelWidth = 15
  /// So wide that nothing is broken or left out.
  static let anyWidth = 10_000
}
