import Screen
import Text

extension SafeText {
  /// That many spaces.
  static func spaces(_ count: Int) -> SafeText {
    SafeText(untrusted: String(repeating: " ", count: max(0, count)))
  }

  /// The text in pieces of at most that many cells, two at least. No character is split from its marks.
  func pieces(ofWidth limit: Int) -> [SafeText] {
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

/// One line of text: pieces that each have a meaning.
struct Line {
  struct Span {
    var text: SafeText
    var style: Style
    /// Whether the line may be broken before the piece.
    var mayBreak = false
    /// Whether the piece only stands between others, and goes at the end of a broken line.
    var isSeparator = false
  }

  private(set) var spans: [Span] = []
  /// By how many cells what is broken off is indented.
  var indent = 2

  init() {}

  init(_ text: SafeText, _ role: Role = .text) { add(text, role) }

  /// A text that may be broken at its spaces.
  init(wrapping text: SafeText, _ role: Role = .text) { add(wrapping: text, role) }

  /// A text from outside where there is room to tell all of it: what the sanitiser altered is shown escaped beside it,
  /// because two names that look the same need not be the same.
  init(telling text: SafeText) {
    add(text)
    if text.isAltered { add("  altered from \(text.escaped)", .warning) }
  }

  /// The lines one after the other, separated.
  init(joining lines: [Line]) {
    for line in lines {
      if !spans.isEmpty { addSeparator() }
      add(line)
    }
  }

  mutating func add(_ text: SafeText, _ role: Role = .text, mayBreak: Bool = false) {
    spans.append(Span(text: text, style: Style(role), mayBreak: mayBreak))
  }

  /// A text that may be broken at its spaces, the first word with what stands before it; words that are longer than
  /// most lines have room for, within.
  mutating func add(wrapping text: SafeText, _ role: Role = .text) {
    for (index, word) in text.shown.split(separator: " ").enumerated() {
      if index > 0 { add(" ", role) }
      for (part, piece) in SafeText(untrusted: String(word)).pieces(ofWidth: 20).enumerated() {
        add(piece, role, mayBreak: index + part > 0)
      }
    }
  }

  mutating func addSeparator(_ text: SafeText = " · ") {
    spans.append(Span(text: text, style: Style(.muted), isSeparator: true))
  }

  mutating func add(_ other: Line, mayBreak: Bool = false) {
    let start = spans.endIndex
    spans += other.spans
    if mayBreak, start < spans.endIndex { spans[start].mayBreak = true }
  }

  /// The pieces as one text.
  var text: SafeText { spans.map(\.text).joined() }

  /// The most telling look: that of the first piece which is no plain text.
  var style: Style { spans.first { $0.style != .text }?.style ?? .text }

  var width: Int { spans.reduce(0) { $0 + $1.text.width } }

  /// The line in at most that many cells, its longest piece cut.
  func shortened(to limit: Int) -> Line {
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
  func wrapped(to width: Int) -> [Line] {
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

  func draw(on canvas: inout Canvas, column: Int, row: Int, width: Int) {
    var next = column
    for span in spans where next < column + width {
      next = canvas.draw(
        span.text, column: next, row: row, width: min(span.text.width, column + width - next),
        style: span.style)
    }
  }
}
