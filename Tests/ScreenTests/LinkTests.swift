import Testing
import Text

@testable import Screen

@Suite("Links in lines")
struct LinkTests {
  private static var line: Line {
    var line = Line("on")
    line.add(link: 7, "nid1")
    line.add(link: 8, "nid2")
    return line
  }

  @Test("A link has a cell on both sides, and tells its piece, its cell and its number")
  func cells() {
    #expect(Self.line.text == "on nid1  nid2 ")
    #expect(Self.line.links.map(\.number) == [7, 8])
    #expect(Self.line.links.map(\.column) == [3, 9])
  }

  @Test("The selected link has a sign before it, and nothing moves")
  func selected() throws {
    let link = try #require(Self.line.links.last)
    let line = Self.line.selectingLink(at: link.span)
    #expect(line.text == "on nid1 ▸nid2 ")
    #expect(line.spans[link.span].style == Style(.link, isSelected: true))
    #expect(line.spans[2].style == Style(.link))
  }

  @Test("A line is broken before a link and never within it")
  func wrapped() {
    #expect(Self.line.wrapped(to: 9).map(\.text) == ["on nid1 ", "   nid2 "])
  }

  @Test("A comma or a semicolon stays with what stands before it")
  func punctuation() {
    var line = Line("12 tasks")
    line.add("; 349 more", mayBreak: true)
    line.add(", held", mayBreak: true)
    #expect(line.wrapped(to: 12).map(\.text) == ["12 tasks;", "  349 more,", "  held"])
    #expect(line.wrapped(to: 40).map(\.text) == ["12 tasks; 349 more, held"])
  }

  @Test("In ASCII and without colour brackets stand around a link, elsewhere nothing")
  func brackets() {
    var canvas = Canvas(size: Size(columns: 16, rows: 1))
    let line = Self.line
    line.selectingLink(at: line.links[0].span).draw(on: &canvas, column: 0, row: 0, width: 16)
    #expect(canvas.shown(inASCII: false, depth: .truecolor).text == "on▸nid1  nid2   \n")
    #expect(canvas.shown(inASCII: false, depth: .none).text == "on▸nid1><nid2>  \n")
    #expect(canvas.shown(inASCII: true, depth: .truecolor).text == "on>nid1><nid2>  \n")
  }

  @Test("A canvas as lines is the same canvas again")
  func lines() {
    var canvas = Canvas(size: Size(columns: 8, rows: 2))
    canvas.draw("ab", column: 1, row: 0, style: Style(.warning))
    canvas.draw("日c", column: 2, row: 1)
    var again = Canvas(size: canvas.size)
    for (row, line) in canvas.lines.enumerated() { line.draw(on: &again, column: 0, row: row, width: 8) }
    #expect(again == canvas)
  }
}
