import Testing
import Text

@Suite("Sanitising")
struct SanitisingTests {
  @Test(
    "Each kind of trouble becomes what the rules say",
    arguments: [
      ("plain name-1_2", "plain name-1_2"),
      ("Łódź, Tromsø, Αθήνα, 日本", "Łódź, Tromsø, Αθήνα, 日本"),
      ("\u{1B}[2J", "␛[2J"),
      ("a\tb\r\nc\u{0}\u{7F}", "a␉b␍␊c␀␡"),
      ("a\u{85}b\u{9B}31m", "a�b�31m"),
      ("a\u{202E}b\u{2066}c\u{FEFF}d\u{AD}e\u{200B}f\u{E0041}g", "a�b�c�d�e�f�g"),
      ("a\u{2028}b\u{2029}c", "a�b�c"),
      ("a\u{E000}b\u{10FFFD}c\u{378}d\u{FFFF}e", "a�b�c�d�e"),
      ("a\u{3164}b\u{115F}c\u{1160}d\u{FFA0}e\u{2800}f", "a�b�c�d�e�f"),
      ("a\u{A0}b\u{3000}c\u{2003}d", "a b c d"),
      ("\u{2764}\u{FE0F} x\u{34F}y\u{E0100}z", "\u{2764} xyz"),
    ])
  func rules(text: String, expected: String) {
    let safe = SafeText(untrusted: text)
    #expect(safe.shown == expected)
    #expect(safe.isAltered == !text.unicodeScalars.elementsEqual(expected.unicodeScalars))
    #expect(safe.original == (safe.isAltered ? text : nil))
  }

  @Test("The joiners of an emoji family are dropped and its members stand side by side")
  func emojiFamily() {
    let family = SafeText(untrusted: "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}")
    #expect(family.shown.unicodeScalars.map(\.value) == [0x1F468, 0x1F469, 0x1F467])
    #expect(family.width == 6)
  }

  @Test(
    "What would join its neighbours is not shown",
    arguments: [
      "\u{1F1F1}", "\u{1F3FD}", "\u{1100}", "\u{11A8}", "\u{94D}", "\u{93F}", "\u{E33}", "\u{FF9E}",
    ])
  func joining(text: String) {
    #expect(SafeText(untrusted: "x" + text).shown == "x\u{FFFD}")
  }

  @Test("Two marks stay on a base, more are left out, and a mark without a base is replaced")
  func marks() {
    let three = SafeText(untrusted: "e\u{301}\u{302}\u{303}x")
    #expect(three.shown.unicodeScalars.elementsEqual("e\u{301}\u{302}x".unicodeScalars))
    #expect(three.isAltered)
    #expect(SafeText(untrusted: "e\u{301}\u{200D}\u{302}\u{303}").shown.unicodeScalars.count == 3)
    #expect(SafeText(untrusted: "\u{301}x").shown == "\u{FFFD}x")
    #expect(!SafeText(untrusted: "e\u{301}").isAltered)
  }

  @Test(
    "Each maximal subpart of invalid UTF-8 is one replacement character (Unicode, table 3-8)",
    arguments: [
      ([0x61, 0xFF, 0x62], "a�b"),
      ([0xC0, 0xAF, 0xE0, 0x80, 0xBF, 0xF0, 0x81, 0x82, 0x41], "��������A"),
      ([0xED, 0xA0, 0x80, 0xED, 0xBF, 0xBF, 0xED, 0xAF, 0x41], "��������A"),
      ([0xF4, 0x91, 0x92, 0x93, 0xFF, 0x41, 0x80, 0xBF, 0x42], "�����A��B"),
      ([0xE1, 0x80, 0xE2, 0xF0, 0x91, 0x92, 0xF1, 0xBF, 0x41], "����A"),
      ([0x61, 0xF0, 0x9F, 0x98], "a�"),
    ] as [([UInt8], String)])
  func invalidBytes(bytes: [UInt8], expected: String) {
    #expect(safe(bytes).shown == expected)
    #expect(safe(bytes).isAltered)
    #expect(violations(of: safe(bytes)) == [])
  }

  @Test("Bytes and the string they spell give the same text")
  func bytesAndStrings() {
    var random = RandomText(seed: 1)
    for _ in 0..<200 {
      let text = random.text(upTo: 40)
      #expect(safe(Array(text.utf8)).shown == SafeText(untrusted: text).shown)
      #expect(safe(Array(text.utf8)) == SafeText(untrusted: text))
    }
  }

  @Test(
    "A long text keeps 1024 scalars, the last of them an ellipsis", arguments: ["a", "é", "日", "😀", "\u{1}"])
  func cap(unit: String) {
    let exact = SafeText(untrusted: String(repeating: unit, count: 1024))
    #expect(exact.shown.unicodeScalars.count == 1024)
    #expect(!exact.shown.hasSuffix("…"))
    for longer in [1025, 5000] {
      let text = String(repeating: unit, count: longer)
      for cut in [SafeText(untrusted: text), safe(Array(text.utf8))] {
        #expect(cut.shown.unicodeScalars.count == 1024)
        #expect(cut.shown.utf8.count <= 4096)
        #expect(cut.shown.hasSuffix("…"))
        #expect(cut.isAltered)
        #expect(cut.original?.unicodeScalars.count == 1024)
      }
    }
  }

  @Test("More is kept of a text than is shown where its maker asks for it", arguments: ["a", "é", "😀"])
  func keptLonger(unit: String) {
    let text = String(repeating: unit, count: 5000)
    for (limit, kept) in [(5000, 5000), (4999, 4999), (1 << 20, 5000)] {
      let cut = Array(text.utf8).withUnsafeBytes { SafeText(untrusted: $0, keeping: limit) }
      #expect(cut.shown == SafeText(untrusted: text).shown)
      #expect(cut.original?.unicodeScalars.count == kept)
    }
  }

  @Test("Forty thousand marks on one letter become a letter with two and an ellipsis")
  func zalgo() {
    let text = string(["a"] + (0..<40_000).map { $0 % 2 == 0 ? "\u{301}" : "\u{316}" })
    #expect(SafeText(untrusted: text).shown.unicodeScalars.elementsEqual("a\u{301}\u{316}…".unicodeScalars))
  }

  @Test(
    "Every scalar of Unicode, in a row and between letters, gives a safe text that stays as it is",
    arguments: 0...16 as ClosedRange<UInt32>)
  func everyScalar(plane: UInt32) {
    let scalars = (plane << 16...plane << 16 | 0xFFFF).compactMap(Unicode.Scalar.init)
    let amongLetters: [Unicode.Scalar] = scalars.filter { DisplayWidth.of($0) != nil }.flatMap { ["a", $0] }
    for sequence in [scalars, amongLetters] {
      for start in stride(from: 0, to: sequence.count, by: SafeText.maximumScalars) {
        let row = sequence[start..<min(start + SafeText.maximumScalars, sequence.count)]
        let safe = SafeText(untrusted: string(row))
        #expect(violations(of: safe) == [])
        #expect(!SafeText(untrusted: safe.shown).isAltered)
      }
    }
  }

  @Test("Random trouble gives safe texts that stay as they are", arguments: 1...8 as ClosedRange<UInt64>)
  func randomTrouble(seed: UInt64) {
    var random = RandomText(seed: seed)
    for _ in 0..<500 {
      let safe = SafeText(untrusted: random.text(upTo: 60))
      #expect(violations(of: safe) == [])
      #expect(!SafeText(untrusted: safe.shown).isAltered)
      #expect(violations(of: safe.escaped) == [])
    }
  }

  @Test("Random bytes give safe texts", arguments: 1...4 as ClosedRange<UInt64>)
  func randomBytes(seed: UInt64) {
    var random = RandomText(seed: seed)
    for _ in 0..<500 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      #expect(violations(of: safe(bytes)) == [])
    }
  }
}
