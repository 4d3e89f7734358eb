import Testing
import Text

@Suite("ASCII mode")
struct AsciiFoldTests {
  @Test(
    "What the program draws has a like sign",
    arguments: [
      ("╭─╮│╰┘", "+-+|++"), ("▆▄▁╱", "#=./"), ("▁▂▃▄▅▆▇█", ".:-=+#%@"), ("━━┃──╾", "==|--="),
      ("⣀⠤⠒ ⠄ ⢀╳", "*** . .x"),
      ("— … · ⇥", "- ~ * >"),
      ("▲▼▾◀▶⏎‹›→▔", "^vv<>/<>>^"),
      ("✓✗●▣▢", "Yxo#."), ("␛␡\u{FFFD}", "???"), ("Łódź Tromsø Århus Škoda ß", "Lodz Tromso Arhus Skoda s"),
      ("Ẽỹ Æœ ĸ", "Ey Ao ?"), ("日α😀", "???"), ("plain ~!", "plain ~!"),
    ])
  func fold(text: String, expected: String) {
    #expect(string(text.unicodeScalars.map(AsciiFold.fold)) == expected)
  }

  @Test("Every scalar that can be shown becomes one that ASCII can show")
  func everyScalar() {
    for value in 0...0x10FFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value), DisplayWidth.of(scalar) != nil else { continue }
      let folded = AsciiFold.fold(scalar)
      if !(0x20..<0x7F).contains(folded.value) { Issue.record("\(name(of: scalar))") }
    }
  }

  @Test("The parts of a bar and the levels of a sparkline stay apart")
  func distinct() {
    #expect(Set("▆▄▁╱".unicodeScalars.map(AsciiFold.fold)).count == 4)
    #expect(Set("▁▂▃▄▅▆▇█".unicodeScalars.map(AsciiFold.fold)).count == 8)
  }
}
