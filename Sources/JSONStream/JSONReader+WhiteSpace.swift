extension JSONReader {
  /// The next byte that is not white space, unread.
  @inline(__always)
  mutating func significantByte() throws(JSONError) -> UInt8 {
    var byte = window.byte(at: window.position)
    if byte > .space { return byte }
    // What follows a colon, and what follows a comma, as a rule.
    if byte == .space {
      window.position &+= 1
    } else if byte == .newline {
      passLineBreak()
    }
    byte = window.byte(at: window.position)
    if byte > .space { return byte }
    guard try passWhiteSpace() else { throw fail(.unexpectedEnd) }
    return window.byte(at: window.position)
  }

  /// Passes over a newline and the indentation behind it. Lines are counted here, because nowhere but in white space
  /// can a newline stand.
  @inline(__always)
  private mutating func passLineBreak() {
    var place = window.position &+ 1
    line &+= 1
    lineStart = window.discarded &+ place
    while true {
      let others = window.word(at: place) ^ EightBytes.all(.space)
      if others != 0 {
        window.position = place &+ EightBytes.count(below: others)
        return
      }
      place &+= 8
    }
  }

  /// Moves to the next byte that is not white space; false at the end of the document.
  @inline(never)
  mutating func passWhiteSpace() throws(JSONError) -> Bool {
    repeat {
      while true {
        let byte = window.byte(at: window.position)
        if byte == .newline {
          passLineBreak()
        } else if byte == .space || byte == .tab || byte == .carriageReturn {
          window.position &+= 1
        } else {
          break
        }
      }
      if window.position != window.end { return true }
    } while try refill()
    return false
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
