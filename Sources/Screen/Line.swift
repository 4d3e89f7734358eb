package import Text

extension SafeText {
  /// That many spaces.
  package static func spaces(_ count: Int) -> SafeText {
    SafeText(untrusted: String(repeating: " ", count: max(0, count)))
  }

  /// The text in pieces of at most that many cells, two at least. No character is split from its marks.
  package func pieces(ofWidth limit: Int) -> [SafeText] {
    if width <= limit { return [self] }
    var pieces = [""]
    var room = limit
    for character in shown {
      let cells = SafeText(untrusted: String(character)).width
      if cells > room {
        pieces.append("")
        room = limit
      }
      pieces[pieces.count - 1].append(character)
      room -= cells
    }
    return pieces.map { SafeText(untrusted: $0) }
  }
}

/// One line of text: pieces that each have a look of their own, and may be broken between them.
///
/// ```
/// var line = Line("nid000214 ", .accent)
/// line.add("drained", .warning)
/// line.addSeparator()
/// line.add("4 of 8 GPUs")
/// ```
package struct Line: Sendable {
  /// A piece of a line that looks alike all along.
  package struct Span: Sendable {
    package internal(set) var text: SafeText
    package internal(set) var style: Style
    /// Whether the line may be broken before the piece.
    var mayBreak = false
    /// Whether the piece only stands between others, and goes at the end of a broken line.
    var isSeparator = false
    /// The number of the link whose name it is.
    package var link: Int?
  }

  /// From left to right.
  package private(set) var spans: [Span] = []
  /// By how many cells what is broken off is indented.
  package var indent = 2

  /// A line of nothing.
  package init() {}

  /// A line of one piece.
  package init(_ text: SafeText, _ role: Role = .text) { add(text, role) }

  /// A text that may be broken at its spaces.
  package init(wrapping text: SafeText, _ role: Role = .text) { add(wrapping: text, role) }

  /// A text from outside where there is room to tell all of it: what the sanitiser altered is shown escaped beside it,
  /// because two names that look the same need not be the same.
  package init(telling text: SafeText) {
    add(text)
    if text.isAltered { add("  altered from \(text.escaped)", .warning) }
  }

  /// The lines one after the other, separated.
  package init(joining lines: [Line]) {
    for line in lines {
      if !spans.isEmpty { addSeparator() }
      add(line)
    }
  }

  /// A piece that looks as its role says; a line that is too long may be broken before it where `mayBreak`.
  ///
  /// A comma or semicolon at its beginning stays with what stands before it.
  package mutating func add(_ text: SafeText, _ role: Role = .text, mayBreak: Bool = false) {
    guard mayBreak, !spans.isEmpty, let mark = text.shown.first, ",;".contains(mark) else {
      return spans.append(Span(text: text, style: Style(role), mayBreak: mayBreak))
    }
    spans.append(Span(text: SafeText(untrusted: String(mark)), style: Style(role)))
    let rest = SafeText(untrusted: String(text.shown.dropFirst()))
    spans.append(Span(text: rest, style: Style(role), mayBreak: true))
  }

  /// A piece that looks as a cell does.
  mutating func add(_ text: SafeText, _ style: Style) { spans.append(Span(text: text, style: style)) }

  /// A text that may be broken at its spaces, the first word with what stands before it; words that are longer than
  /// most lines have room for, within.
  package mutating func add(wrapping text: SafeText, _ role: Role = .text) {
    for (index, word) in text.shown.split(separator: " ").enumerated() {
      if index > 0 { add(" ", role) }
      for (part, piece) in SafeText(untrusted: String(word)).pieces(ofWidth: 20).enumerated() {
        add(piece, role, mayBreak: index + part > 0)
      }
    }
  }

  /// The name of something that a key opens, between two cells: for the sign of the one that is selected, and for the
  /// brackets of terminals that need them. `number` is what whoever makes the line knows it by.
  package mutating func add(link number: Int, _ name: SafeText) {
    spans.append(Span(text: " ", style: .text, mayBreak: true))
    var span = Span(text: name, style: Style(.link))
    span.link = number
    spans.append(span)
    spans.append(Span(text: " ", style: .text))
  }

  /// The links in their order: which piece each is, in which cell it begins, and its number.
  package var links: [(span: Int, column: Int, number: Int)] {
    var column = 0
    return spans.enumerated().compactMap { index, span in
      defer { column += span.text.width }
      return span.link.map { (index, column, $0) }
    }
  }

  /// The line with the link that is that piece selected.
  package func selectingLink(at span: Int) -> Line {
    var line = self
    line.spans[span].style.isSelected = true
    if span > 0 { line.spans[span - 1].text = "▸" }
    return line
  }

  /// The same with other pieces.
  func with(_ pieces: [Span]) -> Line {
    var line = self
    line.spans = pieces
    return line
  }

  /// What stands between two parts, and is left away where the line is broken there.
  package mutating func addSeparator(_ text: SafeText = " · ") {
    spans.append(Span(text: text, style: Style(.muted), isSeparator: true))
  }

  /// The pieces of another line; the first of them may begin a new line where `mayBreak`.
  package mutating func add(_ other: Line, mayBreak: Bool = false) {
    let start = spans.endIndex
    spans += other.spans
    if mayBreak, start < spans.endIndex { spans[start].mayBreak = true }
  }

  /// The same line, which may be broken behind each of its separators.
  package var breakable: Line {
    var line = self
    for index in line.spans.indices.dropFirst() where line.spans[index - 1].isSeparator {
      line.spans[index].mayBreak = true
    }
    return line
  }

  /// The pieces as one text.
  package var text: SafeText { spans.map(\.text).joined() }

  /// The most telling look: that of the first piece which is no plain text.
  package var style: Style { spans.first { $0.style != .text }?.style ?? .text }

  /// In cells.
  package var width: Int { spans.reduce(0) { $0 + $1.text.width } }

  /// The line in at most that many cells, its longest piece cut.
  package func shortened(to limit: Int) -> Line {
    let excess = width - limit
    guard excess > 0, let longest = spans.indices.max(by: { spans[$0].text.width < spans[$1].text.width })
    else { return self }
    var line = self
    line.spans[longest].text = spans[longest].text.truncated(
      toWidth: max(1, spans[longest].text.width - excess))
    return line
  }

  /// The line in as many lines as it takes, broken where that is allowed; those after the first are indented.
  ///
  /// A piece that is longer than the width stays whole and is cut when it is drawn.
  package func wrapped(to width: Int) -> [Line] {
    var lines = [Line()]
    var chunk = Line()
    func place() {
      let isFirst = lines[lines.count - 1].spans.isEmpty
      // A separator at the end goes where the line is broken behind it.
      let trailing = chunk.spans.last.map { $0.isSeparator ? $0.text.width : 0 } ?? 0
      if !isFirst, lines[lines.count - 1].width + chunk.width - trailing > width {
        if lines[lines.count - 1].spans.last?.isSeparator == true {
          lines[lines.count - 1].spans.removeLast()
        }
        lines.append(Line(SafeText.spaces(indent)))
        chunk.dropSpaceAtStart()
      }
      lines[lines.count - 1].add(chunk)
      chunk = Line()
    }
    for span in spans {
      if span.mayBreak { place() }
      chunk.spans.append(span)
    }
    place()
    return lines
  }

  /// Without the space that parts its first word from what stood before; that of a link has the sign of the selected one.
  private mutating func dropSpaceAtStart() {
    guard let first = spans.first?.text, first.shown.first == " ", first.width > 1 else { return }
    spans[0].text = SafeText(untrusted: String(first.shown.dropFirst()))
  }

  /// The line in at most that many cells; where not all of it fits, it ends in `…`.
  package func truncated(toWidth limit: Int) -> Line {
    guard width > limit else { return self }
    var line = Line()
    line.indent = indent
    var room = limit
    for var span in spans where room > 0 {
      let isLast = span.text.width >= room
      if isLast {
        // One cell more, so that a piece which would just fit is cut where more was to come.
        let more: SafeText = "\(span.text) "
        span.text = more.truncated(toWidth: room)
      }
      line.spans.append(span)
      room = isLast ? 0 : room - span.text.width
    }
    return line
  }

  /// Draws it in at most `width` cells; answers the column after its last one.
  @discardableResult
  package func draw(on canvas: inout Canvas, column: Int, row: Int, width: Int) -> Int {
    truncated(toWidth: width).spans.reduce(column) { next, span in
      canvas.draw(span.text, column: next, row: row, style: span.style)
    }
  }
}
