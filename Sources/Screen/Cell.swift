package import Text

/// One character cell. A wide character has its glyph in its left cell and a `continuation` in its right one.
package struct Cell: Hashable, Sendable {
  /// The base scalar; a space when empty.
  package var scalar: Unicode.Scalar
  /// Combining marks on the base; U+0000 for none.
  package var mark1: Unicode.Scalar
  package var mark2: Unicode.Scalar
  package var style: Style

  package init(
    _ scalar: Unicode.Scalar = " ", mark1: Unicode.Scalar = "\0", mark2: Unicode.Scalar = "\0",
    style: Style = .text
  ) {
    self.scalar = scalar
    self.mark1 = mark1
    self.mark2 = mark2
    self.style = style
  }

  /// The right half of a wide character.
  package static let continuationScalar: Unicode.Scalar = "\0"
  package var isContinuation: Bool { scalar == Cell.continuationScalar }

  /// Appends the base and its marks; nothing for a continuation.
  package func append(to text: inout String.UnicodeScalarView) {
    guard !isContinuation else { return }
    text.append(scalar)
    if mark1 != "\0" { text.append(mark1) }
    if mark2 != "\0" { text.append(mark2) }
  }
}

/// A sign of this program, one cell wide: what bars, lines and maps are made of.
///
/// Made from literals only, so that no scalar of a file can become one.
package struct Glyph: Hashable, Sendable, ExpressibleByUnicodeScalarLiteral {
  let scalar: Unicode.Scalar

  /// - Parameter scalar: one that every terminal draws one cell wide.
  package init(unicodeScalarLiteral scalar: Unicode.Scalar) {
    self.scalar = scalar
  }

  /// The glyph within a text, such as a legend.
  package var text: SafeText { SafeText(untrusted: String(scalar)) }
}
