/// Which of the open containers are objects: one bit each, the innermost lowest.
struct Nesting {
  private(set) var depth = 0
  private var innermost: UInt64 = 0
  /// Full words of 64 levels, outermost first. Empty at any sensible depth.
  private var outer: [UInt64] = []

  @inline(__always)
  var isInObject: Bool { innermost & 1 == 1 }

  @inline(__always)
  mutating func open(isObject: Bool) {
    if depth != 0 && depth % UInt64.bitWidth == 0 { outer.append(innermost) }
    innermost = innermost &<< 1 | (isObject ? 1 : 0)
    depth += 1
  }

  @inline(__always)
  mutating func close() {
    depth -= 1
    innermost &>>= 1
    if depth != 0 && depth % UInt64.bitWidth == 0 { innermost = outer.removeLast() }
  }
}
