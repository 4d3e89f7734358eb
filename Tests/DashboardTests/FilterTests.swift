import Entities
import Model
import Screen
import Testing
import Text

@testable import Dashboard

@Suite("Filters of the applications")
struct FilterTests {
  private func listed(
    _ words: String, in content: DashboardModel = FilterFixture.content, user: SafeText? = nil
  ) -> [String] {
    let reading = FilterFixture.reading(SafeText(untrusted: words))
    #expect(reading.problem == nil)
    var state = DashboardState(view: .applications, user: user, filter: reading.query)
    state.receive(content)
    return FilterFixture.listed(state)
  }

  @Test(
    "A word lists what it names, and nothing else",
    arguments: [
      ("mode:PG", ["9001", "9002"]), ("mode:playground", ["9001", "9002"]),
      ("MODE:Fast_Lane,ls", ["9003", "9004"]),
      ("mode:ai_for_science", ["9005"]), ("mode:other", ["9006", "9007"]),
      ("step:decision", ["9001"]), ("step:decision,expert_rev", ["9001"]), ("step:info_requested", ["9003"]),
      ("step:info_asked", ["9003"]),
      ("step:\"info asked\"", ["9003"]), ("step:other", ["9006"]),
      ("step:rejected,active", ["9004", "9005"]),
      ("machine:lumi", ["9001", "9002"]), ("machine:lumi-g", ["9002"]), ("machine:-", ["9006", "9007"]),
      ("assignee:anna", ["9001", "9002"]), ("assignee:berg", ["9002"]),
      ("assignee:-", ["9004", "9006", "9007"]), ("assignee:access_team", ["9005"]),
      ("assignee:johanna,-", ["9003", "9004", "9006", "9007"]),
      ("sector:health", ["9002"]), ("sector:\"public health\"", ["9002"]), ("sector:ENERGY", ["9003"]),
      ("country:FI", ["9002"]), ("country:fi,nl,", ["9002", "9004"]),
      ("waiting", ["9003"]), ("decided", ["9004", "9005"]),
      ("pending", ["9001", "9002", "9003", "9006"]), ("breached", ["9001"]), ("due", ["9002"]),
      ("veloce", ["9001"]), ("ØRSUND", ["9003"]), ("fl01-9003", ["9003"]), ("yield", ["9001"]),
      ("\"from space\"", ["9001"]), ("Kobalt,", ["9005"]), ("\"mine\"", []), ("textiles", []),
      ("!pending", ["9004", "9005", "9007"]), ("!country:FI,NL,DK", ["9001", "9005", "9006", "9007"]),
      ("mode:PG !anna", ["9001", "9002"]), ("mode:PG !assignee:berg", ["9001"]), ("mode:PG  country:NL", []),
      ("!mode:PG !mode:other !veloce health", []),
    ])
  func matches(words: String, ids: [String]) {
    #expect(listed(words) == ids)
  }

  @Test("Mine is what is assigned to who looks; while nobody is known, it is nothing")
  func mine() {
    #expect(listed("mine", user: "Anna") == ["9001"])
    #expect(listed("mine", user: "anna_berg") == ["9002"])
    #expect(listed("mine", user: "ann") == [])
    #expect(listed("mine") == [])
    #expect(listed("!mine pending", user: "anna") == ["9002", "9003", "9006"])
  }

  @Test(
    "Decided is what the portal or the journal has answered, a conflict what they contradict each other in")
  func journal() {
    func record(
      _ id: SafeText, of application: SafeText, _ kind: DecisionKind, from: ApplicationState,
      to: ApplicationState
    ) -> DecisionRecord {
      DecisionRecord(
        id: id, application: "EHPC-AIF-2026\(application)", kind: kind, note: nil, seen: [], from: from,
        to: to, portal: from, isForced: false,
        author: RecordAuthor(name: "anna", uid: 1000, host: "login1", isVerified: true),
        at: Fixture.now + .minutes(-20))
    }
    let records = [
      record("a:1", of: "PG01-9001", .decision(.accept), from: .decision, to: .awarded),
      record("b:1", of: "PG01-9002", .decision(.accept), from: .decision, to: .awarded),
      record("c:1", of: "PG01-9002", .decision(.reject), from: .decision, to: .rejected),
      // The portal says that it was rejected.
      record("d:1", of: "LS01-9004", .decision(.accept), from: .decision, to: .awarded),
    ]
    let factory = FilterFixture.factory.merged(
      with: records.caseHistories(), calendar: Policy.standard.workingCalendar)
    let content = DashboardModel(factory: factory, policy: .standard, now: Fixture.now)
    #expect(listed("decided", in: content) == ["9001", "9004", "9005"])
    #expect(listed("conflict", in: content) == ["9002", "9004"])
    #expect(listed("conflict") == [])
  }

  @Test(
    "What cannot be understood is one sentence with the nearest word",
    arguments: [
      ("mdoe:PG", "“mdoe”; did you mean mode?"),
      ("colour:red", "the keys are id, mode, step, organisation, title, country"),
      ("mode:playgruond", "no mode is called “playgruond”; did you mean playground?"),
      ("mode:p", "did you mean PG?"), ("mode:zz", "the modes are PG, FL, LS, SC, BEN, DEV, REG, EXT"),
      ("step:dec", "did you mean decision?"), ("step:rejetced", "did you mean rejected?"),
      ("step:kitchen", "the steps are draft, submitted"), ("country:", "country: needs a value"),
      ("machine:,", "machine: needs a value"), ("!", "such as !mine"), ("mine mode:\u{1B}[31m", "no mode"),
    ])
  func problems(words: String, sentence: String) throws {
    let problem = try #require(FilterFixture.reading(SafeText(untrusted: words)).problem)
    #expect(problem.sentence.shown.contains(sentence))
  }

  @Test("What can be understood counts beside what cannot")
  func partly() {
    #expect(FilterFixture.reading("mode:PG,XY step:kitchen mine").query?.text == "mode:PG,XY mine")
    #expect(FilterFixture.reading("step:kitchen").query == nil)
    #expect(FilterFixture.reading("  ").query == nil && FilterFixture.reading("  ").problem == nil)
    #expect(FilterFixture.reading("\"\"").query == nil)
  }

  @Test("A filter shows as it was written, each space one")
  func text() {
    #expect(FilterFixture.reading("  mode:PG   \"a  b\" !MINE ").query?.text == "mode:PG \"a  b\" !MINE")
    #expect(FilterFixture.reading("mine \"left open").query?.text == "mine")
  }

  @Test("A flag is added once, taken away again, and takes the place of its opposite")
  func toggling() {
    let one = FilterFixture.toggling(.mine, in: FilterFixture.reading("mode:PG").query)
    #expect(one?.text == "mode:PG mine")
    #expect(FilterFixture.toggling(.mine, in: one)?.text == "mode:PG")
    #expect(FilterFixture.toggling(.mine, in: FilterFixture.reading("!mine").query)?.text == "mine")
    #expect(FilterFixture.toggling(.mine, in: FilterFixture.reading("mine").query) == nil)
    #expect(
      FilterFixture.toggling(.decided, in: FilterFixture.reading("mine waiting").query)?.text
        == "mine decided")
    #expect(
      FilterFixture.toggling(.waiting, in: FilterFixture.reading("!decided").query)?.text
        == "!decided waiting")
  }
}
