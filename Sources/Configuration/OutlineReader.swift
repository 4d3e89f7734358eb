/// Goes through a TOML document from item to item: headers, and keys with the extent of their values.
struct OutlineReader {
  enum Item {
    /// `[a.b]`
    case table([String], line: Int)
    /// `[[a.b]]`
    case element([String], line: Int)
    /// `a.b = …`
    case entry([String], KeyLines)
  }

  private let bytes: [UInt8]
  private var place = 0
  private var line = 1

  init(_ text: String) { bytes = Array(text.utf8) }

  /// `nil` at the end.
  mutating func next() throws(TOMLFault) -> Item? {
    skipBlank(newlines: true)
    guard let first = peek else { return nil }
    let start = line
    guard first == UInt8(ascii: "[") else {
      let path = try key()
      skip(UInt8(ascii: "="))
      var value = try value(depth: 0)
      value.line = start
      skipLine()
      return .entry(path, value)
    }
    advance()
    let isElement = skip(UInt8(ascii: "["))
    skipBlank(newlines: false)
    if let byte = peek, byte != UInt8(ascii: "]"), !byte.canBeginKey { throw .nameless(line: start) }
    let path = try key()
    skipLine()
    return isElement ? .element(path, line: start) : .table(path, line: start)
  }

  // MARK: Keys

  private mutating func key() throws(TOMLFault) -> [String] {
    var parts: [String] = []
    repeat {
      guard parts.count < KeyLines.deepest else { throw .tooDeep(line: line) }
      skipBlank(newlines: false)
      switch peek {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): parts.append(quoted())
      default: parts.append(bare())
      }
      skipBlank(newlines: false)
    } while skip(UInt8(ascii: "."))
    return parts
  }

  private mutating func bare() -> String {
    let start = place
    while let byte = peek, !Self.afterBareKey.contains(byte) { advance() }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private static let afterBareKey = Set(".=]}, \t\r\n#\"'[{".utf8)

  /// A text of one line in either kind of quotes, with its escapes undone.
  private mutating func quoted() -> String {
    let quote = peek
    advance()
    let start = place
    while let byte = peek, byte != quote, byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") { advance() }
      if peek != nil { advance() }
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    if peek == quote { advance() }
    return quote == UInt8(ascii: "'") ? text : text.withoutTOMLEscapes
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(TOMLFault) -> KeyLines {
    skipBlank(newlines: false)
    guard depth <= KeyLines.deepest else { throw .tooDeep(line: line) }
    switch peek {
    case UInt8(ascii: "["): return try list(depth: depth)
    case UInt8(ascii: "{"): return try inlineTable(depth: depth)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return text()
    default:
      return try scalar()
    }
  }

  private mutating func scalar() throws(TOMLFault) -> KeyLines {
    let start = place
    while let byte = peek, !Self.afterScalar.contains(byte) { advance() }
    var bytes = bytes[start..<place]
    while let last = bytes.last, Self.blank.contains(last) { bytes.removeLast() }
    let text = String(decoding: bytes, as: UTF8.self)
    guard TOMLScalar.isOne(text) else { throw .noValue(text, line: line) }
    return KeyLines(line: line)
  }

  private static let blank = Set(" \t\r".utf8)
  private static let afterScalar = Set(",]}#\n".utf8)

  private mutating func list(depth: Int) throws(TOMLFault) -> KeyLines {
    var found = KeyLines(line: line)
    advance()
    while true {
      skipBlank(newlines: true)
      guard let byte = peek, byte != UInt8(ascii: "]") else { break }
      let before = place
      found.elements.append(try value(depth: depth + 1))
      skipBlank(newlines: true)
      skip(UInt8(ascii: ","))
      // What is no value at all must not be looked at for ever.
      if place == before { advance() }
    }
    skip(UInt8(ascii: "]"))
    return found
  }

  private mutating func inlineTable(depth: Int) throws(TOMLFault) -> KeyLines {
    var found = KeyLines(line: line)
    advance()
    while true {
      skipBlank(newlines: true)
      guard let byte = peek, byte != UInt8(ascii: "}") else { break }
      let before = place
      let path = try key()
      guard depth + path.count <= KeyLines.deepest else { throw .tooDeep(line: line) }
      skip(UInt8(ascii: "="))
      let value = try value(depth: depth + path.count)
      found.insert(path[...], line: value.line) { $0 = value }
      skipBlank(newlines: true)
      skip(UInt8(ascii: ","))
      if place == before { advance() }
    }
    skip(UInt8(ascii: "}"))
    return found
  }

  /// A text of one line or several, whose line is where it begins.
  private mutating func text() -> KeyLines {
    let found = KeyLines(line: line)
    guard let quote = peek else { return found }
    let end = [quote, quote, quote]
    guard bytes[place...].starts(with: end) else {
      _ = quoted()
      return found
    }
    place += 3
    while peek != nil, !bytes[place...].starts(with: end) {
      if peek == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") { advance() }
      advance()
    }
    // Up to two quotes may stand before the three that end it.
    while peek == quote { advance() }
    return found
  }

  // MARK: Bytes

  private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func advance() {
    if peek == UInt8(ascii: "\n") { line += 1 }
    place = min(place + 1, bytes.count)
  }

  @discardableResult
  private mutating func skip(_ byte: UInt8) -> Bool {
    skipBlank(newlines: false)
    guard peek == byte else { return false }
    advance()
    return true
  }

  /// Skips spaces, and with `newlines` also line ends and comments.
  private mutating func skipBlank(newlines: Bool) {
    while let byte = peek {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): advance()
      // A carriage return is part of a line's end, or an error.
      case UInt8(ascii: "\r") where bytes[place...].starts(with: "\r\n".utf8): advance()
      case UInt8(ascii: "\n") where newlines: advance()
      case UInt8(ascii: "#") where newlines: skipLine()
      default: return
      }
    }
  }

  /// To the end of the line, before its newline.
  private mutating func skipLine() {
    while let byte = peek, byte != UInt8(ascii: "\n") { advance() }
  }
}

extension UInt8 {
  /// Whether a key may begin with it, bare or in quotes.
  fileprivate var canBeginKey: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      true
    default: false
    }
  }
}

extension String {
  /// The text that a basic string of TOML stands for.
  fileprivate var withoutTOMLEscapes: String {
    guard contains("\\") else { return self }
    var result = ""
    var rest = unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\", let escape = rest.popFirst() else {
        result.unicodeScalars.append(scalar)
        continue
      }
      switch escape {
      case "b": result.append("\u{8}")
      case "t": result.append("\t")
      case "n": result.append("\n")
      case "f": result.append("\u{C}")
      case "r": result.append("\r")
      case "u", "U":
        let digits = rest.prefix(escape == "u" ? 4 : 8)
        rest.removeFirst(digits.count)
        let number = UInt32(String(String.UnicodeScalarView(digits)), radix: 16)
        result.unicodeScalars.append(number.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}")
      default: result.unicodeScalars.append(escape)
      }
    }
    return result
  }
}
