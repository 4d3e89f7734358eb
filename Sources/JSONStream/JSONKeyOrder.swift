/// How the members of one kind of object were written, in their order. A producer writes its records alike, so that the next
/// object can be compared with the one before, which costs less than to read it: what stands between two values at once,
/// with its comma, white space, key and colon; and objects that nobody asked for, where only a number in them differs.
///
/// It is of one `JSONFields` and of one document. What comes in another order, or is not there, costs a look-up as without
/// it.
@usableFromInline
package struct JSONKeyOrder: Sendable {
  /// What comes later is looked up.
  private static let mostMembers = 256
  /// What is longer is looked up, or skipped.
  private static let longestKey = 64
  private static let longestOpening = 128
  private static let longestClosing = 32
  /// Where the words of the two latter begin among those of a member, and how many there are.
  private static let openingWord = longestKey / 8
  private static let closingWord = openingWord + longestOpening / 8
  private static let wordsOfMember = closingWord + longestClosing / 8

  struct Expected {
    /// What stands before the value, from the end of the value before it or from the brace that opens the object.
    var key = JSONRun()
    /// Of the key, negative where nobody wants it.
    var index = -1
    /// Of an object that nobody wants, what stands before the last number in it, and behind; empty where there is none.
    var opening = JSONRun()
    var closing = JSONRun()
  }

  private var expected: [Expected] = []
  private var words: [UInt64] = []
  private var position = 0

  package init() {}

  /// Another member is asked for, the first of an object or a later one. The first key of an object has no comma before
  /// it, and every other has one, so that what is where it is expected is right there.
  @inline(__always)
  mutating func resume(isFirst: Bool) {
    if isFirst {
      position = 0
    } else if position == 0 {
      // It was not asked for the first member: nothing is expected.
      position = Self.mostMembers
    }
  }

  /// The expected member, when its key is what stands at the window's position; else `nil`, and `learn` or `pass` is due.
  @inline(__always)
  mutating func match(_ window: borrowing JSONWindow) -> Expected? {
    guard position < expected.count else { return nil }
    let member = expected[position]
    guard window.holds(member.key, words, from: position &* Self.wordsOfMember, at: window.position) else {
      return nil
    }
    position &+= 1
    return member
  }

  /// Whether the object at the window's position begins as that of the member matched last did.
  @inline(__always)
  func holdsOpening(of member: Expected, _ window: borrowing JSONWindow) -> Bool {
    window.holds(
      member.opening, words, from: (position &- 1) &* Self.wordsOfMember &+ Self.openingWord,
      at: window.position)
  }

  /// Whether what stands at a place ends an object as that of the member matched last was ended.
  @inline(__always)
  func holdsClosing(of member: Expected, _ window: borrowing JSONWindow, at place: Int) -> Bool {
    window.holds(
      member.closing, words, from: (position &- 1) &* Self.wordsOfMember &+ Self.closingWord, at: place)
  }

  /// A key came here that is not to be expected again.
  mutating func pass() { position += 1 }

  /// Takes in what came here, from `start` in the window to its position, with the index of the key in it.
  mutating func learn(_ window: borrowing JSONWindow, from start: Int, index: Int) {
    defer { position += 1 }
    let end = window.position
    guard position <= expected.count, position < Self.mostMembers, end - start <= Self.longestKey else {
      return
    }
    if position == expected.count {
      expected.append(Expected())
      words.append(contentsOf: repeatElement(0, count: Self.wordsOfMember))
    }
    expected[position] = Expected(key: JSONRun(window, start..<end), index: index)
    keep(window, start..<end, at: position * Self.wordsOfMember)
  }

  /// Takes in the object of the last member, from `start` in the window to its position, where it ends in a number and
  /// what closes it and those around the number.
  mutating func learnObject(_ window: borrowing JSONWindow, from start: Int) {
    let member = position - 1
    guard member >= 0, member < expected.count else { return }
    var end = window.position
    while end > start, Self.closes(window.byte(at: end - 1)) { end -= 1 }
    var number = end
    while number > start, window.byte(at: number - 1).isDigit { number -= 1 }
    // With a sign, a point or an exponent before them, the digits are but a part of the number; and a string would end in
    // its quotation mark.
    guard number < end, number > start, Self.precedesNumber(window.byte(at: number - 1)),
      number - start <= Self.longestOpening, window.position - end <= Self.longestClosing
    else {
      expected[member].opening = JSONRun()
      return
    }
    expected[member].opening = JSONRun(window, start..<number)
    expected[member].closing = JSONRun(window, end..<window.position)
    keep(window, start..<number, at: member * Self.wordsOfMember + Self.openingWord)
    keep(window, end..<window.position, at: member * Self.wordsOfMember + Self.closingWord)
  }

  private static func closes(_ byte: UInt8) -> Bool { byte == .closeBrace || isSpace(byte) }

  private static func precedesNumber(_ byte: UInt8) -> Bool { byte == .colon || isSpace(byte) }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == .space || byte == .newline || byte == .carriageReturn || byte == .tab
  }

  private mutating func keep(_ window: borrowing JSONWindow, _ bytes: Range<Int>, at first: Int) {
    for (word, place) in stride(from: bytes.lowerBound, to: bytes.upperBound, by: 8).enumerated() {
      words[first + word] = window.word(at: place)
    }
  }
}

/// Bytes that were met before, and the line breaks among them.
struct JSONRun: Sendable {
  private(set) var length = 0
  private(set) var lines = 0
  /// Where the last of its lines begins, from its start; 0 where it has no line break.
  private(set) var lineStart = 0

  init() {}

  init(_ window: borrowing JSONWindow, _ bytes: Range<Int>) {
    length = bytes.count
    for place in bytes where window.byte(at: place) == .newline {
      lines += 1
      lineStart = place + 1 - bytes.lowerBound
    }
  }
}

extension JSONWindow {
  /// Whether a run, which is not empty and whose bytes are `words` from the one at `first` on, is what stands at a place.
  @inline(__always)
  func holds(_ run: JSONRun, _ words: [UInt64], from first: Int, at place: Int) -> Bool {
    var place = place
    var index = first
    var rest = run.length
    // No word is read from behind the window's end: what matched before it was no zero byte.
    while rest > 8 {
      if word(at: place) != words[index] { return false }
      place &+= 8
      index &+= 1
      rest &-= 8
    }
    // The lowest bytes, of which the last word of the run has `rest`.
    return rest > 0 && (word(at: place) ^ words[index]) &<< UInt64(64 &- rest &* 8) == 0
  }
}

extension JSONReader {
  /// Passes over a run that is what stands here.
  @inline(__always)
  mutating func pass(_ run: JSONRun) {
    if run.lines > 0 {
      line &+= run.lines
      lineStart = offset &+ run.lineStart
    }
    window.position &+= run.length
  }

  /// Passes over the pending value of the member matched last, where it is an object that differs in a number alone from
  /// the one that came there before.
  @inline(__always)
  mutating func skipObject(like member: JSONKeyOrder.Expected, _ order: borrowing JSONKeyOrder) -> Bool {
    guard order.holdsOpening(of: member, window) else { return false }
    let number = window.position &+ member.opening.length
    guard let digits = plainInteger(at: number)?.digits,
      order.holdsClosing(of: member, window, at: number &+ digits)
    else { return false }
    pass(member.opening)
    window.position &+= digits
    pass(member.closing)
    expectation = .next
    return true
  }
}
