/// What stood between the values of one kind of object, in their order: commas, white space, keys and colons. A producer
/// writes its records alike, so that the next object can be compared with this, which costs less than to read it.
///
/// It is of one `JSONFields`, of one document and of one depth in it. What comes in another order, or is not there, costs
/// a look-up as without it.
@usableFromInline
package struct JSONKeyOrder: Sendable {
  /// What is longer, or comes later, is looked up.
  private static let longest = 64
  private static let mostKeys = 256
  private static let wordsOfKey = 8

  /// The text up to a value, from the end of the value before, or from the brace that opens the object.
  struct Expected {
    /// In bytes; 0 where nothing is expected.
    var length = 0
    /// Of the key in it, negative where nobody wants it.
    var index = -1
    /// The line breaks in it, and where the last of its lines begins.
    var lines = 0
    var lineStart = 0
    /// The bytes of the last word that are the text's.
    fileprivate var lastMask: UInt64 = 0
  }

  private var expected: [Expected] = []
  /// Eight words a key.
  private var words: [UInt64] = []
  private var position = 0

  package init() {}

  /// Another member is asked for, the first of an object or a later one. The first text of an object has no comma, and
  /// every other begins with one, so that a text that is where it is expected is right there.
  @inline(__always)
  mutating func resume(isFirst: Bool) {
    if isFirst {
      position = 0
    } else if position == 0 {
      // The order was not asked for the first member of this object.
      position = Self.mostKeys
    }
  }

  /// The expected text, when it is what stands at the window's position; else `nil`, and `learn` is due.
  @inline(__always)
  mutating func match(_ window: borrowing JSONWindow) -> Expected? {
    guard position < expected.count else { return nil }
    let text = expected[position]
    var place = window.position
    var word = position &* Self.wordsOfKey
    var rest = text.length
    // No word is read from behind the window's end: what matched before it was no zero byte.
    while rest > 8 {
      if window.word(at: place) != words[word] { return nil }
      place &+= 8
      word &+= 1
      rest &-= 8
    }
    guard rest > 0, window.word(at: place) & text.lastMask == words[word] else { return nil }
    position &+= 1
    return text
  }

  /// A text came here that is not to be expected again.
  mutating func pass() { position += 1 }

  /// Takes in the text from `start` in the window to its position, with the index of the key in it.
  mutating func learn(
    _ window: borrowing JSONWindow, from start: Int, index: Int, lines: Int, lineStart: Int
  ) {
    let length = window.position - start
    defer { position += 1 }
    guard position <= expected.count, position < Self.mostKeys, length <= Self.longest else { return }
    if position == expected.count {
      expected.append(Expected())
      words.append(contentsOf: repeatElement(0, count: Self.wordsOfKey))
    }
    let last = (length - 1) / 8
    let lastMask = EightBytes.lowest(length - last * 8, of: .max)
    for word in 0...last { words[position * Self.wordsOfKey + word] = window.word(at: start + word * 8) }
    words[position * Self.wordsOfKey + last] &= lastMask
    expected[position] = Expected(
      length: length, index: index, lines: lines, lineStart: lineStart, lastMask: lastMask)
  }
}
