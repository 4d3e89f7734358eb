import Entities
import Testing
import Text

@Suite("Columns, orders and filters that somebody has settled")
struct ListSettingsTests {
  private static func filter(_ name: SafeText, _ words: String, key: Unicode.Scalar? = nil) throws
    -> SavedFilter
  {
    try SavedFilter(name, words: words, of: .jobs, key: key)
  }

  @Test("A filter keeps its words and its order; what of it cannot be understood is refused")
  func reading() throws {
    let filter = try Self.filter("late", "state:pending   sort:-wait gpus>8")
    #expect(filter.query.written == "state:pending gpus>8 sort:-wait")
    #expect(filter.kind == .jobs)
    for words in ["gpsu>8", "", "  ", "(", String(repeating: "x", count: 1001)] {
      #expect(throws: UnusableWords.self) { try Self.filter("a", words) }
    }
    #expect(try Self.filter("a", String(repeating: "x", count: 1000)).query.text.shown.count == 1000)
  }

  @Test("A name is a word", arguments: ["late", "a", "Ärger-2_x", "ööööööööööööööööööööööööööööööööööööööö"])
  func names(name: String) { #expect(SavedFilter.isName(name)) }

  @Test(
    "What is no word is no name",
    arguments: ["", "a b", "2a", "-a", "a.b", "a\u{1B}", String(repeating: "a", count: 41)])
  func noNames(name: String) { #expect(!SavedFilter.isName(name)) }

  @Test("One of the same kind and name is replaced in its place, and a key is of one filter of a kind")
  func keeping() throws {
    var settings = ListSettings()
    settings.keep(try Self.filter("a", "held", key: "x"))
    settings.keep(try Self.filter("b", "array"))
    settings.keep(try SavedFilter("a", words: "up", of: .nodes, key: "x"))
    settings.keep(try Self.filter("a", "running"))
    #expect(settings.filters(of: .jobs).map(\.name) == ["a", "b"])
    #expect(settings.filters(of: .jobs).map(\.query.text) == ["running", "array"])
    settings.keep(try Self.filter("a", "running", key: "x"))
    settings.keep(try Self.filter("b", "array", key: "x"))
    #expect(settings.filters(of: .jobs).map(\.key) == [nil, "x"])
    #expect(settings.filters(of: .nodes).map(\.key) == ["x"])
  }

  @Test("The settled order counts where no query has one")
  func order() throws {
    var settings = ListSettings()
    let schema = ListKind.jobs.schema
    settings.preferences[.jobs] = ListPreference(sort: try schema.order(by: ["-wait", "gpus"]))
    #expect(settings.query(nil, of: .jobs)?.written == "sort:-wait,gpus")
    #expect(settings.query(nil, of: .nodes) == nil)
    #expect(settings.query(try Self.filter("a", "held").query, of: .jobs)?.written == "held sort:-wait,gpus")
    #expect(settings.query(try Self.filter("a", "held sort:id").query, of: .jobs)?.written == "held sort:id")
    #expect(throws: UnusableWords("there is no field “wiat” to sort by; did you mean wait?")) {
      try schema.order(by: ["-wiat"])
    }
    #expect(throws: UnusableWords("no field is called “usr”; did you mean user?")) {
      try schema.places(of: ["id", "usr"])
    }
  }
}
