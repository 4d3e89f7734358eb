import Screen
import Testing
import Text

@Suite("Written keys")
struct KeyNotationTests {
  @Test(
    "A sequence of keys is read as it would be typed",
    arguments: [
      ("", []),
      ("2jG", [.character("2"), .character("j"), .character("G")]),
      ("<Tab><S-Tab>", [.tab, .backTab]),
      ("<Enter>\n\r", [.enter, .enter, .enter]),
      ("\t\u{1B}\u{7F}", [.tab, .escape, .backspace]),
      ("<F1><F63>", [.function(1), .function(63)]),
      ("<C-l>\u{0C}<C-L>", [.control("l"), .control("l"), .control("l")]),
      ("<C-m><C-i>", [.enter, .tab]),
      ("<lt><Space> ", [.character("<"), .character(" "), .character(" ")]),
      ("é<PgUp>>", [.character("é"), .pageUp, .character(">")]),
      ("<M-q><M-Q>", [.modified(.character("q"), .alt), .modified(.character("Q"), .alt)]),
      ("<C-Left><C-S-Up>", [.modified(.left, .control), .modified(.up, [.shift, .control])]),
      ("<M-C-x><S-F1>", [.modified(.control("x"), .alt), .modified(.function(1), .shift)]),
    ] as [(String, [Key])])
  func reading(sequence: String, keys: [Key]) throws {
    #expect(try KeyNotation.keys(in: sequence) == keys)
  }

  @Test(
    "A name that no key has is an error that lists the names",
    arguments: [
      "tab", "", "F0", "F64", "F", "C-", "C-ä", "C-<", "S-a", "M-", "M-ab", "Hyper", "Up ", "\u{1B}[31m",
    ])
  func unknownName(name: String) throws {
    let error = try #require(throws: KeyNotationError.self) { try KeyNotation.keys(in: "q<\(name)>") }
    #expect(error == .unknown(SafeText(untrusted: name)))
    #expect(error.message.shown.contains("<S-Tab>"))
    #expect(!error.message.shown.unicodeScalars.contains("\u{1B}"))
  }

  @Test("A bracket that nothing closes is an error")
  func unclosedName() {
    #expect(throws: KeyNotationError.unclosed("Tab")) { try KeyNotation.keys(in: "q<Tab") }
  }

  @Test(
    "The name of a key, in brackets, is read as that key",
    arguments: [
      Key.enter, .escape, .tab, .backTab, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
      .backspace, .delete, .insert, .function(12), .control("l"), .control("\\"), .character(" "),
      .modified(.left, .control), .modified(.character("é"), .alt), .modified(.character(" "), .alt),
      .modified(.function(3), [.alt, .shift]),
    ])
  func namesAreRead(key: Key) throws {
    #expect(try KeyNotation.keys(in: "<\(KeyNotation.name(of: key).shown)>") == [key])
  }
}
