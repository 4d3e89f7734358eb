extension JSONReader {
  /// The next byte that is not white space, unread.
  @inline(__always)
  mutating func significantByte() throws(JSONError) -> UInt8 {
    let byte = window.byte(at: window.position)
    if byte > .space { return byte }
    // What follows a colon as a rule.
    let next = window.byte(at: window.position + 1)
    if byte == .space && next > .space {
      window.position += 1
      return next
    }
    guard try passWhiteSpace() else { throw fail(.unexpectedEnd) }
    return window.byte(at: window.position)
  }

  /// Moves to the next byte that is not white space; false at the end of the document. Lines are counted here, because
  /// nowhere else can a newline stand.
  @inline(never)
  mutating func passWhiteSpace() throws(JSONError) -> Bool {
    repeat {
      var place = window.position
      var byte = window.byte(at: place)
      while byte.isWhiteSpace {
        place &+= 1
        if byte == .newline {
          line &+= 1
          lineStart = window.discarded &+ place
          place = endOfSpaces(from: place)
        }
        byte = window.byte(at: place)
      }
      window.position = place
      if place != window.end { return true }
    } while try refill()
    return false
  }

  @inline(__always)
  private func endOfSpaces(from start: Int) -> Int {
    var place = start
    while true {
      let others = window.word(at: place) ^ EightBytes.all(.space)
      if others != 0 { return place &+ EightBytes.count(below: others) }
      place &+= 8
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
