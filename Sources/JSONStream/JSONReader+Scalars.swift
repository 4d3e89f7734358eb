extension JSONReader {
  /// A string, repaired. Prefer `withStringBytes` where the text is only compared or looked up.
  ///
  /// - Throws: `mismatch` where the value is no string; what is wrong with it; `tooLarge` and `tooMuchToKeep`.
  package mutating func string() throws(JSONError) -> String {
    try withStringBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// Lends a string's bytes, decoded and repaired to valid UTF-8: without a copy when it is written so. The pointer is
  /// valid only inside `body`.
  ///
  /// - Throws: as `string()`.
  @inlinable
  package mutating func withStringBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) throws(JSONError) -> R {
    withBytes(of: try stringText(), body)
  }

  /// The pending number. One that no machine number holds is `outOfRange`, not an error: the document is sound. So it is
  /// with `notANumber` and `infinite`.
  ///
  /// - Throws: `mismatch` where the value is no number; what is wrong with it; `tooLarge`.
  package mutating func number() throws(JSONError) -> JSONNumber {
    try expect(.number)
    if let plain = plainInteger(at: window.position), plain.digits <= limits.token {
      window.position &+= plain.digits
      expectation = .next
      return .integer(plain.value)
    }
    window.mark = window.position
    let isInteger = try passNumber()
    let token = window.bytes((window.mark ?? window.position)..<window.position)
    window.mark = nil
    expectation = .next
    return isInteger ? JSONNumber(integer: token) : JSONNumber(real: token)
  }

  /// The pending `true` or `false`.
  ///
  /// - Throws: `mismatch` where the value is neither; `syntax` where it is misspelt.
  package mutating func bool() throws(JSONError) -> Bool {
    try expect(.bool)
    let isTrue = window.byte(at: window.position) == UInt8(ascii: "t")
    try passLiteral()
    expectation = .next
    return isTrue
  }

  /// Reads over the pending `null`.
  ///
  /// - Throws: `mismatch` where the value is of another kind; `syntax` where it is misspelt.
  package mutating func null() throws(JSONError) {
    try expect(.null)
    try passLiteral()
    expectation = .next
  }

  @usableFromInline
  mutating func stringText() throws(JSONError) -> JSONText {
    try expect(.string)
    window.position += 1
    let text = try text()
    expectation = .next
    try keepText(length(of: text))
    return text
  }

  @inline(__always)
  mutating func expect(_ kind: JSONKind) throws(JSONError) {
    if expectation == .value, JSONKind(firstByte: window.byte(at: window.position)) == kind { return }
    try seek(kind)
  }

  @inline(never)
  private mutating func seek(_ kind: JSONKind) throws(JSONError) {
    let found = try seekValue()
    if found != kind { throw located(.mismatch(expected: kind, found: found), at: window.position) }
  }

  @inline(__always)
  mutating func pendingKind() throws(JSONError) -> JSONKind {
    if expectation == .value, let kind = JSONKind(firstByte: window.byte(at: window.position)) { return kind }
    return try seekValue()
  }

  /// Moves to where the pending value begins.
  @inline(never)
  private mutating func seekValue() throws(JSONError) -> JSONKind {
    if expectation != .value {
      try require(expectation == .document, "a value was asked for where none is pending")
      try passByteOrderMark()
      expectation = .value
    }
    guard let kind = JSONKind(firstByte: try significantByte()) else {
      throw fail(.syntax("a value is missing"))
    }
    return kind
  }

  mutating func passByteOrderMark() throws(JSONError) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    guard window.discarded + window.position == 0, try byteOrEnd() == mark[0] else { return }
    for byte in mark {
      guard try tokenByte() == byte else { throw fail(.syntax("a value is missing")) }
      window.position += 1
    }
    lineStart = mark.count
  }

  mutating func passLiteral() throws(JSONError) {
    let place = window.position
    let word = window.word(at: place)
    switch EightBytes.lowest(4, of: word) {
    case 0x65_75_72_74, 0x6C_6C_75_6E: window.position += 4  // true, null
    case 0x73_6C_61_66 where window.byte(at: place + 4) == UInt8(ascii: "e"): window.position += 5  // false
    default: try passLiteralByByte()
    }
  }

  /// A literal that the window's end divides, or that is none.
  private mutating func passLiteralByByte() throws(JSONError) {
    let literal: StaticString
    switch try tokenByte() {
    case UInt8(ascii: "t"): literal = "true"
    case UInt8(ascii: "f"): literal = "false"
    default: literal = "null"
    }
    try pass(literal, orFail: "this is neither true, false nor null")
  }

  /// Passes over the bytes of a word, one by one.
  mutating func pass(_ word: StaticString, orFail problem: String) throws(JSONError) {
    for index in 0..<word.utf8CodeUnitCount {
      guard try tokenByte() == word.utf8Start[index] else { throw fail(.syntax(problem)) }
      window.position += 1
    }
  }
}
