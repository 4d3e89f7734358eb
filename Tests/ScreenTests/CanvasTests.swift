import SeedSupport
import Testing
import Text

@testable import Screen

struct CanvasTests {
  @Test("Text is drawn where it is told, and leaves the rest alone")
  func plain() {
    let shown = picture(8, 3) { $0.draw("abc", column: 2, row: 1) }
    #expect(
      shown == """
        ~~~~~~~~
        ~~abc~~~
        ~~~~~~~~

        """)
  }

  @Test(
    "Text stands at the left, in the centre or at the right of its width",
    arguments: [
      (Alignment.left, "~abc~~~~\n"), (.centre, "~~abc~~~\n"), (.right, "~~~abc~~\n"),
    ])
  func alignment(alignment: Alignment, shown: String) {
    #expect(picture(8, 1) { $0.draw("abc", column: 1, row: 0, width: 5, alignment: alignment) } == shown)
  }

  @Test("Text that does not fit its width ends in an ellipsis")
  func truncation() {
    #expect(picture(8, 1) { $0.draw("abcdef", column: 1, row: 0, width: 4) } == "~abc…~~~\n")
  }

  @Test("Drawing answers the column after the text, even where it is cut")
  func nextColumn() {
    var canvas = Canvas(size: Size(columns: 4, rows: 1))
    #expect(canvas.draw("日本", column: 2, row: 0) == 6)
    #expect(canvas.draw("abc", column: 1, row: 7) == 4)
  }

  @Test("Text outside the canvas changes nothing", arguments: [(-3, 0), (5, 0), (0, -1), (0, 2)])
  func outside(column: Int, row: Int) {
    let before = canvas(5, 2) { _ in }
    let after = canvas(5, 2) { $0.draw("abc", column: column, row: row) }
    #expect(before == after)
  }

  @Test("The clip cuts on all sides, and is lifted afterwards")
  func clip() {
    let shown = picture(8, 3) { canvas in
      canvas.clipped(to: Rect(column: 2, row: 1, width: 3, height: 1)) { canvas in
        canvas.fill(canvas.bounds, with: "x")
        canvas.draw("abcdefgh", column: 0, row: 1)
      }
      canvas.draw("z", column: 7, row: 2)
    }
    #expect(
      shown == """
        ~~~~~~~~
        ~~cde~~~
        ~~~~~~~z

        """)
  }

  @Test("A clip inside a clip never widens it")
  func nestedClip() {
    let shown = picture(6, 1) { canvas in
      canvas.clipped(to: Rect(column: 1, row: 0, width: 3, height: 1)) { canvas in
        canvas.clipped(to: Rect(column: 2, row: 0, width: 9, height: 9)) { $0.fill($0.bounds, with: "x") }
      }
    }
    #expect(shown == "~~xx~~\n")
  }

  @Test(
    "A wide character at the edge is a space where half of it would stand",
    arguments: [(0, "日x~~\n"), (3, "~~~日\n"), (4, "~~~~ \n"), (-1, " x~~~\n")])
  func wideAtEdge(column: Int, shown: String) {
    let text: SafeText = column <= 0 ? "日x" : "日"
    #expect(picture(5, 1) { $0.draw(text, column: column, row: 0) } == shown)
  }

  @Test(
    "Writing over half of a wide character leaves a space for the other half",
    arguments: [(1, "~x 本~\n"), (2, "~ x本~\n"), (3, "~日x ~\n"), (4, "~日 x~\n")])
  func halves(column: Int, shown: String) {
    let drawn = picture(6, 1) { canvas in
      canvas.draw("日本", column: 1, row: 0)
      canvas.draw("x", column: column, row: 0)
    }
    #expect(drawn == shown)
  }

  @Test("Marks stay with their base in one cell")
  func marks() {
    let canvas = canvas(4, 1) { $0.draw(SafeText(untrusted: "e\u{301}x"), column: 0, row: 0) }
    #expect(canvas.cells[0] == Cell("e", mark1: "\u{301}"))
    #expect(canvas.text == "e\u{301}x~~\n")
  }

  @Test("A selected row keeps its glyphs and roles")
  func selection() {
    let canvas = canvas(5, 2) { canvas in
      canvas.draw("ab", column: 1, row: 1, style: Style(.warning))
      canvas.select(row: 1, within: Rect(column: 1, row: 0, width: 3, height: 2))
      canvas.select(row: 9, within: canvas.bounds)
    }
    #expect(
      canvas.styled == """
        ~~~~~
        ~ab~~

        1: warning* 1-2, text* 3

        """)
  }

  @Test(
    "A canvas without cells takes every drawing",
    arguments: [(0, 0), (0, 4), (4, 0), (1, 1), (-2, -2)])
  func tiny(columns: Int, rows: Int) {
    let drawn = canvas(columns, rows) { canvas in
      canvas.draw("日本 abc", column: 0, row: 0)
      canvas.frame(
        canvas.bounds, title: "t", headline: Line("h", .strong), note: Line("n", .muted), position: "1/1")
      canvas.select(row: 0, within: canvas.bounds)
    }
    #expect(drawn.cells.count == max(0, columns) * max(0, rows))
    #expect(drawn.text.filter { $0 == "\n" }.count == max(0, rows))
  }

  @Test("No drawing leaves its area, and every wide character keeps both halves", arguments: 0..<200)
  func random(seed: UInt64) {
    var random = SplitMix(state: seed)
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    let size = Size(columns: number(1...30), rows: number(1...12))
    var canvas = Canvas(size: size)
    canvas.fill(canvas.bounds, with: "~")
    let before = canvas
    let area = Rect(
      column: number(-5...25), row: number(-5...10), width: number(-2...30), height: number(-2...12))
    canvas.clipped(to: area) { canvas in
      for _ in 0..<20 {
        let rect = Rect(
          column: number(-9...30), row: number(-9...12), width: number(-2...40), height: number(-2...20))
        switch number(0...7) {
        case 0:
          canvas.frame(
            rect, title: "1 Titel", headline: Line("日本 42", .strong), note: Line("n", .muted),
            position: "1/2", isFocused: true)
        case 1: canvas.draw("日本語 text", column: rect.column, row: rect.row)
        case 2:
          Bar([.init(.allocated, 3), .init(.idle, 1)])
            .draw(on: &canvas, column: rect.column, row: rect.row, width: rect.width)
        case 3:
          BudgetBar(used: 1.2, elapsed: 0.5)
            .draw(on: &canvas, column: rect.column, row: rect.row, width: rect.width)
        case 4: Histogram([.init("日本", 3), .init("b", 9)]).draw(on: &canvas, in: rect)
        case 5:
          Sparkline([1, nil, 3]).draw(on: &canvas, column: rect.column, row: rect.row, width: rect.width)
        case 6: HeatMap(Array(repeating: .init("a", .ok, severity: 0), count: 99)).draw(on: &canvas, in: rect)
        default:
          let table = Table(columns: [.init("日本", width: .fixed(7)), .init("b", width: .flexible())])
          table.draw(
            Array(repeating: .cells([.text("日本語日本語"), .bar(Bar([.init(.idle, 1)]))]), count: 30), on: &canvas,
            in: rect,
            offset: 3, selected: 4)
        }
      }
    }
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let index = row * size.columns + column
        if !area.contains(column: column, row: row) { #expect(canvas.cells[index] == before.cells[index]) }
        if canvas.cells[index].isContinuation {
          #expect(column > 0 && DisplayWidth.of(canvas.cells[index - 1].scalar) == 2)
        } else if DisplayWidth.of(canvas.cells[index].scalar) == 2 {
          #expect(column + 1 < size.columns && canvas.cells[index + 1].isContinuation)
        }
      }
    }
  }
}
