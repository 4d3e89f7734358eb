/// Text from outside, made safe to show.
///
/// The only ways to make one are the sanitiser (`init(untrusted:)`), a literal of this program, and interpolation of
/// other `SafeText`s and integers. Whatever draws, logs or prints takes `SafeText`, so the compiler proves that no
/// byte from a file reaches a terminal unsanitised.
///
/// Two values are equal when the texts they were *made from* are equal byte for byte: two names that merely look the
/// same after sanitising stay two names, and canonical equivalence never merges them.
package struct SafeText: Sendable {
  /// What may be shown: printable scalars of agreed width only.
  package let shown: String
  /// What came in, when sanitising changed it; capped like `shown`.
  package let original: String?

  /// Whether sanitising changed the text: worth a mark beside it.
  package var isAltered: Bool { original != nil }
  package var isEmpty: Bool { shown.isEmpty }
}

extension SafeText: Hashable {
  private var identity: String { original ?? shown }

  package static func == (left: SafeText, right: SafeText) -> Bool {
    left.identity.utf8.elementsEqual(right.identity.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    for byte in identity.utf8 { hasher.combine(byte) }
    hasher.combine(0xFF as UInt8)
  }
}

extension SafeText: ExpressibleByStringInterpolation {
  /// Text of this program, which is safe by review.
  package init(stringLiteral value: StaticString) {
    shown = value.description
    original = nil
  }

  package init(stringInterpolation: Interpolation) {
    shown = stringInterpolation.shown
    original = nil
  }

  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var shown = ""

    package init(literalCapacity: Int, interpolationCount: Int) {}
    package mutating func appendLiteral(_ literal: StaticString) { shown += literal.description }
    package mutating func appendInterpolation(_ text: SafeText) { shown += text.shown }
    package mutating func appendInterpolation(_ number: some BinaryInteger) { shown += String(number) }
  }
}
