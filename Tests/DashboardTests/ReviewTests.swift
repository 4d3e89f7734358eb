import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("What is to be recorded, on the screen before it is")
struct ReviewTests {
  /// No letter of it is elsewhere on the screen.
  private static let letters = (0x3B1...0x3C9).map { $0 == 0x3C2 ? 0x3C3 : $0 } + Array(0x430...0x44F)
  private static let note = letters.compactMap(UnicodeScalar.init).map { "\($0).." }.joined()

  private static func desk(_ columns: Int, _ rows: Int) -> DecisionFixture {
    DecisionFixture { $0.size = Size(columns: columns, rows: rows) }
  }

  private static let sizes = [(40, 12), (60, 14), (53, 17), (80, 24), (160, 48)]

  /// All that is shown, page by page, until `y` would record it, which it does not before.
  private func read(_ desk: inout DecisionFixture, until question: String) throws -> String {
    var seen = desk.text
    for _ in 0..<30 where !desk.text.contains(question) {
      let top = desk.state.form?.top
      #expect(try desk.type("y").isEmpty)
      #expect(desk.told.contains("nothing was recorded: PgDn shows the rest"), "\(desk.text)")
      #expect(desk.state.form?.stage == .confirming)
      try desk.type("<PgDn>")
      #expect(desk.state.form?.top != top)
      seen += desk.text
    }
    return seen
  }

  @Test("Nothing is recorded before all of it was on the screen, however small that is", arguments: sizes)
  func one(columns: Int, rows: Int) throws {
    var desk = Self.desk(columns, rows)
    try desk.type("dr\(Self.note)<C-d>")
    let seen = try read(&desk, until: "y records it")
    for letter in Self.note where letter != "." { #expect(seen.contains(letter), "\(letter)") }
    for part in ["application", "record", "step", "by", "knowing", "login1"] {
      #expect(seen.contains(part), "\(part)\n\(desk.text)")
    }
    // Back at its beginning it is still read.
    try desk.type("<PgUp><PgUp>")
    #expect(try desk.order("y").drafts.first?.draft.note?.shown == Self.note)
  }

  @Test("A line at a time does, and where it is on the screen at once, no key is needed")
  func byLines() throws {
    var small = Self.desk(40, 12)
    try small.type("dr\(Self.note)<C-d>")
    var count = 0
    while small.text.contains("PgDn for the rest"), count < 40 {
      try small.type("j")
      count += 1
    }
    #expect(count > 5)
    #expect(try small.order("y").drafts.count == 1)
    var large = Self.desk(160, 48)
    #expect(try large.order("drshort<C-d>y").drafts.count == 1)
  }

  @Test("What is changed and shown again has to be read again")
  func again() throws {
    var desk = Self.desk(40, 12)
    try desk.type("dr\(Self.note)<C-d>")
    for _ in 0..<10 { try desk.type("<PgDn>") }
    #expect(desk.text.contains("y records it"))
    try desk.type("n!<C-d>")
    #expect(desk.text.contains("PgDn for the rest"))
    #expect(try desk.type("y").isEmpty)
  }

  @Test("The same holds of several", arguments: sizes)
  func several(columns: Int, rows: Int) throws {
    var desk = Self.desk(columns, rows)
    try desk.type("*dr\(Self.note)<C-d>")
    let seen = try read(&desk, until: "y records 3")
    for letter in Self.note where letter != "." { #expect(seen.contains(letter), "\(letter)") }
    for id in DecisionFixture.ids { #expect(seen.contains(id.withoutProgramme.shown)) }
    let order = try desk.order("y")
    #expect(order.drafts.count == 3)
    try desk.carryOut(order)
    // And of what is taken back.
    try desk.type("<Esc>u")
    for _ in 0..<30 where !desk.text.contains("y takes 3 back") {
      #expect(try desk.type("y").isEmpty)
      try desk.type("<PgDn>")
    }
    #expect(try desk.order("y").drafts.count == 3)
  }
}
