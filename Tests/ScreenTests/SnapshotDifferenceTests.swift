import SeedSupport
import Testing
import Text

@testable import Screen

@Suite("What differs between two written snapshots")
struct SnapshotDifferenceTests {
  private static let base = canvas(12, 3, filler: " ") { canvas in
    canvas.frame(canvas.bounds, title: "Q", isFocused: true)
    canvas.draw("gpus 日", column: 1, row: 1)
  }

  private static func written(_ canvas: Canvas, _ format: SnapshotFormat) -> String {
    canvas.written(as: format, theme: .defaultDark, depth: .truecolor)
  }

  private static func difference(_ old: Canvas, _ new: Canvas, _ format: SnapshotFormat)
    -> SnapshotDifference?
  {
    SnapshotDifference(recorded: written(old, format), drawn: written(new, format), format: format)
  }

  @Test("The same bytes differ in nothing", arguments: SnapshotFormat.allCases)
  func same(format: SnapshotFormat) {
    #expect(Self.difference(Self.base, Self.base, format) == nil)
  }

  @Test(
    "The format is told by the content, but for words, which only the name tells from glyphs",
    arguments: SnapshotFormat.allCases.filter { $0 != .linear })
  func format(format: SnapshotFormat) {
    #expect(SnapshotFormat(of: Self.written(Self.base, format)) == format)
    // Without a single style, and of one cell.
    let blank = Canvas(size: Size(columns: 1, rows: 1))
    #expect(SnapshotFormat(of: Self.written(blank, format)) == format)
    #expect(SnapshotFormat(of: "") == nil)
    #expect(SnapshotFormat(of: "a\n\nb\n") == .text)
  }

  @Test(
    "And by the name where there is no content",
    arguments: [
      ("a.txt", SnapshotFormat.text), ("a.styled.txt", .styled), ("a.ansi", .ansi), ("a.svg", .svg),
      ("a", nil),
    ])
  func format(name: String, format: SnapshotFormat?) {
    #expect(SnapshotFormat(fileName: name) == format)
    if let format { #expect(name.hasSuffix(format.ending)) }
  }

  @Test("A row that differs is shown as recorded and as drawn, with marks below the columns")
  func lines() {
    var changed = Self.base
    changed.draw("x", column: 2, row: 1)
    changed.draw("a", column: 9, row: 1)
    #expect(
      Self.difference(Self.base, changed, .text)?.lines.map(\.shown) == [
        "row 2, columns 3, 10",
        "- │gpus 日   │",
        "+ │gxus 日 a │",
        "    ^      ^",
      ])
    #expect(Self.difference(Self.base, changed, .text)?.extent == "1 of 3 rows")
  }

  @Test(
    "A wide character that differs is marked over both of its columns", arguments: SnapshotFormat.allCases)
  func wide(format: SnapshotFormat) throws {
    var changed = Self.base
    changed.draw("本", column: 6, row: 1)
    let row = try #require(Self.difference(Self.base, changed, format)?.rows.first)
    #expect(row.columns == [6..<7])
    #expect(row.expected?.shown == "│gpus 日   │")
    #expect(row.got?.shown == "│gpus 本   │")
    changed.draw("ab", column: 6, row: 1)
    #expect(Self.difference(Self.base, changed, format)?.rows.first?.columns == [6..<8])
  }

  @Test(
    "A cell that only looks another way is marked and told, but in the format of glyphs alone",
    arguments: [
      (SnapshotFormat.styled, "  columns 2-5: expected text, got critical"),
      (.ansi, "  columns 2-5: expected 0, got 0;1;38;2;255;114;80"),
      (.svg, "  columns 2-5: expected fill=\"#d5d9e0\", got fill=\"#ff7250\" font-weight=\"bold\""),
    ])
  func looks(format: SnapshotFormat, words: String) throws {
    var changed = Self.base
    changed.draw("gpus", column: 1, row: 1, style: Style(.critical))
    #expect(Self.difference(Self.base, changed, .text) == nil)
    let difference = try #require(Self.difference(Self.base, changed, format))
    #expect(difference.rows.map(\.columns) == [[1..<5]])
    #expect(difference.lines.last?.shown == words)
    // The ground of a selected row.
    changed.select(row: 1, within: Rect(column: 1, row: 1, width: 10, height: 1))
    #expect(Self.difference(Self.base, changed, format)?.rows.map(\.columns) == [[1..<11]])
  }

  @Test("Of cells changed by chance these are marked and no others", arguments: SnapshotFormat.allCases)
  func chance(format: SnapshotFormat) {
    var generator = SplitMix(state: 7)
    let signs: [SafeText] = ["a", "b", " ", "█", "▓", "▁", "▍", "─", "│", "╭", "┼", "╱", "<", "&", "é"]
    let styles = [Style(.text), Style(.critical), Style(.muted, isSelected: true), Style(.barIdle)]
    for _ in 0..<40 {
      let old = canvas(23, 6, filler: " ") { canvas in
        for index in 0..<(23 * 6) {
          let style = styles[Int.random(in: 0..<styles.count, using: &generator)]
          let sign = signs[Int.random(in: 0..<signs.count, using: &generator)]
          canvas.draw(sign, column: index % 23, row: index / 23, style: style)
        }
      }
      var new = old
      var changed: Set<Int> = []
      for _ in 0..<Int.random(in: 1...5, using: &generator) {
        let index = Int.random(in: 0..<(23 * 6), using: &generator)
        new.draw("#", column: index % 23, row: index / 23, style: old.cells[index].style)
        changed.insert(index)
      }
      let difference = Self.difference(old, new, format)
      let marked = (0..<6).flatMap { row in
        (0..<23).filter { column in
          difference?.rows.contains { $0.number == row + 1 && $0.columns.contains { $0.contains(column) } }
            == true
        }.map { row * 23 + $0 }
      }
      #expect(Set(marked) == changed)
    }
  }

  @Test(
    "A picture says which sign stood there, however many of it there are",
    arguments: Array("▁▂▃▄▅▆▇█▏▎▍▌▋▊▉░▒▓╱─│┌┐└┘├┤┬┴┼╭╮╰╯".unicodeScalars), [1, 3])
  func signs(sign: Unicode.Scalar, count: Int) {
    func picture(_ style: Style) -> Canvas {
      canvas(6, 2, filler: " ") { canvas in
        for column in 0..<count {
          canvas.draw(SafeText(untrusted: String(sign)), column: column + 1, row: 1, style: style)
        }
      }
    }
    var theme = Theme.defaultDark
    theme[.muted].attributes.insert(.dim)
    for role in [Role.text, .muted, .critical] {
      let old = picture(Style(role))
      var new = old
      new.draw("x", column: 1, row: 1, style: Style(role))
      let row = SnapshotDifference(
        recorded: old.svg(theme: theme), drawn: new.svg(theme: theme), format: .svg)?.rows.first
      #expect(row?.expected?.shown == old.text.split(separator: "\n").last.map(String.init))
      #expect(row?.columns == [1..<2])
    }
  }

  @Test("Rows that only one of both has are new or gone, and the sizes are told")
  func sizes() throws {
    let small = canvas(3, 1) { _ in }
    let large = canvas(4, 2) { _ in }
    let grown = try #require(Self.difference(small, large, .text))
    #expect(
      grown.lines.map(\.shown) == ["row 1, column 4", "- ~~~", "+ ~~~~", "     ^", "row 2 is new", "+ ~~~~"])
    #expect(grown.notes == ["it is of 3x1 cells, and what is drawn of 4x2"])
    #expect(Self.difference(large, small, .text)?.lines.map(\.shown).last == "- ~~~~")
    for format in SnapshotFormat.allCases {
      #expect(Self.difference(large, small, format)?.rowCount == 2)
      #expect(Self.difference(large, small, format)?.extent == "2 of 2 rows")
      #expect(
        Self.difference(large, small, format)?.notes == ["it is of 4x2 cells, and what is drawn of 3x1"])
    }
  }

  @Test("Texts that merely look the same are not the same")
  func equivalence() {
    func lines(_ recorded: String, _ drawn: String) -> [String]? {
      SnapshotDifference(recorded: recorded, drawn: drawn, format: .text)?.lines.map(\.shown)
    }
    #expect(lines("ae\u{301}\n", "a\u{E9}\n") == ["row 1, column 2", "- ae\u{301}", "+ aé", "   ^"])
    #expect(lines("a\n", "a  \n") == ["row 1, columns 2-3", "- a", "+ a  ", "   ^^"])
    #expect(lines("a\u{A0}b\n", "a b\n") == ["row 1, column 2", "- a b", "+ a b", "   ^"])
  }

  @Test(
    "What bytes differ in where no cell does is told all the same",
    arguments: [
      // What is written for a row, in an order of its own or beyond what there is.
      (
        "ab\n\n0: accent 0, muted 1\n", "ab\n\n0: muted 1, accent 0\n", SnapshotFormat.styled,
        "row 1, as it is written"
      ),
      ("ab\n\n0: accent 0\n", "ab\n\n0: accent 0\n9: accent 0\n", .styled, "line 4 is new"),
      ("\u{1B}[0mab\u{1B}[0m\n", "\u{1B}[0mab\n", .ansi, "row 1, as it is written"),
      (
        "<svg>\n<rect fill=\"#000000\"/>\n</svg>\n", "<svg>\n<rect fill=\"#111111\"/>\n</svg>\n", .svg,
        "line 2, columns 14-19"
      ),
    ])
  func bytes(recorded: String, drawn: String, format: SnapshotFormat, heading: String) throws {
    let difference = try #require(SnapshotDifference(recorded: recorded, drawn: drawn, format: format))
    #expect(difference.lines.first?.shown.hasPrefix(heading) == true, "\(difference.lines)")
    #expect(difference.rows.count == 1)
  }

  @Test("Ends of lines are explained")
  func lineEnds() throws {
    let text = Self.base.text
    let returns = try #require(
      SnapshotDifference(
        recorded: text.split(separator: "\n").map { "\($0)\r\n" }.joined(), drawn: text, format: .text))
    #expect(returns.notes.map(\.shown).first?.contains("CR LF") == true)
    #expect(returns.notes.count == 1)
    #expect(returns.rows.map(\.columns) == [[12..<13], [12..<13], [12..<13]])
    let open = try #require(SnapshotDifference(recorded: String(text.dropLast()), drawn: text, format: .text))
    #expect(open.notes == ["its last line has no line feed"])
    #expect(open.rows.isEmpty)
    #expect(open.extent == "bytes that no row shows")
    #expect(SnapshotDifference(recorded: "", drawn: text, format: .text)?.notes == ["it is empty"])
  }

  @Test(
    "Whatever was recorded, what is told of it is plain text with a character in each column",
    arguments: SnapshotFormat.allCases,
    [
      "\u{1B}]0;title\u{7}\u{1B}[2J\u{9B}31m", "\u{202E}abc\u{200D}", "a\u{301}\u{301}\u{301}\u{301}",
      "\u{301}a",
      "\0\u{7F}\u{FEFF}\u{E000}",
      "<svg <text x=\"9\" y=\"99999999999999999999\" <path d=\"M1 1h-9z\" fill=\"#",
      "0: accent 99999999999999999999-3, x 3-1, - -", "日日日",
    ])
  func hostile(format: SnapshotFormat, text: String) throws {
    for recorded in [
      text, "\(text)\n\n\(text)\n", "\n\n0: \(text)", "<path d=\"\(text)\" fill=\"#aabbcc\"/>",
    ] {
      let difference = try #require(
        SnapshotDifference(recorded: recorded, drawn: Self.written(Self.base, format), format: format))
      for line in difference.lines + difference.notes + [difference.extent] {
        #expect(line.shown.unicodeScalars.allSatisfy { DisplayWidth.of($0) != nil }, "\(line)")
      }
      let rows = WrittenRows(recorded.writtenLines, format: format)
      for cells in rows.rows.map(rows.cells) { #expect(cells.shown.width == cells.count) }
    }
  }

  @Test("Of what is larger than any screen the rest is left out", arguments: SnapshotFormat.allCases)
  func huge(format: SnapshotFormat) throws {
    let drawn = Self.written(Self.base, format)
    let wide = try #require(
      SnapshotDifference(
        recorded: String(repeating: "x", count: 100_000) + "\n", drawn: drawn, format: format))
    #expect(wide.rows.allSatisfy { ($0.expected?.width ?? 0) <= 1000 })
    let high = try #require(
      SnapshotDifference(recorded: String(repeating: "x\n", count: 20_000), drawn: drawn, format: format))
    #expect(high.rowCount <= 1000)
    #expect(high.lines.count <= 12_000)
  }
}
