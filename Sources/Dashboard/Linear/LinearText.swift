import Screen
package import Text

/// Lines of words, one under the other, as a screen reader reads them: no line longer than 80 cells, and nothing that
/// only its place tells.
package struct LinearText: Hashable, Sendable {
  /// None longer than `width`.
  package private(set) var lines: [SafeText] = []

  /// In cells: what braille lines and old terminals have.
  package static let width = 80

  package init() {}

  /// A sentence, in as many lines as it takes; those after the first are indented. A word that no line has room for,
  /// such as a path, is broken within.
  mutating func add(_ sentence: SafeText) {
    guard !sentence.isEmpty else { return }
    var line = Line()
    for (index, word) in sentence.shown.split(separator: " ").enumerated() {
      let pieces = SafeText(untrusted: String(word)).pieces(ofWidth: Self.width - line.indent)
      for (part, piece) in pieces.enumerated() { line.add(piece, mayBreak: index + part > 0) }
      line.add(" ")
    }
    lines += line.wrapped(to: Self.width + 1).map { $0.text.withoutTrailingSpaces }
  }

  /// As one text, each line with its end.
  package var written: String { lines.map { "\($0.shown)\n" }.joined() }
}

extension SafeText {
  fileprivate var withoutTrailingSpaces: SafeText {
    SafeText(untrusted: String(shown.reversed().drop { $0 == " " }.reversed()))
  }
}
