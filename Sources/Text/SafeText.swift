/// Text that is safe to show.
///
/// The only ways to make one are the sanitiser (`init(untrusted:)`), a literal of this program, and composition of
/// other `SafeText`s and integers. Whatever draws, logs or prints takes `SafeText`, so the compiler proves that no
/// byte from a file reaches a terminal unsanitised.
///
/// Two values are equal when the texts they were *made from* are equal byte for byte: two names that merely look the
/// same after sanitising stay two names, and canonical equivalence never merges them. "Made from" means after the
/// repair of invalid UTF-8 and up to the limit that it was made with, as a rule `maximumScalars`.
package struct SafeText: Sendable {
  /// What may be shown: scalars that `DisplayWidth` knows, at most two marks on a base and none without.
  package private(set) var shown: String
  /// A reference, because few texts are altered and millions are kept.
  private var alteration: Alteration?

  private final class Alteration: Sendable {
    let original: String
    init(of original: String) { self.original = original }
  }

  /// What came in, when sanitising changed it; capped like `shown`, or at the greater limit that it was made with.
  package var original: String? { alteration?.original }
  /// Whether sanitising changed the text: worth a mark beside it.
  package var isAltered: Bool { alteration != nil }
  /// Whether nothing is shown, also of a text that held nothing but joiners and selectors.
  package var isEmpty: Bool { shown.isEmpty }

  /// For the files of this target that have made sure of `shown`.
  init(shown: String, original: String? = nil) {
    self.shown = shown
    alteration = original.map { Alteration(of: $0) }
  }

  /// Adds text at the end. What is composed of an altered text is altered too, and keeps its identity.
  package mutating func append(_ text: SafeText) {
    if isAltered || text.isAltered {
      alteration = Alteration(of: identity + text.identity)
    }
    shown += text.shown
  }

  /// As `append(_:)`; what is composed may be longer than `maximumScalars`.
  package static func + (left: SafeText, right: SafeText) -> SafeText {
    var text = left
    text.append(right)
    return text
  }
}

extension SafeText: CustomStringConvertible {
  /// What may be shown, so that nothing else of it gets into a `String`.
  package var description: String { shown }
}

extension SafeText: Hashable, Comparable {
  private var identity: String { original ?? shown }

  package static func == (left: SafeText, right: SafeText) -> Bool {
    let (left, right) = (left.identity, right.identity)
    // Swift's own comparison is faster, and the same wherever canonical equivalence has nothing to say.
    if left.utf8Span.isKnownASCII && right.utf8Span.isKnownASCII { return left == right }
    return left.utf8.elementsEqual(right.utf8)
  }

  /// By the bytes of UTF-8, which is the order of the scalars: the same on every machine and in every locale.
  package static func < (left: SafeText, right: SafeText) -> Bool {
    left.identity.utf8.lexicographicallyPrecedes(right.identity.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    unsafe identity.utf8.span.bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    hasher.combine(0xFF as UInt8)
  }
}

extension SafeText: ExpressibleByStringInterpolation {
  /// Text of this program, which is safe by review; a debug build stops at a scalar that `DisplayWidth` refuses.
  package init(stringLiteral value: StaticString) {
    let shown = value.description
    assert(
      shown.unicodeScalars.allSatisfy { DisplayWidth.of($0) != nil }, "not one line of plain text: \(shown)")
    self.init(shown: shown)
  }

  package init(stringInterpolation: Interpolation) {
    self = stringInterpolation.text
  }

  /// Takes literals, `SafeText` and integers. There is no way in for a `String`, and that is the point: what comes
  /// from outside has to pass the sanitiser first.
  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = SafeText(shown: "")

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: StaticString) {
      text.append(SafeText(stringLiteral: literal))
    }

    /// Keeps the identity of an altered text.
    package mutating func appendInterpolation(_ text: SafeText) {
      self.text.append(text)
    }

    /// Decimal, without grouping.
    package mutating func appendInterpolation(_ number: some BinaryInteger) {
      text.append(SafeText(shown: String(number)))
    }

    /// A number of at least so many digits, with zeros in front: `\(hours, digits: 2)`.
    package mutating func appendInterpolation(_ number: some BinaryInteger, digits: Int) {
      let written = String(number.magnitude)
      let zeros = String(repeating: "0", count: max(0, digits - written.utf8.count))
      text.append(SafeText(shown: (number < 0 ? "-" : "") + zeros + written))
    }
  }
}

extension Sequence<SafeText> {
  /// The texts in order, composed as by `append(_:)`.
  package func joined(separator: SafeText = "") -> SafeText {
    var result: SafeText = ""
    var isFirst = true
    for text in self {
      if !isFirst { result.append(separator) }
      result.append(text)
      isFirst = false
    }
    return result
  }
}
