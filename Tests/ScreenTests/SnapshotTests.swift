import Foundation
import FoundationXML
import Testing
import Text
import ThemeSupport

@testable import Screen

struct SnapshotTests {
  private static let sample: Canvas = canvas(18, 4, filler: " ") { canvas in
    canvas.frame(canvas.bounds, title: "1 <&>", headline: Line("é 日", .strong), isFocused: true)
    Bar([.init(.allocated, 2), .init(.planned, 1), .init(.idle, 1), .init(.unavailable, 1)])
      .draw(on: &canvas, column: 1, row: 1, width: 10)
    canvas.draw("dead", column: 12, row: 1, style: Style(.critical))
    canvas.draw("a b", column: 1, row: 2)
    canvas.select(row: 2, within: Rect(column: 1, row: 0, width: 16, height: 4))
  }

  @Test("The text has every row over its whole width")
  func text() {
    #expect(
      Self.sample.text == """
        ╭ 1 <&> ── é 日 ─╮
        │▆▆▆▆▄▄▁▁╱╱ dead │
        │a b             │
        ╰────────────────╯

        """)
  }

  @Test("ANSI text is SGR sequences and glyphs, reset at the end of each row")
  func ansi() {
    let canvas = canvas(4, 2, filler: ".") { canvas in
      canvas.draw("ab", column: 0, row: 0, style: Style(.critical))
      canvas.select(row: 1, within: canvas.bounds)
    }
    #expect(
      canvas.ansi(theme: .defaultDark, depth: .truecolor)
        == "\u{1B}[0;1;38;2;255;114;80mab\u{1B}[0m..\u{1B}[0m\n"
        + "\u{1B}[0;38;2;213;217;224;48;2;36;48;63m....\u{1B}[0m\n")
    #expect(
      canvas.ansi(theme: .defaultDark, depth: .palette256)
        == "\u{1B}[0;1;38;5;209mab\u{1B}[0m..\u{1B}[0m\n\u{1B}[0;38;5;253;48;5;236m....\u{1B}[0m\n")
    #expect(
      canvas.ansi(theme: .defaultDark, depth: .palette16)
        == "\u{1B}[0;1;91mab\u{1B}[0m..\u{1B}[0m\n\u{1B}[0;7m....\u{1B}[0m\n")
    #expect(
      canvas.ansi(theme: .defaultDark, depth: .palette8)
        == "\u{1B}[0;1;37;41mab\u{1B}[0m..\u{1B}[0m\n\u{1B}[0;7m....\u{1B}[0m\n")
    #expect(
      canvas.ansi(theme: .defaultDark, depth: .none)
        == "\u{1B}[0;1mab\u{1B}[0m..\u{1B}[0m\n\u{1B}[0;7m....\u{1B}[0m\n")
  }

  @Test("ANSI text without its sequences is the text", arguments: ThemeFile.names, ColorDepth.allCases)
  func ansiGlyphs(name: String, depth: ColorDepth) throws {
    let theme = try ThemeFile.named(name).definition.theme()
    let plain = Self.sample.ansi(theme: theme, depth: depth).replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(plain == Self.sample.text)
  }

  @Test("In ASCII every sign has its one cell, and styles stay")
  func ascii() {
    let folded = Self.sample.foldedToASCII()
    #expect(
      folded.text == """
        + 1 <&> -- e ?? -+
        |####==..// dead |
        |a b             |
        +----------------+

        """)
    #expect(folded.text.utf8.allSatisfy { $0 < 128 })
    #expect(folded.cells.map(\.style) == Self.sample.cells.map(\.style))
  }

  @Test("In ASCII a wide character is two question marks")
  func asciiWide() {
    let folded = canvas(6, 1) { $0.draw(SafeText(untrusted: "日e\u{301}"), column: 1, row: 0) }.foldedToASCII()
    #expect(folded.text == "~??e~~\n")
  }

  @Test("The SVG is well-formed, and its texts and grounds lie on the grid", arguments: ThemeFile.names)
  func svg(name: String) throws {
    let svg = Self.sample.svg(theme: try ThemeFile.named(name).definition.theme())
    let reader = SVGReader()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(reader.texts.map(\.content) == ["1 <&>", "é 日", "dead", "a b"])
    for text in reader.texts {
      #expect(text.x % SVGGrid.cellWidth == 0)
      #expect(
        text.length == (text.content.unicodeScalars.reduce(0) { $0 + (DisplayWidth.of($1) ?? 0) })
          * SVGGrid.cellWidth)
    }
    #expect(reader.size == [18 * SVGGrid.cellWidth, 4 * SVGGrid.cellHeight])
  }

  @Test("The beginning of a bar is so many eighths of its cell in the SVG, each cell for itself")
  func svgLeftBlocks() {
    func shapes(_ text: SafeText) -> [String] {
      canvas(4, 1, filler: " ") { $0.draw(text, column: 1, row: 0) }.svg(theme: .defaultDark)
        .split(separator: "\n").filter { $0.contains("<path") }.map(String.init)
    }
    let (width, height) = (SVGGrid.cellWidth, SVGGrid.cellHeight)
    func box(_ column: Int, _ part: Int) -> String { "M\(column * width) 0h\(part)v\(height)h-\(part)z" }
    #expect(shapes("▏").first?.contains("d=\"\(box(1, 1))\"") == true, "\(shapes("▏"))")
    #expect(shapes("▌▌").first?.contains("d=\"\(box(1, width / 2))\(box(2, width / 2))\"") == true)
    #expect(shapes("▉").first?.contains("d=\"\(box(1, width * 7 / 8))\"") == true)
  }

  @Test("A wide character is as long as its two cells in the SVG")
  func svgWide() {
    let svg = canvas(6, 1, filler: " ") { $0.draw("日本", column: 1, row: 0) }.svg(theme: .defaultDark)
    #expect(svg.contains("x=\"9\" y=\"14\" textLength=\"36\""))
    #expect(svg.contains(">日本</text>"))
  }

  @Test("The SVG has no more colours than the terminal that it shows")
  func svgDepth() {
    func colors(_ depth: ColorDepth) -> Set<Substring> {
      let svg = Self.sample.svg(theme: .defaultDark, depth: depth)
      return Set(svg.split(separator: "\"").filter { $0.hasPrefix("#") })
    }
    let page = [Theme.defaultDark.page.foreground.hex[...], Theme.defaultDark.page.background.hex[...]]
    #expect(colors(.none).isSubset(of: page))
    #expect(!colors(.truecolor).isSubset(of: page))
    let palette = Set(Palette.colors.map(\.hex)).union(page.map(String.init))
    #expect(colors(.palette256).allSatisfy { palette.contains(String($0)) })
    #expect(colors(.palette8).isSubset(of: page + Palette.colors[..<8].map { $0.hex[...] }))
    #expect(Self.sample.svg(theme: .defaultDark) == Self.sample.svg(theme: .defaultDark, depth: .truecolor))
  }

  @Test(
    "Every sign that the widgets draw is a shape in the SVG",
    arguments: Array("█▇▆▅▄▃▂▁╱─━╾│┃╭╮╰╯⠁⡠⣿".unicodeScalars))
  func shapes(scalar: Unicode.Scalar) {
    #expect(SVGShape(scalar) != nil)
    #expect(SVGShape("a") == nil)
  }

  @Test("An empty canvas has a picture of each kind")
  func empty() {
    let canvas = Canvas(size: Size(columns: 0, rows: 2))
    #expect(canvas.text == "\n\n")
    #expect(canvas.styled == "\n\n\n")
    #expect(canvas.ansi(theme: .defaultDark, depth: .truecolor) == "\u{1B}[0m\n\u{1B}[0m\n")
    #expect(canvas.svg(theme: .defaultDark).hasSuffix("</svg>\n"))
  }
}

/// What a test wants to know of an SVG.
private final class SVGReader: NSObject, XMLParserDelegate {
  struct Text {
    let x: Int
    let length: Int
    var content: String
  }

  private(set) var texts: [Text] = []
  private(set) var size: [Int] = []
  private var isInText = false

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    func number(_ key: String) -> Int { attributes[key].flatMap(Int.init) ?? -1 }
    if name == "svg" { size = [number("width"), number("height")] }
    guard name == "text" else { return }
    isInText = true
    texts.append(Text(x: number("x"), length: number("textLength"), content: ""))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if isInText { texts[texts.count - 1].content += string }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "text" { isInText = false }
  }
}
