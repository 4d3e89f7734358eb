import Testing
import Text

@Suite("Cells")
struct CellTests {
  @Test(
    "A scalar has the width that it has everywhere, or none",
    arguments: [
      ("a", 1), ("~", 1), ("é", 1), ("\u{301}", 0), ("日", 2), ("😀", 2), ("ｱ", 1), ("Ａ", 2), ("…", 1),
      ("\u{FFFD}", 1), ("α", 1), ("\u{1B}", nil), ("\u{7F}", nil), ("\u{A0}", nil), ("\u{200D}", nil),
      ("\u{2630}", nil), ("\u{1F1E6}", nil), ("\u{10FFFF}", nil),
    ] as [(Unicode.Scalar, Int?)])
  func width(scalar: Unicode.Scalar, expected: Int?) {
    #expect(DisplayWidth.of(scalar) == expected)
  }

  @Test(
    "Nothing is refused of what people write in names and the program draws with",
    arguments: [
      0x20...0x7E, 0xA1...0xAC, 0xAE...0x24F, 0x300...0x337, 0x391...0x3A1, 0x3B1...0x3C9, 0x400...0x45F,
      0x5D0...0x5EA, 0x620...0x64A, 0x1E00...0x1EF9, 0x2010...0x2027, 0x20A0...0x20BF, 0x2190...0x21FF,
      0x2200...0x22FF, 0x2400...0x2421, 0x2500...0x25FF, 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FA5,
      0xAC00...0xD7A3, 0x1F600...0x1F64F,
    ] as [ClosedRange<UInt32>])
  func coverage(range: ClosedRange<UInt32>) {
    #expect(range.compactMap(Unicode.Scalar.init).filter { DisplayWidth.of($0) == nil } == [])
  }

  @Test("A text is walked base by base, each with its marks")
  func cells() {
    let text = SafeText(untrusted: "ae\u{301}\u{316}日\u{302}")
    let cells = Array(text.cells)
    #expect(cells.map(\.scalar) == ["a", "e", "日"])
    #expect(cells.map(\.mark1) == [TextCell.noMark, "\u{301}", "\u{302}"])
    #expect(cells.map(\.mark2) == [TextCell.noMark, "\u{316}", TextCell.noMark])
    #expect(cells.map(\.width) == [1, 1, 2])
    #expect(text.width == 4)
    #expect(("" as SafeText).cells.first { _ in true } == nil)
  }

  @Test(
    "What does not fit ends in an ellipsis",
    arguments: [
      ("Aurinko Health", 14, "Aurinko Health"), ("Aurinko Health", 13, "Aurinko Heal…"), ("abc", 1, "…"),
      ("abc", 0, ""), ("abc", -4, ""), ("", 0, ""), ("日本語", 6, "日本語"), ("日本語", 5, "日本…"),
      ("日本語", 4, "日…"), ("日本語", 2, "…"), ("日e\u{301}\u{316}xy", 4, "日e\u{301}\u{316}…"),
    ])
  func truncation(text: String, width: Int, expected: String) {
    #expect(SafeText(untrusted: text).truncated(toWidth: width).shown == expected)
  }

  @Test(
    "A path that does not fit begins with an ellipsis",
    arguments: [
      ("data/jobs.json", 14, "data/jobs.json"), ("data/jobs.json", 11, "…/jobs.json"), ("abc", 1, "…"),
      ("abc", 0, ""),
      ("日本語", 4, "…語"), ("xye\u{301}", 2, "…e\u{301}"),
    ])
  func truncationOfStart(text: String, width: Int, expected: String) {
    #expect(SafeText(untrusted: text).truncatedStart(toWidth: width).shown == expected)
  }

  @Test(
    "Nothing that is cut is wider than asked, nor more than a cell narrower",
    arguments: 1...4 as ClosedRange<UInt64>)
  func truncationOfTrouble(seed: UInt64) {
    var random = RandomText(seed: seed)
    for _ in 0..<200 {
      let text = SafeText(untrusted: random.text(upTo: 30))
      for width in 0...40 {
        for cut in [text.truncated(toWidth: width), text.truncatedStart(toWidth: width)] {
          #expect(violations(of: cut) == [])
          let widths = text.width <= width ? text.width...text.width : max(0, width - 1)...width
          #expect(widths.contains(cut.width))
        }
      }
    }
  }
}
