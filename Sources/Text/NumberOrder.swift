extension SafeText {
  /// Whether this name comes first, its numbers compared by value: `n2` before `n10`. O(length).
  package func precedesByNumber(_ other: SafeText) -> Bool {
    var left = shown.utf8[...]
    var right = other.shown.utf8[...]
    while let a = left.first, let b = right.first {
      if a.isAsciiDigit, b.isAsciiDigit {
        let (x, y) = (takeNumber(from: &left), takeNumber(from: &right))
        if x != y { return x < y }
      } else if a != b {
        return a < b
      } else {
        left.removeFirst()
        right.removeFirst()
      }
    }
    // Zeros in front make no difference of value, but another name.
    return left.isEmpty && right.isEmpty ? self < other : left.isEmpty
  }

  private func takeNumber(from bytes: inout Substring.UTF8View) -> UInt64 {
    var number: UInt64 = 0
    while let byte = bytes.first, byte.isAsciiDigit {
      number = number &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
      bytes.removeFirst()
    }
    return number
  }
}
