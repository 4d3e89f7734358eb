/// How the bytes beyond ASCII become characters.
package enum InputEncoding: Sendable {
  /// UTF-8, which is ASCII where nothing else is sent.
  case utf8
  /// Another encoding of the locale. It is given the bytes of one character as far as they are there, and never more
  /// than `InputDecoder.longest`.
  case other(@Sendable ([UInt8]) -> Decoded)

  /// What bytes are together: one character, the beginning of one, or none.
  package enum Decoded: Hashable, Sendable {
    case scalar(Unicode.Scalar)
    /// More bytes are needed.
    case incomplete
    case invalid
  }
}

/// Puts characters together from bytes, whatever pieces these come in.
struct InputDecoder {
  /// The most bytes of one character in any encoding that C libraries know.
  static let longest = 16

  enum Unit: Hashable {
    case scalar(Unicode.Scalar)
    /// Bytes that are no character: at most those of one that was cut off.
    case invalid
  }

  private let encoding: InputEncoding
  /// The bytes of a character that is not complete.
  private var pending: [UInt8] = []

  init(_ encoding: InputEncoding) { self.encoding = encoding }

  /// Whether a character has begun that is not complete.
  var isOpen: Bool { !pending.isEmpty }

  mutating func forget() { pending = [] }

  /// What is complete with this byte: nothing, one unit, or one behind the remains of a character that was cut off.
  mutating func take(_ byte: UInt8) -> (Unit?, Unit?) {
    if pending.isEmpty { return (begin(byte), nil) }
    switch encoding {
    case .utf8:
      guard Self.canFollow(byte, pending) else {
        pending = []
        return (.invalid, begin(byte))
      }
      pending.append(byte)
      guard pending.count == Self.length(pending[0]) else { return (nil, nil) }
      defer { pending = [] }
      return (Self.scalar(pending), nil)
    case .other(let decode):
      pending.append(byte)
      return (decoded(by: decode), nil)
    }
  }

  private mutating func begin(_ byte: UInt8) -> Unit? {
    if byte < 0x80 { return .scalar(Unicode.Scalar(byte)) }
    switch encoding {
    case .utf8:
      if Self.length(byte) > 1 {
        pending = [byte]
        return nil
      }
      return Self.alone(byte)
    case .other(let decode):
      pending = [byte]
      return decoded(by: decode)
    }
  }

  private mutating func decoded(by decode: ([UInt8]) -> InputEncoding.Decoded) -> Unit? {
    switch decode(pending) {
    case .scalar(let scalar):
      pending = []
      return .scalar(scalar)
    case .incomplete where pending.count < Self.longest: return nil
    case .incomplete, .invalid:
      defer { pending = [] }
      return pending.count == 1 ? Self.alone(pending[0]) : .invalid
    }
  }

  /// A byte that is part of no character: 0x80 to 0x9F are the controls of terminals that send eight bits.
  private static func alone(_ byte: UInt8) -> Unit {
    (0x80...0x9F).contains(byte) ? .scalar(Unicode.Scalar(byte)) : .invalid
  }

  /// How many bytes a character has that begins with this one; 1 for a byte that begins none (Unicode 15, table 3-7).
  private static func length(_ lead: UInt8) -> Int {
    switch lead {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }

  /// Whether a character may go on so. The second byte's range keeps overlong forms, surrogates and what is beyond
  /// Unicode out.
  private static func canFollow(_ byte: UInt8, _ before: [UInt8]) -> Bool {
    guard before.count == 1 else { return (0x80...0xBF).contains(byte) }
    return switch before[0] {
    case 0xE0: (0xA0...0xBF).contains(byte)
    case 0xED: (0x80...0x9F).contains(byte)
    case 0xF0: (0x90...0xBF).contains(byte)
    case 0xF4: (0x80...0x8F).contains(byte)
    default: (0x80...0xBF).contains(byte)
    }
  }

  private static func scalar(_ bytes: [UInt8]) -> Unit {
    var value = UInt32(bytes[0]) & (0xFF >> UInt32(bytes.count + 1))
    for byte in bytes.dropFirst() { value = value << 6 | UInt32(byte & 0x3F) }
    return Unicode.Scalar(value).map { .scalar($0) } ?? .invalid
  }
}
