import Model
import Testing
import Text

@Suite("What may be recorded of an application")
struct ProposalTests {
  private static let anna = RecordAuthor(name: "anna", uid: 1000, host: "login1")
  private static let now = Timestamp(secondsSince1970: 1_764_000_000)

  private static func found(
    _ state: ApplicationState, _ records: DecisionRecord..., mode: AccessMode = .playground
  ) throws -> Case {
    let application = Application(id: "A", mode: mode, state: state, submittedAt: now + .hours(-1))
    let merged = application.merged(
      with: CaseHistory(of: "A", records: records), calendar: Policy.standard.workingCalendar)
    return try #require(Case(merged, by: .standard, at: now))
  }

  @Test("Without a journal there is nothing to record in")
  func withoutJournal() {
    #expect(
      Case(Application(id: "A", mode: .playground, state: .decision), by: .standard, at: Self.now) == nil)
  }

  @Test("A record says what its author had before the eyes")
  func recordKnows() throws {
    let eligible = decided("r:1", .outcome(.eligible), from: .adminCheck, portal: .adminCheck)
    let found = try Self.found(.adminCheck, eligible)
    let record = try found.record(
      DecisionDraft(.outcome(.feasible), note: "runs"), id: "s:1", by: Self.anna, at: Self.now)
    #expect(record.seen == ["r:1"])
    #expect(record.from == .techAssessment)
    #expect(record.to == .decision)
    #expect(record.portal == .adminCheck)
    #expect(record.note == "runs")
    #expect(!record.isForced)
    #expect(record.author == Self.anna)
  }

  @Test("What the step does not allow is refused with the reason, and forced only with a note")
  func forced() throws {
    let found = try Self.found(.adminCheck)
    guard case .state(let reason)? = found.refusal(of: DecisionDraft(.decision(.accept)), by: Self.anna)
    else {
      Issue.record("it was not refused")
      return
    }
    #expect(reason.shown.contains("admin_check"))
    #expect(
      found.refusal(of: DecisionDraft(.decision(.accept), isForced: true), by: Self.anna) == .noteMissing)
    let record = try found.record(
      DecisionDraft(.decision(.accept), note: "by phone", isForced: true), id: "s:1", by: Self.anna,
      at: Self.now)
    #expect(record.isForced)
    #expect(record.to == .awarded)
  }

  @Test("What the step allows is not forced, whoever insists")
  func needlesslyForced() throws {
    let record = try Self.found(.decision).record(
      DecisionDraft(.decision(.accept), note: "n", isForced: true), id: "s:1", by: Self.anna, at: Self.now)
    #expect(!record.isForced)
  }

  @Test(
    "A question, a note and a correction say nothing without a text",
    arguments: [DecisionKind.ask, .note, .correction(of: "r:1")])
  func noteMissing(kind: DecisionKind) throws {
    let found = try Self.found(.adminCheck, decided("r:1", .assign(to: "ben")))
    #expect(found.refusal(of: DecisionDraft(kind), by: Self.anna) == .noteMissing)
    #expect(found.refusal(of: DecisionDraft(kind, note: ""), by: Self.anna) == .noteMissing)
    #expect(found.refusal(of: DecisionDraft(kind, note: "why"), by: Self.anna) == nil)
  }

  @Test("Only an own record that still counts can be taken back, the newest first")
  func corrections() throws {
    let found = try Self.found(
      .decision, decided("r:1", .note, at: 1), decided("r:2", .note, seen: ["r:1"], at: 2),
      decided("b:1", .note, seen: ["r:2"], at: 3, uid: 1001),
      decided("r:3", .correction(of: "r:2"), seen: ["b:1"], at: 4))
    #expect(found.correctable(by: Self.anna).map(\.id) == ["r:1"])
    for id in ["r:2", "r:3", "b:1", "x:9"] as [SafeText] {
      #expect(found.refusal(of: DecisionDraft(.correction(of: id), note: "n"), by: Self.anna) == .notOwn(id))
    }
  }

  @Test("While two decisions are in dispute, a third one may start from either, and joins both")
  func settles() throws {
    let found = try Self.found(
      .decision, decided("r:1", .decision(.accept)), decided("b:1", .decision(.waitlist), uid: 1001))
    #expect(found.refusal(of: .decision(.reject)) == nil)
    let record = try found.record(
      DecisionDraft(.decision(.reject)), id: "s:1", by: Self.anna, at: Self.now)
    #expect(Set(record.seen) == ["r:1", "b:1"])
  }
}
