/// From a string's bytes as they are written to valid UTF-8.
enum JSONDecoding {
  static func isUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var place = 0
    while place < bytes.count {
      let (length, isValid) = sequence(bytes, at: place)
      guard isValid else { return false }
      place += length
    }
    return true
  }

  /// Decodes the escapes, which are known to be well formed, and repairs the rest. Returns the number of repairs.
  static func append(_ bytes: UnsafeRawBufferPointer, to text: inout [UInt8]) -> Int {
    var repairs = 0
    var place = 0
    while place < bytes.count {
      if bytes[place] == .backslash {
        let (scalar, length) = escape(bytes, at: place)
        place += length
        if scalar == nil { repairs += 1 }
        append(scalar ?? replacement, to: &text)
        continue
      }
      let start = place
      var length = 0
      var isValid = true
      while place < bytes.count, bytes[place] != .backslash, isValid {
        (length, isValid) = sequence(bytes, at: place)
        place += length
      }
      let run = start..<(isValid ? place : place - length)
      text.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[run]))
      if !isValid {
        repairs += 1
        append(replacement, to: &text)
      }
    }
    return repairs
  }

  private static let replacement: Unicode.Scalar = "\u{FFFD}"

  private static func append(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
    text.append(contentsOf: scalar.utf8)
  }

  /// The scalar that an escape stands for, nil for a surrogate without its other half, and the bytes it takes.
  private static func escape(_ bytes: UnsafeRawBufferPointer, at place: Int) -> (Unicode.Scalar?, length: Int)
  {
    switch bytes[place + 1] {
    case UInt8(ascii: "b"): return ("\u{8}", 2)
    case UInt8(ascii: "f"): return ("\u{C}", 2)
    case UInt8(ascii: "n"): return ("\n", 2)
    case UInt8(ascii: "r"): return ("\r", 2)
    case UInt8(ascii: "t"): return ("\t", 2)
    case UInt8(ascii: "u"): break
    case let itself: return (Unicode.Scalar(itself), 2)
    }
    let first = codeUnit(bytes, at: place + 2)
    guard UTF16.isLeadSurrogate(first) else { return (Unicode.Scalar(first), 6) }
    let rest = place + 6
    guard rest + 6 <= bytes.count, bytes[rest] == .backslash, bytes[rest + 1] == UInt8(ascii: "u") else {
      return (nil, 6)
    }
    let second = codeUnit(bytes, at: rest + 2)
    guard UTF16.isTrailSurrogate(second) else { return (nil, 6) }
    let scalar = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
    return (Unicode.Scalar(scalar), 12)
  }

  private static func codeUnit(_ bytes: UnsafeRawBufferPointer, at place: Int) -> UInt16 {
    bytes[place..<(place + 4)].reduce(0) { $0 << 4 | UInt16(truncatingIfNeeded: $1.hexadecimalValue ?? 0) }
  }

  /// How many bytes at a place form one scalar, or one maximal subpart of an ill-formed sequence, which is what one
  /// U+FFFD stands for (The Unicode Standard, sections 3.9 and 5.22, table 3-7).
  private static func sequence(_ bytes: UnsafeRawBufferPointer, at place: Int) -> (length: Int, isValid: Bool)
  {
    let lead = bytes[place]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0x00...0x7F: return (1, true)
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return (1, false)
    }
    for index in 1..<length {
      let range = index == 1 ? second : 0x80...0xBF
      guard place + index < bytes.count, range.contains(bytes[place + index]) else { return (index, false) }
    }
    return (length, true)
  }
}
