import Screen
import Text

/// Text while it is typed. What is in it is what is shown and what is recorded: everything passes the sanitiser on its
/// way in, and line breaks are the only controls.
struct TextField: Hashable, Sendable {
  /// The most scalars, as in a record of the journal.
  static let limit = 1000

  /// Why nothing was put in.
  enum Refusal: Error, Hashable {
    /// So many scalars would be in it.
    case tooLong(Int)
  }

  let hasLines: Bool
  private(set) var lines: [[Character]] = [[]]
  /// Where the cursor is: the line, and before which of its characters.
  private(set) var line = 0
  private(set) var column = 0

  init(hasLines: Bool, _ text: SafeText? = nil) {
    self.hasLines = hasLines
    if let text { lines = hasLines ? text.lines.map { Array($0.shown) } : [Array(text.shown)] }
    line = lines.count - 1
    column = lines[line].count
  }

  var isEmpty: Bool { lines.allSatisfy { $0.allSatisfy(\.isWhitespace) } }

  /// All of it, without white space at the ends; several lines make a text of several `SafeText.lines`.
  var text: SafeText {
    var whole = lines.map { String($0) }.joined(separator: "\n")[...]
    while whole.last?.isWhitespace == true { whole.removeLast() }
    return SafeText(untrusted: String(whole.drop(while: \.isWhitespace)))
  }

  func shown(line: Int) -> SafeText { SafeText(untrusted: String(lines[line])) }

  /// How far right the cursor is in its line, in cells.
  var cursorCells: Int { SafeText(untrusted: String(lines[line][..<column])).width }

  /// Puts in a text, at the cursor: all of it, or, where it does not fit, nothing.
  mutating func insert(_ text: String) throws(Refusal) {
    var pieces = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      $0.map { $0 == "\t" ? " " : $0 }
    }
    if !hasLines { pieces = [pieces.joined(separator: " ").map { $0 }] }
    let count = scalarCount + text.unicodeScalars.count
    guard count <= Self.limit else { throw .tooLong(count) }
    for (index, piece) in pieces.enumerated() {
      if index > 0 { breakLine() }
      put(piece)
    }
  }

  /// Puts a text in the place of a piece of the cursor's line, the cursor behind it; where it does not fit, nothing.
  mutating func replace(_ place: Range<Int>, with text: SafeText) throws(Refusal) {
    var changed = self
    changed.lines[line].removeSubrange(place)
    changed.column = place.lowerBound
    try changed.insert(text.shown)
    self = changed
  }

  /// Does what a key does in a text; `false` when it does nothing there.
  mutating func edit(_ key: Key) throws(Refusal) -> Bool {
    switch key {
    case .character(let scalar): try insert(String(scalar))
    case .enter:
      guard hasLines else { return false }
      try insert("\n")
    case .backspace: removeBackwards()
    case .delete: removeForwards()
    case .left, .control("b"): moveBackwards()
    case .right, .control("f"): moveForwards()
    case .modified(.left, .control): column = startOfWord
    case .modified(.right, .control): column = endOfWord
    case .home, .control("a"): column = 0
    case .end, .control("e"): column = lines[line].count
    case .up: return move(by: -1)
    case .down: return move(by: 1)
    case .control("u"): remove(to: 0)
    case .control("w"): remove(to: startOfWord)
    case .control("k"): lines[line].removeSubrange(column...)
    case .control, .tab, .backTab, .escape, .pageUp, .pageDown, .insert, .function, .modified: return false
    }
    return true
  }

  var scalarCount: Int {
    lines.reduce(lines.count - 1) { $0 + $1.reduce(0) { $0 + $1.unicodeScalars.count } }
  }

  /// A mark joins what it is typed after, and what may not be shown is replaced.
  private mutating func put(_ piece: [Character]) {
    let before = SafeText(untrusted: String(lines[line][..<column] + piece)).shown
    let whole = SafeText(untrusted: before + String(lines[line][column...])).shown
    lines[line] = Array(whole)
    column = min(before.count, lines[line].count)
  }

  private mutating func breakLine() {
    let rest = Array(lines[line][column...])
    lines[line].removeSubrange(column...)
    line += 1
    lines.insert(rest, at: line)
    column = 0
  }

  private mutating func removeBackwards() {
    if column > 0 {
      column -= 1
      lines[line].remove(at: column)
    } else if line > 0 {
      let rest = lines.remove(at: line)
      line -= 1
      column = lines[line].count
      lines[line] += rest
    }
  }

  private mutating func removeForwards() {
    if column < lines[line].count {
      lines[line].remove(at: column)
    } else if line + 1 < lines.count {
      lines[line] += lines.remove(at: line + 1)
    }
  }

  private mutating func remove(to start: Int) {
    lines[line].removeSubrange(start..<column)
    column = start
  }

  private var startOfWord: Int {
    var start = column
    while start > 0, lines[line][start - 1].isWhitespace { start -= 1 }
    while start > 0, !lines[line][start - 1].isWhitespace { start -= 1 }
    return start
  }

  private var endOfWord: Int {
    let characters = lines[line]
    var end = column
    while end < characters.count, characters[end].isWhitespace { end += 1 }
    while end < characters.count, !characters[end].isWhitespace { end += 1 }
    return end
  }

  private mutating func moveBackwards() {
    if column > 0 {
      column -= 1
    } else if line > 0 {
      line -= 1
      column = lines[line].count
    }
  }

  private mutating func moveForwards() {
    if column < lines[line].count {
      column += 1
    } else if line + 1 < lines.count {
      line += 1
      column = 0
    }
  }

  /// Up and down leave the text at its ends.
  private mutating func move(by steps: Int) -> Bool {
    guard lines.indices.contains(line + steps) else { return false }
    line += steps
    column = min(column, lines[line].count)
    return true
  }
}
