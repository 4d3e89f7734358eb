extension JSONReader {
  /// The next byte that is not white space, unread.
  @inline(__always)
  mutating func significantByte() throws(JSONError) -> UInt8 {
    let byte = window.byte(at: window.position)
    if byte > .space { return byte }
    guard try passWhiteSpace() else { throw fail(.unexpectedEnd) }
    return window.byte(at: window.position)
  }

  /// Moves to the next byte that is not white space; false at the end of the document. Lines are counted here, because
  /// nowhere else can a newline stand.
  mutating func passWhiteSpace() throws(JSONError) -> Bool {
    var place = window.position
    while true {
      switch window.byte(at: place) {
      case .newline:
        place += 1
        line += 1
        lineStart = window.discarded + place
        // Indentation.
        while true {
          let others = window.word(at: place) ^ EightBytes.all(.space)
          if others != 0 {
            place += EightBytes.count(below: others)
            break
          }
          place += 8
        }
      case .space, .tab, .carriageReturn:
        place += 1
      case 0 where place == window.end:
        window.position = place
        guard try refill() else { return false }
        place = window.position
      default:
        window.position = place
        return true
      }
    }
  }

  /// The next byte inside a token, unread; zero at the end of the document.
  @inline(__always)
  mutating func byteOrEnd() throws(JSONError) -> UInt8 {
    if window.position == window.end {
      try checkTokenSize()
      guard try refill() else { return 0 }
    }
    return window.byte(at: window.position)
  }

  /// The next byte inside a token, unread.
  @inline(__always)
  mutating func tokenByte() throws(JSONError) -> UInt8 {
    if window.position == window.end {
      guard try refill() else { throw fail(.unexpectedEnd) }
    }
    return window.byte(at: window.position)
  }
}
