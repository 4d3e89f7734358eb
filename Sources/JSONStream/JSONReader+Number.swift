extension JSONReader {
  /// Passes over a number, from its first byte. True when it is written as an integer.
  mutating func passNumber() throws(JSONError) -> Bool {
    let start = window.word(at: window.position)
    let digits = EightBytes.count(below: EightBytes.nonDigits(start) | 1 << 63)
    let next = window.byte(at: window.position + digits)
    if digits > 0, digits == 1 || start & 0xFF != UInt64(UInt8.zero), next == .comma || next == .newline {
      window.position += digits
      try checkTokenSize()
      return true
    }
    return try passAnyNumber()
  }

  @inline(never)
  private mutating func passAnyNumber() throws(JSONError) -> Bool {
    let isNegative = window.byte(at: window.position) == .minus
    if isNegative { window.position += 1 }
    switch try byteOrEnd() {
    case UInt8(ascii: "I"): return try passWord("Infinity")
    case UInt8(ascii: "N") where !isNegative: return try passWord("NaN")
    default: break
    }
    if try byteOrEnd() == .zero {
      window.position += 1
      if try byteOrEnd().isDigit { throw fail(.syntax("a number must not begin with 0")) }
    } else {
      try passDigits()
    }
    var isInteger = true
    if try byteOrEnd() == .point {
      isInteger = false
      window.position += 1
      try passDigits()
    }
    if try byteOrEnd() | 0x20 == UInt8(ascii: "e") {
      isInteger = false
      window.position += 1
      let sign = try byteOrEnd()
      if sign == .plus || sign == .minus { window.position += 1 }
      try passDigits()
    }
    try checkTokenSize()
    return isInteger
  }

  /// Passes over a word that stands for no number.
  private mutating func passWord(_ word: StaticString) throws(JSONError) -> Bool {
    try pass(word, orFail: "this is no number")
    try checkTokenSize()
    return false
  }

  /// Passes over one digit or more.
  @inline(__always)
  private mutating func passDigits() throws(JSONError) {
    guard try byteOrEnd().isDigit else {
      try checkTokenSize()
      throw fail(window.position == window.end ? .unexpectedEnd : .syntax("a digit is missing"))
    }
    repeat {
      window.position += 1
    } while try byteOrEnd().isDigit
  }
}

extension JSONNumber {
  /// From the grammar's integers.
  init(integer token: UnsafeRawBufferPointer) {
    let isNegative = token.first == .minus
    var magnitude: UInt64 = 0
    for byte in token.dropFirst(isNegative ? 1 : 0) {
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(UInt64(byte &- .zero))
      guard !overflow, !carry else {
        self = .outOfRange
        return
      }
      magnitude = sum
    }
    if isNegative {
      self =
        magnitude <= Int64.min.magnitude ? .integer(Int64(truncatingIfNeeded: 0 &- magnitude)) : .outOfRange
    } else {
      self = Int64(exactly: magnitude).map(JSONNumber.integer) ?? .unsigned(magnitude)
    }
  }

  /// From the grammar's numbers that have a fraction or an exponent, and from the words in their place.
  init(real token: UnsafeRawBufferPointer) {
    // The grammar's numbers end in a digit.
    if let last = token.last, !last.isDigit {
      self = .notANumber
      return
    }
    guard let value = Double(String(decoding: token, as: UTF8.self)), value.isFinite else {
      self = .outOfRange
      return
    }
    let significand = token.prefix { $0 | 0x20 != UInt8(ascii: "e") }
    let isWrittenAsZero = !significand.contains { $0.isDigit && $0 != .zero }
    self = value == 0 && !isWrittenAsZero ? .outOfRange : .real(value)
  }
}
