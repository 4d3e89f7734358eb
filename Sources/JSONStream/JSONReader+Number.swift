extension JSONReader {
  /// The number at a place in the window, where it is an integer without a sign of at most 15 digits, as most are, and
  /// what comes behind it is in the window too.
  @inline(__always)
  func plainInteger(at place: Int) -> (value: Int64, digits: Int)? {
    var word = window.word(at: place)
    let lead = UInt8(truncatingIfNeeded: word)
    var digits = 0
    var value: UInt64 = 0
    if EightBytes.nonDigits(word) == 0 {
      digits = 8
      value = EightBytes.number(word)
      // No word is read from behind the window's end: digits are no zero bytes.
      word = window.word(at: place &+ 8)
    }
    let others = EightBytes.nonDigits(word)
    guard others != 0 else { return nil }
    let rest = EightBytes.count(below: others)
    digits &+= rest
    // What may come behind a number has a code of the comma's or below, or closes a container: no point, no exponent.
    let next = UInt8(truncatingIfNeeded: word &>> UInt64(rest &* 8))
    guard digits == 1 || (digits > 1 && lead != .zero), next != 0,
      next <= .comma || next | 0x20 == .closeBrace
    else { return nil }
    for _ in 0..<rest {
      value = value &* 10 &+ word & 0x0F
      word &>>= 8
    }
    return (Int64(truncatingIfNeeded: value), digits)
  }

  /// Passes over a number that nobody asked for, from its first byte.
  @inline(__always)
  mutating func skipNumber() throws(JSONError) {
    if let digits = plainInteger(at: window.position)?.digits {
      window.position &+= digits
    } else {
      _ = try passNumber()
    }
  }

  /// Passes over a number, from its first byte. True when it is written as an integer.
  @inline(never)
  mutating func passNumber() throws(JSONError) -> Bool {
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
    // The grammar's numbers end in a digit, `NaN` in a capital.
    if let last = token.last, !last.isDigit {
      self = last == UInt8(ascii: "N") ? .notANumber : .infinite(isNegative: token.first == .minus)
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
