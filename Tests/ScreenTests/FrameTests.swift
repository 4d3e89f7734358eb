import Testing
import Text

@testable import Screen

struct FrameTests {
  @Test("A frame has its title, headline, note and position on its edges, and leaves its inside alone")
  func complete() {
    let drawn = canvas(40, 5) { canvas in
      let inside = canvas.frame(
        Rect(column: 1, row: 1, width: 38, height: 3), title: "2 Queue",
        headline: Line("1,204 waiting", .strong),
        note: Line("runs out 12 Dec", .muted), position: "12/418 ▼")
      #expect(inside == Rect(column: 2, row: 2, width: 36, height: 1))
    }
    #expect(
      drawn.text == """
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
        ~╭ 2 Queue ─────────── 1,204 waiting ─╮~
        ~│~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~│~
        ~╰─ runs out 12 Dec ─────── 12/418 ▼ ─╯~
        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~

        """)
  }

  @Test(
    "A narrow edge cuts the headline first, then the title",
    arguments: [
      (31, "╭ 2 Queue ── 1,204 waiting ─╮~~\n"),
      (27, "╭ 2 Queue ─ 1,204 wai… ─╮~~\n"),
      (18, "╭ 2 Queue ─────╮~~\n"),
      (10, "╭ 2 Q… ╮~~\n"),
      (6, "╭──╮~~\n"),
    ])
  func narrow(width: Int, top: String) {
    let shown = picture(width, 2) { canvas in
      canvas.frame(
        Rect(column: 0, row: 0, width: width - 2, height: 2), title: "2 Queue",
        headline: Line("1,204 waiting", .strong))
    }
    #expect(shown.prefix { $0 != "\n" } + "\n" == top)
  }

  @Test("A narrow lower edge cuts the note, and keeps the position whole or not at all")
  func narrowBottom() {
    func bottom(_ width: Int) -> Substring {
      picture(width, 2) {
        $0.frame($0.bounds, title: "", note: Line("runs out 12 Dec", .muted), position: "5/41 ▼")
      }.split(separator: "\n")[1]
    }
    #expect(bottom(25) == "╰─ runs out … ─ 5/41 ▼ ─╯")
    #expect(bottom(14) == "╰── 5/41 ▼ ─╯".padded(to: 14))
    #expect(bottom(8) == "╰──────╯")
  }

  @Test("Nothing is framed in less than two by two", arguments: [(1, 5), (5, 1), (0, 0), (-1, 4)])
  func tooSmall(width: Int, height: Int) {
    let shown = picture(3, 1) { canvas in
      let inside = canvas.frame(Rect(column: 0, row: 0, width: width, height: height), title: "t")
      #expect(inside.isEmpty)
    }
    #expect(shown == "~~~\n")
  }

  @Test("The focused frame and its title are the accent")
  func focus() {
    let focused = canvas(14, 2) {
      $0.frame($0.bounds, title: "1 A", headline: Line("9 %", .strong), isFocused: true)
    }
    #expect(focused.styled.hasSuffix("\n\n0: accent 0-6, strong 7-11, accent 12-13\n1: accent 0-13\n"))
  }
}

extension String {
  /// The edge with as many line cells more as it needs, after its corner.
  fileprivate func padded(to width: Int) -> String {
    prefix(1) + String(repeating: "─", count: width - count) + dropFirst()
  }
}
