/// Where the bytes of a string are, decoded.
@usableFromInline
enum JSONText {
  /// In the window, as they are written; valid until the reader moves on.
  case written(UnsafeRawBufferPointer)
  /// In the reader's own buffer.
  case decoded
}

extension JSONReader {
  /// Lends the bytes of the string just read.
  @inlinable
  func withBytes<R>(of text: JSONText, _ body: (UnsafeRawBufferPointer) -> R) -> R {
    switch text {
    case .written(let bytes): body(bytes)
    case .decoded: decoded.withUnsafeBytes(body)
    }
  }

  @inline(__always)
  func length(of text: JSONText) -> Int {
    switch text {
    case .written(let bytes): bytes.count
    case .decoded: decoded.count
    }
  }

  /// What the scan of a string has seen.
  struct Seen {
    var escapes = false
    /// The bytes before, or-ed: the high bits tell whether all of them are ASCII.
    var bytes: UInt64 = 0
    var isPlain: Bool { !escapes && bytes & EightBytes.highBits == 0 }
  }

  /// Reads a string, from behind its opening quotation mark.
  @inline(__always)
  mutating func text() throws(JSONError) -> JSONText {
    let start = window.position
    var place = start
    var seen: UInt64 = 0
    while true {
      let word = window.word(at: place)
      let stops = EightBytes.stringStops(word)
      if stops == 0 {
        seen |= word
        place &+= 8
        continue
      }
      seen |= EightBytes.bytes(of: word, below: stops)
      place &+= EightBytes.count(below: stops)
      break
    }
    let length = place &- start
    guard window.byte(at: place) == .quote, seen & EightBytes.highBits == 0, length <= limits.token else {
      return try anyText()
    }
    window.position = place &+ 1
    return .written(window.bytes(at: start, count: length))
  }

  /// As `text()`, of a string that is not plain ASCII or that the window's end divides.
  @inline(never)
  private mutating func anyText() throws(JSONError) -> JSONText {
    window.mark = window.position
    let seen = try passString()
    let range = (window.mark ?? window.position)..<(window.position - 1)
    window.mark = nil
    let bytes = window.bytes(range)
    if seen.isPlain || (!seen.escapes && JSONDecoding.isUTF8(bytes)) { return .written(bytes) }
    decoded.removeAll(keepingCapacity: true)
    repairs += JSONDecoding.append(bytes, to: &decoded)
    return .decoded
  }

  /// Where the run of bytes ends that stand for themselves in a string.
  @inline(__always)
  private func endOfPlainBytes(from start: Int) -> Int {
    var place = start
    while true {
      let stops = EightBytes.stringStops(window.word(at: place))
      if stops != 0 { return place &+ EightBytes.count(below: stops) }
      place &+= 8
    }
  }

  /// Passes over a string that nobody asked for, from behind its opening quotation mark.
  @inline(__always)
  mutating func skipString() throws(JSONError) {
    window.position = endOfPlainBytes(from: window.position)
    if window.byte(at: window.position) == .quote {
      window.position &+= 1
    } else {
      try passString()
    }
  }

  /// Passes over a string up to and including its closing quotation mark, from any place inside.
  @discardableResult @inline(never)
  mutating func passString() throws(JSONError) -> Seen {
    var seen = Seen()
    var place = window.position
    while true {
      let word = window.word(at: place)
      let stops = EightBytes.stringStops(word)
      if stops == 0 {
        seen.bytes |= word
        place &+= 8
        continue
      }
      // The stop itself is ASCII.
      seen.bytes |= EightBytes.bytes(of: word, below: stops)
      place &+= EightBytes.count(below: stops)
      window.position = place
      try checkTokenSize()
      switch window.byte(at: place) {
      case .quote:
        window.position += 1
        return seen
      case .backslash:
        seen.escapes = true
        let next = window.byte(at: place &+ 1)
        if next == .solidus {
          // Slurm writes every solidus of a path so.
          place &+= 2
          continue
        }
        window.position = place &+ 1
        try passEscape()
      case 0 where place == window.end:
        guard try refill() else { throw fail(.unexpectedEnd) }
      default:
        throw fail(.syntax("a control character in a string is not escaped"))
      }
      place = window.position
    }
  }

  /// Passes over an escape, from behind its backslash.
  private mutating func passEscape() throws(JSONError) {
    switch try tokenByte() {
    case .quote, .backslash, .solidus, UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
      UInt8(ascii: "r"),
      UInt8(ascii: "t"):
      window.position += 1
    case UInt8(ascii: "u"):
      window.position += 1
      for _ in 0..<4 {
        guard try tokenByte().hexadecimalValue != nil else {
          throw fail(.syntax("\\u is not followed by four hexadecimal digits"))
        }
        window.position += 1
      }
    default:
      throw fail(.syntax("this escape is unknown"))
    }
  }

  /// Reads a key, from behind its opening quotation mark, and its colon: its index among `keys`, or a negative number.
  mutating func matchKey(_ keys: JSONKeys) throws(JSONError) -> Int {
    let start = window.position
    let end = endOfPlainBytes(from: start)
    let index: Int
    if window.byte(at: end) == .quote {
      window.position = end
      if end - start > limits.token { throw fail(.tooLarge(limit: limits.token), at: start) }
      window.position += 1
      index = keys.index(of: window.bytes(start..<end))
    } else {
      // A key that is only looked up is not handed out, and its repairs do not count.
      let counted = repairs
      index = withBytes(of: try text()) { keys.index(of: $0) }
      repairs = counted
    }
    try passColon()
    return index
  }
}
