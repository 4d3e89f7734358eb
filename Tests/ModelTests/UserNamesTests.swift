import Model
import Testing
import Text

@Suite("Names of users")
struct UserNamesTests {
  @Test(
    "An author is shown by the name that the user has here, and otherwise as doubtful or by the number",
    arguments: [
      (UserNames.Answer.name("anna"), "anna", true), (.name("ben"), "anna?", false),
      (.nobody, "uid 1000", false), (.unanswered, "anna?", nil), (nil, "anna", nil),
    ] as [(UserNames.Answer?, String, Bool?)])
  func shown(answer: UserNames.Answer?, text: String, isNamed: Bool?) {
    let author = RecordAuthor(name: "anna", uid: 1000, host: "login1")
    let names = UserNames(answer.map { [1000: $0] } ?? [:])
    #expect(names.shown(author).shown == text)
    #expect(names.isNamed(author) == isNamed)
  }

  @Test("Names that look alike are two names, and one with control characters is safe to show")
  func bytes() {
    let names = UserNames([1000: .name("anna")])
    for name in ["\u{430}nna", "anna\u{200B}", "an\u{1B}[2Jna"] {
      let author = RecordAuthor(name: SafeText(untrusted: name), uid: 1000, host: "login1")
      #expect(names.isNamed(author) == false)
      #expect(names.shown(author).shown.hasSuffix("?"))
      #expect(!names.shown(author).shown.unicodeScalars.contains("\u{1B}"))
    }
  }

  @Test("Where users are hidden no number tells who it was")
  func hidden() throws {
    var factory = Factory()
    factory.applications = [Application(id: "A", mode: .playground, state: .decision)]
    let record = decided("a", .decision(.accept))
    let merged = factory.merged(
      with: [record].caseHistories(), calendar: Policy.standard.workingCalendar,
      names: UserNames([1000: .nobody]))
    func shown(_ factory: Factory) throws -> SafeText {
      let standing = try #require(factory.applications?.first?.standing)
      return standing.names.shown(try #require(standing.history.entry("a")).record.author)
    }
    #expect(try shown(merged) == "uid 1000")
    #expect(try shown(merged.redacted(.users)) == "hidden")
  }
}
