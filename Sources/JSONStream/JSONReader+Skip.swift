extension JSONReader {
  /// Passes over the pending value, however deep it is. Costs time in proportion to its bytes, and memory of one bit for
  /// each container that is open in it.
  ///
  /// - Throws: what is wrong with it.
  package mutating func skip() throws(JSONError) {
    try require(isValuePending, "skip() was called where no value is pending")
    try skip(to: depth)
  }

  var isValuePending: Bool { expectation == .value || expectation == .document }

  /// Passes over values, and over the rest of containers, until one more value at `target` is complete.
  mutating func skip(to target: Int) throws(JSONError) {
    repeat {
      if !isValuePending {
        if nesting.isInObject {
          guard try openMember() else { continue }
          try skipString()
          try passColon()
        } else {
          guard try openElement() else { continue }
        }
      }
      try skipToken()
    } while expectation != .next || depth != target
  }

  /// Passes over a scalar, or opens a container.
  @inline(__always)
  private mutating func skipToken() throws(JSONError) {
    switch try pendingKind() {
    case .object: passInto(isObject: true)
    case .array: passInto(isObject: false)
    case .string:
      window.position += 1
      try skipString()
      expectation = .next
    case .number:
      try skipNumber()
      expectation = .next
    case .bool, .null:
      try passLiteral()
      expectation = .next
    }
  }
}
