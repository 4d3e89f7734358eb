/// A document read the plain way: the whole of it in memory, byte after byte, by the grammar of RFC 8259 and the three
/// words that json-c and Python write for numbers that are none. Slow, and meant to be seen to be right at a glance: what
/// `JSONReader` makes of a document is held against it.
indirect enum PlainJSON {
  case null
  case bool(Bool)
  /// As it is written.
  case number([UInt8])
  /// `Infinity`, `-Infinity` or `NaN`.
  case noNumber
  /// Without its escapes, repaired as Swift repairs text.
  case string([UInt8])
  case array([PlainJSON])
  /// In the order of the document, every key as often as it is there.
  case object([(key: [UInt8], value: PlainJSON)])

  /// Nil where the document breaks the grammar.
  init?(document bytes: [UInt8]) {
    var text = PlainText(bytes: bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { text.place = 3 }
    guard let value = text.value() else { return nil }
    text.passSpace()
    guard text.place == bytes.count else { return nil }
    self = value
  }
}

/// What is left of a document. Each function passes over what it reads, and gives nil where it is not there.
private struct PlainText {
  let bytes: [UInt8]
  var place = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func pass(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func pass(word: StaticString) -> Bool {
    let end = place + word.utf8CodeUnitCount
    let isThere =
      end <= bytes.count && word.withUTF8Buffer { $0.elementsEqual(bytes[place..<end]) }
    if isThere { place = end }
    return isThere
  }

  mutating func passSpace() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
  }

  mutating func value() -> PlainJSON? {
    passSpace()
    switch next {
    case UInt8(ascii: "{"): return object()
    case UInt8(ascii: "["): return array()
    case UInt8(ascii: "\""): return string().map(PlainJSON.string)
    default: break
    }
    if pass(word: "null") { return .null }
    if pass(word: "true") { return .bool(true) }
    if pass(word: "false") { return .bool(false) }
    if pass(word: "Infinity") || pass(word: "-Infinity") || pass(word: "NaN") { return .noNumber }
    return number()
  }

  private mutating func array() -> PlainJSON? {
    place += 1
    var elements: [PlainJSON] = []
    passSpace()
    if pass("]") { return .array(elements) }
    while let element = value() {
      elements.append(element)
      passSpace()
      if pass("]") { return .array(elements) }
      guard pass(",") else { return nil }
    }
    return nil
  }

  private mutating func object() -> PlainJSON? {
    place += 1
    var members: [(key: [UInt8], value: PlainJSON)] = []
    passSpace()
    if pass("}") { return .object(members) }
    while next == UInt8(ascii: "\""), let key = string() {
      passSpace()
      guard pass(":"), let value = value() else { return nil }
      members.append((key, value))
      passSpace()
      if pass("}") { return .object(members) }
      guard pass(",") else { return nil }
      passSpace()
    }
    return nil
  }

  private mutating func digits() -> Bool {
    let start = place
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
    return place > start
  }

  private mutating func number() -> PlainJSON? {
    let start = place
    _ = pass("-")
    if !pass("0"), !digits() { return nil }
    if pass("."), !digits() { return nil }
    if pass("e") || pass("E") {
      if !pass("+") { _ = pass("-") }
      if !digits() { return nil }
    }
    return .number(Array(bytes[start..<place]))
  }

  private mutating func string() -> [UInt8]? {
    place += 1
    var raw: [UInt8] = []
    while let byte = next, byte >= 0x20 {
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return Array(String(decoding: raw, as: UTF8.self).utf8)
      case UInt8(ascii: "\\"):
        guard let scalar = escaped() else { return nil }
        raw += Array(String(Character(scalar)).utf8)
      default: raw.append(byte)
      }
    }
    return nil
  }

  private mutating func escaped() -> Unicode.Scalar? {
    guard let letter = next else { return nil }
    place += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: return nil
    }
    guard let first = hexadecimal() else { return nil }
    let afterFirst = place
    // Half of a pair without the other half is no character.
    if (0xD800...0xDBFF).contains(first), pass("\\"), pass("u"), let second = hexadecimal(),
      (0xDC00...0xDFFF).contains(second)
    {
      return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + second - 0xDC00)
    }
    place = afterFirst
    return Unicode.Scalar(first) ?? "\u{FFFD}"
  }

  private mutating func hexadecimal() -> UInt32? {
    guard place + 4 <= bytes.count else { return nil }
    let digits = bytes[place..<place + 4].compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    guard digits.count == 4 else { return nil }
    place += 4
    return digits.reduce(0) { $0 * 16 + UInt32($1) }
  }
}
