/// A number as it was written: `7` is an integer, `7.0` and `7e0` are reals.
package enum JSONNumber: Equatable, Sendable {
  case integer(Int64)
  /// Above `Int64.max`.
  case unsigned(UInt64)
  /// The nearest `Double`; finite, and zero only where zero is written.
  case real(Double)
  /// Valid JSON that no machine number holds: `1e400`, `1e-400`, an integer beyond 64 bits.
  case outOfRange
  /// `NaN`, which is no JSON: json-c writes it, which Slurm uses, and Python's `json` does.
  case notANumber
  /// `Infinity` or `-Infinity`, which are none either, and come from the same writers.
  case infinite(isNegative: Bool)

  /// Whether it is written as one of the words that are no JSON.
  package var isWord: Bool {
    switch self {
    case .notANumber, .infinite: true
    case .integer, .unsigned, .real, .outOfRange: false
    }
  }
}

/// What a value is, known from its first byte. Frozen, so that other modules compare kinds without asking for how.
@frozen @usableFromInline
package enum JSONKind: Sendable {
  case object, array, string, number, bool, null

  /// `nil` where no value begins so.
  @inline(__always)
  init?(firstByte: UInt8) {
    switch firstByte {
    case .openBrace: self = .object
    case .openBracket: self = .array
    case .quote: self = .string
    case .minus, .zero...UInt8(ascii: "9"), UInt8(ascii: "I"), UInt8(ascii: "N"): self = .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"): self = .bool
    case UInt8(ascii: "n"): self = .null
    default: return nil
    }
  }
}

extension JSONKind: CustomStringConvertible {
  /// With its article, for messages.
  @usableFromInline package var description: String {
    switch self {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .number: "a number"
    case .bool: "true or false"
    case .null: "null"
    }
  }
}
