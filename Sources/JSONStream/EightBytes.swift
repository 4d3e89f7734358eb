/// Eight bytes at a time in one 64-bit word ("SIMD within a register"), lowest byte first. The tests are exact for the
/// lowest byte that passes; bytes above it may pass by a borrow, which is why only the lowest is ever used.
/// After Warren, Hacker's Delight, section 6-1.
enum EightBytes {
  static let ones: UInt64 = 0x0101_0101_0101_0101
  static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// A word of eight times this byte.
  @inline(__always)
  static func all(_ byte: UInt8) -> UInt64 { UInt64(byte) &* ones }

  /// High bits at quotation marks, backslashes and control characters, where a run of plain string bytes ends.
  @inline(__always)
  static func stringStops(_ word: UInt64) -> UInt64 {
    let quote = (word ^ all(.quote)) &- ones
    let backslash = (word ^ all(.backslash)) &- ones
    let control = word &- all(.space)
    return (quote | backslash | control) & ~word & highBits
  }

  /// High bits at bytes that are no ASCII digits.
  @inline(__always)
  static func nonDigits(_ word: UInt64) -> UInt64 {
    let values = word ^ all(.zero)
    return (values | (values &+ all(0x7F - 9))) & highBits
  }

  /// The number that eight ASCII digits are: pairs of digits, pairs of these, and pairs of those.
  @inline(__always)
  static func number(_ digits: UInt64) -> UInt64 {
    let pairs = ((digits & all(0x0F)) &* (10 &<< 8 | 1)) &>> 8 & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* (100 &<< 16 | 1)) &>> 16 & 0x0000_FFFF_0000_FFFF
    return (fours &* (10_000 &<< 32 | 1)) &>> 32
  }

  /// Bytes before the lowest set bit of a mask that is not zero.
  @inline(__always)
  static func count(below mask: UInt64) -> Int { mask.trailingZeroBitCount &>> 3 }

  /// The bytes below the lowest set bit of a mask of high bits that is not zero, and that bit's own byte without it.
  @inline(__always)
  static func bytes(of word: UInt64, below mask: UInt64) -> UInt64 { word & (mask ^ (mask &- 1)) }

  /// The lowest `count` bytes, 0 to 8 of them.
  @inline(__always)
  static func lowest(_ count: Int, of word: UInt64) -> UInt64 {
    count >= 8 ? word : word & ((1 &<< UInt64(count &* 8)) &- 1)
  }
}

extension UInt8 {
  static let tab: UInt8 = 0x09
  static let newline: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let quote: UInt8 = 0x22
  static let plus: UInt8 = 0x2B
  static let comma: UInt8 = 0x2C
  static let minus: UInt8 = 0x2D
  static let point: UInt8 = 0x2E
  static let solidus: UInt8 = 0x2F
  static let zero: UInt8 = 0x30
  static let colon: UInt8 = 0x3A
  static let openBracket: UInt8 = 0x5B
  static let backslash: UInt8 = 0x5C
  static let closeBracket: UInt8 = 0x5D
  static let openBrace: UInt8 = 0x7B
  static let closeBrace: UInt8 = 0x7D

  @inline(__always)
  var isDigit: Bool { self &- .zero < 10 }

  /// 0 to 15, or nil when this is no hexadecimal digit.
  var hexadecimalValue: UInt32? {
    switch self {
    case 0x30...0x39: UInt32(self) - 0x30
    case 0x41...0x46: UInt32(self) - 0x41 + 10
    case 0x61...0x66: UInt32(self) - 0x61 + 10
    default: nil
    }
  }
}
