import Screen
import Text

/// A page before it is laid out: what stands on it, and where its names lead.
struct PageContents {
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

/// Some lines of a page that belong together, with a heading or without.
struct PageSection {
  /// Where it stands on a page that has room for two columns.
  enum Column {
    case left, right
  }

  let column: Column
  /// For a width; none where there is nothing to say.
  let lines: (_ width: Int) -> [Line]

  init(_ column: Column = .left, lines: @escaping (_ width: Int) -> [Line]) {
    self.column = column
    self.lines = lines
  }

  /// Labels and values under a heading.
  init(_ title: SafeText, in column: Column = .left, _ fields: [FieldGroup.Field]) {
    self.init(column) { width in
      fields.isEmpty
        ? [] : FieldGroup(title: title, fields: fields).lines(width: width, labelWidth: Self.labelWidth)
    }
  }

  /// Lines under a heading, wrapped.
  init(_ title: SafeText, in column: Column = .left, _ lines: [Line]) {
    self.init(column) { width in
      lines.isEmpty ? [] : [Line(title, .strong)] + lines.flatMap { $0.wrapped(to: width) }
    }
  }

  /// A table under a heading, and a line under it.
  init(_ title: SafeText, in column: Column = .left, _ table: LineTable, under line: Line? = nil) {
    self.init(column) { width in
      guard !table.rows.isEmpty else { return [] }
      return [Line(title, .strong)] + table.lines(width: width) + (line?.wrapped(to: width) ?? [])
    }
  }

  static let labelWidth = 15
}
