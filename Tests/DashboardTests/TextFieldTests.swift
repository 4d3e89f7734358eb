import Screen
import Testing
import Text

@testable import Dashboard

@Suite("A text while it is typed")
struct TextFieldTests {
  private func typed(_ keys: String, hasLines: Bool = true) throws -> TextField {
    var field = TextField(hasLines: hasLines)
    for key in try KeyNotation.keys(in: keys) { _ = try field.edit(key) }
    return field
  }

  @Test(
    "Keys do what they do in a shell's line",
    arguments: [
      ("abc", "abc"), ("abc<BS>", "ab"), ("abc<Left><BS>", "ac"), ("abc<Home>x", "xabc"),
      ("abc<C-a><Del>", "bc"), ("abc<C-a>x<C-e>y", "xabcy"), ("ab cd<C-w>", "ab"),
      ("ab cd<C-Left>x", "ab xcd"), ("ab cd<C-Left><C-Left>x", "xab cd"),
      ("ab cd<Home><C-Right>x", "abx cd"), ("ab cd<Home><C-Right><C-Right><C-Right>x", "ab cdx"),
      ("ab cd<C-u>x", "x"),
      ("abc<Left><Left><C-k>", "a"), ("abc<Home><Right>x", "axbc"), ("<BS><Del><Left><Right>a", "a"),
    ])
  func editing(keys: String, text: String) throws {
    #expect(try typed(keys).text.shown == text)
  }

  @Test(
    "Lines are broken, joined and walked through",
    arguments: [
      ("ab<Enter>cd", ["ab", "cd"]), ("ab<Left><Enter>", ["a", "b"]), ("ab<Enter>cd<Home><BS>", ["abcd"]),
      ("ab<Enter>cd<Up>x", ["abx", "cd"]), ("ab<Enter>cd<Up><End><Del>", ["abcd"]),
      ("ab<Enter>c<Home><Left>x", ["abx", "c"]), ("abc<Enter>d<Up><Down>x", ["abc", "dx"]),
    ])
  func lines(keys: String, lines: [String]) throws {
    #expect(try typed(keys).text.lines.map(\.shown) == lines)
  }

  @Test("A field of one line has no line breaks, typed or pasted")
  func oneLine() throws {
    var field = try typed("ab", hasLines: false)
    #expect(try !field.edit(.enter))
    try field.insert("c\r\nd\ne")
    #expect(field.text == "abc d e")
  }

  @Test("A paste keeps its lines, and nothing in it is a key or reaches the screen as it is")
  func paste() throws {
    var field = TextField(hasLines: true)
    try field.insert("one\r\ntwo\tthree\u{1B}[31m\u{202E}q")
    #expect(field.text.lines.count == 2)
    for line in field.text.lines { #expect(!line.isAltered) }
    #expect(field.text.lines[1].shown == "two three␛[31m\u{FFFD}q")
  }

  @Test("What does not fit is refused whole, and what was there stays")
  func limit() throws {
    var field = try typed("keep")
    #expect(throws: TextField.Refusal.tooLong(100_004)) {
      try field.insert(String(repeating: "x", count: 100_000))
    }
    #expect(field.text == "keep")
    try field.insert(String(repeating: "y", count: 996))
    #expect(throws: TextField.Refusal.tooLong(1001)) { _ = try field.edit(.character("z")) }
    #expect(field.text.shown.count == 1000)
  }

  @Test("A mark joins the letter before it; wide letters and flags move the cursor by what they are")
  func clusters() throws {
    var field = TextField(hasLines: true)
    try field.insert("e")
    try field.insert("\u{301}")
    #expect(field.cursorCells == 1)
    try field.insert("中")
    #expect(field.cursorCells == 3)
    _ = try field.edit(.backspace)
    _ = try field.edit(.backspace)
    #expect(field.isEmpty)
  }

  @Test("Whatever is done to it, it never ends outside of itself")
  func randomEdits() throws {
    let keys: [Key] = [
      .character("a"), .character("中"), .character("\u{301}"), .character(" "), .enter, .backspace, .delete,
      .left, .right, .up, .down, .home, .end, .control("u"), .control("w"), .control("k"),
      .modified(.left, .control), .modified(.right, .control),
    ]
    var generator = SystemRandomNumberGenerator()
    for hasLines in [true, false] {
      var field = TextField(hasLines: hasLines)
      for _ in 0..<3000 {
        _ = try? field.edit(keys.randomElement(using: &generator) ?? .left)
        #expect(field.lines.indices.contains(field.line))
        #expect((0...field.lines[field.line].count).contains(field.column))
        #expect(field.scalarCount <= TextField.limit)
        #expect(hasLines || field.lines.count == 1)
      }
    }
  }
}
