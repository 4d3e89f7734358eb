/// The keys that one kind of object had, in their order. A producer writes its records alike, so that the keys of the next
/// object can be compared with these, which costs less than to look them up.
///
/// It is of one `JSONFields` and of one document. What comes in another order, or is not there, costs a look-up as
/// without it.
@usableFromInline
package struct JSONKeyOrder: Sendable {
  /// What is longer, or comes later, is looked up.
  private static let longestKey = 56
  private static let mostKeys = 256
  private static let wordsOfKey = 8

  private struct Expected {
    var length: Int
    var index: Int
    /// The bytes of the last word that are the key's.
    var lastMask: UInt64
  }

  private var expected: [Expected] = []
  /// Eight words a key.
  private var words: [UInt64] = []
  private var position = 0

  package init() {}

  /// An object begins.
  package mutating func begin() { position = 0 }

  /// The expected key, when it is what stands at the window's position, with its closing quotation mark; else `nil`, and
  /// `learn` or `pass` is due.
  @inline(__always)
  mutating func match(_ window: borrowing JSONWindow) -> (length: Int, index: Int)? {
    guard position < expected.count else { return nil }
    let key = expected[position]
    var place = window.position
    var word = position * Self.wordsOfKey
    var rest = key.length
    // No word is read from behind the window's end: what matched before it was no zero byte.
    while rest > 8 {
      if window.word(at: place) != words[word] { return nil }
      place += 8
      word += 1
      rest -= 8
    }
    guard window.word(at: place) & key.lastMask == words[word], window.byte(at: place + rest) == .quote else {
      return nil
    }
    position += 1
    return (key.length, key.index)
  }

  /// Takes in the key that came here, with its index among the keys.
  mutating func learn(_ key: UnsafeRawBufferPointer, index: Int) {
    defer { position += 1 }
    guard position <= expected.count, position < Self.mostKeys, !key.isEmpty, key.count <= Self.longestKey
    else { return }
    if position == expected.count {
      expected.append(Expected(length: 0, index: -1, lastMask: 0))
      words.append(contentsOf: repeatElement(0, count: Self.wordsOfKey))
    }
    let last = (key.count - 1) % 8 + 1
    expected[position] = Expected(
      length: key.count, index: index, lastMask: EightBytes.lowest(last, of: .max))
    for word in 0..<Self.wordsOfKey {
      let bytes = key.dropFirst(word * 8).prefix(8)
      words[position * Self.wordsOfKey + word] = bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  /// A key came here that is not to be expected again.
  mutating func pass() { position += 1 }
}
