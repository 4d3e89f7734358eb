import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("A paste that the terminal does not mark")
struct UnmarkedPasteTests {
  private func paste(_ pieces: String..., into desk: inout DecisionFixture) {
    for (place, piece) in pieces.enumerated() {
      let effects = desk.state.paste(
        unmarked: piece, goesOn: place > 0, size: desk.size, now: Fixture.now)
      #expect(effects.isEmpty)
    }
  }

  private static let long = String(repeating: "x", count: 500)

  @Test("It goes into a note whole or not at all, in however many pieces it comes")
  func whole() throws {
    var desk = DecisionFixture()
    try desk.type("drsome")
    paste(Self.long, Self.long, Self.long, into: &desk)
    #expect(desk.state.form?.note.text == "some")
    #expect(
      desk.state.form?.problem
        == "it would have 1504 characters, and a record takes 1000: nothing was put in")
    paste(" words", " and", " more", into: &desk)
    #expect(desk.state.form?.note.text == "some words and more")
    #expect(desk.state.form?.problem == nil)
  }

  @Test("A key between two parts them: what was put in before stays")
  func parted() throws {
    var desk = DecisionFixture()
    try desk.type("dr")
    paste("one", into: &desk)
    try desk.type("!")
    _ = desk.state.paste(unmarked: "two", goesOn: true, size: desk.size, now: Fixture.now)
    #expect(desk.state.form?.note.text == "one!two")
  }

  @Test("Tabs and ends of lines in it are text, and move to no other field")
  func tabs() throws {
    var desk = DecisionFixture()
    try desk.type("dr")
    paste("line one\nq y d a\tline", " two\n", into: &desk)
    #expect(desk.state.form?.note.text.lines.map(\.shown) == ["line one", "q y d a line two"])
    #expect(desk.state.form?.stage == .editing)
    #expect(desk.state.form?.field == .note)
  }

  @Test(
    "It is taken for text where a text of a form has the keys, and nowhere else",
    arguments: [
      ("", false), ("d", false), ("dr", true), ("ds", true), ("dr<Tab>", false), ("drx<C-d>", false),
      ("dt:", true), ("/", false), (":", false),
    ])
  func places(keys: String, takesText: Bool) throws {
    var desk = DecisionFixture()
    try desk.type(keys)
    #expect(desk.state.takesTextInForm == takesText)
  }
}
